import { LANE_KINDS, NONE, POOLS, RECORD_KINDS } from './schema'
import type { LaneId, LaneKind, Lanes, Micros, Pool, RecordId, RecordKind, Records } from './schema'

/** Numeric codes, so that the hot path stores a byte and never compares strings. */
export const KIND = Object.fromEntries(RECORD_KINDS.map((kind, code) => [kind, code])) as Record<RecordKind, number>
export const LANE = Object.fromEntries(LANE_KINDS.map((kind, code) => [kind, code])) as Record<LaneKind, number>
export const POOL = Object.fromEntries(POOLS.map((pool, code) => [pool, code])) as Record<Pool, number>

/** The present moment of a run. An object, because V8 boxes doubles in closures at every write. */
export interface Clock {
  now: Micros
}

/** What a record is about. */
export interface RecordContext {
  readonly lane: LaneId
  readonly request: number
  /** The record that triggers it. */
  readonly cause: RecordId
}

/** What a record says besides, packed: code of its kind, rule applied, code of its outcome. */
export function whatOf(kind: number, rule: number, outcome = 0): number {
  return (kind << 24) | (rule << 8) | outcome
}

/** Columns that grow: fields of one object, since variables of a closure are checked at every access. */
interface Columns {
  time: Float64Array
  span: Uint32Array
  kind: Uint8Array
  outcome: Uint8Array
  rule: Uint16Array
  lane: Int32Array
  request: Int32Array
  cause: Int32Array
}

/** Hands out memory of at least so many bytes; what it held before may still be in it. */
export type Memory = (bytes: number) => ArrayBuffer

const freshMemory: Memory = (bytes) => new ArrayBuffer(bytes)

function createColumns(capacity: number, memory: Memory): Columns {
  return {
    time: new Float64Array(memory(capacity * 8), 0, capacity),
    span: new Uint32Array(memory(capacity * 4), 0, capacity),
    kind: new Uint8Array(memory(capacity), 0, capacity),
    outcome: new Uint8Array(memory(capacity), 0, capacity),
    rule: new Uint16Array(memory(capacity * 2), 0, capacity),
    lane: new Int32Array(memory(capacity * 4), 0, capacity),
    request: new Int32Array(memory(capacity * 4), 0, capacity),
    cause: new Int32Array(memory(capacity * 4), 0, capacity),
  }
}

function copyColumns(from: Columns, to: Columns): void {
  to.time.set(from.time)
  to.span.set(from.span)
  to.kind.set(from.kind)
  to.outcome.set(from.outcome)
  to.rule.set(from.rule)
  to.lane.set(from.lane)
  to.request.set(from.request)
  to.cause.set(from.cause)
}

/** Records as they are appended: plain data for the functions below, since a closure's variables are checked at every access. */
export interface RecordTable {
  /** Null in a run that keeps no records; the model runs all the same. */
  columns: Columns | null
  capacity: number
  length: number
  longestSpan: Micros
  readonly clock: Clock
  readonly memory: Memory
}

/** @param expected rows to make room for; more are possible @param memory where columns come from: every row is written whole */
export function createRecordTable(clock: Clock, expected: number, memory: Memory = freshMemory): RecordTable {
  const capacity = Math.max(256, expected)
  return { columns: createColumns(capacity, memory), capacity, length: 0, longestSpan: 0, clock, memory }
}

/** The table of a run that keeps no records. */
export function createNoRecords(clock: Clock): RecordTable {
  return { columns: null, capacity: 0, length: 0, longestSpan: 0, clock, memory: freshMemory }
}

/** Appends a record that starts now; returns its row, NONE where none are kept. @param span microseconds, below 2^32 @param what see `whatOf` */
export function appendRecord(table: RecordTable, of: RecordContext, span: Micros, what: number): RecordId {
  const record = table.length
  if (record === table.capacity) return appendBeyond(table, of, span, what)
  table.length = record + 1
  if (span > table.longestSpan) table.longestSpan = span
  const columns = table.columns!
  columns.time[record] = table.clock.now
  columns.span[record] = span
  columns.kind[record] = what >> 24
  columns.outcome[record] = what
  columns.rule[record] = what >> 8
  columns.lane[record] = of.lane
  columns.request[record] = of.request
  columns.cause[record] = of.cause
  return record
}

/** The same where there is no room yet, or none is wanted. */
function appendBeyond(table: RecordTable, of: RecordContext, span: Micros, what: number): RecordId {
  if (table.columns === null) return NONE
  grow(table)
  return appendRecord(table, of, span, what)
}

/** Marks a record as the one that settles its request. */
export function addOutcome({ columns }: RecordTable, record: RecordId, bits: number): void {
  if (columns !== null) columns.outcome[record]! |= bits
}

/** Says of a record that another rule made it. */
export function changeRule({ columns }: RecordTable, record: RecordId, rule: number): void {
  if (columns !== null) columns.rule[record] = rule
}

/** The columns so far, cut to their length. Call once. */
export function recordsOf(table: RecordTable): Records {
  return fitted(table.columns ?? createColumns(0, freshMemory), table)
}

function grow(table: RecordTable): void {
  table.capacity *= 2
  const wider = createColumns(table.capacity, table.memory)
  copyColumns(table.columns!, wider)
  table.columns = wider
}

/** Trims only when much would be wasted: trimming copies every column. */
function fitted({ time, span, kind, outcome, rule, lane, request, cause }: Columns, { capacity, length }: { capacity: number; length: number }): Records {
  const trim = capacity > length * 1.05 + 1024
  const fit = <T extends Column>(column: T): T => (trim ? column.slice(0, length) : column.subarray(0, length)) as T
  return {
    length,
    time: fit(time),
    span: fit(span),
    kind: fit(kind),
    outcome: fit(outcome),
    rule: fit(rule),
    lane: fit(lane),
    request: fit(request),
    cause: fit(cause),
  }
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array | Int32Array

function widen<T extends Column>(from: T, to: T): T {
  ;(to as Float64Array).set(from as Float64Array)
  return to
}

export interface LaneWriter {
  /** Adds a lane that exists from `born` on. */
  add(kind: number, parent: LaneId, born: Micros): LaneId
  setEnvironment(lane: LaneId, pool: number, version: number): void
  setDied(lane: LaneId, died: Micros): void
  count(): number
  finish(): Lanes
}

export function createLaneWriter(): LaneWriter {
  let capacity = 256
  let kinds = new Uint8Array(capacity)
  let parents = new Int32Array(capacity)
  let pools = new Uint8Array(capacity)
  let versions = new Uint16Array(capacity)
  let born = new Float64Array(capacity)
  let died = new Float64Array(capacity)
  let length = 0

  function grow(): void {
    capacity *= 2
    kinds = widen(kinds, new Uint8Array(capacity))
    parents = widen(parents, new Int32Array(capacity))
    pools = widen(pools, new Uint8Array(capacity))
    versions = widen(versions, new Uint16Array(capacity))
    born = widen(born, new Float64Array(capacity))
    died = widen(died, new Float64Array(capacity))
  }

  return {
    add(kind, parent, at) {
      if (length === capacity) grow()
      const lane = length++
      kinds[lane] = kind
      parents[lane] = parent
      born[lane] = at
      died[lane] = Infinity
      return lane
    },
    setEnvironment(lane, pool, version) {
      pools[lane] = pool
      versions[lane] = version
    },
    setDied(lane, at) {
      died[lane] = at
    },
    count: () => length,
    finish: () => ({
      length,
      kind: kinds.slice(0, length),
      parent: parents.slice(0, length),
      pool: pools.slice(0, length),
      version: versions.slice(0, length),
      born: born.slice(0, length),
      died: died.slice(0, length),
    }),
  }
}
