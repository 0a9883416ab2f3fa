/** Where a record is drawn on the timeline. */
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import type { Box } from '../../chart/surface.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { CLASS_OF_KIND } from '../../../metrics/timeline/codes.ts'
import { rowParts, rowPlace, type TimelineLayout } from './layout.ts'
import { endOf, placeOf, sourceGroupOf } from './tracks.ts'
import { rowOfRecord, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'

export interface Geometry {
  index: TimelineIndex
  layout: TimelineLayout
  scale: TimeScale
}

/** Whether a record is drawn as a mark rather than a bar. */
export const isMark = ({ trace }: TimelineIndex, id: RecordId): boolean => CLASS_OF_KIND[trace.records.kind[id]!]! < 0

/** The box around a record, cut to the plot; null outside of it. */
export function recordBox({ index, layout, scale }: Geometry, id: RecordId): Box | null {
  const { records } = index.trace
  const row = rowOfRecord(index, id)
  if (row === NONE) return null
  const place = rowPlace(layout, row)
  const group = sourceGroupOf(index.rows.groups, row)
  if (group !== null) return spanBox({ index, layout, scale }, id, placeOf(group.source, place, id))
  const mark = isMark(index, id)
  const left = scale.toPx(records.time[id]!)
  const right = mark ? left : scale.toPx(records.time[id]! + records.span[id]!)
  const [from, to] = scale.range
  if (right < from - 4 || left > to + 4) return null
  const parts = rowParts(place.height)
  const reach = mark ? 8 : 2
  const x = Math.max(from - 4, left - reach)
  const centre = place.y + place.height / 2
  return {
    x,
    width: Math.min(to + 4, right + reach) - x,
    y: mark ? centre - 8 : place.y + parts.barTop - 2,
    height: mark ? 16 : Math.max(6, parts.barHeight + 4),
  }
}

/** Around a batch of a queue or stream: until its messages are free again. */
function spanBox({ index, scale }: Geometry, id: RecordId, place: Pick<Box, 'y' | 'height'>): Box | null {
  const [from, to] = scale.range
  const left = scale.toPx(index.trace.records.time[id]!)
  const right = scale.toPx(endOf(index, id))
  if (right < from - 4 || left > to + 4) return null
  const x = Math.max(from - 4, left - 2)
  return { ...place, x, width: Math.max(6, Math.min(to + 4, right + 2) - x) }
}
