import { uniform } from '../../base/random'
import { ruleIndex } from '../../rules/registry'
import { EVENT_CLASS, pushAfter, pushAt } from '../kernel/queue'
import { OUTCOMES, SETTLES } from '../trace/schema'
import type { Micros, RecordId } from '../trace/schema'
import { addOutcome, appendRecord, KIND, whatOf } from '../trace/writer'
import { EVENT, payloadOf } from './world'
import type { Call, SourceState, Waiting, World } from './world'

/**
 * The caller's side: waiting, giving up, trying again. Lambda never retries a synchronous invocation (SY-03);
 * an invocation nobody waits for any more runs on (SY-11).
 */

const GATEWAY_TIMEOUT = OUTCOMES.indexOf('gatewayTimeout')
const CLIENT_TIMEOUT = OUTCOMES.indexOf('clientTimeout')
const CLIENT_TIMEOUT_RULE = ruleIndex('SY-11')
const ATTEMPT_SPAN = 2 ** 32

/** Counter of the draws of an attempt: attempts of one request have luck of their own. */
export function drawCounter(counter: number, attempt: number): number {
  // First attempts keep their small integer: a sum with a double would be one.
  return attempt === 0 ? counter : counter + attempt * ATTEMPT_SPAN
}

/** Whether the caller sees the outcome as an error and has attempts left. */
export function willRetry(source: SourceState, outcome: number, attempt: number): boolean {
  return attempt + 1 < source.maxAttempts && source.entry.retryable[outcome] === 1
}

/** Finishes the record that answers an attempt: it settles the request, or the caller tries again. */
export function answer(world: World, call: Call, record: RecordId, outcome: number): void {
  if (call.source.invoker !== null) call.source.invoker.refused(world, call, record)
  else if (willRetry(call.source, outcome, call.attempt)) scheduleRetry(world, call, record)
  else addOutcome(world.records, record, SETTLES)
}

/** Backs off with jitter, then arrives again. */
export function scheduleRetry(world: World, call: Call, cause: RecordId): void {
  const { source, attempt, counter, request } = call
  const ceiling = Math.min(source.retryCap, source.retryBase * 2 ** attempt)
  const delay = Math.round(uniform(source.streams.jitter, drawCounter(counter, attempt)) * ceiling)
  const record = appendRecord(world.records, { lane: source.lane, request, cause }, delay, source.entry.retryWait)
  const slot = addWaiting(world, { source, request, counter, attempt: attempt + 1, arrivedAt: world.clock.now, record, answered: false, gaveUp: false })
  pushAfter(world.queue, delay, EVENT_CLASS.arrival, payloadOf(EVENT.retry, slot))
}

/** Another attempt after a wait, made by somebody other than a client. */
export function retryLater(world: World, call: Call, { wait, rule, cause }: { wait: Micros; rule: number; cause: RecordId }): void {
  const { source, request, counter, attempt } = call
  const record = appendRecord(world.records, { lane: source.lane, request, cause }, wait, whatOf(KIND.retryWait, rule))
  const slot = addWaiting(world, { source, request, counter, attempt: attempt + 1, arrivedAt: world.clock.now, record, answered: false, gaveUp: false })
  pushAfter(world.queue, wait, EVENT_CLASS.arrival, payloadOf(EVENT.retry, slot))
}

/** Watches an attempt whose answer may come too late. Returns its slot. */
export function watchDeadline(world: World, call: Call, arrivedAt: Micros, arrival: RecordId): number {
  const { source, request, counter, attempt } = call
  const slot = addWaiting(world, { source, request, counter, attempt, arrivedAt, record: arrival, answered: false, gaveUp: false })
  pushAt(world.queue, arrivedAt + source.patience, EVENT_CLASS.deadline, payloadOf(EVENT.deadline, slot))
  return slot
}

function addWaiting(world: World, waiting: Waiting): number {
  const slot = world.nextSlot++
  world.waiting.set(slot, waiting)
  return slot
}

/** The deadline of an attempt: whoever still waits stops. */
export function deadlinePassed(world: World, slot: number): void {
  const waiting = world.waiting.get(slot)!
  world.waiting.delete(slot)
  if (waiting.answered) return
  waiting.gaveUp = true
  const { source } = waiting
  const outcome = source.gatewayGivesUp ? GATEWAY_TIMEOUT : CLIENT_TIMEOUT
  const { lane } = source
  const { request, counter, attempt } = waiting
  const rule = source.gatewayGivesUp ? source.entry.timeoutRule : CLIENT_TIMEOUT_RULE
  const record = appendRecord(world.records, { lane, request, cause: waiting.record }, 0, whatOf(KIND.giveUp, rule, outcome))
  answer(world, { source, lane, request, counter, attempt, cause: record }, record, outcome)
}

/** Takes a retry out of its slot. */
export function takeRetry(world: World, slot: number): Call {
  const waiting = world.waiting.get(slot)!
  world.waiting.delete(slot)
  const { source, request, counter, attempt, record } = waiting
  return { source, lane: source.lane, request, counter, attempt, cause: record }
}
