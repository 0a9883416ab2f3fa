import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { View } from '../../store/uiStore.ts'
import { useSampled } from './useSampled.ts'

/** The part of a run that is counted: the brushed range, or everything up to the playhead. Microseconds. */
export interface Measured {
  /** The end of the range, or the playhead. */
  time: number
  range: View | null
}

/** What `read` makes of the part that is counted; it follows the playhead while no range is set. Keep its identity. */
export function useMeasured<T>(app: LambdascopeApp, read: (measured: Measured) => T): T {
  const range = useStore(app.uiStore, (state) => state.range)
  const at = useCallback((time: number) => read({ time: range === null ? time : range.to, range }), [read, range])
  return useSampled(app.clock, at)
}
