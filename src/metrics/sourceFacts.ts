/** How handlers failed, and what became of messages, by source. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { deliveries } from './deliveries'
import { arrivalOf } from './flight'
import { messageIndex } from './messages'
import type { MessageCounts } from './messages'

export interface SourceFacts {
  /** Requests, or events that arrived for the first time. */
  received: number
  /** Handlers that succeeded. */
  succeeded: number
  /** Requests that waited for a new environment. */
  coldStarts: number
  /** Events that Lambda gave up, and those that it never took. */
  dropped: number
  notTaken: number
  /** Handlers that did not succeed. */
  failures: number
  /** From the first of them to the last. */
  failedFor: Micros
  /** At the end; null where there are none. */
  messages: MessageCounts | null
}

export interface SourcesFacts {
  sources: readonly SourceFacts[]
  /** Events and notes that went to destinations. */
  delivered: number
}

const COUNTED: ReadonlySet<number> = new Set([KIND.arrival, KIND.create, KIND.handler, KIND.drop])
const SUCCESS = OUTCOMES.indexOf('success')

/** Of a drop: Lambda never had the event. */
const HAND_OVER: ReadonlySet<number> = new Set([OUTCOMES.indexOf('handOverDenied'), OUTCOMES.indexOf('handOverFailed')])

const nothing = () => ({ received: 0, succeeded: 0, coldStarts: 0, dropped: 0, notTaken: 0, failures: 0, from: 0, to: 0 })
type Found = ReturnType<typeof nothing>

function count(found: Found, { kind, outcome, time, first }: { kind: number; outcome: number; time: Micros; first: boolean }): void {
  if (kind === KIND.arrival && first) found.received++
  if (kind === KIND.create) found.coldStarts++
  if (kind === KIND.drop) found[HAND_OVER.has(outcome) ? 'notTaken' : 'dropped']++
  if (kind !== KIND.handler || outcome === 0) return
  if (outcome === SUCCESS) found.succeeded++
  else {
    found.to = time
    if (found.failures++ === 0) found.from = time
  }
}

export function sourcesFacts(trace: Trace): SourcesFacts {
  const { records, lanes } = trace
  const first = lanes.kind.indexOf(LANE.source)
  const sources = Array.from({ length: lanes.kind.filter((kind) => kind === LANE.source).length }, nothing)
  for (let row = 0; row < records.length; row++) {
    const kind = records.kind[row]!
    if (!COUNTED.has(kind) || records.request[row] === NONE) continue
    const arrival = arrivalOf(trace, row)
    const found = arrival === NONE ? undefined : sources[records.lane[arrival]! - first]
    if (found === undefined) continue
    const cause = records.cause[row]!
    count(found, { kind, outcome: records.outcome[row]! & OUTCOME_MASK, time: records.time[row]!, first: cause === NONE || records.kind[cause] !== KIND.retryWait })
  }
  return {
    sources: sources.map(({ from, to, ...counts }, at) => ({ ...counts, failedFor: to - from, messages: messageIndex(trace).countsAt(first + at, trace.until) })),
    delivered: deliveries(trace).reduce((sum, rows) => sum + rows.length, 0),
  }
}
