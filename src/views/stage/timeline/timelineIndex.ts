/**
 * The records of a trace by row, each row in order of time: whatever is drawn, hit or walked through is then a
 * bisection. Built in slices, since a day holds millions of records.
 */
import { KIND, LANE } from '../../../sim/trace/writer.ts'
import { NONE, RECORD_KINDS, type RecordId, type Trace } from '../../../sim/trace/schema.ts'
import { assignRows, functionOf, type Rows } from './rows.ts'

export interface TimelineIndex {
  trace: Trace
  rows: Rows
  /** Records by row and time; those of row r are at `offset[r]` to `offset[r + 1]`. */
  ids: Int32Array
  offset: Int32Array
  /** Interventions, which are lines across all rows. */
  interventions: readonly RecordId[]
  /** When the caller of an arrival stopped waiting for it, microseconds. */
  gaveUp: ReadonlyMap<RecordId, number>
}

/** Records per slice: about a millisecond. */
const SLICE = 65_536

/** Row of every record kind on lanes that are no environment, as a table for the hot loop: `kind * lanes + lane`. */
function specialTable({ lanes }: Trace, rows: Rows): Int32Array[] {
  const firstEnvironment = lanes.kind.indexOf(LANE.environment)
  const fixed = firstEnvironment < 0 ? lanes.length : firstEnvironment
  return RECORD_KINDS.map((_, kind) => {
    const table = new Int32Array(fixed).fill(NONE)
    for (let lane = 0; lane < fixed; lane++) table[lane] = rows.special.get(`${kind}:${functionOf(lanes, lane)}`) ?? NONE
    return table
  })
}

/** Row of any record, or NONE if the timeline has no row for it. */
export function rowOfRecord(index: TimelineIndex, id: RecordId): number {
  const { records, lanes } = index.trace
  const lane = records.lane[id]
  if (lane === undefined || lane < 0) return NONE
  const row = index.rows.rowOfLane[lane]!
  return row !== NONE ? row : (index.rows.special.get(`${records.kind[id]}:${functionOf(lanes, lane)}`) ?? NONE)
}

/** Builds the index; yields between slices of about a millisecond. */
export function* buildTimelineIndex(trace: Trace): Generator<undefined, TimelineIndex> {
  const { records } = trace
  const rows = assignRows(trace)
  const special = specialTable(trace, rows)
  const { rowOfLane } = rows
  const rowAt = (id: number): number => {
    const lane = records.lane[id]!
    if (lane < 0) return NONE
    const row = rowOfLane[lane]!
    return row !== NONE ? row : (special[records.kind[id]!]?.[lane] ?? NONE)
  }
  const offset = new Int32Array(rows.length + 1)
  const interventions: RecordId[] = []
  const gaveUp = new Map<RecordId, number>()
  for (let id = 0; id < records.length; id++) {
    const row = rowAt(id)
    if (row !== NONE) offset[row + 1]!++
    else if (records.kind[id] === KIND.intervention) interventions.push(id)
    if (records.kind[id] === KIND.giveUp) gaveUp.set(records.cause[id]!, records.time[id]!)
    if (id % SLICE === SLICE - 1) yield
  }
  for (let row = 0; row < rows.length; row++) offset[row + 1]! += offset[row]!
  const next = offset.slice()
  const ids = new Int32Array(offset[rows.length]!)
  for (let id = 0; id < records.length; id++) {
    const row = rowAt(id)
    if (row !== NONE) ids[next[row]!++] = id
    if (id % SLICE === SLICE - 1) yield
  }
  return { trace, rows, ids, offset, interventions, gaveUp }
}

/** Runs a sliced task to its end at once. */
export function runToEnd<T>(task: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = task.next()
    if (done) return value
  }
}

/** First position from `low` below `high` in `ids` whose time (by `times[ids[position]]`) is after `time`. */
function after({ ids, times }: { ids: Int32Array; times: Float64Array }, [from, to]: readonly [number, number], time: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[ids[middle]!]! <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** First position in `ids` of `row` whose record starts after `time`. */
export function positionAfter({ ids, offset, trace }: TimelineIndex, row: number, time: number): number {
  return after({ ids, times: trace.records.time }, [offset[row]!, offset[row + 1]!], time)
}

/**
 * Positions in `ids` of the records of `row` that may touch the domain. What a row shows does not overlap (an
 * environment does one thing at a time), so one step back suffices; only waits on the callers' row may be cut off.
 */
export function positionsWithin(index: TimelineIndex, row: number, domain: readonly [number, number]): [number, number] {
  const low = positionAfter(index, row, domain[0])
  return [Math.max(index.offset[row]!, low - 1), positionAfter(index, row, domain[1])]
}

/** Positions in `rows.laneIds` of the environments of `row` that may live in the domain. */
export function lanesWithin({ rows, trace }: TimelineIndex, row: number, domain: readonly [number, number]): [number, number] {
  const column = { ids: rows.laneIds, times: trace.lanes.born }
  const bounds = [rows.laneOffset[row]!, rows.laneOffset[row + 1]!] as const
  return [Math.max(bounds[0], after(column, bounds, domain[0]) - 1), after(column, bounds, domain[1])]
}
