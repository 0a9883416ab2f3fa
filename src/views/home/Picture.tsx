import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { HomeStore } from '../../store/homeStore.ts'
import { Canvas } from '../chart/Canvas.tsx'
import type { Surface } from '../chart/surface.ts'
import { usePalette } from '../chart/usePalette.ts'
import { drawRequests } from './drawRequests.ts'
import { verdictOf } from './judge.ts'

/** Requests over time. What it shows can be read in the rows beside it. */
export function Picture({ home }: { home: HomeStore }) {
  const palette = usePalette()
  const run = useStore(home, (state) => state.run)
  const told = useStore(home, (state) => state.phase === 'told')
  const guess = useStore(home, (state) => state.guess)
  const { clock } = home
  const parts = run === null || !told ? null : verdictOf(run, guess).divergesAt
  const paint = useCallback(
    (surface: Surface) => {
      if (run === null || palette === null) return
      const time = clock.time()
      const known = parts !== null && time >= (run.fates[parts]?.decided ?? 0)
      drawRequests(surface, { run, palette, told, time, divergesAt: known ? parts : null })
    },
    [run, palette, told, parts, clock],
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
