/** Which records the list shows, and where it stands. Pure; rows are positions in the list, ids are records. */
import { bisectRight } from '../../base/bisect.ts'
import type { Survey } from '../../metrics/timeline/survey.ts'
import { RECORD_KINDS, type Micros, type RecordId, type RecordKind, type Trace } from '../../sim/trace/schema.ts'

export interface EventRows {
  length: number
  /** Record of a row. */
  at: (row: number) => RecordId
  /** Last row at or before a time; -1 before the first. */
  rowAt: (time: Micros) => number
  /** Row of a record, or of the last one before it; -1 if there is none. */
  rowOf: (record: RecordId) => number
}

/** Rows for one kind, or for all. The times of a trace are sorted, so any position is a bisection away. */
export function eventRows(trace: Trace, kind: RecordKind | null): EventRows {
  const { time, length } = trace.records
  const recordAt = (moment: Micros): RecordId => bisectRight(time, moment, 0, length) - 1
  if (kind === null) return { length, at: (row) => row, rowAt: recordAt, rowOf: (record) => record }
  const ids = idsOf(trace, RECORD_KINDS.indexOf(kind))
  const rowOf = (record: RecordId): number => lastAtMost(ids, record)
  return { length: ids.length, at: (row) => ids[row] ?? -1, rowAt: (moment) => rowOf(recordAt(moment)), rowOf }
}

function idsOf({ records }: Trace, code: number): Int32Array {
  let count = 0
  for (let id = 0; id < records.length; id++) if (records.kind[id] === code) count++
  const ids = new Int32Array(count)
  let next = 0
  for (let id = 0; id < records.length; id++) if (records.kind[id] === code) ids[next++] = id
  return ids
}

function lastAtMost(ids: Int32Array, record: RecordId): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) <= record) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Kinds that occur, in the order of the format. */
export const kindsIn = ({ kinds }: Pick<Survey, 'kinds'>): readonly RecordKind[] => RECORD_KINDS.filter((_, code) => kinds[code]! > 0)

export interface Window {
  /** Height of the scrolled content, CSS pixels. */
  height: number
  first: number
  /** Exclusive. */
  last: number
  /** Where the first row stands in the content. */
  top: number
}

/** Browsers stop short of taller elements; longer lists are scrolled in proportion. */
const MOST_PIXELS = 8_000_000

export interface Scrolled {
  length: number
  rowHeight: number
  viewHeight: number
  scrollTop: number
}

/** The rows in view, and a few more on both sides. */
export function windowOf({ length, rowHeight, viewHeight, scrollTop }: Scrolled): Window {
  const height = Math.min(length * rowHeight, MOST_PIXELS)
  const visible = Math.ceil(viewHeight / rowHeight) + 1
  const overscan = 4
  const start = rowAtScroll({ length, rowHeight, viewHeight, scrollTop })
  const first = Math.max(0, Math.floor(start) - overscan)
  const last = Math.min(length, Math.floor(start) + visible + overscan)
  return { height, first, last, top: scrollTop - (start - first) * rowHeight }
}

/** Row at the top of the view, with its fraction. */
function rowAtScroll({ length, rowHeight, viewHeight, scrollTop }: Scrolled): number {
  const height = Math.min(length * rowHeight, MOST_PIXELS)
  if (height === length * rowHeight) return scrollTop / rowHeight
  const share = scrollTop / Math.max(1, height - viewHeight)
  return share * Math.max(0, length - viewHeight / rowHeight)
}

/** Where to scroll so that a row is in the middle of the view. */
export function scrollToRow(row: number, { length, rowHeight, viewHeight }: Omit<Scrolled, 'scrollTop'>): number {
  const height = Math.min(length * rowHeight, MOST_PIXELS)
  const most = Math.max(0, height - viewHeight)
  const start = row - (viewHeight / rowHeight - 1) / 2
  const exact = height === length * rowHeight ? start * rowHeight : (start / Math.max(1, length - viewHeight / rowHeight)) * most
  return Math.min(most, Math.max(0, Math.round(exact)))
}
