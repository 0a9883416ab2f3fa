/**
 * What arrives at a destination or a dead-letter queue, as a function of the trace: the JSON that Lambda sends
 * (rules AS-11, AS-12, ST-12). Payloads and messages of errors stand for those of a real function.
 */
import { isoTime } from '../base/calendar'
import { ruleAt } from '../rules/registry'
import type { Scenario, TrafficSource } from '../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, Outcome, RecordId, Trace } from '../sim/trace/schema'
import { MESSAGE } from '../sim/trace/messages'
import { KIND } from '../sim/trace/writer'
import { isInvocation } from './billing'
import { isTopic } from './message/holder'
import { shardingOf } from './message/shards'
import { arrivalOf, functionOf } from './flight'
import { ERROR_TYPES, versionOf } from './logFacts'
import { firstArrival, requestId } from './report'

/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** A note of what became of an event (version 1.0), or of a batch of a stream. */
export interface DestinationNote {
  readonly kind: 'note'
  readonly body: { readonly [name: string]: Json }
}

/** The event as it was, with attributes. */
export interface DeadLetter {
  readonly kind: 'deadLetter'
  readonly body: Json
  readonly attributes: { readonly RequestID: string; readonly ErrorCode: string; readonly ErrorMessage: string }
}

interface Delivered {
  readonly trace: Trace
  /** Names of functions and sources; without it they have none. */
  readonly scenario: Scenario | null
  readonly record: RecordId
}

/** By why an event was given up; null where nothing was. */
const CONDITIONS: Partial<Record<Outcome, string>> = {
  retriesExhausted: 'RetriesExhausted',
  eventAgeExceeded: 'EventAgeExceeded',
  zeroReservedConcurrency: 'ZeroReservedConcurrency',
}

/** What a service notes of an event that Lambda did not take. */
const NOT_TAKEN: Partial<Record<Outcome, { ErrorCode: string; ErrorMessage: string }>> = {
  handOverDenied: { ErrorCode: 'NO_PERMISSIONS', ErrorMessage: 'The service may not invoke the function' },
  handOverFailed: { ErrorCode: 'SDK_CLIENT_ERROR', ErrorMessage: 'Lambda did not take the event' },
}

const OK = 200
const THROTTLED = 429
const ACCOUNT = '123456789012'

/**
 * What a record of a delivery brought to its lane; null for records of other kinds.
 * @param scenario what the trace was made from: gives names and the seed of request ids
 */
export function destinationRecord(trace: Trace, record: RecordId, scenario: Scenario | null = null): DestinationNote | DeadLetter | null {
  const { records } = trace
  if (records.kind[record] !== KIND.delivery) return null
  const delivered = { trace, scenario, record }
  const rule = ruleAt(records.rule[record]!).id
  if (rule === 'AS-12' || isNotTaken(trace, record)) return deadLetterOf(delivered)
  return { kind: 'note', body: rule === 'ST-12' ? batchNote(delivered) : eventNote(delivered) }
}

function eventNote(delivered: Delivered): DestinationNote['body'] {
  const { trace, record } = delivered
  const { records } = trace
  const cause = records.cause[record]!
  const dropped = records.kind[cause] === KIND.drop
  const last = lastAttempt(trace, record)
  return {
    version: '1.0',
    timestamp: timestampAt(delivered, records.time[record]!),
    requestContext: {
      requestId: idOf(delivered),
      functionArn: functionArn(delivered),
      condition: dropped ? (CONDITIONS[outcomeAt(trace, cause)] ?? 'RetriesExhausted') : 'Success',
      approximateInvokeCount: attemptsOf(trace, record),
    },
    requestPayload: payloadOf(delivered),
    responseContext: last === NONE ? null : contextOf(delivered, last),
    responsePayload: last === NONE ? null : responseOf(delivered, last),
  }
}

/** Whether a service puts an event into its own dead-letter queue, since Lambda never had it. */
function isNotTaken(trace: Trace, record: RecordId): boolean {
  return NOT_TAKEN[outcomeAt(trace, trace.records.cause[record]!)] !== undefined
}

function deadLetterOf(delivered: Delivered): DeadLetter {
  const notTaken = NOT_TAKEN[outcomeAt(delivered.trace, delivered.trace.records.cause[delivered.record]!)]
  if (notTaken !== undefined) return { kind: 'deadLetter', body: payloadOf(delivered), attributes: { RequestID: idOf(delivered), ...notTaken } }

  const last = lastAttempt(delivered.trace, delivered.record)
  const ran = last !== NONE && isInvocation(delivered.trace, last)
  return {
    kind: 'deadLetter',
    body: payloadOf(delivered),
    attributes: { RequestID: idOf(delivered), ErrorCode: String(ran ? OK : THROTTLED), ErrorMessage: ran ? errorOf(delivered, last).errorMessage : 'Rate Exceeded.' },
  }
}

/** What the batch was; what was in it too where the note goes to a bucket. */
function batchNote(delivered: Delivered): DestinationNote['body'] {
  const { trace, record } = delivered
  const last = lastAttempt(trace, record)
  const batch = discardedOf(trace, trace.records.cause[record]!)
  return {
    requestContext: { requestId: idOf(delivered), functionArn: functionArn(delivered), condition: 'RetryAttemptsExhausted', approximateInvokeCount: attemptsOf(trace, record) },
    responseContext: last === NONE ? null : contextOf(delivered, last),
    version: '1.0',
    timestamp: timestampAt(delivered, trace.records.time[record]!),
    ...batchInfo(delivered, batch),
    ...(goesToBucket(delivered) ? { payload: JSON.stringify({ Records: batch.messages.map((message) => recordOf(delivered, message)) }) } : {}),
  }
}

function goesToBucket(delivered: Delivered): boolean {
  const eventSource = sourceOf(delivered)?.eventSource ?? null
  if (eventSource === null || !('mapping' in eventSource) || !('DestinationConfig' in eventSource.mapping)) return false
  return eventSource.mapping.DestinationConfig.OnFailure?.Destination.split(':')[2] === 's3'
}

/** What stands for a record of a batch: records have no bodies here. */
function recordOf(delivered: Delivered, message: number): Json {
  const { trace } = delivered
  return { partitionKey: String(trace.messages.key[message]!), sequenceNumber: String(message) }
}

/** Where the batch lies, by what its records are read from. */
function batchInfo(delivered: Delivered, { messages, from, until }: Discarded): DestinationNote['body'] {
  const source = sourceOf(delivered)
  const name = source?.name ?? ''
  const [first = 0, batchSize] = [messages[0], messages.length]
  const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`
  const [arrivedFirst, arrivedLast] = [timestampAt(delivered, from), timestampAt(delivered, until)]
  if (isTopic(source?.eventSource ?? null)) {
    const partition = { firstRecordOffset: String(first), lastRecordOffset: String(first + batchSize - 1), firstRecordTimestamp: arrivedFirst, lastRecordTimestamp: arrivedLast }
    return { KafkaBatchInfo: { batchSize, eventSourceArn: arn('kafka', `cluster/${name}`), recordsInfo: { [`${name}-${shardOf(delivered, first)}`]: partition } } }
  }
  const dynamo = source?.eventSource?.kind === 'dynamodb'
  return {
    [dynamo ? 'DDBStreamBatchInfo' : 'KinesisBatchInfo']: {
      shardId: `shardId-${String(shardOf(delivered, first)).padStart(12, '0')}`,
      startSequenceNumber: String(first),
      endSequenceNumber: String(first + batchSize - 1),
      approximateArrivalOfFirstRecord: arrivedFirst,
      approximateArrivalOfLastRecord: arrivedLast,
      batchSize,
      streamArn: dynamo ? arn('dynamodb', `table/${name}/stream`) : arn('kinesis', `stream/${name}`),
    },
  }
}

interface Discarded {
  readonly messages: readonly number[]
  /** When the first and the last of them were sent. */
  readonly from: Micros
  readonly until: Micros
}

/** Records of a stream that were given up because of a record of the trace. */
function discardedOf({ messageEvents: { length, kind, message, record, time } }: Trace, cause: RecordId): Discarded {
  const found = new Set<number>()
  for (let row = 0; row < length; row++) if (kind[row] === MESSAGE.discarded && record[row] === cause) found.add(message[row]!)
  const sent: Micros[] = []
  for (let row = 0; row < length; row++) if (kind[row] === MESSAGE.sent && found.has(message[row]!)) sent.push(time[row]!)
  return { messages: [...found], from: sent[0] ?? 0, until: sent.at(-1) ?? 0 }
}

const outcomeAt = ({ records }: Trace, record: RecordId): Outcome => OUTCOMES[records.outcome[record]! & OUTCOME_MASK]!

/** The invocation or refusal that came last, or NONE where nothing may run. */
function lastAttempt(trace: Trace, record: RecordId): RecordId {
  const { cause, kind } = trace.records
  let at = record
  while (at !== NONE && !isInvocation(trace, at) && kind[at] !== KIND.throttle) at = cause[at]!
  const dropped = cause[record]!
  return kind[dropped] === KIND.drop && outcomeAt(trace, dropped) === 'zeroReservedConcurrency' ? NONE : at
}

/** How often the function ran for it. */
function attemptsOf(trace: Trace, record: RecordId): number {
  const { cause } = trace.records
  let count = 0
  for (let at = record; at !== NONE; at = cause[at]!) if (isInvocation(trace, at)) count++
  return count
}

function contextOf({ trace, scenario }: Delivered, attempt: RecordId): Json {
  if (!isInvocation(trace, attempt)) return { statusCode: THROTTLED, executedVersion: null, functionError: null }
  const executedVersion = scenario === null ? '$LATEST' : versionOf(trace, scenario, trace.records.lane[attempt]!)
  return { statusCode: OK, executedVersion, ...(outcomeAt(trace, attempt) === 'success' ? {} : { functionError: 'Unhandled' }) }
}

function responseOf(delivered: Delivered, attempt: RecordId): Json {
  if (!isInvocation(delivered.trace, attempt)) return null
  return outcomeAt(delivered.trace, attempt) === 'success' ? { result: 'done' } : { ...errorOf(delivered, attempt) }
}

function errorOf(delivered: Delivered, attempt: RecordId): { errorType: string; errorMessage: string } {
  const outcome = outcomeAt(delivered.trace, attempt)
  const errorType = ERROR_TYPES[outcome] ?? 'Error'
  const id = `RequestId: ${idOf(delivered)} `
  if (outcome === 'functionError') return { errorType, errorMessage: 'The handler threw' }
  const seconds = (delivered.trace.records.span[attempt]! / 1e6).toFixed(2)
  return { errorType, errorMessage: outcome === 'timeout' ? `${id}Error: Task timed out after ${seconds} seconds` : `${id}Error: ${errorType}` }
}

function sourceOf({ trace, scenario, record }: Delivered): TrafficSource | undefined {
  const arrival = arrivalOf(trace, record)
  return arrival === NONE ? undefined : scenario?.traffic[trace.records.lane[arrival]! - 1 - scenario.functions.length]
}

function shardOf({ trace, scenario }: Delivered, message: number): number {
  return (scenario && shardingOf(trace, scenario, trace.messages.lane[message]!)?.shardOf(message)) ?? 0
}

/** Stands for the event: its number in the run. */
const payloadOf = ({ trace, record }: Delivered): Json => ({ event: trace.records.request[record]! + 1 })

function functionArn(delivered: Delivered): string {
  const { trace, scenario, record } = delivered
  const name = scenario?.functions[functionOf(trace, trace.records.lane[record]!) - 1]?.FunctionName ?? 'function'
  return `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}:${sourceOf(delivered)?.Qualifier ?? '$LATEST'}`
}

/** The same for all attempts of an event (rule AS-08). */
function idOf({ trace, scenario, record }: Delivered): string {
  return requestId(scenario?.seed ?? 0, firstArrival(trace, arrivalOf(trace, record)))
}

/** A run begins at midnight UTC of the day whose rules it follows. */
const timestampAt = ({ scenario }: Delivered, time: Micros): string => isoTime(scenario?.lambdaAsOf ?? '1970-01-01', time)
