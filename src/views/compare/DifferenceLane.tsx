import { useCallback, useRef } from 'react'
import { compare } from '../../text/en/compare.ts'
import { Canvas } from '../chart/Canvas.tsx'
import type { Surface } from '../chart/surface.ts'
import { useSize } from '../chart/useSize.ts'
import type { StageContext } from '../stage/stageApp.ts'
import { plotSpan } from '../stage/timeline/layout.ts'
import { scaleOf } from '../stage/timeline/scene.ts'
import { TimeOverlay } from '../stage/TimeOverlay.tsx'
import { drawLane, laneMarks } from './drawDifference.ts'
import { differenceBetween, type Futures } from './useFutures.ts'

/** Requests that differ, by arrival, on the time axis of the charts. The list of the dialog says the same. */
export function DifferenceLane({ context, futures }: { context: StageContext; futures: Futures }) {
  const { clock, viewport, palette } = context
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const difference = differenceBetween(futures)
  const { x, width } = plotSpan(size.width)
  const paint = useCallback(
    (surface: Surface) => {
      if (difference === null) return
      const marks = laneMarks(difference, scaleOf(viewport.get(), { x, width }))
      drawLane(surface, marks, { palette, middle: surface.height / 2 })
    },
    [difference, viewport, palette, x, width],
  )
  if (difference === null) return null
  return (
    <div className="difference-lane" ref={box} role="img" aria-label={compare.laneLabel(difference.requests.length)} data-testid="difference-lane">
      <span className="difference-lane-name" aria-hidden>{compare.lane}</span>
      <Canvas clock={clock} fonts={palette} paint={paint} watch={viewport.subscribe} className="stage-canvas" />
      <TimeOverlay context={context} plot={{ x, width }} labels={null} />
    </div>
  )
}
