import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { HomeStore } from '../../store/homeStore.ts'
import { Canvas } from '../chart/Canvas.tsx'
import type { Surface } from '../chart/surface.ts'
import { usePalette } from '../chart/usePalette.ts'
import { drawRequests } from './drawRequests.ts'

/** Requests over time. What it shows can be read in the rows beside it. */
export function Picture({ home }: { home: HomeStore }) {
  const palette = usePalette()
  const run = useStore(home, (state) => state.run)
  const told = useStore(home, (state) => state.phase === 'told')
  const { clock } = home
  const paint = useCallback(
    (surface: Surface) => {
      if (run !== null && palette !== null) drawRequests(surface, { run, palette, told, time: clock.time() })
    },
    [run, palette, told, clock],
  )
  const watch = useCallback(
    (repaint: () => void) => {
      let drawn = -1
      return clock.onFrame(({ time }) => {
        if (time !== drawn) repaint()
        drawn = time
      })
    },
    [clock],
  )
  return (
    <div className="requests-picture" data-testid="requests">
      {palette === null ? null : <Canvas clock={clock} fonts={palette} paint={paint} watch={watch} />}
    </div>
  )
}
