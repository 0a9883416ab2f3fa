/** Finding records by place and by key: what lies under the pointer, which one comes next. */
import { CLASS_OF_KIND } from '../../../metrics/timeline/codes.ts'
import { NONE, type LaneId, type RecordId } from '../../../sim/trace/schema.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { rowAt, type TimelineLayout } from './layout.ts'
import { endOf, sourceGroupOf } from './tracks.ts'
import { positionAfter, rowOfRecord, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'

/** Pixels around a mark, or a bar narrower than that, within which it is meant. */
const REACH = 6

/** The record under a point of the panel, or NONE. */
export function recordAt(index: TimelineIndex, layout: TimelineLayout, at: { x: number; y: number; scale: TimeScale }): RecordId {
  const row = rowAt(layout, at.y)
  if (row < 0 || at.x < layout.plot.x) return NONE
  const { records } = index.trace
  const time = at.scale.toTime(at.x)
  const after = positionAfter(index, row, time)
  const ofSource = sourceGroupOf(index.rows.groups, row) !== null
  let best: RecordId = NONE
  let bestDistance = REACH
  for (let position = Math.max(index.offset[row]!, after - 2); position < Math.min(index.offset[row + 1]!, after + 2); position++) {
    const id = index.ids[position]!
    const start = at.scale.toPx(records.time[id]!)
    const end = ofSource ? at.scale.toPx(endOf(index, id)) : CLASS_OF_KIND[records.kind[id]!]! < 0 ? start : at.scale.toPx(records.time[id]! + records.span[id]!)
    const distance = at.x < start ? start - at.x : at.x > end ? at.x - end : 0
    if (distance < bestDistance) {
      best = id
      bestDistance = distance
    }
  }
  return best
}

interface LaneQuestion {
  row: number
  time: number
  /** The lane selected before: asking again leads to the next one of the row. */
  after: LaneId | null
}

/** The environment that a row label means: the one alive at a time, or the row's first; null where there is none. */
export function laneAt({ rows, trace }: TimelineIndex, { row, time, after }: LaneQuestion): LaneId | null {
  if (row < 0 || row >= rows.length) return null
  const lanes = [...rows.laneIds.subarray(rows.laneOffset[row], rows.laneOffset[row + 1])]
  const known = after === null ? -1 : lanes.indexOf(after)
  if (known >= 0) return lanes[(known + 1) % lanes.length]!
  return lanes.find((lane) => trace.lanes.born[lane]! <= time && trace.lanes.died[lane]! > time) ?? lanes[0] ?? null
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last'

/** Position in `ids` of a record within its row. */
function positionOf(index: TimelineIndex, row: number, id: RecordId): number {
  let position = positionAfter(index, row, index.trace.records.time[id]!) - 1
  while (position > index.offset[row]! && index.ids[position] !== id) position--
  return position
}

/** The record of `row` that starts nearest to `time`, or NONE for an empty row. */
function nearestIn(index: TimelineIndex, row: number, time: number): RecordId {
  const after = positionAfter(index, row, time)
  const candidates = [after - 1, after].filter((at) => at >= index.offset[row]! && at < index.offset[row + 1]!)
  const distance = (at: number) => Math.abs(index.trace.records.time[index.ids[at]!]! - time)
  const best = candidates.reduce((a, b) => (a === NONE || distance(b) < distance(a) ? b : a), NONE)
  return best === NONE ? NONE : index.ids[best]!
}

/** The record a key leads to from `current`; without one, the first at or after `time`. NONE if there is none. */
export function stepRecord(index: TimelineIndex, current: RecordId, step: { to: Step; time: number }): RecordId {
  const row = current === NONE ? NONE : rowOfRecord(index, current)
  if (row === NONE) return firstFrom(index, step.time)
  const first = index.offset[row]!
  const last = index.offset[row + 1]! - 1
  const position = positionOf(index, row, current)
  switch (step.to) {
    case 'left':
      return index.ids[Math.max(first, position - 1)]!
    case 'right':
      return index.ids[Math.min(last, position + 1)]!
    case 'first':
      return index.ids[first]!
    case 'last':
      return index.ids[last]!
    case 'up':
    case 'down': {
      const time = index.trace.records.time[current]!
      const by = step.to === 'up' ? -1 : 1
      for (let other = row + by; other >= 0 && other < index.rows.length; other += by) {
        const found = nearestIn(index, other, time)
        if (found !== NONE) return found
      }
      return current
    }
  }
}

/** The record nearest to a time over all rows; the earlier row wins a tie. */
function firstFrom(index: TimelineIndex, time: number): RecordId {
  const distance = (id: RecordId) => Math.abs(index.trace.records.time[id]! - time)
  let best: RecordId = NONE
  for (let row = 0; row < index.rows.length; row++) {
    const id = nearestIn(index, row, time)
    if (id !== NONE && (best === NONE || distance(id) < distance(best))) best = id
  }
  return best
}
