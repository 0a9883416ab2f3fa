/** The beginnings and ends of records near a point of the time axis. */
import { bisectLeft } from '../../../base/bisect.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { positionAfter, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'

/** Pixels within which an edge draws. */
const REACH = 6
/** With more rows than this only beginnings draw: finding ends takes a search per row. */
const ROWS_MAX = 2000

/** The edge of a record nearest to `px`, if one is near; otherwise the time that stands there. Whole microseconds. */
export function snapTime(index: TimelineIndex, scale: TimeScale, px: number): number {
  const [first, last] = scale.domain
  const time = Math.min(last, Math.max(first, scale.toTime(px)))
  let best = Math.round(time)
  let distance = REACH
  const consider = (edge: number): void => {
    if (edge < first || edge > last) return
    const away = Math.abs(scale.toPx(edge) - px)
    if (away >= distance) return
    distance = away
    best = edge
  }
  const { records } = index.trace
  const at = bisectLeft(records.time, time, 0, records.length)
  for (const near of [at - 1, at]) if (near >= 0 && near < records.length) consider(records.time[near]!)
  if (index.rows.length > ROWS_MAX) return best
  for (let row = 0; row < index.rows.length; row++) {
    const after = positionAfter(index, row, time)
    for (let position = Math.max(index.offset[row]!, after - 2); position < after; position++) {
      const record = index.ids[position]!
      consider(records.time[record]! + records.span[record]!)
    }
  }
  return best
}
