/**
 * The records of a trace by row, each row in order of time: whatever is drawn, hit or walked through is then a
 * bisection. Built in the worker: plain data, so that it crosses by transfer.
 */
import { bisectLeft, bisectRight } from '../../base/bisect'
import { NONE } from '../../sim/trace/schema'
import type { Scenario } from '../../sim/scenario'
import type { Micros, RecordId, Trace } from '../../sim/trace/schema'
import { attemptOf } from './attempts'
import { assignRows } from './rows'
import type { Rows } from './rows'
import { buildSourceLanes, noSourceLanes } from './sourceLanes'
import type { SourceLanes } from './sourceLanes'
import { recordsOf, surveyOf } from './survey'
import type { Survey } from './survey'

export interface TimelineIndex {
  trace: Trace
  survey: Survey
  rows: Rows
  /** Queues and streams. */
  sources: SourceLanes
  /** Records by row and time; those of row r are at `offset[r]` to `offset[r + 1]`. */
  ids: Int32Array
  offset: Int32Array
  /** Interventions, which are lines across all rows. */
  interventions: Int32Array
  /** Arrivals whose callers stopped waiting, ascending, and when. */
  gaveUp: { arrivals: Int32Array; times: Float64Array }
}

/** Row of any record, or NONE if the timeline has no row for it. */
export function rowOfRecord({ trace, rows }: TimelineIndex, id: RecordId): number {
  const lane = trace.records.lane[id]
  if (lane === undefined || lane < 0) return NONE
  if (lane >= rows.fixed) return rows.rowOfLane[lane]!
  const row = rows.special[trace.records.kind[id]! * rows.fixed + lane]!
  return rows.sharded[lane] === 1 ? shardRow(rows, row, trace.records.request[id]!) : row
}

/** Row of a record of a stream, given the first of its stream. */
const shardRow = ({ rowOfRequest }: Rows, first: number, request: number): number => (first === NONE ? NONE : first + (rowOfRequest[request] ?? 0))

/** Where each row begins among the records sorted by row. */
function offsetsOf({ records }: Trace, rows: Rows, { perLane, special }: Survey): Int32Array {
  const offset = new Int32Array(rows.length + 1)
  const add = (row: number, count: number): void => {
    if (row !== NONE) offset[row + 1]! += count
  }
  for (let lane = rows.fixed; lane < perLane.length; lane++) add(rows.rowOfLane[lane]!, perLane[lane]!)
  special.forEach((count, at) => rows.sharded[at % rows.fixed] === 0 && add(rows.special[at]!, count))
  if (rows.sharded.includes(1)) {
    for (let id = 0; id < records.length; id++) {
      const lane = records.lane[id]!
      if (lane >= 0 && rows.sharded[lane] === 1) add(shardRow(rows, rows.special[records.kind[id]! * rows.fixed + lane]!, records.request[id]!), 1)
    }
  }
  for (let row = 0; row < rows.length; row++) offset[row + 1]! += offset[row]!
  return offset
}

function sortByRow({ records }: Trace, rows: Rows, offset: Int32Array): Int32Array {
  const { fixed, special, rowOfLane, sharded } = rows
  const { kind, lane, request, length } = records
  const next = offset.slice()
  const ids = new Int32Array(offset.at(-1)!)
  for (let id = 0; id < length; id++) {
    const at = lane[id]!
    if (at < 0) continue
    const row = at < fixed ? special[kind[id]! * fixed + at]! : rowOfLane[at]!
    if (row < 0) continue
    ids[next[at < fixed && sharded[at] === 1 ? shardRow(rows, row, request[id]!) : row]!++] = id
  }
  return ids
}

function gaveUpIn({ records }: Trace, giveUps: Int32Array): TimelineIndex['gaveUp'] {
  const order = giveUps.toSorted((a, b) => records.cause[a]! - records.cause[b]!)
  return { arrivals: order.map((id) => records.cause[id]!), times: Float64Array.from(order, (id) => records.time[id]!) }
}

/** @param scenario what the trace was made from: without it, queues and streams have no lanes */
export function buildTimelineIndex(trace: Trace, scenario: Scenario | null = null): TimelineIndex {
  const survey = surveyOf(trace)
  const sources = scenario === null ? noSourceLanes() : buildSourceLanes(trace, scenario, survey)
  const rows = assignRows(trace, survey, sources)
  const offset = offsetsOf(trace, rows, survey)
  const ids = sortByRow(trace, rows, offset)
  const interventions = recordsOf(trace, survey, 'intervention')
  return { trace, survey, rows, sources, ids, offset, interventions, gaveUp: gaveUpIn(trace, recordsOf(trace, survey, 'giveUp')) }
}

/** When the caller of an arrival stopped waiting for it, or undefined. */
export function gaveUpAt({ gaveUp }: TimelineIndex, arrival: RecordId): Micros | undefined {
  const at = bisectRight(gaveUp.arrivals, arrival) - 1
  return gaveUp.arrivals[at] === arrival ? gaveUp.times[at] : undefined
}

/** The first record that starts after `time`. */
export const recordAfter = ({ records }: Trace, time: Micros): RecordId => bisectRight(records.time, time, 0, records.length)

/** First position in `ids` of `row` whose record is `id` or a later one. */
export const positionFrom = ({ ids, offset }: TimelineIndex, row: number, id: RecordId): number =>
  bisectLeft(ids, id, offset[row], offset[row + 1])

/** First position in `ids` of `row` whose record starts after `time`. */
export const positionAfter = (index: TimelineIndex, row: number, time: Micros): number =>
  positionFrom(index, row, recordAfter(index.trace, time))

/**
 * Positions in `ids` of the records of `row` that may touch the domain. What a row shows does not overlap (an
 * environment does one thing at a time), so one step back suffices; only waits on the callers' row may be cut off.
 */
export function positionsWithin(index: TimelineIndex, row: number, domain: readonly [number, number]): [number, number] {
  const low = positionAfter(index, row, domain[0])
  return [Math.max(index.offset[row]!, low - 1), positionAfter(index, row, domain[1])]
}

/** First position from `from` below `to` in `rows.laneIds` whose environment is born after `time`. */
function laneAfter({ rows, trace }: TimelineIndex, [from, to]: readonly [number, number], time: Micros): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (trace.lanes.born[rows.laneIds[middle]!]! <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** Positions in `rows.laneIds` of the environments of `row` that may live in the domain. */
export function lanesWithin(index: TimelineIndex, row: number, domain: readonly [number, number]): [number, number] {
  const { laneOffset } = index.rows
  const bounds = [laneOffset[row]!, laneOffset[row + 1]!] as const
  return [Math.max(bounds[0], laneAfter(index, bounds, domain[0]) - 1), laneAfter(index, bounds, domain[1])]
}

const attemptsAt = new WeakMap<TimelineIndex, Int32Array>()

/** By position in `ids`: the attempt of a batch that the record there begins, or NONE; worked out at the first question. */
export function attemptsByPosition(index: TimelineIndex): Int32Array {
  const known = attemptsAt.get(index)
  if (known !== undefined) return known
  const found = new Int32Array(index.ids.length).fill(NONE)
  for (const { source, first, count } of index.rows.groups) {
    if (source === undefined) continue
    for (let at = index.offset[first]!; at < index.offset[first + count]!; at++) found[at] = attemptOf(index.sources.attempts, index.ids[at]!)
  }
  attemptsAt.set(index, found)
  return found
}
