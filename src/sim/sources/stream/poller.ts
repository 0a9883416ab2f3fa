import { ruleIndex, ruleNumber } from '../../../rules/registry'
import { MICROS_PER_SECOND } from '../../../base/units'
import { EVENT_CLASS, pushAt } from '../../kernel/queue'
import { newRequest } from '../../lambda/admission'
import { retryLater } from '../../lambda/client'
import { pollerEvent } from '../../lambda/world'
import type { Call, Poller, Sent, SourceState, World } from '../../lambda/world'
import type { StreamSource } from '../../scenario'
import { addMessageEvent, MESSAGE } from '../../trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../../trace/schema'
import type { Micros, RecordId } from '../../trace/schema'
import { addOutcome, appendRecord, KIND, whatOf } from '../../trace/writer'
import { failedIn, messageName } from '../batchResponse'
import { listedFailures } from '../failures'

/**
 * The pollers that Lambda runs on the shards of a stream: batches in order, one at a time per lane. A lane is a shard,
 * or with a ParallelizationFactor a part of its partition keys. A batch that fails is tried again, or split in two,
 * until it succeeds or is given up; meanwhile its lane waits.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const NOTE = whatOf(KIND.delivery, ruleIndex('ST-12'))
const RETRY_RULE = ruleIndex('UN-05')
const FIRST_WAIT = ruleNumber('UN-05', 'first') * MICROS_PER_SECOND
const LONGEST_WAIT = ruleNumber('UN-05', 'cap') * MICROS_PER_SECOND
const HOUR = 3600 * MICROS_PER_SECOND

const NO_POSITIONS: readonly number[] = []

/** What is known of records, by their row in the table of messages. */
interface Known {
  /** Number in the source. */
  readonly counter: number[]
  readonly sentAt: Micros[]
  /** How often it still fails; empty where no record ever does. */
  readonly failures: number[]
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

/** `rest`: what comes before the first failure is done, the rest is a new batch. `skip`: what is too old is given up, the rest is a new batch. */
type Verdict = 'done' | 'rest' | 'split' | 'retry' | 'skip' | 'discard'

interface Batch extends Part {
  readonly lane: Lane
  readonly arrival: RecordId
  /** Attempts that failed, and that were refused. */
  failures: number
  refusals: number
  /** Positions that fail this time. */
  failed: readonly number[]
  /** What happens after the attempt that runs now. */
  verdict: Verdict
}

/** A stream and those who poll it. */
interface Stream {
  readonly source: SourceState
  readonly config: StreamSource
  readonly reports: boolean
  readonly window: Micros
  /** How long records are kept, and how old they may be. */
  readonly kept: Micros
  readonly oldest: Micros
  readonly failures: ReturnType<typeof listedFailures>
  readonly known: Known
  readonly lanes: readonly Lane[]
  readonly inFlight: Map<number, Batch>
  /** Lanes that read when the last record of this moment is there. */
  deferred: Lane[]
  started: number
}

function createStream(source: SourceState, config: StreamSource): Stream {
  const { mapping, ShardCount } = config
  return {
    source, config,
    reports: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    window: mapping.MaximumBatchingWindowInSeconds * MICROS_PER_SECOND,
    kept: config.RetentionPeriodHours * HOUR,
    oldest: mapping.MaximumRecordAgeInSeconds === -1 ? Infinity : mapping.MaximumRecordAgeInSeconds * MICROS_PER_SECOND,
    failures: listedFailures(source.config),
    known: { counter: [], sentAt: [], failures: [] },
    lanes: Array.from({ length: ShardCount * mapping.ParallelizationFactor }, (_, number): Lane => ({
      number, line: [], head: 0, parts: [], busy: false, polling: false, windowOf: NONE,
    })),
    inFlight: new Map(), deferred: [], started: 0,
  }
}

/** A key belongs to one shard, and within it to one lane. */
function laneOf({ config: { partitionKeys, ShardCount, mapping }, lanes }: Stream, counter: number): Lane {
  const key = counter % partitionKeys
  return lanes[(key % ShardCount) * mapping.ParallelizationFactor + (Math.floor(key / ShardCount) % mapping.ParallelizationFactor)]!
}

/** Reads when everything else of this moment has happened. */
function soon(world: World, { source }: Stream, lane: Lane): void {
  if (lane.polling || lane.busy) return
  lane.polling = true
  pushAt(world.queue, world.clock.now, EVENT_CLASS.arrival, pollerEvent(source, lane.number))
}

function poll(world: World, stream: Stream, lane: Lane): void {
  if (lane.busy) return
  // More come at this very moment, perhaps for this lane.
  if (stream.source.arrivals.value <= world.clock.now) {
    stream.deferred.push(lane)
    return
  }
  const part = lane.parts.shift() ?? nextOf(world, stream, lane)
  if (part === undefined) return
  const messages = part.messages.filter((message) => isFresh(world, stream, message))
  if (messages.length === 0) poll(world, stream, lane)
  else start(world, stream, { lane, messages, cause: part.cause })
}

/** The next records in line, once they are enough or have waited for as long as the window is. */
function nextOf(world: World, { config, known, window, source }: Stream, lane: Lane): Part | undefined {
  const { line, head } = lane
  const { BatchSize } = config.mapping
  const first = line[head]
  if (first === undefined) return undefined
  const closes = known.sentAt[first]! + window
  if (line.length - head < BatchSize && world.clock.now < closes) {
    if (lane.windowOf !== first) pushAt(world.queue, closes, EVENT_CLASS.arrival, pollerEvent(source, lane.number))
    lane.windowOf = first
    return undefined
  }
  const messages = line.slice(head, head + BatchSize)
  lane.head += messages.length
  if (lane.head > 1024 && lane.head * 2 > line.length) {
    lane.line = line.slice(lane.head)
    lane.head = 0
  }
  return { messages, cause: NONE }
}

/** False for what is too old: it is skipped. */
function isFresh(world: World, { known, oldest, kept }: Stream, message: number): boolean {
  const age = world.clock.now - known.sentAt[message]!
  if (age <= Math.min(oldest, kept)) return true
  addMessageEvent(world.messages, age > oldest ? MESSAGE.discarded : MESSAGE.expired, message, NONE)
  return false
}

function start(world: World, stream: Stream, { lane, messages, cause }: Part & { lane: Lane }): void {
  lane.busy = true
  const batch: Batch = { messages, cause, lane, arrival: world.records.length, failures: 0, refusals: 0, failed: NO_POSITIONS, verdict: 'done' }
  stream.inFlight.set(world.requests, batch)
  for (const message of messages) addMessageEvent(world.messages, MESSAGE.received, message, batch.arrival)
  newRequest(world, stream.source, stream.started++, cause)
}

/** What becomes of a batch whose attempt ends like this. @param at when it ends */
function judge({ relaxed }: World, stream: Stream, { batch, outcome, at }: { batch: Batch; outcome: number; at: Micros }): Verdict {
  const first = outcome === SUCCESS ? firstFailed(stream, batch) : 0
  if (first === NONE) return 'done'
  if (first > 0) return 'rest'
  const { BisectBatchOnFunctionError, MaximumRetryAttempts } = stream.config.mapping
  if (BisectBatchOnFunctionError && batch.messages.length > 1) return 'split'
  const most = relaxed.has('UN-05') ? 0 : MaximumRetryAttempts
  if (most >= 0 && batch.failures + 1 > most) return 'discard'
  return batch.messages.some((message) => isTooOld(stream, message, at)) ? 'skip' : 'retry'
}

const isTooOld = ({ known, oldest, kept }: Stream, message: number, at: Micros): boolean => at - known.sentAt[message]! > Math.min(oldest, kept)

/** Position of the first record that failed by what the function reports, NONE if none did. */
function firstFailed({ reports, source, known }: Stream, batch: Batch): number {
  if (!reports) return NONE
  const { batchResponse } = source.fn.version.config.handler
  const names = (): string[] => batch.messages.map((message) => messageName(known.counter[message]!))
  return (batchResponse === null ? batch.failed : failedIn(batchResponse, names()))[0] ?? NONE
}

/** A batch is over: its records are done, given up, or parts of new batches. */
function finish(world: World, stream: Stream, batch: Batch, { request, record }: { request: number; record: RecordId }): void {
  const { lane, messages, verdict } = batch
  const middle = verdict === 'rest' ? firstFailed(stream, batch) : Math.floor(messages.length / 2)
  const note = (event: number, of: readonly number[]): void => {
    for (const message of of) addMessageEvent(world.messages, event, message, record)
  }
  if (verdict === 'done') note(MESSAGE.deleted, messages)
  else if (verdict === 'discard') giveUp(world, stream, { messages, request, record })
  else if (verdict === 'skip') {
    giveUp(world, stream, { messages: messages.filter((message) => isTooOld(stream, message, world.clock.now)), request, record })
    const fresh = messages.filter((message) => !isTooOld(stream, message, world.clock.now))
    if (fresh.length > 0) lane.parts.unshift({ messages: fresh, cause: record })
  } else {
    const parts = [messages.slice(0, middle), messages.slice(middle)]
    if (verdict === 'rest') note(MESSAGE.deleted, parts.shift()!)
    lane.parts.unshift(...parts.map((part) => ({ messages: part, cause: record })))
  }
  lane.busy = false
  if (lane.parts.length > 0 || lane.head < lane.line.length) soon(world, stream, lane)
}

/** Records that are given up with their batch: a note of them goes to the on-failure destination (rule ST-12). */
function giveUp(world: World, { source }: Stream, { messages, request, record }: { messages: readonly number[]; request: number; record: RecordId }): void {
  for (const message of messages) addMessageEvent(world.messages, MESSAGE.discarded, message, record)
  if (source.destination === NONE) return
  appendRecord(world.records, { lane: source.destination, request, cause: record }, 0, NOTE)
}

function sent(world: World, stream: Stream, message: number, { counter, cause }: Sent): void {
  stream.known.counter[message] = counter
  stream.known.sentAt[message] = world.clock.now
  if (stream.failures !== null) stream.known.failures[message] = stream.failures(counter, cause)
  addMessageEvent(world.messages, MESSAGE.sent, message, cause)
  const lane = laneOf(stream, counter)
  lane.line.push(message)
  soon(world, stream, lane)
  for (const each of stream.deferred) soon(world, stream, each)
  stream.deferred = []
}

function ended(world: World, stream: Stream, call: Call, { record, outcome }: { record: RecordId; outcome: number }): void {
  const batch = stream.inFlight.get(call.request)!
  batch.verdict = judge(world, stream, { batch, outcome, at: world.clock.now })
  if (batch.verdict === 'retry') return retryLater(world, call, { wait: waitAfter(batch.failures++), rule: RETRY_RULE, cause: record })
  stream.inFlight.delete(call.request)
  finish(world, stream, batch, { request: call.request, record })
}

/** A refusal is no attempt: the batch is tried again until all of its records are too old. */
function refused(world: World, stream: Stream, call: Call, record: RecordId): void {
  const { inFlight } = stream
  const batch = inFlight.get(call.request)!
  const stale = batch.messages.every((message) => isTooOld(stream, message, world.clock.now))
  if (!stale && !world.relaxed.has('UN-05')) return retryLater(world, call, { wait: waitAfter(batch.refusals++), rule: RETRY_RULE, cause: record })
  addOutcome(world.records, record, SETTLES)
  inFlight.delete(call.request)
  batch.verdict = 'discard'
  finish(world, stream, batch, { request: call.request, record })
}

/** Which records fail in an invocation that begins now. A handler that reports stops at the first; one that throws has had all of them. */
function failing({ failures, known, reports }: Stream, { messages }: Batch): readonly number[] {
  if (failures === null) return NO_POSITIONS
  const failed: number[] = []
  for (let position = 0; position < messages.length && !(reports && failed.length > 0); position++) {
    if (known.failures[messages[position]!]!-- > 0) failed.push(position)
  }
  return failed
}

export function createStreamPoller(source: SourceState, config: StreamSource): Poller {
  const stream = createStream(source, config)
  return {
    keys: config.partitionKeys,
    sent: (world, message, how) => sent(world, stream, message, how),
    rang(world, number) {
      const lane = stream.lanes[number]!
      lane.polling = false
      poll(world, stream, lane)
    },
    throws(request) {
      const batch = stream.inFlight.get(request)!
      batch.failed = failing(stream, batch)
      return batch.failed.length > 0 && !stream.reports
    },
    messagesOf: (request) => stream.inFlight.get(request)!.messages,
    settles(world, environment, span, outcome) {
      const batch = stream.inFlight.get(environment.request)!
      batch.verdict = judge(world, stream, { batch, outcome, at: world.clock.now + span })
      return batch.verdict === 'retry' ? 0 : SETTLES
    },
    ended: (world, { outcome }, call, record) => ended(world, stream, call, { record, outcome }),
    refused: (world, call, record) => refused(world, stream, call, record),
  }
}

const waitAfter = (times: number): Micros => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** times)
