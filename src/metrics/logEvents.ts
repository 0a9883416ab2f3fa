/**
 * What Lambda itself writes to the log, in order of time, made only where somebody looks: a million requests cost
 * one count of their lines. Rows are grouped into the bins of the digest; a bin's rows are put in order when one
 * of them is asked for.
 */
import { bisectRight } from '../base/bisect'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { LaneId, Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, POOL } from '../sim/trace/writer'
import { isInvocation } from './billing'
import type { Digest } from './digest'
import { environmentNumber } from './environments'

/** Text logs and JSON logs have different lines. */
export type LogFormat = 'text' | 'json'

/** In the order in which lines of one moment are written. */
export const LOG_TYPES = [
  'initRuntimeDone', 'initReport', 'restoreRuntimeDone', 'restoreReport', 'message', 'end', 'runtimeDone', 'report',
  'initStart', 'restoreStart', 'start',
] as const
export type LogType = (typeof LOG_TYPES)[number]

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A line that will be written; what it says is worked out when it is shown. */
export interface LogRow {
  type: LogType
  level: LogLevel
  time: Micros
  /** The record it tells about. */
  record: RecordId
  lane: LaneId
  request: number
}

export interface LogFilter {
  format: LogFormat
  /** Null: all. */
  type: LogType | null
  /** The lowest level shown. Text logs have none and show everything. */
  level: LogLevel
  /** Number of an environment within its function; null for all. */
  environment: number | null
  /** Number of a request; null for all. */
  request: number | null
}

export interface Log {
  length: number
  at(row: number): LogRow
  /** Last row at or before a time; -1 before the first. */
  rowAt(time: Micros): number
}

// Plain constants: they are read once per record.
const { handler: HANDLER, suppressedInit: SUPPRESSED_INIT, runtimeStart: RUNTIME_START, functionInit: FUNCTION_INIT, restore: RESTORE } = KIND
const SUCCESS = OUTCOMES.indexOf('success')

const outcomeOf = ({ records }: Trace, record: RecordId): number => records.outcome[record]! & OUTCOME_MASK
const succeeded = (trace: Trace, record: RecordId): boolean => outcomeOf(trace, record) === 0 || outcomeOf(trace, record) === SUCCESS

/** Whether the record follows another of that kind in the same environment. */
function follows({ records }: Trace, record: RecordId, kind: number): boolean {
  const cause = records.cause[record]!
  return cause !== NONE && records.kind[cause] === kind && records.lane[cause] === records.lane[record]
}

/** Types of lines that a record writes at its start, by format. */
function startTypes(trace: Trace, record: RecordId): readonly LogType[] {
  switch (trace.records.kind[record]) {
    case RUNTIME_START:
      return INIT_START
    case FUNCTION_INIT:
      return follows(trace, record, RUNTIME_START) ? NOTHING : INIT_START
    case RESTORE:
      return RESTORE_START
    case SUPPRESSED_INIT:
      return START
    case HANDLER:
      return follows(trace, record, SUPPRESSED_INIT) ? NOTHING : START
    default:
      return NOTHING
  }
}

const NOTHING: readonly LogType[] = []
const INIT_START: readonly LogType[] = ['initStart']
const RESTORE_START: readonly LogType[] = ['restoreStart']
const START: readonly LogType[] = ['start']
const INIT_END: Readonly<Record<LogFormat, readonly LogType[]>> = { text: ['initReport'], json: ['initRuntimeDone', 'initReport'] }
const RESTORE_END: Readonly<Record<LogFormat, readonly LogType[]>> = { text: ['restoreReport'], json: ['restoreRuntimeDone', 'restoreReport'] }
const INVOKE_END: Readonly<Record<LogFormat, readonly LogType[]>> = { text: ['end', 'report'], json: ['runtimeDone', 'report'] }
const INVOKE_FAILED: Readonly<Record<LogFormat, readonly LogType[]>> = { text: ['message', 'end', 'report'], json: ['message', 'runtimeDone', 'report'] }

/** Types of lines that a record writes at its end. */
function endTypes(trace: Trace, record: RecordId, format: LogFormat): readonly LogType[] {
  const { kind, lane } = trace.records
  switch (kind[record]) {
    case RUNTIME_START:
      return succeeded(trace, record) ? NOTHING : INIT_END[format]
    case FUNCTION_INIT:
      // A successful init has a report of its own in text logs only where it was provisioned (rule LC-06).
      if (format === 'text' && succeeded(trace, record) && trace.lanes.pool[lane[record]!] !== POOL.provisioned) return NOTHING
      return INIT_END[format]
    case RESTORE:
      return RESTORE_END[format]
    case HANDLER:
    case SUPPRESSED_INIT:
      if (!isInvocation(trace, record)) return NOTHING
      return succeeded(trace, record) ? INVOKE_END[format] : INVOKE_FAILED[format]
    default:
      return NOTHING
  }
}

/** Level of a line as documented (rule LG-06). */
function levelOf(trace: Trace, record: RecordId, type: LogType): LogLevel {
  if (type === 'message') return 'ERROR'
  if (type === 'start' || type === 'initStart' || type === 'restoreStart' || type === 'end') return 'INFO'
  if (!succeeded(trace, record)) return 'WARN'
  if (type === 'report' || type === 'restoreReport') return 'INFO'
  const provisioned = trace.lanes.pool[trace.records.lane[record]!] === POOL.provisioned
  return type === 'initReport' && provisioned ? 'INFO' : 'DEBUG'
}

/** Which of the types of a record pass the filter. */
function createSieve(trace: Trace, filter: LogFilter) {
  const { records } = trace
  const least = filter.format === 'text' ? 0 : LOG_LEVELS.indexOf(filter.level)
  const wantsRecord = (record: RecordId): boolean =>
    (filter.environment === null || environmentNumber(trace, records.lane[record]!) === filter.environment) &&
    (filter.request === null || records.request[record] === filter.request)
  const wantsType = (record: RecordId, type: LogType): boolean =>
    (filter.type === null || type === filter.type) && (least === 0 || LOG_LEVELS.indexOf(levelOf(trace, record, type)) >= least)
  const among = (record: RecordId, types: readonly LogType[]): readonly LogType[] => {
    if (types.length === 0 || !wantsRecord(record)) return NOTHING
    return filter.type === null && least === 0 ? types : types.filter((type) => wantsType(record, type))
  }
  return {
    starts: (record: RecordId): readonly LogType[] => among(record, startTypes(trace, record)),
    ends: (record: RecordId): readonly LogType[] => among(record, endTypes(trace, record, filter.format)),
  }
}

/** The log of a run as far as a filter lets it through. */
export function createLog(trace: Trace, digest: Digest, filter: LogFilter): Log {
  const sieve = createSieve(trace, filter)
  const bins = digest.edges.length
  const firsts = Int32Array.from({ length: bins + 1 }, (_, bin) => firstRecordOf(trace, digest, bin))
  const before = new Float64Array(bins + 1)
  for (let bin = 0; bin < bins; bin++) {
    let count = 0
    for (let record = firsts[bin]!; record < firsts[bin + 1]!; record++) count += sieve.starts(record).length
    for (let at = digest.binStart[bin]!; at < digest.binStart[bin + 1]!; at++) count += sieve.ends(digest.rows[at]!).length
    before[bin + 1] = before[bin]! + count
  }
  let held = { bin: -1, rows: [] as LogRow[] }
  const rowsOf = (bin: number): LogRow[] => {
    if (held.bin !== bin) held = { bin, rows: sortBin({ trace, digest, bin, from: firsts[bin]!, to: firsts[bin + 1]!, sieve }) }
    return held.rows
  }
  return {
    length: before[bins]!,
    at(row) {
      const bin = Math.min(bins, bisectRight(before, row)) - 1
      return rowsOf(bin)[row - before[bin]!]!
    },
    rowAt(time) {
      const bin = bisectRight(digest.edges, time) - 1
      if (bin < 0) return -1
      const rows = rowsOf(bin)
      let within = 0
      while (within < rows.length && rows[within]!.time <= time) within++
      return before[bin]! + within - 1
    },
  }
}

/** The first record that starts in a bin or later: several may share the moment of its edge. */
function firstRecordOf({ records }: Trace, { edges }: Digest, bin: number): RecordId {
  const edge = edges[bin]
  if (edge === undefined) return records.length
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (records.time[middle]! < edge) low = middle + 1
    else high = middle
  }
  return low
}

interface Bin {
  trace: Trace
  digest: Digest
  bin: number
  from: RecordId
  to: RecordId
  sieve: ReturnType<typeof createSieve>
}

function sortBin({ trace, digest, bin, from, to, sieve }: Bin): LogRow[] {
  const { records } = trace
  const rows: LogRow[] = []
  const add = (record: RecordId, type: LogType, time: Micros): void => {
    rows.push({ type, level: levelOf(trace, record, type), time, record, lane: records.lane[record]!, request: records.request[record]! })
  }
  for (let at = digest.binStart[bin]!; at < digest.binStart[bin + 1]!; at++) {
    const record = digest.rows[at]!
    for (const type of sieve.ends(record)) add(record, type, records.time[record]! + records.span[record]!)
  }
  for (let record = from; record < to; record++) {
    for (const type of sieve.starts(record)) add(record, type, records.time[record]!)
  }
  return rows.sort(inOrder)
}

const RANK = Object.fromEntries(LOG_TYPES.map((type, rank) => [type, rank])) as Record<LogType, number>
/** What ends at a moment is written before what starts; lines of one environment stay together. */
const inOrder = (a: LogRow, b: LogRow): number => a.time - b.time || a.lane - b.lane || RANK[a.type] - RANK[b.type] || a.record - b.record

/** The lines of one record, in order. */
export function logRowsOf(trace: Trace, record: RecordId, format: LogFormat): LogRow[] {
  const { records } = trace
  const start = records.time[record]!
  const end = start + records.span[record]!
  const row = (type: LogType, time: Micros): LogRow => ({
    type, level: levelOf(trace, record, type), time, record, lane: records.lane[record]!, request: records.request[record]!,
  })
  const ended = end <= trace.until ? endTypes(trace, record, format).map((type) => row(type, end)) : []
  return [...startTypes(trace, record).map((type) => row(type, start)), ...ended]
}
