import { ruleIndex, ruleNumber } from '../../../rules/registry'
import { MICROS_PER_SECOND } from '../../../base/units'
import { EVENT_CLASS, pushAt } from '../../kernel/queue'
import { newRequest } from '../../lambda/admission'
import { retryLater } from '../../lambda/client'
import { pollerEvent } from '../../lambda/world'
import type { Call, Poller, Sent, SourceState, World } from '../../lambda/world'
import type { SqsSource } from '../../scenario'
import { addMessageEvent, MESSAGE } from '../../trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../../trace/schema'
import type { Micros, RecordId } from '../../trace/schema'
import { addOutcome } from '../../trace/writer'
import { failedIn, messageName } from '../batchResponse'
import { listedFailures } from '../failures'
import { createFifoQueue, createStandardQueue } from './waiting'
import type { WaitingMessages } from './waiting'

/**
 * The pollers that Lambda runs on an SQS queue: they receive batches, invoke the function with them, delete what
 * succeeded and leave the rest to the visibility timeout of the queue. What is received too often goes to the
 * dead-letter queue of the queue.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const THROTTLE_RULE = ruleIndex('SQ-08')
const START = ruleNumber('SQ-01', 'start')
const RAMP = ruleNumber('SQ-01', 'ramp')
const MOST = ruleNumber('SQ-01', 'most')
const PER_POLLER = ruleNumber('SQ-15', 'batches')
const PROVISIONED_RAMP = ruleNumber('SQ-15', 'ramp')
const FEWEST = ruleNumber('UN-06', 'least')
const MINUTE = 60 * MICROS_PER_SECOND
const FIRST_WAIT = ruleNumber('UN-06', 'first') * MICROS_PER_SECOND

const POLL = 0
const SCALE = 1
const CLOSE = 2
const APPEAR = 3
const REAPPEAR = 4

const NO_POSITIONS: readonly number[] = []

/** What is known of messages, by their row in the table of messages. */
interface Known {
  /** Number in the source; NONE once the message is gone. */
  readonly counter: number[]
  readonly sentAt: Micros[]
  readonly receives: number[]
  /** How often it still fails; empty where no message ever does. */
  readonly failures: number[]
  /** The batch that hides it, NONE while it can be received. */
  readonly hiddenBy: number[]
}

interface Batch {
  readonly number: number
  readonly messages: readonly number[]
  /** When its messages are visible again. */
  readonly visibleAt: Micros
  /** The arrival of the invocation. */
  readonly arrival: RecordId
  /** Positions of messages that fail this time. */
  failed: readonly number[]
  refusals: number
}

/** How many batches run at a time: at first, at most, and how many more each minute. */
function scalingOf({ mapping: { ScalingConfig, ProvisionedPollerConfig: provisioned } }: SqsSource) {
  if (provisioned !== null) return { fewest: provisioned.MinimumPollers * PER_POLLER, most: provisioned.MaximumPollers * PER_POLLER, ramp: PROVISIONED_RAMP }
  const most = Math.min(MOST, ScalingConfig?.MaximumConcurrency ?? Infinity)
  return { fewest: Math.min(START, most), most, ramp: RAMP }
}

/** A queue and those who poll it. */
interface Sqs {
  readonly source: SourceState
  readonly config: SqsSource
  readonly reports: boolean
  readonly retention: Micros
  readonly visibility: Micros
  readonly window: Micros
  readonly maxReceives: number
  readonly scaling: { fewest: number; most: number; ramp: number }
  readonly failures: ReturnType<typeof listedFailures>
  readonly known: Known
  readonly waiting: WaitingMessages
  /** In order of `visibleAt`, until then; so many of them are done with. */
  batches: Batch[]
  passed: number
  readonly inFlight: Map<number, Batch>
  /** Sent, and not visible for the first time yet: in order, since the delay is the same for all. */
  readonly delayed: number[]
  /** The batch that is being collected, and since when. */
  open: number[]
  openSince: Micros
  /** Batches at a time, batches so far, and those that failed or were refused since the last look. */
  target: number
  started: number
  failed: number
  /** Whether a poll and a look at the scale are on the calendar. */
  polling: boolean
  looking: boolean
}

function createSqs(source: SourceState, config: SqsSource): Sqs {
  const { mapping } = config
  const known: Known = { counter: [], sentAt: [], receives: [], failures: [], hiddenBy: [] }
  const scaling = scalingOf(config)
  return {
    source, config, scaling, known,
    reports: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    retention: config.MessageRetentionPeriod * MICROS_PER_SECOND,
    visibility: config.VisibilityTimeout * MICROS_PER_SECOND,
    window: mapping.MaximumBatchingWindowInSeconds * MICROS_PER_SECOND,
    maxReceives: config.RedrivePolicy?.maxReceiveCount ?? Infinity,
    failures: listedFailures(source.config),
    waiting: config.FifoQueue ? createFifoQueue((message) => known.counter[message]! % config.messageGroups) : createStandardQueue(),
    batches: [], passed: 0, inFlight: new Map(), delayed: [],
    open: [], openSince: 0,
    target: scaling.fewest, started: 0, failed: 0, polling: false, looking: false,
  }
}

function setTimer(world: World, { source }: Sqs, at: Micros, timer: number): void {
  pushAt(world.queue, at, EVENT_CLASS.control, pollerEvent(source, timer))
}

function poll(world: World, sqs: Sqs): void {
  const { source, inFlight, waiting, config, window } = sqs
  // More come at this very moment: they are received together.
  if (source.arrivals.value <= world.clock.now) return
  while (inFlight.size < sqs.target && waiting.size > 0) {
    const received = waiting.take(config.mapping.BatchSize - sqs.open.length).filter((message) => receive(world, sqs, message))
    if (received.length === 0) continue
    if (window === 0) start(world, sqs, received)
    else collect(world, sqs, received)
  }
}

/** Counts a receipt; false if the message is not to be received any more. */
function receive(world: World, sqs: Sqs, message: number): boolean {
  const { known } = sqs
  if (known.counter[message] === NONE) return false
  if (world.clock.now - known.sentAt[message]! > sqs.retention) return end(world, sqs, { event: MESSAGE.expired, message, record: NONE })
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
function collect(world: World, sqs: Sqs, received: readonly number[]): void {
  if (sqs.open.length === 0) {
    sqs.openSince = world.clock.now
    setTimer(world, sqs, world.clock.now + sqs.window, CLOSE)
  }
  sqs.open.push(...received)
  if (sqs.open.length >= sqs.config.mapping.BatchSize) close(world, sqs)
}

function close(world: World, sqs: Sqs): void {
  const { open } = sqs
  sqs.open = []
  if (open.length > 0) start(world, sqs, open)
}

function start(world: World, sqs: Sqs, messages: readonly number[]): void {
  const { source, batches, known } = sqs
  const batch: Batch = { number: sqs.started++, messages, visibleAt: world.clock.now + sqs.visibility, arrival: world.records.length, failed: NO_POSITIONS, refusals: 0 }
  batches.push(batch)
  if (batches.length - sqs.passed === 1) setTimer(world, sqs, batch.visibleAt, REAPPEAR)
  sqs.inFlight.set(world.requests, batch)
  for (const message of messages) {
    known.hiddenBy[message] = batch.number
    addMessageEvent(world.messages, MESSAGE.received, message, batch.arrival)
  }
  newRequest(world, source, batch.number, NONE)
}

/** Visibility timeouts are over: what was not deleted can be received again. */
function reappear(world: World, sqs: Sqs): void {
  const { known, waiting } = sqs
  for (; sqs.passed < sqs.batches.length; sqs.passed++) {
    const { messages, number, visibleAt, arrival } = sqs.batches[sqs.passed]!
    const returned = messages.filter((message) => known.counter[message] !== NONE && known.hiddenBy[message] === number)
    if (returned.length === 0) continue
    if (visibleAt > world.clock.now) {
      setTimer(world, sqs, visibleAt, REAPPEAR)
      break
    }
    for (const message of returned) {
      known.hiddenBy[message] = NONE
      addMessageEvent(world.messages, MESSAGE.returned, message, arrival)
    }
    waiting.giveBack(returned)
  }
  sqs.batches = sqs.batches.slice(sqs.passed)
  sqs.passed = 0
  if (waiting.size > 0) soon(world, sqs)
}

/** Polls when everything else of this moment has happened. */
function soon(world: World, sqs: Sqs): void {
  if (!sqs.looking) {
    sqs.looking = true
    setTimer(world, sqs, world.clock.now + MINUTE, SCALE)
  }
  if (sqs.polling) return
  sqs.polling = true
  pushAt(world.queue, world.clock.now, EVENT_CLASS.arrival, pollerEvent(sqs.source, POLL))
}

/** Once a minute: more batches at a time where messages wait, fewer where batches failed. */
function scale(world: World, sqs: Sqs): void {
  const { waiting, inFlight, scaling: { fewest, most, ramp } } = sqs
  sqs.looking = false
  if (sqs.failed > 0) sqs.target = Math.max(Math.min(FEWEST, most), Math.floor(sqs.target / 2))
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
  known.counter[message] = counter
  known.sentAt[message] = world.clock.now
  known.receives[message] = 0
  known.hiddenBy[message] = NONE
  if (failures !== null) known.failures[message] = failures(counter, cause)
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
  if (outcome !== SUCCESS && !sqs.reports) sqs.failed++
  batch.messages.forEach((message, position) => {
    if (sqs.known.counter[message] !== NONE && !failed.includes(position)) end(world, sqs, { event: MESSAGE.deleted, message, record })
  })
  if (sqs.waiting.size > 0) soon(world, sqs)
}

/** The batch is kept and tried again until its messages are visible (rule SQ-08). */
function refused(world: World, sqs: Sqs, call: Call, record: RecordId): void {
  const batch = sqs.inFlight.get(call.request)!
  sqs.failed++
  const wait = FIRST_WAIT * 2 ** batch.refusals++
  if (world.clock.now + wait < batch.visibleAt && !world.relaxed.has('SQ-08')) return retryLater(world, call, { wait, rule: THROTTLE_RULE, cause: record })
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
    keys: config.FifoQueue ? config.messageGroups : 1,
    sent: (world, message, how) => sent(world, sqs, message, how),
    rang(world, timer) {
      if (timer === POLL) {
        sqs.polling = false
        poll(world, sqs)
      } else if (timer === SCALE) scale(world, sqs)
      else if (timer === APPEAR) appear(world, sqs)
      else if (timer === REAPPEAR) reappear(world, sqs)
      else if (world.clock.now - sqs.openSince >= sqs.window) close(world, sqs)
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
