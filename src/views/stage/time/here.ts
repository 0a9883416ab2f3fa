/** What lies under a point of a crowd, where single records cannot be told apart. */
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { TraceModel } from '../model.ts'
import { isCrowded } from '../timeline/drawTimeline.ts'
import { rowAt, type TimelineLayout } from '../timeline/layout.ts'
import { positionsWithin } from '../../../metrics/timeline/timelineIndex.ts'

export interface Here {
  /** CSS pixels within the panel. */
  x: number
  y: number
  /** In order of time; at most `HERE_MAX`. */
  records: readonly RecordId[]
  /** How many there are. */
  count: number
}

export const HERE_MAX = 100
/** Pixels around the point. */
const REACH = 3

/** The records under a point, if the picture is of a crowd and there are several; null otherwise. */
export function hereAt({ index }: TraceModel, layout: TimelineLayout, { x, y, scale }: { x: number; y: number; scale: TimeScale }): Here | null {
  if (x < layout.plot.x || !isCrowded({ index, layout, scale })) return null
  const middle = rowAt(layout, y)
  if (middle < 0) return null
  const above = rowAt(layout, y - REACH)
  const below = rowAt(layout, y + REACH)
  const rows = [above < 0 ? middle : above, below < 0 ? middle : below] as const
  const stretch = [scale.toTime(x - REACH), scale.toTime(x + REACH)] as const
  const { time, span } = index.trace.records
  const found: RecordId[] = []
  for (let row = rows[0]; row <= rows[1]; row++) {
    const [first, last] = positionsWithin(index, row, stretch)
    for (let at = first; at < last; at++) {
      const id = index.ids[at] ?? NONE
      if (id !== NONE && time[id]! + span[id]! >= stretch[0]) found.push(id)
    }
  }
  if (found.length < 2) return null
  return { x, y, records: found.toSorted((a, b) => a - b).slice(0, HERE_MAX), count: found.length }
}
