/** Why something happened to a message, and by which rule: told from the event, its record and how its source is configured. */
import { ruleAt } from '../../rules/registry'
import type { RuleId } from '../../rules/registry'
import type { Scenario, SqsSource, StreamSource, TrafficSource } from '../../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { MessageEvent, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
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
  delay: 'SQ-17',
  /** How its batch came about. */
  polled: 'ES-01',
  window: 'ES-02',
  full: 'ES-05',
  group: 'SQ-13',
  shard: 'ST-03',
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
  /** Why it was given up. */
  receives: 'SQ-11',
  attempts: 'ST-07',
  age: 'ST-08',
  retention: 'SQ-17',
  trimmed: 'ST-06',
  filtered: 'ES-10',
  /** By the rule of the record. */
  refused: null,
} as const satisfies Record<string, RuleId | null>

export type MessageReason = keyof typeof RULES

const SUCCESS = OUTCOMES.indexOf('success')
const { handler: HANDLER, throttle: THROTTLE } = KIND

export const isQueue = (source: TrafficSource['eventSource']): source is SqsSource => source?.kind === 'sqs'
export const isStream = (source: TrafficSource['eventSource']): source is StreamSource => source?.kind === 'kinesis' || source?.kind === 'dynamodb'

/** Where a message was sent. */
export const sourceOfMessage = ({ trace, scenario }: Run, message: number): TrafficSource => scenario.traffic[trace.messages.lane[message]! - 1 - scenario.functions.length]!

export function ruleOfEvent(run: Run, row: number): RuleId {
  const rule = RULES[reasonOf(run, row)]
  return rule ?? ruleAt(run.trace.records.rule[run.trace.messageEvents.record[row]!]!).id
}

export const reasonOf = (run: Run, row: number): MessageReason => OF_EVENT[eventAt(run.trace, row)](run, row)

const OF_EVENT: { [E in MessageEvent]: (run: Run, row: number) => MessageReason } = {
  sent: ({ trace }, row) => (trace.messageEvents.record[row] === NONE ? 'scenario' : 'burst'),
  appeared: () => 'delay',
  received: whyReceived,
  returned: ({ trace }, row) => whyReturned(trace, row),
  deleted: whyDone,
  deadLettered: () => 'receives',
  discarded: whyDiscarded,
  filtered: () => 'filtered',
  expired: (run, row) => (isStream(sourceOf(run, row).eventSource) ? 'trimmed' : 'retention'),
}

const sourceOf = (run: Run, row: number): TrafficSource => sourceOfMessage(run, run.trace.messageEvents.message[row]!)

function whyReceived(run: Run, row: number): MessageReason {
  const { trace } = run
  const { eventSource } = sourceOf(run, row)
  const { cause } = trace.records
  const arrival = trace.messageEvents.record[row]!
  const parent = arrival === NONE || arrival >= trace.records.length ? NONE : cause[arrival]!
  if (isStream(eventSource)) return parent === NONE ? 'shard' : whyPart(trace, parent)
  if (!isQueue(eventSource)) return 'polled'
  if (eventSource.FifoQueue) return 'group'
  const { BatchSize, MaximumBatchingWindowInSeconds } = eventSource.mapping
  if (receiptsOf(trace, requestOfEvent(trace, row)).length >= BatchSize) return 'full'
  return MaximumBatchingWindowInSeconds > 0 ? 'window' : 'polled'
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
  if (isStream(eventSource)) return others ? 'before' : 'checkpoint'
  return others ? 'unreported' : 'deleted'
}

function isDone(trace: Trace, receipt: number): boolean {
  const next = eventBeside(trace, receipt, 1)
  return next !== NONE && trace.messageEvents.kind[next] === MESSAGE.deleted
}

function whyDiscarded(run: Run, row: number): MessageReason {
  const { trace, scenario } = run
  const { records, messageEvents: events } = trace
  const { eventSource } = sourceOf(run, row)
  const record = events.record[row]!
  if (!isStream(eventSource)) return record === NONE ? 'retention' : 'refused'
  const { MaximumRetryAttempts, MaximumRecordAgeInSeconds } = eventSource.mapping
  const most = scenario.relaxed.includes('UN-05') ? 0 : MaximumRetryAttempts
  const failures = record === NONE ? 0 : recordsOfRequest(trace, records.request[record]!).filter((each) => each <= record && records.kind[each] === HANDLER).length
  if (record !== NONE && records.kind[record] === HANDLER && most >= 0 && failures > most) return 'attempts'
  return MaximumRecordAgeInSeconds === -1 ? 'trimmed' : 'age'
}
