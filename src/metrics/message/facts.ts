/** What there is to say about a message and about each thing that happened to it: names and numbers, no words. */
import { MICROS_PER_SECOND } from '../../base/units'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { MessageEvent, Micros, Outcome, RecordId } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
import { environmentNumber } from '../environments'
import { batchOf } from '../messages'
import type { BatchFacts } from '../messages'
import { holderOf, isQueue, isStream, isTopic } from './holder'
import type { Holder } from './holder'
import { shardingOf } from './shards'
import { lastTry, reasonOf, sourceOfMessage } from './reason'
import type { MessageReason, Run } from './reason'
import { eventAt, messageNumber, receivesBy, recordsOfRequest, requestOfEvent, storyOf } from './story'

/** Whose message it is, and how far it came. */
export interface MessageHead {
  /** From 1, within its source. */
  number: number
  source: string
  fn: string
  holder: Holder
  key: number
  /** Of a stream or a topic: from 1. */
  shard: number | null
  receives: number
  /** How often it may be received; null: no limit. */
  maxReceives: number | null
  /** The last thing that happened to it. */
  last: MessageEvent
  sentAt: Micros
  lastAt: Micros
}

export function messageHead(run: Run, message: number): MessageHead {
  const { trace } = run
  const { name, function: fn, eventSource } = sourceOfMessage(run, message)
  const story = storyOf(trace, message)
  const last = story[story.length - 1]!
  return {
    number: messageNumber(trace, message),
    source: name,
    fn,
    holder: holderOf(eventSource),
    key: trace.messages.key[message]!,
    shard: isStream(eventSource) || isTopic(eventSource) ? shardingOf(trace, run.scenario, trace.messages.lane[message]!)!.shardOf(message) + 1 : null,
    receives: receivesBy(trace, last),
    maxReceives: isQueue(eventSource) ? (eventSource.RedrivePolicy?.maxReceiveCount ?? null) : null,
    last: eventAt(trace, last),
    sentAt: trace.messageEvents.time[story[0]!]!,
    lastAt: trace.messageEvents.time[last]!,
  }
}

export interface MessageFacts {
  event: MessageEvent
  reason: MessageReason
  holder: MessageHead['holder']
  source: string
  /** Numbers from 1; null where there is none. */
  message: number
  request: number | null
  batch: BatchFacts | null
  /** The environment that ran the batch, or 0. */
  env: number
  /** How the batch had ended by then. */
  outcome: Outcome
  /** How often it had been received. */
  receives: number
  maxReceives: number | null
  shard: number | null
  /** Invocations of the batch by then. */
  attempts: number
  /** Before the run began; 0 for all that is later. */
  early: Micros
  /** Since it was sent, and since it was received last. */
  age: Micros
  since: Micros
  /** How long the queue delays and hides it. */
  delay: Micros
  visibility: Micros
  /** MaximumRecordAgeInSeconds. */
  maxAge: number | null
}

export function messageFacts(run: Run, row: number): MessageFacts {
  const { trace } = run
  const { messageEvents: events, records } = trace
  const message = events.message[row]!
  const { eventSource } = sourceOfMessage(run, message)
  const head = messageHead(run, message)
  const time = events.time[row]!
  const request = requestOfEvent(trace, row)
  const event = eventAt(trace, row)
  const tried = triedBy(run, request, { event, time })
  const received = [...storyOf(trace, message)].findLast((each) => each <= row && events.kind[each] === MESSAGE.received) ?? NONE
  return {
    event,
    reason: reasonOf(run, row),
    holder: head.holder,
    source: head.source,
    message: head.number,
    request: request === NONE ? null : request + 1,
    batch: request === NONE ? null : batchOf(trace, events.record[row]!),
    env: tried.last === NONE || records.kind[tried.last] !== KIND.handler ? 0 : environmentNumber(trace, records.lane[tried.last]!),
    outcome: tried.last === NONE ? 'none' : OUTCOMES[records.outcome[tried.last]! & OUTCOME_MASK]!,
    receives: receivesBy(trace, row),
    maxReceives: head.maxReceives,
    shard: head.shard,
    attempts: tried.attempts,
    early: Math.max(0, -time),
    age: time - head.sentAt,
    since: received === NONE ? 0 : time - events.time[received]!,
    delay: isQueue(eventSource) ? eventSource.DelaySeconds * MICROS_PER_SECOND : 0,
    visibility: isQueue(eventSource) ? eventSource.VisibilityTimeout * MICROS_PER_SECOND : 0,
    maxAge: (isStream(eventSource) || isTopic(eventSource)) && eventSource.mapping.MaximumRecordAgeInSeconds !== -1 ? eventSource.mapping.MaximumRecordAgeInSeconds : null,
  }
}

/** The try that an event is about: the first one of what was received, else the last one by then. */
function triedBy({ trace }: Run, request: number, { event, time }: { event: MessageEvent; time: Micros }): { last: RecordId; attempts: number } {
  if (request === NONE) return { last: NONE, attempts: 0 }
  const { kind, time: at } = trace.records
  const handlers = recordsOfRequest(trace, request).filter((row) => kind[row] === KIND.handler)
  if (event === 'received') return { last: handlers[0] ?? NONE, attempts: handlers.length }
  return { last: lastTry(trace, request, time), attempts: handlers.filter((row) => at[row]! <= time).length }
}
