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

/** Appends records. With `recording` off it hands out NONE and stores nothing; the model runs all the same. */
export interface RecordWriter {
  /** Appends a record that starts now; `end` must follow. */
  begin(kind: number, lane: LaneId, request: number, cause: RecordId): RecordId
  /** Appends a record of no length and no outcome that a request causes; returns its row. */
  instant(kind: number, lane: LaneId, of: { readonly request: number; readonly cause: RecordId }, rule: number): RecordId
  /** Completes a record. @param span microseconds, below 2^32 */
  end(record: RecordId, span: Micros, outcome: number, rule: number): void
  /** Marks a record as the one that settles its request. */
  addOutcome(record: RecordId, bits: number): void
  count(): number
  finish(): Records
}

const SILENT: RecordWriter = {
  begin: () => NONE,
  instant: () => NONE,
  end: () => undefined,
  addOutcome: () => undefined,
  count: () => 0,
  finish: () => createRecordWriter({ now: 0 }, 0).finish(),
}

/** The writer of a run that keeps no records. */
export function createSilentWriter(): RecordWriter {
  return SILENT
}

/** @param expected rows to make room for; more are possible */
export function createRecordWriter(clock: Clock, expected: number): RecordWriter {
  let capacity = Math.max(256, expected)
  let time = new Float64Array(capacity)
  let span = new Uint32Array(capacity)
  let kinds = new Uint8Array(capacity)
  let outcomes = new Uint8Array(capacity)
  let rules = new Uint16Array(capacity)
  let lanes = new Int32Array(capacity)
  let requests = new Int32Array(capacity)
  let causes = new Int32Array(capacity)
  let length = 0

  function grow(): void {
    capacity *= 2
    time = widen(time, new Float64Array(capacity))
    span = widen(span, new Uint32Array(capacity))
    kinds = widen(kinds, new Uint8Array(capacity))
    outcomes = widen(outcomes, new Uint8Array(capacity))
    rules = widen(rules, new Uint16Array(capacity))
    lanes = widen(lanes, new Int32Array(capacity))
    requests = widen(requests, new Int32Array(capacity))
    causes = widen(causes, new Int32Array(capacity))
  }

  return {
    begin(kind, lane, request, cause) {
      if (length === capacity) grow()
      const record = length++
      time[record] = clock.now
      kinds[record] = kind
      lanes[record] = lane
      requests[record] = request
      causes[record] = cause
      return record
    },
    instant(kind, lane, of, rule) {
      if (length === capacity) grow()
      const record = length++
      time[record] = clock.now
      kinds[record] = kind
      rules[record] = rule
      lanes[record] = lane
      requests[record] = of.request
      causes[record] = of.cause
      return record
    },
    end(record, micros, outcome, rule) {
      span[record] = micros
      outcomes[record] = outcome
      rules[record] = rule
    },
    addOutcome(record, bits) {
      outcomes[record] = outcomes[record]! | bits
    },
    count: () => length,
    finish() {
      // Trim only when much would be wasted: trimming copies every column.
      const trim = capacity > length * 1.05 + 1024
      const fit = <T extends Column>(column: T): T => (trim ? column.slice(0, length) : column.subarray(0, length)) as T
      return {
        length,
        time: fit(time),
        span: fit(span),
        kind: fit(kinds),
        outcome: fit(outcomes),
        rule: fit(rules),
        lane: fit(lanes),
        request: fit(requests),
        cause: fit(causes),
      }
    },
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
