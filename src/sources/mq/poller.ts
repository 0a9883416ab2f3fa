import { ruleIndex, ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import { EVENT_CLASS, pushAt } from '../../sim/kernel/queue'
import { newRequest } from '../../sim/lambda/admission'
import { retryLater } from '../../sim/lambda/client'
import { pollerEvent } from '../../sim/lambda/world'
import type { Call, Poller, SourceState, World } from '../../sim/lambda/world'
import type { MqSource } from './source'
import { addMessageEvent, MESSAGE } from '../../sim/trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../../sim/trace/schema'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { addOutcome } from '../../sim/trace/writer'
import { listedFailures } from '../failures'
import { filterOf } from '../records'
import { batchesOf } from '../stream/plan'

/**
 * The pollers that Lambda runs on a queue of an Amazon MQ broker. They take what comes in turn; a batch that fails is
 * delivered again by the broker, as a whole, and is set aside by it after so many redeliveries. There is no visibility
 * timeout: a message is taken until it is acknowledged.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const REDELIVERY = ruleIndex('UN-21')
const FIRST_WAIT = ruleNumber('UN-21', 'first') * MICROS_PER_SECOND
const LONGEST_WAIT = ruleNumber('UN-21', 'cap') * MICROS_PER_SECOND

interface Batch {
  readonly messages: readonly number[]
  redeliveries: number
  refusals: number
}

interface Broker {
  readonly source: SourceState
  readonly config: MqSource
  readonly batchSize: number
  readonly window: Micros
  readonly atATime: number
  readonly most: number
  readonly matches: ((counter: number) => boolean) | null
  readonly failures: ReturnType<typeof listedFailures>
  /** How often a message still fails, and since when it can be taken; by its row. */
  readonly left: number[]
  readonly since: Micros[]
  readonly inFlight: Map<number, Batch>
  line: number[]
  head: number
  enabled: boolean
  started: number
}

const waitAfter = (times: number): Micros => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** times)

function createBroker(source: SourceState, config: MqSource): Broker {
  return {
    source, config,
    ...batchesOf(config.mapping, source),
    atATime: ruleNumber('KF-04', config.kind),
    most: config.maximumRedeliveries ?? Infinity,
    matches: filterOf(source, config),
    failures: listedFailures(source.config),
    left: [], since: [], inFlight: new Map(),
    line: [], head: 0, enabled: config.mapping.Enabled, started: 0,
  }
}

function look(world: World, { source }: Broker, at: Micros): void {
  pushAt(world.queue, at, EVENT_CLASS.arrival, pollerEvent(source, 0))
}

/** Batches begin that are full, or whose first message has waited for as long as the window is. */
function take(world: World, broker: Broker): void {
  const { source, inFlight, batchSize, window, atATime, line } = broker
  // More come at this very moment: they are taken together.
  if (!broker.enabled || source.arrivals.value <= world.clock.now) return
  while (inFlight.size < atATime && broker.head < line.length) {
    const first = broker.since[line[broker.head]!]!
    const isFull = line.length - broker.head >= batchSize
    if (!isFull && world.clock.now < first + window) return look(world, broker, first + window)
    const messages = line.slice(broker.head, broker.head + batchSize)
    broker.head += messages.length
    start(world, broker, messages)
  }
  if (broker.head > 1024 && broker.head * 2 > line.length) {
    broker.line = line.slice(broker.head)
    broker.head = 0
  }
}

function start(world: World, broker: Broker, messages: readonly number[]): void {
  const { source, inFlight } = broker
  inFlight.set(world.requests, { messages, redeliveries: 0, refusals: 0 })
  for (const message of messages) addMessageEvent(world.messages, MESSAGE.received, message, world.records.length)
  newRequest(world, source, broker.started++, NONE)
}

function end(world: World, broker: Broker, { request, record, event }: { request: number; record: RecordId; event: number }): void {
  for (const message of broker.inFlight.get(request)!.messages) addMessageEvent(world.messages, event, message, record)
  broker.inFlight.delete(request)
  look(world, broker, world.clock.now)
}

/** Whether the broker sets a batch aside that fails now. */
const isLast = ({ most }: Broker, { redeliveries }: Batch, { relaxed }: World): boolean => redeliveries >= most || relaxed.has('UN-21')

function ended(world: World, broker: Broker, call: Call, { record, outcome }: { record: RecordId; outcome: number }): void {
  const { request } = call
  const batch = broker.inFlight.get(request)!
  if (outcome === SUCCESS) return end(world, broker, { request, record, event: MESSAGE.deleted })
  if (isLast(broker, batch, world)) return end(world, broker, { request, record, event: MESSAGE.deadLettered })
  retryLater(world, call, { wait: waitAfter(batch.redeliveries++), rule: REDELIVERY, cause: record })
}

/** A refusal is no delivery: the batch is tried again until Lambda takes it. */
function refused(world: World, broker: Broker, call: Call, record: RecordId): void {
  const batch = broker.inFlight.get(call.request)!
  if (!world.relaxed.has('UN-21')) return retryLater(world, call, { wait: waitAfter(batch.refusals++), rule: REDELIVERY, cause: record })
  addOutcome(world.records, record, SETTLES)
  end(world, broker, { request: call.request, record, event: MESSAGE.deadLettered })
}

export function createMqPoller(source: SourceState, config: MqSource): Poller {
  const broker = createBroker(source, config)
  return {
    keyOf: () => 0,
    sent(world, message, { counter, cause }) {
      addMessageEvent(world.messages, MESSAGE.sent, message, cause)
      // What matches no filter is acknowledged at once (rule ES-10).
      if (broker.matches !== null && !broker.matches(counter)) addMessageEvent(world.messages, MESSAGE.filtered, message, NONE)
      else {
        broker.left[message] = broker.failures?.(counter, cause) ?? 0
        broker.since[message] = world.clock.now
        broker.line.push(message)
      }
      look(world, broker, world.clock.now)
    },
    rang: (world) => take(world, broker),
    changed(world, change) {
      if (change.kind !== 'mapping') return
      broker.enabled = change.Enabled
      look(world, broker, world.clock.now)
    },
    /** A batch has all of its messages tried. */
    throws: (request) => broker.inFlight.get(request)!.messages.reduce((fails, message) => broker.left[message]!-- > 0 || fails, false),
    messagesOf: (request) => broker.inFlight.get(request)?.messages ?? [],
    settles(world, { request }, _span, outcome) {
      return outcome === SUCCESS || isLast(broker, broker.inFlight.get(request)!, world) ? SETTLES : 0
    },
    ended: (world, { outcome }, call, record) => ended(world, broker, call, { record, outcome }),
    refused: (world, call, record) => refused(world, broker, call, record),
  }
}
