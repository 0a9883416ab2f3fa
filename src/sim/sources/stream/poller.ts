import { ruleIndex, ruleNumber } from '../../../rules/registry'
import { MICROS_PER_SECOND } from '../../../base/units'
import { EVENT_CLASS, pushAt } from '../../kernel/queue'
import { newRequest } from '../../lambda/admission'
import { retryLater } from '../../lambda/client'
import { pollerEvent } from '../../lambda/world'
import type { Poller, SourceState, World } from '../../lambda/world'
import type { StreamSource } from '../../scenario'
import { addMessageEvent, MESSAGE } from '../../trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../../trace/schema'
import type { Micros, RecordId } from '../../trace/schema'
import { addOutcome } from '../../trace/writer'
import { failedIn, messageName } from '../batchResponse'
import { createFailures } from '../failures'

/**
 * The pollers that Lambda runs on the shards of a stream: batches in order, one at a time per lane. A lane is a shard,
 * or with a ParallelizationFactor a part of its partition keys. A batch that fails is tried again, or split in two,
 * until it succeeds or is given up; meanwhile its lane waits.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const RETRY_RULE = ruleIndex('UN-05')
const FIRST_WAIT = ruleNumber('UN-05', 'first') * MICROS_PER_SECOND
const LONGEST_WAIT = ruleNumber('UN-05', 'cap') * MICROS_PER_SECOND
const HOUR = 3600 * MICROS_PER_SECOND

/** What is known of records, by their row in the table of messages. */
interface Known {
  /** Number in the source. */
  readonly counter: number[]
  readonly sentAt: Micros[]
}

interface Lane {
  readonly number: number
  /** Records not read yet. */
  line: number[]
  head: number
  /** Parts of a batch that was split or done in part, first ones first: they come before all others. */
  parts: Part[]
  busy: boolean
  polling: boolean
  /** A timer waits for the window of the first record in line; NONE: none does. */
  windowOf: number
}

/** Records to be tried as a batch. */
interface Part {
  readonly messages: readonly number[]
  /** The record because of which it is one. */
  readonly cause: RecordId
}

interface Batch extends Part {
  readonly lane: Lane
  arrival: RecordId
  /** Attempts that failed, and that were refused. */
  failures: number
  refusals: number
  /** Positions that fail this time. */
  failed: readonly number[]
  /** What happens after the attempt that runs now. */
  verdict: 'done' | 'rest' | 'split' | 'retry' | 'discard'
}

export function createStreamPoller(source: SourceState, config: StreamSource): Poller {
  const { mapping, ShardCount } = config
  const reports = mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')
  const window = mapping.MaximumBatchingWindowInSeconds * MICROS_PER_SECOND
  const kept = config.RetentionPeriodHours * HOUR
  const oldest = mapping.MaximumRecordAgeInSeconds === -1 ? Infinity : mapping.MaximumRecordAgeInSeconds * MICROS_PER_SECOND
  const failures = createFailures(source.config)
  const known: Known = { counter: [], sentAt: [] }
  const inFlight = new Map<number, Batch>()
  const lanes = Array.from({ length: ShardCount * mapping.ParallelizationFactor }, (_, number): Lane => ({
    number, line: [], head: 0, parts: [], busy: false, polling: false, windowOf: NONE,
  }))
  let deferred: Lane[] = []
  let started = 0

  /** A key belongs to one shard, and within it to one lane. */
  const laneOf = (counter: number): Lane => {
    const key = counter % config.partitionKeys
    return lanes[(key % ShardCount) * mapping.ParallelizationFactor + (Math.floor(key / ShardCount) % mapping.ParallelizationFactor)]!
  }

  /** Reads when everything else of this moment has happened. */
  function soon(world: World, lane: Lane): void {
    if (lane.polling || lane.busy) return
    lane.polling = true
    pushAt(world.queue, world.clock.now, EVENT_CLASS.arrival, pollerEvent(poller.index, lane.number))
  }

  function poll(world: World, lane: Lane): void {
    if (lane.busy) return
    // More come at this very moment, perhaps for this lane: it reads when the last of them is there.
    if (source.arrivals.value <= world.clock.now) {
      deferred.push(lane)
      return
    }
    const part = lane.parts.shift() ?? nextOf(world, lane)
    if (part === undefined) return
    const messages = part.messages.filter((message) => isFresh(world, message))
    if (messages.length === 0) return poll(world, lane)
    start(world, lane, { messages, cause: part.cause })
  }

  /** The next records in line, once they are enough or have waited for as long as the window is. */
  function nextOf(world: World, lane: Lane): Part | undefined {
    const { line, head } = lane
    const first = line[head]
    if (first === undefined) return undefined
    const since = known.sentAt[first]!
    if (line.length - head < mapping.BatchSize && world.clock.now < since + window) {
      if (lane.windowOf !== first) pushAt(world.queue, since + window, EVENT_CLASS.arrival, pollerEvent(poller.index, lane.number))
      lane.windowOf = first
      return undefined
    }
    const messages = line.slice(head, head + mapping.BatchSize)
    lane.head += messages.length
    if (lane.head > 1024 && lane.head * 2 > line.length) {
      lane.line = line.slice(lane.head)
      lane.head = 0
    }
    return { messages, cause: NONE }
  }

  /** False for what is too old: it is skipped. */
  function isFresh(world: World, message: number): boolean {
    const age = world.clock.now - known.sentAt[message]!
    if (age <= Math.min(oldest, kept)) return true
    finish(world, [message], { event: age > oldest ? MESSAGE.discarded : MESSAGE.expired, record: NONE })
    return false
  }

  function finish(world: World, messages: readonly number[], { event, record }: { event: number; record: RecordId }): void {
    for (const message of messages) addMessageEvent(world.messages, event, message, record)
  }

  function start(world: World, lane: Lane, part: Part): void {
    lane.busy = true
    const { messages, cause } = part
    const batch: Batch = { messages, cause, lane, arrival: world.records.length, failures: 0, refusals: 0, failed: NO_POSITIONS, verdict: 'done' }
    inFlight.set(world.requests, batch)
    for (const message of batch.messages) addMessageEvent(world.messages, MESSAGE.received, message, batch.arrival)
    newRequest(world, source, started++, part.cause)
  }

  /** What becomes of a batch whose attempt ends like this. */
  function judge({ relaxed }: World, batch: Batch, outcome: number): Batch['verdict'] {
    const first = outcome === SUCCESS ? firstFailed(batch) : 0
    if (first === NONE) return 'done'
    if (first > 0) return 'rest'
    if (mapping.BisectBatchOnFunctionError && batch.messages.length > 1) return 'split'
    const most = relaxed.has('UN-05') ? 0 : mapping.MaximumRetryAttempts
    return most >= 0 && batch.failures + 1 > most ? 'discard' : 'retry'
  }

  /** Position of the first record that failed, NONE if none did. */
  function firstFailed(batch: Batch): number {
    if (!reports) return NONE
    const { batchResponse } = source.fn.version.config.handler
    const names = (): string[] => batch.messages.map((message) => messageName(known.counter[message]!))
    return (batchResponse === null ? batch.failed : failedIn(batchResponse, names()))[0] ?? NONE
  }

  function done(world: World, batch: Batch, record: RecordId): void {
    const { lane, messages } = batch
    const first = firstFailed(batch)
    if (batch.verdict === 'done') finish(world, messages, { event: MESSAGE.deleted, record })
    else if (batch.verdict === 'discard') finish(world, messages, { event: MESSAGE.discarded, record })
    else if (batch.verdict === 'rest') {
      finish(world, messages.slice(0, first), { event: MESSAGE.deleted, record })
      lane.parts.unshift({ messages: messages.slice(first), cause: record })
    } else {
      const middle = Math.floor(messages.length / 2)
      lane.parts.unshift({ messages: messages.slice(0, middle), cause: record }, { messages: messages.slice(middle), cause: record })
    }
    lane.busy = false
    if (lane.parts.length > 0 || lane.head < lane.line.length) soon(world, lane)
  }

  const poller: Poller = {
    index: NONE,
    keys: config.partitionKeys,
    sent(world, message, counter) {
      known.counter[message] = counter
      known.sentAt[message] = world.clock.now
      addMessageEvent(world.messages, MESSAGE.sent, message, NONE)
      const lane = laneOf(counter)
      lane.line.push(message)
      for (const each of [lane, ...deferred]) soon(world, each)
      deferred = []
    },
    rang(world, number) {
      const lane = lanes[number]!
      lane.polling = false
      poll(world, lane)
    },
    throws(request) {
      const batch = inFlight.get(request)!
      batch.failed = failures.any ? failedNow(batch) : NO_POSITIONS
      return batch.failed.length > 0 && !reports
    },
    settles(world, environment, _span, outcome) {
      const batch = inFlight.get(environment.request)!
      batch.verdict = judge(world, batch, outcome)
      return batch.verdict === 'retry' ? 0 : SETTLES
    },
    ended(world, environment, call, record) {
      const batch = inFlight.get(call.request)!
      batch.verdict = judge(world, batch, environment.outcome)
      if (batch.verdict === 'retry') {
        retryLater(world, call, { wait: waitAfter(batch.failures), rule: RETRY_RULE, cause: record })
        batch.failures++
        return
      }
      inFlight.delete(call.request)
      done(world, batch, record)
    },
    refused(world, call, record) {
      const batch = inFlight.get(call.request)!
      const stale = batch.messages.every((message) => world.clock.now - known.sentAt[message]! > Math.min(oldest, kept))
      if (!stale && !world.relaxed.has('UN-05')) return retryLater(world, call, { wait: waitAfter(batch.refusals++), rule: RETRY_RULE, cause: record })
      addOutcome(world.records, record, SETTLES)
      inFlight.delete(call.request)
      batch.verdict = 'discard'
      done(world, batch, record)
    },
  }

  /** A handler that reports stops at the first record that fails; one that throws has had all of them. */
  function failedNow(batch: Batch): readonly number[] {
    const failed: number[] = []
    for (let position = 0; position < batch.messages.length; position++) {
      const message = batch.messages[position]!
      if (!failures.fails(message, known.counter[message]!)) continue
      failed.push(position)
      if (reports) break
    }
    return failed
  }

  return poller
}

const NO_POSITIONS: readonly number[] = []

const waitAfter = (times: number): Micros => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** times)
