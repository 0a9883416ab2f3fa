/** Why something happened to a message, and by which rule: told from the event, its record and how its source is configured. */
import { ruleAt } from '../../rules/registry'
import type { RuleId } from '../../rules/registry'
import type { Scenario, TrafficSource } from '../../sim/scenario'
import { retriesOf } from '../../sources/kafka/retries'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { MessageEvent, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
import { holderOf, isOrdered, isQueue, isStream, isTopic } from './holder'
import type { Holder, OrderedSource } from './holder'
import { shardingOf } from './shards'
import { eventAt, eventBeside, receiptsOf, recordsOfRequest, requestOfEvent } from './story'

export interface Run {
  trace: Trace
  scenario: Scenario
}

/** Each with the rule that it is. */
const RULES = {
  /** Sent as the scenario lists it, or by a burst. */
  scenario: 'MC-15',
  burst: 'MC-15',
  backlog: 'ST-05',
  delay: 'SQ-17',
  /** How its batch came about. */
  polled: 'ES-01',
  window: 'ES-02',
  full: 'ES-05',
  group: 'SQ-13',
  free: 'ST-03',
  parents: 'ST-19',
  final: 'ST-15',
  taken: 'KF-04',
  served: 'ES-01',
  split: 'ST-09',
  rest: 'ST-10',
  fresh: 'ST-08',
  /** Why it came back: its batch failed, was refused, named it, or was still running. */
  error: 'SQ-07',
  throttle: 'SQ-08',
  report: 'SQ-09',
  running: 'SQ-17',
  /** Why it is done: its batch succeeded, or named others. */
  deleted: 'SQ-07',
  unreported: 'SQ-09',
  checkpoint: 'ES-01',
  before: 'ST-10',
  acknowledged: 'ES-01',
  over: 'ES-01',
  /** Why it was given up. */
  receives: 'SQ-11',
  redelivered: 'KF-05',
  attempts: 'ST-07',
  age: 'ST-08',
  retention: 'SQ-17',
  trimmed: 'ST-17',
  filtered: 'ES-10',
  /** By the rule of the record. */
  refused: null,
} as const satisfies Record<string, RuleId | null>

export type MessageReason = keyof typeof RULES

/** Where Kafka and DocumentDB have rules of their own. */
const OWN_RULES: Readonly<Partial<Record<Holder, Partial<Record<MessageReason, RuleId>>>>> = {
  topic: { free: 'KF-01', split: 'KF-03', attempts: 'KF-03', age: 'KF-03', trimmed: 'KF-03' },
  changes: { free: 'KF-06', trimmed: 'KF-06' },
}

const SUCCESS = OUTCOMES.indexOf('success')
const { handler: HANDLER, throttle: THROTTLE } = KIND

/** Where a message was sent. */
export const sourceOfMessage = ({ trace, scenario }: Run, message: number): TrafficSource => scenario.traffic[trace.messages.lane[message]! - 1 - scenario.functions.length]!

export function ruleOfEvent(run: Run, row: number): RuleId {
  const reason = reasonOf(run, row)
  const own = OWN_RULES[holderOf(sourceOf(run, row).eventSource)]?.[reason]
  return own ?? RULES[reason] ?? ruleAt(run.trace.records.rule[run.trace.messageEvents.record[row]!]!).id
}

export const reasonOf = (run: Run, row: number): MessageReason => OF_EVENT[eventAt(run.trace, row)](run, row)

const OF_EVENT: { [E in MessageEvent]: (run: Run, row: number) => MessageReason } = {
  sent: ({ trace }, row) => (trace.messageEvents.time[row]! < 0 ? 'backlog' : trace.messageEvents.record[row] === NONE ? 'scenario' : 'burst'),
  appeared: () => 'delay',
  received: whyReceived,
  returned: ({ trace }, row) => whyReturned(trace, row),
  deleted: whyDone,
  deadLettered: whyDeadLettered,
  discarded: whyDiscarded,
  filtered: () => 'filtered',
  expired: (run, row) => (isOrdered(sourceOf(run, row).eventSource) ? 'trimmed' : 'retention'),
}

const sourceOf = (run: Run, row: number): TrafficSource => sourceOfMessage(run, run.trace.messageEvents.message[row]!)

function whyReceived(run: Run, row: number): MessageReason {
  const { trace } = run
  const { eventSource } = sourceOf(run, row)
  const { cause } = trace.records
  const arrival = trace.messageEvents.record[row]!
  const parent = arrival === NONE || arrival >= trace.records.length ? NONE : cause[arrival]!
  if (isOrdered(eventSource)) return parent === NONE ? whyNext(run, row) : whyPart(trace, parent)
  if (!isQueue(eventSource)) return holderOf(eventSource) === 'broker' ? 'taken' : 'served'
  if (eventSource.FifoQueue) return 'group'
  const { BatchSize, MaximumBatchingWindowInSeconds } = eventSource.mapping
  if (receiptsOf(trace, requestOfEvent(trace, row)).length >= BatchSize) return 'full'
  return MaximumBatchingWindowInSeconds > 0 ? 'window' : 'polled'
}

/** Why the next batch of a lane could begin. */
function whyNext({ trace, scenario }: Run, row: number): 'free' | 'parents' | 'final' {
  const { messages, messageEvents: events, records } = trace
  const message = events.message[row]!
  const arrival = events.record[row]!
  if (shardingOf(trace, scenario, messages.lane[message]!)?.isFirstOfChild(message, arrival) === true) return 'parents'
  return arrival < records.length && ruleAt(records.rule[arrival]!).id === 'ST-15' ? 'final' : 'free'
}

/** Why the records of a batch are tried as another one. @param parent with which the batch ended */
function whyPart(trace: Trace, parent: RecordId): 'split' | 'rest' | 'fresh' {
  const { records, messageEvents: events } = trace
  if ((records.outcome[parent]! & OUTCOME_MASK) === SUCCESS) return 'rest'
  const skipped = [...receiptsOf(trace, records.request[parent]!)].some((row) => {
    const next = eventBeside(trace, row, 1)
    return next !== NONE && events.kind[next] === MESSAGE.discarded
  })
  return skipped ? 'fresh' : 'split'
}

/** The last invocation or refusal of a request that had begun by a time, or NONE. */
export function lastTry(trace: Trace, request: number, time: number): RecordId {
  const { records } = trace
  let last = NONE
  for (const row of recordsOfRequest(trace, request)) {
    if (records.time[row]! > time) break
    if (records.kind[row] === HANDLER || records.kind[row] === THROTTLE) last = row
  }
  return last
}

function whyReturned(trace: Trace, row: number): MessageReason {
  const { records, messageEvents: events } = trace
  const last = lastTry(trace, requestOfEvent(trace, row), events.time[row]!)
  if (last === NONE || records.time[last]! + records.span[last]! > events.time[row]!) return 'running'
  if (records.kind[last] === THROTTLE) return 'throttle'
  return (records.outcome[last]! & OUTCOME_MASK) === SUCCESS ? 'report' : 'error'
}

function whyDone(run: Run, row: number): MessageReason {
  const { trace } = run
  const { eventSource } = sourceOf(run, row)
  const mapping = eventSource !== null && 'mapping' in eventSource ? eventSource.mapping : null
  const reports = mapping !== null && 'FunctionResponseTypes' in mapping && Array.isArray(mapping.FunctionResponseTypes) && mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')
  const others = reports && receiptsOf(trace, requestOfEvent(trace, row)).some((receipt) => !isDone(trace, receipt))
  if (isOrdered(eventSource)) return others ? 'before' : 'checkpoint'
  if (!isQueue(eventSource)) return holderOf(eventSource) === 'broker' ? 'acknowledged' : 'over'
  return others ? 'unreported' : 'deleted'
}

function isDone(trace: Trace, receipt: number): boolean {
  const next = eventBeside(trace, receipt, 1)
  return next !== NONE && trace.messageEvents.kind[next] === MESSAGE.deleted
}

/** A queue counts how often it gives a message out; a broker how often its batch failed. */
function whyDeadLettered(run: Run, row: number): MessageReason {
  if (isQueue(sourceOf(run, row).eventSource)) return 'receives'
  return run.trace.records.kind[run.trace.messageEvents.record[row]!] === THROTTLE ? 'refused' : 'redelivered'
}

/** How often a batch may be tried again and how old its records may be, -1: without end. */
function limitsOf(source: OrderedSource): { retries: number; age: number } {
  if (!isStream(source) && !isTopic(source)) return { retries: -1, age: -1 }
  const { MaximumRetryAttempts, MaximumRecordAgeInSeconds: age } = source.mapping
  return { retries: isTopic(source) ? retriesOf(source.mapping) : MaximumRetryAttempts, age }
}

function whyDiscarded(run: Run, row: number): MessageReason {
  const { trace, scenario } = run
  const { records, messageEvents: events } = trace
  const { eventSource } = sourceOf(run, row)
  const record = events.record[row]!
  if (!isOrdered(eventSource)) return 'refused'
  const { retries, age } = limitsOf(eventSource)
  const most = scenario.relaxed.includes('UN-05') ? 0 : retries
  const failures = record === NONE ? 0 : recordsOfRequest(trace, records.request[record]!).filter((each) => each <= record && records.kind[each] === HANDLER).length
  if (record !== NONE && records.kind[record] === HANDLER && most >= 0 && failures > most) return 'attempts'
  if (record !== NONE && records.kind[record] === THROTTLE && age === -1) return 'refused'
  return age === -1 ? 'trimmed' : 'age'
}
