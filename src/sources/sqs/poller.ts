import { ruleIndex, ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import { EVENT_CLASS, pushAt } from '../../sim/kernel/queue'
import { newRequest } from '../../sim/lambda/admission'
import { retryLater } from '../../sim/lambda/client'
import { pollerEvent } from '../../sim/lambda/world'
import type { Call, Poller, Sent, SourceState, World } from '../../sim/lambda/world'
import type { SqsSource } from '../../sim/scenario'
import { addMessageEvent, MESSAGE } from '../../sim/trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../../sim/trace/schema'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { addOutcome } from '../../sim/trace/writer'
import { failedIn, messageName } from '../batchResponse'
import { createSqs, NO_POSITIONS, widen } from './state'
import type { Batch, Receipt, Sqs } from './state'

/**
 * The pollers that Lambda runs on an SQS queue: they receive batches, invoke the function with them, delete what
 * succeeded and leave the rest to the visibility timeout of the queue. What is received too often goes to the
 * dead-letter queue of the queue.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const THROTTLE_RULE = ruleIndex('SQ-08')
const MINUTE = 60 * MICROS_PER_SECOND
const FIRST_WAIT = ruleNumber('UN-06', 'first') * MICROS_PER_SECOND

const POLL = 0
const SCALE = 1
const CLOSE = 2
const APPEAR = 3
const REAPPEAR = 4

function setTimer(world: World, { source }: Sqs, at: Micros, timer: number): void {
  pushAt(world.queue, at, EVENT_CLASS.control, pollerEvent(source, timer))
}

function poll(world: World, sqs: Sqs): void {
  const { source, inFlight, waiting, window } = sqs
  // More come at this very moment: they are received together.
  if (source.arrivals.value <= world.clock.now || !sqs.enabled) return
  while (inFlight.size < sqs.target && waiting.size > 0) {
    const received = receiveUpTo(world, sqs, sqs.batchSize - sqs.open.length)
    if (received.length === 0) continue
    const visibleAt = world.clock.now + sqs.visibility
    if (window === 0) start(world, sqs, received, visibleAt)
    else collect(world, sqs, received, visibleAt)
    hide(world, sqs, { number: sqs.received++, messages: received, visibleAt })
  }
}

/** Messages for one batch: what matches no filter and what is too old makes room for others (rule ES-12). */
function receiveUpTo(world: World, sqs: Sqs, count: number): readonly number[] {
  let received: number[] = []
  while (received.length < count && sqs.waiting.size > 0) {
    const taken = sqs.waiting.take(count - received.length)
    let kept = 0
    for (const message of taken) if (receive(world, sqs, message)) taken[kept++] = message
    taken.length = kept
    received = received.length === 0 ? taken : [...received, ...taken]
  }
  return received
}

/** Nobody else receives them until their visibility timeout, which begins now. */
function hide(world: World, sqs: Sqs, receipt: Receipt): void {
  for (const message of receipt.messages) sqs.known.hiddenBy[message] = receipt.number
  if (sqs.receipts.push(receipt) - sqs.passed === 1) setTimer(world, sqs, receipt.visibleAt, REAPPEAR)
}

/** Counts a receipt; false if the message is not to be received any more. */
function receive(world: World, sqs: Sqs, message: number): boolean {
  const { known } = sqs
  if (known.counter[message] === NONE) return false
  if (world.clock.now - known.sentAt[message]! > sqs.retention) return end(world, sqs, { event: MESSAGE.expired, message, record: NONE })
  if (known.unmatched.delete(message)) return end(world, sqs, { event: MESSAGE.filtered, message, record: NONE })
  if (++known.receives[message]! > sqs.maxReceives) return end(world, sqs, { event: MESSAGE.deadLettered, message, record: NONE })
  return true
}

function end(world: World, { known, waiting }: Sqs, { event, message, record }: { event: number; message: number; record: RecordId }): false {
  addMessageEvent(world.messages, event, message, record)
  waiting.remove(message)
  known.counter[message] = NONE
  return false
}

/** Adds to the batch that is being collected. */
function collect(world: World, sqs: Sqs, received: readonly number[], visibleAt: Micros): void {
  if (sqs.open.length === 0) {
    sqs.closes = world.clock.now + sqs.window
    sqs.openVisibleAt = visibleAt
    setTimer(world, sqs, sqs.closes, CLOSE)
  }
  sqs.open.push(...received)
  if (sqs.open.length >= sqs.batchSize) close(world, sqs)
}

function close(world: World, sqs: Sqs): void {
  const { open } = sqs
  sqs.open = []
  if (open.length > 0) start(world, sqs, open, sqs.openVisibleAt)
}

function start(world: World, sqs: Sqs, messages: readonly number[], visibleAt: Micros): void {
  const { source, known } = sqs
  const batch: Batch = { messages, visibleAt, arrival: world.records.length, failed: NO_POSITIONS, refusals: 0 }
  sqs.inFlight.set(world.requests, batch)
  for (const message of messages) {
    known.arrival[message] = batch.arrival
    addMessageEvent(world.messages, MESSAGE.received, message, batch.arrival)
  }
  newRequest(world, source, sqs.started++, NONE)
}

/** Visibility timeouts are over: what was not deleted can be received again. */
function reappear(world: World, sqs: Sqs): void {
  const { known, waiting } = sqs
  for (; sqs.passed < sqs.receipts.length; sqs.passed++) {
    const { messages, number, visibleAt } = sqs.receipts[sqs.passed]!
    const returned = messages.filter((message) => known.counter[message] !== NONE && known.hiddenBy[message] === number)
    if (returned.length === 0) continue
    if (visibleAt > world.clock.now) {
      setTimer(world, sqs, visibleAt, REAPPEAR)
      break
    }
    for (const message of returned) {
      known.hiddenBy[message] = NONE
      addMessageEvent(world.messages, MESSAGE.returned, message, known.arrival[message]!)
    }
    waiting.giveBack(returned)
  }
  sqs.receipts = sqs.receipts.slice(sqs.passed)
  sqs.passed = 0
  if (waiting.size > 0) soon(world, sqs)
}

/** Polls when everything else of this moment has happened. */
function soon(world: World, sqs: Sqs): void {
  if (!sqs.looking) {
    sqs.looking = true
    setTimer(world, sqs, world.clock.now + MINUTE, SCALE)
  }
  // With no batch to be had a look is vain: whatever makes room looks again.
  if (sqs.polling || sqs.inFlight.size >= sqs.target) return
  sqs.polling = true
  pushAt(world.queue, world.clock.now, EVENT_CLASS.arrival, pollerEvent(sqs.source, POLL))
}

/** Once a minute: more batches at a time where messages wait, fewer where batches failed. */
function scale(world: World, sqs: Sqs): void {
  const { waiting, inFlight, scaling: { fewest, most, ramp, least } } = sqs
  sqs.looking = false
  if (sqs.failed > 0) sqs.target = Math.max(least, Math.floor(sqs.target / 2))
  else if (waiting.size > 0) sqs.target = Math.min(most, sqs.target + ramp)
  else if (inFlight.size === 0) sqs.target = fewest
  sqs.failed = 0
  if (waiting.size > 0 || inFlight.size > 0) soon(world, sqs)
}

/** Positions of those of a batch that failed: what the function reports, or all if it throws. */
function failedOf({ known, reports, source }: Sqs, batch: Batch, outcome: number): readonly number[] {
  if (outcome !== SUCCESS) return batch.messages.map((_, position) => position)
  if (!reports) return NO_POSITIONS
  const { batchResponse } = source.fn.version.config.handler
  return batchResponse === null ? batch.failed : failedIn(batchResponse, batch.messages.map((message) => messageName(known.counter[message]!)))
}

function sent(world: World, sqs: Sqs, message: number, { counter, cause }: Sent): void {
  const { known, config, delayed, failures } = sqs
  if (message >= known.counter.length) widen(known, message)
  known.counter[message] = counter
  known.sentAt[message] = world.clock.now
  known.receives[message] = 0
  known.hiddenBy[message] = NONE
  if (failures !== null) known.failures[message] = failures(counter, cause)
  if (sqs.matches !== null && !sqs.matches(counter)) known.unmatched.add(message)
  addMessageEvent(world.messages, MESSAGE.sent, message, cause)
  if (config.DelaySeconds > 0) {
    delayed.push(message)
    setTimer(world, sqs, world.clock.now + config.DelaySeconds * MICROS_PER_SECOND, APPEAR)
    return
  }
  sqs.waiting.add(message)
  soon(world, sqs)
}

/** A delay is over. */
function appear(world: World, sqs: Sqs): void {
  const message = sqs.delayed.shift()!
  addMessageEvent(world.messages, MESSAGE.appeared, message, NONE)
  sqs.waiting.add(message)
  soon(world, sqs)
}

function ended(world: World, sqs: Sqs, { request, record, outcome }: { request: number; record: RecordId; outcome: number }): void {
  const batch = sqs.inFlight.get(request)!
  sqs.inFlight.delete(request)
  const failed = failedOf(sqs, batch, outcome)
  if (outcome !== SUCCESS && !sqs.reports) slowDown(sqs)
  const { messages } = batch
  for (let position = 0; position < messages.length; position++) {
    const message = messages[position]!
    if (sqs.known.counter[message] === NONE || (failed.length > 0 && failed.includes(position))) continue
    end(world, sqs, { event: MESSAGE.deleted, message, record })
  }
  if (sqs.waiting.size > 0) soon(world, sqs)
}

/** At worst pollers do not wait for the next look to be fewer. */
function slowDown(sqs: Sqs): void {
  sqs.failed++
  if (sqs.config.backOff === 'worst-case') sqs.target = sqs.scaling.least
}

/** The batch is kept and tried again until its messages are visible (rule SQ-08); at worst they go back to the queue. */
function refused(world: World, sqs: Sqs, call: Call, record: RecordId): void {
  const batch = sqs.inFlight.get(call.request)!
  slowDown(sqs)
  const wait = FIRST_WAIT * 2 ** batch.refusals++
  if (world.clock.now + wait < batch.visibleAt && sqs.config.backOff === 'documented' && !world.relaxed.has('SQ-08')) return retryLater(world, call, { wait, rule: THROTTLE_RULE, cause: record })
  addOutcome(world.records, record, SETTLES)
  sqs.inFlight.delete(call.request)
  if (sqs.waiting.size > 0) soon(world, sqs)
}

/** Loop detection stopped a batch: it is left to the visibility timeout (rule AS-18). */
function stopped(world: World, sqs: Sqs, request: number): void {
  sqs.inFlight.delete(request)
  if (sqs.waiting.size > 0) soon(world, sqs)
}

/** Which messages fail in an invocation that begins now. */
function failing({ failures, known }: Sqs, { messages }: Batch): readonly number[] {
  if (failures === null) return NO_POSITIONS
  return messages.flatMap((message, position) => (known.failures[message]!-- > 0 ? [position] : []))
}

export function createSqsPoller(source: SourceState, config: SqsSource): Poller {
  const sqs = createSqs(source, config)
  return {
    keyOf: (counter) => (config.FifoQueue ? counter % config.messageGroups : 0),
    sent: (world, message, how) => sent(world, sqs, message, how),
    rang(world, timer) {
      if (timer === POLL) {
        sqs.polling = false
        poll(world, sqs)
      } else if (timer === SCALE) scale(world, sqs)
      else if (timer === APPEAR) appear(world, sqs)
      else if (timer === REAPPEAR) reappear(world, sqs)
      else if (world.clock.now >= sqs.closes) close(world, sqs)
    },
    changed(world, change) {
      if (change.kind !== 'mapping') return
      sqs.enabled = change.Enabled
      if (sqs.enabled) soon(world, sqs)
    },
    throws(request) {
      const batch = sqs.inFlight.get(request)!
      batch.failed = failing(sqs, batch)
      return batch.failed.length > 0 && !sqs.reports
    },
    settles: () => SETTLES,
    ended: (world, { outcome }, { request }, record) => ended(world, sqs, { request, record, outcome }),
    refused: (world, call, record) => refused(world, sqs, call, record),
    stopped: (world, call) => stopped(world, sqs, call.request),
    messagesOf: (request) => sqs.inFlight.get(request)?.messages ?? [],
  }
}
