/**
 * The timeline as a table: one row for each record, with what the picture shows of it. Rows are record ids in the
 * order asked for; cells are read from the trace when they are shown.
 */
import { bisectRight } from '../base/bisect'
import type { LaneId, Micros, RecordId, Trace } from '../sim/trace/schema'
import { environmentNumber } from './environments'
import { functionOf } from './flight'

export type TableOrder = 'start' | 'lane' | 'duration'

export interface TableRow {
  record: RecordId
  /** Position of the function in the scenario; -1 for the account. */
  fn: number
  lane: LaneId
  /** Number of the environment within its function; NONE where the lane is none. */
  environment: number
  start: Micros
  /** Microseconds; cut at the end of the run. */
  duration: Micros
  /** Whether it was still going on when the run ended. */
  open: boolean
}

export interface TimelineTable {
  length: number
  at(row: number): TableRow
  /** Last row at or before a time; -1 before the first, and in any other order than by start. */
  rowAt(time: Micros): number
  /** Row of a record. */
  rowOf(record: RecordId): number
}

/** All records of a run, ordered by start, by lane and then start, or the longest first. */
export function timelineTable(trace: Trace, order: TableOrder): TimelineTable {
  const { records } = trace
  const ids = order === 'start' ? null : sortedIds(trace, order)
  const places = ids === null ? null : placesOf(ids)
  return {
    length: records.length,
    at: (row) => rowOf(trace, ids === null ? row : ids[row]!),
    rowAt: (time) => (ids === null ? bisectRight(records.time, time, 0, records.length) - 1 : -1),
    rowOf: (record) => (places === null ? record : places[record]!),
  }
}

function rowOf(trace: Trace, record: RecordId): TableRow {
  const { records } = trace
  const lane = records.lane[record]!
  const start = records.time[record]!
  const end = start + records.span[record]!
  return {
    record,
    lane,
    fn: functionOf(trace, lane) - 1,
    environment: environmentNumber(trace, lane),
    start,
    duration: Math.min(end, Math.max(start, trace.until)) - start,
    open: end > trace.until,
  }
}

function sortedIds({ records }: Trace, order: Exclude<TableOrder, 'start'>): Int32Array {
  const ids = Int32Array.from({ length: records.length }, (_, record) => record)
  const by = order === 'lane' ? (a: number, b: number) => records.lane[a]! - records.lane[b]! : (a: number, b: number) => records.span[b]! - records.span[a]!
  return ids.sort((a, b) => by(a, b) || a - b)
}

function placesOf(ids: Int32Array): Int32Array {
  const places = new Int32Array(ids.length)
  ids.forEach((record, row) => (places[record] = row))
  return places
}
