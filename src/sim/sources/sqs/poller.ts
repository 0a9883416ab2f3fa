import { ruleIndex, ruleNumber } from '../../../rules/registry'
import { MICROS_PER_SECOND } from '../../../base/units'
import { EVENT_CLASS, pushAt } from '../../kernel/queue'
import { newRequest } from '../../lambda/admission'
import { retryLater } from '../../lambda/client'
import { pollerEvent } from '../../lambda/world'
import type { Call, Poller, SourceState, World } from '../../lambda/world'
import type { SqsSource } from '../../scenario'
import { addMessageEvent, MESSAGE } from '../../trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../../trace/schema'
import type { Micros, RecordId } from '../../trace/schema'
import { addOutcome } from '../../trace/writer'
import { failedIn, messageName } from '../batchResponse'
import { createFailures } from '../failures'
import { createFifoQueue, createStandardQueue } from './waiting'

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
const DELAYED = 3
const REAPPEAR = 4

/** What is known of messages, by their row in the table of messages. */
interface Known {
  /** Number in the source; NONE once the message is gone. */
  readonly counter: number[]
  readonly sentAt: Micros[]
  readonly receives: number[]
  /** The batch that hides it, NONE while it can be received. */
  readonly hiddenBy: number[]
}

interface Batch {
  readonly number: number
  readonly messages: readonly number[]
  /** When its messages are visible again. */
  readonly visibleAt: Micros
  /** The arrival of the invocation. */
  arrival: RecordId
  /** Positions of messages that fail this time; null until the handler began. */
  failed: readonly number[] | null
  refusals: number
}

/** How many batches run at a time: at first, at most, and how many more each minute. */
function scalingOf({ mapping: { ScalingConfig, ProvisionedPollerConfig: provisioned } }: SqsSource) {
  if (provisioned !== null) return { fewest: provisioned.MinimumPollers * PER_POLLER, most: provisioned.MaximumPollers * PER_POLLER, ramp: PROVISIONED_RAMP }
  const most = Math.min(MOST, ScalingConfig?.MaximumConcurrency ?? Infinity)
  return { fewest: Math.min(START, most), most, ramp: RAMP }
}

export function createSqsPoller(source: SourceState, config: SqsSource): Poller {
  const { mapping } = config
  const { fewest, most, ramp } = scalingOf(config)
  const reports = mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')
  const retention = config.MessageRetentionPeriod * MICROS_PER_SECOND
  const visibility = config.VisibilityTimeout * MICROS_PER_SECOND
  const window = mapping.MaximumBatchingWindowInSeconds * MICROS_PER_SECOND
  const maxReceives = config.RedrivePolicy?.maxReceiveCount ?? Infinity
  const failures = createFailures(source.config)
  const known: Known = { counter: [], sentAt: [], receives: [], hiddenBy: [] }
  const waiting = config.FifoQueue ? createFifoQueue((message) => known.counter[message]! % config.messageGroups) : createStandardQueue()
  /** In order of `visibleAt`, until then. */
  let batches: Batch[] = []
  /** How many of them are done with. */
  let passed = 0
  const inFlight = new Map<number, Batch>()
  /** Sent, and not visible for the first time yet: in order, since the delay is the same for all. */
  const delayed: number[] = []
  const state = { target: fewest, started: 0, failures: 0, polling: false, scaling: false, openSince: NONE, open: [] as number[] }

  const timer = (world: World, at: Micros, number: number): void => pushAt(world.queue, at, EVENT_CLASS.control, pollerEvent(poller.index, number))

  function poll(world: World): void {
    // More come at this very moment: they are received together.
    if (source.arrivals.value <= world.clock.now) return
    while (inFlight.size < state.target && waiting.size > 0) {
      const received = waiting.take(mapping.BatchSize - state.open.length).filter((message) => receive(world, message))
      if (received.length === 0) continue
      if (window === 0) start(world, received)
      else collect(world, received)
    }
  }

  /** Counts a receipt; false if the message is not to be received any more. */
  function receive(world: World, message: number): boolean {
    if (known.counter[message] === NONE) return false
    if (world.clock.now - known.sentAt[message]! > retention) return end(world, MESSAGE.expired, message)
    if (++known.receives[message]! > maxReceives) return end(world, MESSAGE.deadLettered, message)
    return true
  }

  function end(world: World, event: number, message: number, record: RecordId = NONE): false {
    addMessageEvent(world.messages, event, message, record)
    waiting.remove(message)
    known.counter[message] = NONE
    return false
  }

  /** Adds to the batch that is being collected. */
  function collect(world: World, received: readonly number[]): void {
    if (state.open.length === 0) {
      state.openSince = world.clock.now
      timer(world, world.clock.now + window, CLOSE)
    }
    state.open.push(...received)
    if (state.open.length >= mapping.BatchSize) close(world)
  }

  function close(world: World): void {
    const { open } = state
    state.open = []
    if (open.length > 0) start(world, open)
  }

  function start(world: World, received: readonly number[]): void {
    const batch: Batch = { number: state.started, messages: received, visibleAt: world.clock.now + visibility, arrival: world.records.length, failed: null, refusals: 0 }
    batches.push(batch)
    if (batches.length - passed === 1) timer(world, batch.visibleAt, REAPPEAR)
    const request = world.requests
    inFlight.set(request, batch)
    for (const message of received) {
      known.hiddenBy[message] = batch.number
      addMessageEvent(world.messages, MESSAGE.received, message, batch.arrival)
    }
    newRequest(world, source, state.started++, NONE)
  }

  function appear(world: World, message: number): void {
    waiting.add(message)
    soon(world)
  }

  /** Messages of a batch that are neither gone nor visible again. */
  const hiddenOf = ({ messages, number }: Batch): number[] => messages.filter((message) => known.counter[message] !== NONE && known.hiddenBy[message] === number)

  /** Visibility timeouts are over: what was not deleted can be received again. */
  function reappear(world: World): void {
    while (passed < batches.length) {
      const batch = batches[passed]!
      const returned = hiddenOf(batch)
      if (returned.length > 0 && batch.visibleAt > world.clock.now) {
        timer(world, batch.visibleAt, REAPPEAR)
        break
      }
      passed++
      for (const message of returned) {
        known.hiddenBy[message] = NONE
        addMessageEvent(world.messages, MESSAGE.returned, message, batch.arrival)
      }
      if (returned.length > 0) waiting.giveBack(returned)
    }
    batches = batches.slice(passed)
    passed = 0
    if (waiting.size > 0) soon(world)
  }

  /** Polls when everything else of this moment has happened. */
  function soon(world: World): void {
    if (!state.scaling) {
      state.scaling = true
      timer(world, world.clock.now + MINUTE, SCALE)
    }
    if (state.polling) return
    state.polling = true
    pushAt(world.queue, world.clock.now, EVENT_CLASS.arrival, pollerEvent(poller.index, POLL))
  }

  /** Once a minute: more pollers where messages wait, fewer where invocations failed. */
  function scale(world: World): void {
    state.scaling = false
    if (state.failures > 0) state.target = Math.max(Math.min(FEWEST, most), Math.floor(state.target / 2))
    else if (waiting.size > 0) state.target = Math.min(most, state.target + ramp)
    else if (inFlight.size === 0) state.target = fewest
    state.failures = 0
    if (waiting.size > 0 || inFlight.size > 0) soon(world)
  }

  /** Which of a batch fail: what the function reports, or all if it throws. */
  function failedOf(batch: Batch, outcome: number): readonly number[] {
    const every = batch.messages.map((_, position) => position)
    if (outcome !== SUCCESS) return every
    if (!reports) return []
    const { batchResponse } = source.fn.version.config.handler
    if (batchResponse === null) return batch.failed ?? []
    return failedIn(batchResponse, batch.messages.map((message) => messageName(known.counter[message]!)))
  }

  const poller: Poller = {
    index: NONE,
    keys: config.FifoQueue ? config.messageGroups : 1,
    sent(world, message, counter) {
      known.counter[message] = counter
      known.sentAt[message] = world.clock.now
      known.receives[message] = 0
      known.hiddenBy[message] = NONE
      addMessageEvent(world.messages, MESSAGE.sent, message, NONE)
      if (config.DelaySeconds > 0) {
        delayed.push(message)
        timer(world, world.clock.now + config.DelaySeconds * MICROS_PER_SECOND, DELAYED)
      } else appear(world, message)
    },
    rang(world, number) {
      if (number === POLL) {
        state.polling = false
        poll(world)
      } else if (number === SCALE) scale(world)
      else if (number === DELAYED) appear(world, delayed.shift()!)
      else if (number === CLOSE) {
        if (world.clock.now - state.openSince >= window) close(world)
      } else reappear(world)
    },
    throws(request) {
      const batch = inFlight.get(request)!
      const fails = (message: number): boolean => failures.fails(message, known.counter[message]!)
      batch.failed = failures.any ? batch.messages.flatMap((message, position) => (fails(message) ? [position] : [])) : []
      return batch.failed.length > 0 && !reports
    },
    settles: () => SETTLES,
    ended(world, environment, call, record) {
      const batch = inFlight.get(call.request)!
      inFlight.delete(call.request)
      const failed = failedOf(batch, environment.outcome)
      if (environment.outcome !== SUCCESS && !reports) state.failures++
      batch.messages.forEach((message, position) => {
        if (known.counter[message] !== NONE && !failed.includes(position)) end(world, MESSAGE.deleted, message, record)
      })
      if (waiting.size > 0) soon(world)
    },
    refused(world: World, call: Call, record: RecordId) {
      const batch = inFlight.get(call.request)!
      state.failures++
      const wait = FIRST_WAIT * 2 ** batch.refusals++
      if (world.clock.now + wait < batch.visibleAt && !world.relaxed.has('SQ-08')) return retryLater(world, call, { wait, rule: THROTTLE_RULE, cause: record })
      addOutcome(world.records, record, SETTLES)
      inFlight.delete(call.request)
      if (waiting.size > 0) soon(world)
    },
  }
  return poller
}
