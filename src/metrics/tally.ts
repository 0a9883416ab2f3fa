/** What is counted of a record: at its start, and again at its end. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { isInvocation } from './billing'
import { arrivalOf, functionOf, isBusyKind, isStartKind } from './flight'

/** Columns of totals of what begins; the throttles of each rule in `Tally.throttleRules` follow. */
export const START = {
  arrivals: 0, requests: 1, coldStarts: 2, rejects: 3, retries: 4, gatewayTimeouts: 5, clientTimeouts: 6, busy: 7, initialising: 8, shutdowns: 9,
} as const
export const START_COLUMNS = 10

/** Columns of totals of what ends; invocations by outcome follow. */
export const END = { busy: 0, initialising: 1, outcomes: 2 } as const
export const END_COLUMNS = END.outcomes + OUTCOMES.length

const GATEWAY_TIMEOUT = OUTCOMES.indexOf('gatewayTimeout')

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
  const rules = new Set<number>()
  for (let row = 0; row < records.length; row++) if (records.kind[row] === KIND.throttle) rules.add(records.rule[row]!)
  return {
    functions: lanes.kind.reduce((count, kind) => count + (kind === LANE.function ? 1 : 0), 0),
    fnOfLane,
    throttleRules: [...rules].toSorted((a, b) => a - b),
  }
}

/** Columns of one function among the totals of what begins. */
export const startWidth = (tally: Tally): number => START_COLUMNS + tally.throttleRules.length

/** Adds a record at its start. */
export function addStart(totals: Float64Array, trace: Trace, tally: Tally, row: RecordId): void {
  const { records } = trace
  const fn = tally.fnOfLane[records.lane[row]!]!
  if (fn < 0) return
  const at = fn * startWidth(tally)
  const kind = records.kind[row]!
  if (isBusyKind(kind)) {
    addBusyStart(totals, at, trace, row)
    return
  }
  switch (kind) {
    case KIND.arrival: {
      const cause = records.cause[row]!
      totals[at + START.arrivals]! += 1
      if (cause === NONE || records.kind[cause] !== KIND.retryWait) totals[at + START.requests]! += 1
      break
    }
    case KIND.throttle:
      totals[at + START_COLUMNS + tally.throttleRules.indexOf(records.rule[row]!)]! += 1
      break
    case KIND.reject:
      totals[at + START.rejects]! += 1
      break
    case KIND.retryWait:
      totals[at + START.retries]! += 1
      break
    case KIND.shutdown:
      totals[at + START.shutdowns]! += 1
      break
    case KIND.giveUp: {
      const gateway = (records.outcome[row]! & OUTCOME_MASK) === GATEWAY_TIMEOUT
      totals[at + (gateway ? START.gatewayTimeouts : START.clientTimeouts)]! += 1
      break
    }
  }
}

/** Only what a request waits for is in flight: environments opened ahead of need are not. */
function addBusyStart(totals: Float64Array, at: number, trace: Trace, row: RecordId): void {
  const { records } = trace
  if (records.request[row] === NONE) return
  const kind = records.kind[row]!
  totals[at + START.busy]! += 1
  if (kind === KIND.handler) return
  if (isStartKind(kind)) totals[at + START.initialising]! += 1
  if (kind === KIND.create) totals[at + START.coldStarts]! += 1
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
  const cause = records.cause[invocation]!
  const arrival = cause !== NONE && records.kind[cause] === KIND.arrival ? cause : arrivalOf(trace, invocation)
  const start = arrival === NONE ? records.time[invocation]! : records.time[arrival]!
  return records.time[invocation]! + records.span[invocation]! - start
}
