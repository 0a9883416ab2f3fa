/** Samples of metrics about asynchronous events and streams: each has a moment and a value, and is known at once. */
import { bisectLeft, bisectRight } from '../../base/bisect'
import { ruleIndex } from '../../rules/registry'
import type { EventSource, Scenario } from '../../sim/scenario'
import { SOURCES } from '../../sources'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND, LANE } from '../../sim/trace/writer'
import { isInvocation } from '../billing'
import { functionOf } from '../flight'

export const EVENT_METRICS = ['AsyncEventsReceived', 'AsyncEventAge', 'AsyncEventsDropped', 'DeadLetterErrors', 'DestinationDeliveryFailures', 'RecursiveInvocationsDropped', 'IteratorAge'] as const
export type EventMetric = (typeof EVENT_METRICS)[number]

interface Run {
  trace: Trace
  scenario: Scenario
}

interface Samples {
  /** Sorted. */
  stamps: number[]
  values: number[]
  /** Position of the function. */
  fns: number[]
}

const MICROS_PER_MS = 1000
/** What IteratorAge is about. */
const STREAMS: readonly EventSource['kind'][] = SOURCES.flatMap(({ kinds, iteratorAge }) => (iteratorAge === true ? kinds : []))
const ASYNCHRONOUS = ruleIndex('AS-01')
const DEAD_LETTER = ruleIndex('AS-12')
/** Attempts that Lambda or a service makes once more. */
const AGAIN: ReadonlySet<number> = new Set([ruleIndex('AS-03'), ruleIndex('AS-04')])
const LOOP = OUTCOMES.indexOf('recursiveLoop')
const UNDELIVERED = OUTCOMES.indexOf('deliveryFailed')
/** Events that Lambda never had. */
const HAND_OVER: ReadonlySet<number> = new Set([OUTCOMES.indexOf('handOverDenied'), OUTCOMES.indexOf('handOverFailed')])
const kept = new WeakMap<Trace, Map<EventMetric, Samples>>()

export const isEventMetric = (name: string): name is EventMetric => (EVENT_METRICS as readonly string[]).includes(name)

/** Hands over the samples of a stretch. @param fn position of a function; null for all */
export function eachEventSample(run: Run, { metric, fn }: { metric: EventMetric; fn: number | null }, stretch: { from: Micros; to: Micros; knownBy: Micros }, take: (stamp: Micros, value: number) => void): void {
  const { stamps, values, fns } = samplesOf(run, metric)
  const last = Math.min(bisectLeft(stamps, stretch.to, 0, stamps.length), bisectRight(stamps, stretch.knownBy, 0, stamps.length))
  for (let at = bisectLeft(stamps, stretch.from, 0, stamps.length); at < last; at++) {
    if (fn === null || fns[at] === fn) take(stamps[at]!, values[at]!)
  }
}

function samplesOf(run: Run, metric: EventMetric): Samples {
  const known = kept.get(run.trace) ?? new Map<EventMetric, Samples>()
  kept.set(run.trace, known)
  const found = known.get(metric) ?? collect(run, metric)
  known.set(metric, found)
  return found
}

function collect(run: Run, metric: EventMetric): Samples {
  const { trace } = run
  const { records } = trace
  const samples: Samples = { stamps: [], values: [], fns: [] }
  const value = readerOf(run, metric)
  for (let record = 0; record < records.length; record++) {
    const read = value(record)
    if (read === null) continue
    samples.stamps.push(records.time[record]!)
    samples.values.push(read)
    samples.fns.push(functionOf(trace, records.lane[record]!) - 1)
  }
  return samples
}

/** A record's value; null where it adds no sample. */
function readerOf(run: Run, metric: EventMetric): (record: RecordId) => number | null {
  const { trace } = run
  const { records } = trace
  const is = (record: RecordId, kind: number, outcome: number): boolean => records.kind[record] === kind && (records.outcome[record]! & OUTCOME_MASK) === outcome
  if (metric === 'AsyncEventsDropped') return (record) => (records.kind[record] === KIND.drop && !HAND_OVER.has(records.outcome[record]! & OUTCOME_MASK) ? 1 : null)
  if (metric === 'RecursiveInvocationsDropped') return (record) => (is(record, KIND.reject, LOOP) ? 1 : null)
  if (metric === 'DeadLetterErrors') return (record) => (is(record, KIND.delivery, UNDELIVERED) && records.rule[record] === DEAD_LETTER ? 1 : null)
  if (metric === 'DestinationDeliveryFailures') return (record) => (is(record, KIND.delivery, UNDELIVERED) && records.rule[record] !== DEAD_LETTER ? 1 : null)
  if (metric === 'AsyncEventsReceived') return (record) => (isQueued(trace, record) ? 1 : null)
  const since = metric === 'AsyncEventAge' ? queuedAt(trace) : lastSentAt(run)
  return (record) => {
    const from = isInvocation(trace, record) ? since.get(records.request[record]!) : undefined
    return from === undefined ? null : (records.time[record]! - from) / MICROS_PER_MS
  }
}

/** Whether an event is put into the queue: an attempt that the front door lets in, not one that Lambda makes again, nor a copy. */
function isQueued({ records }: Trace, record: RecordId): boolean {
  if (records.kind[record] !== KIND.arrival || records.rule[record] !== ASYNCHRONOUS) return false
  const cause = records.cause[record]!
  const again = cause !== NONE && records.kind[cause] === KIND.retryWait && AGAIN.has(records.rule[cause]!)
  const copy = cause !== NONE && records.kind[cause] === KIND.arrival
  const refused = records.kind[record + 1] === KIND.reject && records.cause[record + 1] === record
  return !again && !copy && !refused
}

/** When each asynchronous event was queued. */
function queuedAt(trace: Trace): Map<number, Micros> {
  const { records } = trace
  const found = new Map<number, Micros>()
  for (let record = 0; record < records.length; record++) if (isQueued(trace, record)) found.set(records.request[record]!, records.time[record]!)
  return found
}

/** When the last record of each batch of a stream was sent. */
function lastSentAt({ trace, scenario }: Run): Map<number, Micros> {
  const { records, lanes, messageEvents, messages } = trace
  const streams = new Set<number>()
  let source = 0
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] !== LANE.source) continue
    const kind = scenario.traffic[source++]?.eventSource?.kind
    if (kind !== undefined && STREAMS.includes(kind)) streams.add(lane)
  }
  const sent = new Float64Array(messages.length)
  const found = new Map<number, Micros>()
  for (let row = 0; row < messageEvents.length; row++) {
    const message = messageEvents.message[row]!
    if (!streams.has(messages.lane[message]!)) continue
    if (messageEvents.kind[row] === MESSAGE.sent) sent[message] = messageEvents.time[row]!
    else if (messageEvents.kind[row] === MESSAGE.received) found.set(records.request[messageEvents.record[row]!]!, sent[message]!)
  }
  return found
}
