import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { StageApp } from './stageApp.ts'

/** Two steps a second in place of motion. */
const STEP_MS = 500

/** Lets the clock move in steps where the system or the app's own setting asks for less motion. Returns whether it does. */
export function useReducedMotion({ clock, uiStore }: StageApp): boolean {
  const [reduced, setReduced] = useState(false)
  const motion = useStore(uiStore, (state) => state.motion)
  useEffect(() => {
    const query = window.matchMedia('(prefers-reduced-motion: reduce)')
    const apply = (): void => {
      const wanted = motion === 'reduced' || (motion === 'system' && query.matches)
      clock.setStepMs(wanted ? STEP_MS : null)
      setReduced(wanted)
    }
    apply()
    query.addEventListener('change', apply)
    return () => query.removeEventListener('change', apply)
  }, [clock, motion])
  return reduced
}
