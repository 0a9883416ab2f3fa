/** Direct questions to a trace: who is in flight, how requests ended, what is worth a look. */
import { bisectLeft, bisectRight } from '../base/bisect'
import { MICROS_PER_SECOND } from '../base/units'
import { NONE, OUTCOME_MASK, OUTCOMES, SETTLES } from '../sim/trace/schema'
import type { LaneId, Micros, Outcome, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'

// Plain constants: they are read once per record.
const { arrival: ARRIVAL, handler: HANDLER } = KIND
const NO_OUTCOME = OUTCOMES.indexOf('none')
const SUCCESS = OUTCOMES.indexOf('success')

const BUSY = flags(['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'suppressedInit', 'handler'])
/** What comes in runs, and what may fail. */
const IN_RUNS = flags(['throttle', 'reject', 'retryWait', 'giveUp', 'drop'])
const CAN_FAIL = flags(['handler', 'functionInit', 'suppressedInit', 'restore'])
const STARTING = flags(['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore'])

function flags(kinds: readonly (keyof typeof KIND)[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const kind of kinds) table[KIND[kind]] = 1
  return table
}

/** Whether an environment is at work while such a record lasts. */
export const isBusyKind = (kind: number): boolean => BUSY[kind] === 1
/** Whether an environment is on its way to its first invocation while such a record lasts. */
export const isStartKind = (kind: number): boolean => STARTING[kind] === 1

/**
 * Requests in flight (initialising included) at `t` on a lane: an environment, a function, a source, or the
 * account for all. Exact, by a look at every record that may reach `t`.
 */
export function inFlightAt(trace: Trace, lane: LaneId, t: Micros): number {
  const { records } = trace
  const matches = laneFilter(trace, lane)
  const to = bisectRight(records.time, t, 0, records.length)
  let count = 0
  for (let row = bisectLeft(records.time, t - trace.longestSpan, 0, to); row < to; row++) {
    if (records.request[row] === NONE || !isBusyKind(records.kind[row]!)) continue
    if (records.time[row]! + records.span[row]! > t && matches(row)) count++
  }
  return count
}

function laneFilter(trace: Trace, lane: LaneId): (row: RecordId) => boolean {
  const { records, lanes } = trace
  switch (lanes.kind[lane]) {
    case LANE.account:
      return () => true
    case LANE.function:
      return (row) => lanes.parent[records.lane[row]!] === lane
    case LANE.source:
      return (row) => records.lane[arrivalOf(trace, row)] === lane
    default:
      return (row) => records.lane[row] === lane
  }
}

/** The attempt a record belongs to: the nearest arrival among its causes, or NONE. */
export function arrivalOf(trace: Trace, record: RecordId): RecordId {
  const { kind, cause } = trace.records
  let at = record
  while (at !== NONE && kind[at] !== ARRIVAL) at = cause[at]!
  return at
}

export interface Settlement {
  request: number
  /** The record that settled it. */
  record: RecordId
  outcome: Outcome
  /** When its first attempt arrived. */
  arrived: Micros
  settled: Micros
}

/** How each request ended, in the order of the records that settled them. */
export function* settlements(trace: Trace): Generator<Settlement> {
  const { records } = trace
  const arrived = new Float64Array(trace.requests).fill(NaN)
  for (let record = 0; record < records.length; record++) {
    const request = records.request[record]!
    if (request === NONE) continue
    if (Number.isNaN(arrived[request]!)) arrived[request] = records.time[record]!
    const code = records.outcome[record]!
    const settled = records.time[record]! + records.span[record]!
    if ((code & SETTLES) === 0 || settled > trace.until) continue
    yield { request, record, outcome: OUTCOMES[code & OUTCOME_MASK]!, arrived: arrived[request]!, settled }
  }
}

/** Things of one kind closer together than this count as one. */
const RUN_GAP = MICROS_PER_SECOND
const FIRST_ONLY = Infinity

/** Which occasion a record is, if it is one, and how long its kind must have been quiet before it counts. */
function occasionOf(trace: Trace, record: RecordId): { occasion: number; gap: Micros } | null {
  const { records } = trace
  const kind = records.kind[record]!
  switch (kind) {
    case KIND.create:
      return records.request[record] === NONE ? null : { occasion: kind, gap: FIRST_ONLY }
    case KIND.shutdown:
      return { occasion: kind, gap: FIRST_ONLY }
    case KIND.intervention:
    case KIND.provision:
      return { occasion: kind, gap: 0 }
    default:
      if (IN_RUNS[kind] === 1) return { occasion: kind, gap: RUN_GAP }
      return CAN_FAIL[kind] === 1 && fails(trace, record) ? { occasion: 256 + (records.outcome[record]! & OUTCOME_MASK), gap: RUN_GAP } : null
  }
}

function fails(trace: Trace, record: RecordId): boolean {
  const outcome = trace.records.outcome[record]! & OUTCOME_MASK
  return outcome !== NO_OUTCOME && outcome !== SUCCESS
}

/**
 * Records worth a stop on the way: each function's first cold start and first shutdown, the beginning of each
 * run of throttles, retries, failures and give-ups, every allocation and intervention.
 */
export function interestingRecords(trace: Trace): Int32Array {
  const { records } = trace
  const last = new Map<number, Micros>()
  const found: RecordId[] = []
  for (let record = 0; record < records.length; record++) {
    const kind = records.kind[record]
    if (kind === ARRIVAL || (kind === HANDLER && !fails(trace, record))) continue
    const occasion = occasionOf(trace, record)
    if (occasion === null) continue
    const key = functionOf(trace, records.lane[record]!) * 1024 + occasion.occasion
    const time = records.time[record]!
    const before = last.get(key) ?? -Infinity
    last.set(key, time)
    if (before === -Infinity || time - before >= occasion.gap) found.push(record)
  }
  return Int32Array.from(found)
}

/** The function lane a lane belongs to; the account is its own. */
export function functionOf(trace: Trace, lane: LaneId): LaneId {
  const kind = trace.lanes.kind[lane]
  return kind === LANE.function || kind === LANE.account ? lane : trace.lanes.parent[lane]!
}
