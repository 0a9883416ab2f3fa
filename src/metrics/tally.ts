/** What is counted of a record: at its start, and again at its end. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { isInvocation } from './billing'
import { arrivalOf, functionOf, isBusyKind, isStartKind } from './flight'

/** Columns of totals of what begins; the throttles of each rule in `Tally.throttleRules` follow. */
export const START = {
  arrivals: 0, requests: 1, coldStarts: 2, rejects: 3, retries: 4, gatewayTimeouts: 5, clientTimeouts: 6, busy: 7,
  initialising: 8, shutdowns: 9,
} as const
export const START_COLUMNS = 10

/** Columns of totals of what ends; invocations by outcome follow. */
export const END = { busy: 0, initialising: 1, outcomes: 2 } as const
export const END_COLUMNS = END.outcomes + OUTCOMES.length

const GATEWAY_TIMEOUT = OUTCOMES.indexOf('gatewayTimeout')
// Plain constants: the loops below run over millions of records.
const { arrival: ARRIVAL, throttle: THROTTLE, giveUp: GIVE_UP, retryWait: RETRY_WAIT, create: CREATE, handler: HANDLER } = KIND
const NO_COLUMN = 0xff

/** By kind: the column a record adds 1 to at its start, where that is all. */
const PLAIN_COLUMN = new Uint8Array(256).fill(NO_COLUMN)
PLAIN_COLUMN[KIND.reject] = START.rejects
PLAIN_COLUMN[KIND.retryWait] = START.retries
PLAIN_COLUMN[KIND.shutdown] = START.shutdowns

/** How the columns are laid out for one trace. Plain data. */
export interface Tally {
  functions: number
  /** By lane: position of its function; NONE for the account. */
  fnOfLane: Int32Array
  /** Indices of the rules that throttled anything. */
  throttleRules: number[]
}

export function createTally(trace: Trace): Tally {
  const { lanes, records } = trace
  const fnOfLane = Int32Array.from({ length: lanes.length }, (_, lane) => functionOf(trace, lane) - 1)
  const rules: number[] = []
  const seen = new Uint8Array(0x10000)
  for (let row = 0; row < records.length; row++) {
    if (records.kind[row] !== THROTTLE || seen[records.rule[row]!] === 1) continue
    seen[records.rule[row]!] = 1
    rules.push(records.rule[row]!)
  }
  return {
    functions: lanes.kind.reduce((count, kind) => count + (kind === LANE.function ? 1 : 0), 0),
    fnOfLane,
    throttleRules: rules.toSorted((a, b) => a - b),
  }
}

/** Columns of one function among the totals of what begins. */
export const startWidth = (tally: Tally): number => START_COLUMNS + tally.throttleRules.length

/** Adds the records from row `from` up to, but not including, row `to` at their starts. */
export function addStarts(totals: Float64Array, trace: Trace, { tally, from, to }: { tally: Tally; from: RecordId; to: RecordId }): void {
  const { kind, lane, cause, request } = trace.records
  const { fnOfLane } = tally
  const width = startWidth(tally)
  for (let row = from; row < to; row++) {
    const fn = fnOfLane[lane[row]!]!
    if (fn < 0) continue
    const at = fn * width
    const code = kind[row]!
    if (code === ARRIVAL) {
      const because = cause[row]!
      totals[at + START.arrivals]! += 1
      if (because === NONE || kind[because] !== RETRY_WAIT) totals[at + START.requests]! += 1
    } else if (isBusyKind(code)) {
      // Only what a request waits for is in flight: environments opened ahead of need are not.
      if (request[row] === NONE) continue
      totals[at + START.busy]! += 1
      if (code !== HANDLER && isStartKind(code)) totals[at + START.initialising]! += 1
      if (code === CREATE) totals[at + START.coldStarts]! += 1
    } else if (PLAIN_COLUMN[code] !== NO_COLUMN) totals[at + PLAIN_COLUMN[code]!]! += 1
    else addRefusal(totals, at, { trace, tally, row })
  }
}

function addRefusal(totals: Float64Array, at: number, { trace, tally, row }: { trace: Trace; tally: Tally; row: RecordId }): void {
  const { kind, rule, outcome } = trace.records
  if (kind[row] === THROTTLE) totals[at + START_COLUMNS + tally.throttleRules.indexOf(rule[row]!)]! += 1
  else if (kind[row] === GIVE_UP) {
    const gateway = (outcome[row]! & OUTCOME_MASK) === GATEWAY_TIMEOUT
    totals[at + (gateway ? START.gatewayTimeouts : START.clientTimeouts)]! += 1
  }
}

/** Whether anything is counted at the end of such a record. */
export const endsSomething = isBusyKind

/** Adds a record at its end. */
export function addEnd(totals: Float64Array, trace: Trace, tally: Tally, row: RecordId): void {
  const { records } = trace
  if (records.request[row] === NONE) return
  const at = tally.fnOfLane[records.lane[row]!]! * END_COLUMNS
  totals[at + END.busy]! += 1
  if (isStartKind(records.kind[row]!)) totals[at + END.initialising]! += 1
  else if (isInvocation(trace, row)) totals[at + END.outcomes + (records.outcome[row]! & OUTCOME_MASK)]! += 1
}

/** Microseconds from an attempt's arrival to the end of its invocation, cold start included. */
export function responseOf(trace: Trace, invocation: RecordId): Micros {
  const { records } = trace
  const arrival = arrivalOf(trace, invocation)
  const start = arrival === NONE ? records.time[invocation]! : records.time[arrival]!
  return records.time[invocation]! + records.span[invocation]! - start
}
