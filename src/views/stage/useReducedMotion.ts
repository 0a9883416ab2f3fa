import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { StageApp } from './stageApp.ts'

/** Two steps a second in place of motion. */
const STEP_MS = 500

/** Lets the clock move in steps where the system or the app's own setting asks for less motion. */
export function useReducedMotion({ clock, uiStore }: StageApp): void {
  const motion = useStore(uiStore, (state) => state.motion)
  useEffect(() => {
    const query = window.matchMedia('(prefers-reduced-motion: reduce)')
    const apply = (): void => {
      const reduced = motion === 'reduced' || (motion === 'system' && query.matches)
      clock.setStepMs(reduced ? STEP_MS : null)
    }
    apply()
    query.addEventListener('change', apply)
    return () => query.removeEventListener('change', apply)
  }, [clock, motion])
}
