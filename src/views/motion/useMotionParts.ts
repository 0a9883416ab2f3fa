import { useEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { createCell } from '../frame/cell.ts'

type MotionParts = typeof import('./parts.tsx')

const parts = createCell<MotionParts | null>(null)

/** Fetches what moves once the first picture is there. Without it nothing moves and everything works. */
export function useMotionAfterFirstRun(app: LambdascopeApp): void {
  const ready = useStore(app.runStore, (state) => state.trace !== null)
  useEffect(() => {
    if (ready) import('./parts.tsx').then(parts.set, () => undefined)
  }, [ready])
}

/** What moves, as soon as it is there; null before. */
export function useMotionParts(): MotionParts | null {
  return useSyncExternalStore(parts.subscribe, parts.get)
}

/** What was there when the component came: one that is already in use is not put together anew. */
export function useMotionPartsAtFirst(): MotionParts | null {
  const [first] = useState(parts.get)
  return first
}
