/** Execution environments one by one: their records, and what each was doing at a moment. */
import type { Scenario } from '../sim/scenario'
import { NONE } from '../sim/trace/schema'
import type { LaneId, Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE, POOL } from '../sim/trace/writer'
import { byAppearance, cohortsOf } from './appearance'
import { arrivalOf, isBusyKind } from './flight'

interface LaneIndex {
  ids: Int32Array
  offset: Int32Array
}

/** What is asked again and again of one trace is put in order once. */
const indices = new WeakMap<Trace, LaneIndex>()
const ordinals = new WeakMap<Trace, Int32Array>()

function indexOf(trace: Trace): LaneIndex {
  const known = indices.get(trace)
  if (known !== undefined) return known
  const { records, lanes } = trace
  const offset = new Int32Array(lanes.length + 1)
  for (let row = 0; row < records.length; row++) offset[records.lane[row]! + 1]!++
  for (let lane = 0; lane < lanes.length; lane++) offset[lane + 1]! += offset[lane]!
  const ids = new Int32Array(records.length)
  const next = offset.slice()
  for (let row = 0; row < records.length; row++) ids[next[records.lane[row]!]!++] = row
  const index = { ids, offset }
  indices.set(trace, index)
  return index
}

function ordinalsOf(trace: Trace): Int32Array {
  const known = ordinals.get(trace)
  if (known !== undefined) return known
  const { lanes } = trace
  const counts = new Int32Array(lanes.length)
  const table = Int32Array.from({ length: lanes.length }, (_, lane) => (lanes.kind[lane] === LANE.environment ? ++counts[lanes.parent[lane]!]! : 0))
  const order = byAppearance(trace)
  for (const cohort of cohortsOf(trace)) {
    const numbers = cohort.map((lane) => table[lane]!)
    cohort.toSorted(order).forEach((lane, at) => (table[lane] = numbers[at]!))
  }
  ordinals.set(trace, table)
  return table
}

export const isEnvironment = (trace: Trace, lane: LaneId): boolean => trace.lanes.kind[lane] === LANE.environment

/** Number of an environment within its function, in order of appearance, from 1; 0 for other lanes. */
export const environmentNumber = (trace: Trace, lane: LaneId): number => ordinalsOf(trace)[lane] ?? 0

/** The environment with that number of a function's lane, or NONE. */
export function environmentWith(trace: Trace, functionLane: LaneId, ordinal: number): LaneId {
  const found = ordinalsOf(trace).findIndex((each, lane) => each === ordinal && trace.lanes.parent[lane] === functionLane)
  return found < 0 ? NONE : found
}

/** The records of a lane in order of time. */
export function recordsOf(trace: Trace, lane: LaneId): Int32Array {
  const { ids, offset } = indexOf(trace)
  return ids.subarray(offset[lane], offset[lane + 1])
}

/** The records of a request in order of time. */
export function relatedRecords({ records }: Trace, request: number): readonly RecordId[] {
  const found: RecordId[] = []
  for (let row = records.request.indexOf(request); row >= 0 && row < records.length; row = records.request.indexOf(request, row + 1)) found.push(row)
  return found
}

/** The last record of a lane before a row, or NONE. */
function lastBefore(trace: Trace, lane: LaneId, row: RecordId): RecordId {
  const own = recordsOf(trace, lane)
  let low = 0
  let high = own.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (own[middle]! < row) low = middle + 1
    else high = middle
  }
  return low === 0 ? NONE : own[low - 1]!
}

export const endOf = (trace: Trace, record: RecordId): Micros => trace.records.time[record]! + trace.records.span[record]!

export type Doing =
  | { kind: 'unborn' | 'gone' }
  | { kind: 'busy'; record: RecordId }
  /** Since when nothing was asked of it. */
  | { kind: 'free'; since: Micros }

/** What an environment was doing at the moment of a row, as far as earlier rows tell. */
export function doingAt(trace: Trace, lane: LaneId, row: RecordId): Doing {
  const { records, lanes } = trace
  const now = records.time[row]!
  const last = lastBefore(trace, lane, row)
  if (last === NONE) return lanes.born[lane]! <= now && isAllocatedAtStart(trace, lane) ? { kind: 'free', since: lanes.born[lane]! } : { kind: 'unborn' }
  if (records.kind[last] === KIND.shutdown) return { kind: 'gone' }
  const end = endOf(trace, last)
  return end > now && isBusyKind(records.kind[last]!) ? { kind: 'busy', record: last } : { kind: 'free', since: end }
}

/** Capacity that was there before the run began has no record of its start. */
function isAllocatedAtStart(trace: Trace, lane: LaneId): boolean {
  if (trace.lanes.pool[lane] !== POOL.provisioned) return false
  const first = recordsOf(trace, lane)[0]
  return first === undefined || trace.records.kind[first] !== KIND.create
}

/** The version or alias whose requests an environment serves; undefined where no request has told. */
export function qualifierOf(trace: Trace, scenario: Scenario, lane: LaneId): string | null | undefined {
  for (const record of recordsOf(trace, lane)) {
    const arrival = arrivalOf(trace, record)
    if (arrival !== NONE) return qualifierAsked(trace, scenario, arrival)
  }
  return undefined
}

/** The version or alias that an arrival names; null is `$LATEST`, which may be named or left out. */
export function qualifierAsked(trace: Trace, scenario: Scenario, arrival: RecordId): string | null {
  const named = scenario.traffic[trace.records.lane[arrival]! - 1 - scenario.functions.length]?.Qualifier ?? null
  return named === '$LATEST' ? null : named
}
