import { useCallback, useMemo } from 'react'
import { NONE, type RecordId, type Trace } from '../../sim/trace/schema.ts'
import { KIND } from '../../sim/trace/writer.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { Canvas } from '../chart/Canvas.tsx'
import type { Surface } from '../chart/surface.ts'
import type { StageContext } from '../stage/stageApp.ts'
import { rowParts, rowPlace, type TimelineLayout } from '../stage/timeline/layout.ts'
import { holdsMarks, marksOf } from '../stage/timeline/drawFurniture.ts'
import { scaleOf } from '../stage/timeline/scene.ts'
import { rowOfRecord } from '../../metrics/timeline/timelineIndex.ts'
import { drawFlag } from './drawDifference.ts'
import { differenceBetween, useFutures, type Futures } from './useFutures.ts'

interface DifferenceMarksProps {
  app: LambdascopeApp
  context: StageContext
  layout: TimelineLayout
}

/** More flags than this in one picture would hide what they mark; the lane below still shows where they are. */
const MOST = 400

/** Flags on what became of requests that differ from the other future. */
export function DifferenceMarks({ app, context, layout }: DifferenceMarksProps) {
  const futures = useFutures(app)
  const { clock, viewport, palette, model } = context
  const { index, trace } = model
  const flagged = useMemo(() => (futures === null || futures[futures.active].trace !== trace ? [] : flaggedRecords(futures, trace)), [futures, trace])
  const paint = useCallback(
    (surface: Surface) => {
      const scale = scaleOf(viewport.get(), layout.plot)
      const shown = flagged.filter((id) => trace.records.time[id]! >= scale.domain[0] && trace.records.time[id]! <= scale.domain[1])
      if (shown.length > MOST) return
      for (const id of shown) {
        const row = trace.records.kind[id] === KIND.throttle ? NONE : rowOfRecord(index, id)
        if (row === NONE) continue
        const { y, height } = rowPlace(layout, row)
        if (height >= 10) drawFlag(surface, { x: scale.toPx(trace.records.time[id]!), y: y + rowParts(height).barTop }, palette)
      }
      const differ = new Set(shown)
      for (const placed of layout.groups.filter(holdsMarks)) {
        // To the left of the mark: what it counts is to its right.
        for (const { ids, x } of marksOf(index, placed, scale)) {
          if (Array.prototype.some.call(ids, (id: number) => differ.has(id))) drawFlag(surface, { x: x - 13, y: placed.y + placed.rowHeight / 2 - 8 }, palette)
        }
      }
    },
    [flagged, trace, index, layout, viewport, palette],
  )
  return <Canvas clock={clock} fonts={palette} paint={paint} watch={viewport.subscribe} className="stage-canvas difference-marks" />
}

/** Where the fate of each differing request shows: its first phase in an environment, or its first refusal. */
function flaggedRecords(futures: Futures, { records }: Trace): RecordId[] {
  const difference = differenceBetween(futures)
  const left = new Set(difference?.requests.flatMap((one) => one[futures.active]?.request ?? []) ?? [])
  const found: RecordId[] = []
  for (let row = 0; row < records.length && left.size > 0; row++) {
    const kind = records.kind[row]
    const shows = kind === KIND.handler || kind === KIND.create || kind === KIND.throttle
    if (shows && left.delete(records.request[row]!)) found.push(row)
  }
  return found
}
