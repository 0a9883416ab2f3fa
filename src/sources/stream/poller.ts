import { ruleIndex, ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import { newRequest } from '../../sim/lambda/admission'
import { retryLater } from '../../sim/lambda/client'
import type { Call, Poller, SourceState, World } from '../../sim/lambda/world'
import type { StreamSource } from '../../sim/scenario'
import { addMessageEvent, MESSAGE } from '../../sim/trace/messages'
import { SETTLES } from '../../sim/trace/schema'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { addOutcome, changeRule } from '../../sim/trace/writer'
import { fresh, nextPart } from './batches'
import { failing, finish, judge } from './outcome'
import { planOfStream } from './plan'
import type { StreamPlan } from './plan'
import { changed, drain, kindOfTimer, LANE_TIMER, ownerOfTimer, read, readBacklog, SCALE_TIMER, sent, setTimer, soon } from './reading'
import { createStream, isTooOld } from './state'
import type { Batch, Lane, Part, Stream } from './state'

/**
 * The pollers that Lambda runs on the shards of a stream: batches in order, one at a time per lane. A lane is a shard,
 * or with a ParallelizationFactor a part of its partition keys. A batch that fails is tried again, or split in two,
 * until it succeeds or is given up; meanwhile its lane waits.
 */

const RETRY_RULE = ruleIndex('UN-05')
const WINDOW_RULE = ruleIndex('ST-15')
const FIRST_WAIT = ruleNumber('UN-05', 'first') * MICROS_PER_SECOND
const LONGEST_WAIT = ruleNumber('UN-05', 'cap') * MICROS_PER_SECOND
const LOOK = ruleNumber('KF-01', 'evaluation') * MICROS_PER_SECOND
const GROWTH = ruleNumber('UN-20', 'factor')

const waitAfter = (times: number): Micros => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** times)

function poll(world: World, stream: Stream, lane: Lane): void {
  if (lane.busy || !stream.enabled) return
  // More come at this very moment, perhaps for this lane.
  if (stream.source.arrivals.value <= world.clock.now) {
    stream.deferred.push(lane)
    return
  }
  if (stream.inFlight.size >= stream.limit) {
    stream.held.add(lane)
    return
  }
  for (let part = nextPart(world, stream, lane); part !== undefined; part = nextPart(world, stream, lane)) {
    const messages = fresh(world, stream, part.messages)
    if (messages.length > 0 || part.final) return start(world, stream, lane, messages === part.messages ? part : { ...part, messages })
  }
  drain(world, stream, lane.shard)
}

function start(world: World, stream: Stream, lane: Lane, part: Part): void {
  lane.busy = true
  const { messages, cause, final } = part
  // One shape for all: a copy by spreading takes longer than everything else here.
  const batch: Batch = { messages, cause, final, lane, arrival: world.records.length, failures: 0, refusals: 0, failed: [], verdict: 'done' }
  stream.inFlight.set(world.requests, batch)
  for (const message of messages) addMessageEvent(world.messages, MESSAGE.received, message, batch.arrival)
  newRequest(world, stream.source, stream.started++, cause)
  if (final) changeRule(world.records, batch.arrival, WINDOW_RULE)
}

function end(world: World, stream: Stream, batch: Batch, settled: { request: number; record: RecordId }): void {
  stream.inFlight.delete(settled.request)
  finish(world, stream, batch, settled)
  const { lane } = batch
  lane.busy = false
  if (lane.parts.length > 0 || lane.head < lane.line.length || lane.tumbling !== null) soon(world, stream, lane)
  else drain(world, stream, lane.shard)
  for (const held of stream.held) soon(world, stream, held)
  stream.held.clear()
}

function ended(world: World, stream: Stream, call: Call, { record, outcome }: { record: RecordId; outcome: number }): void {
  const batch = stream.inFlight.get(call.request)!
  batch.verdict = judge(world, stream, { batch, outcome, at: world.clock.now })
  if (batch.verdict === 'retry') return retryLater(world, call, { wait: waitAfter(batch.failures++), rule: RETRY_RULE, cause: record })
  end(world, stream, batch, { request: call.request, record })
}

/** A refusal is no attempt: the batch is tried again until all of its records are too old. */
function refused(world: World, stream: Stream, call: Call, record: RecordId): void {
  const batch = stream.inFlight.get(call.request)!
  const stale = batch.messages.length > 0 && batch.messages.every((message) => isTooOld(stream, message, world.clock.now))
  stream.refused = true
  if (!stale && !world.relaxed.has('UN-05')) return retryLater(world, call, { wait: waitAfter(batch.refusals++), rule: RETRY_RULE, cause: record })
  addOutcome(world.records, record, SETTLES)
  batch.verdict = stale ? 'skip' : 'discard'
  end(world, stream, batch, { request: call.request, record })
}

/** More pollers where records wait, fewer where none do or batches were refused (rules KF-01, UN-20). */
function scale(world: World, stream: Stream): void {
  const { pollers } = stream.plan
  if (pollers === null) return
  const { fewest, most, batches } = pollers
  const lags = stream.shards.some(({ unread, lanes }) => unread.length > 0 || lanes.some(({ line, head }) => head < line.length))
  const now = stream.limit / batches
  const wanted = stream.refused ? Math.floor(now / GROWTH) : lags ? now * GROWTH : fewest
  stream.limit = Math.max(fewest, Math.min(most, wanted)) * batches
  stream.refused = false
  for (const held of stream.held) soon(world, stream, held)
  stream.held.clear()
  setTimer(world, stream, world.clock.now + LOOK, { kind: SCALE_TIMER, owner: 0 })
}

function rang(world: World, stream: Stream, timer: number): void {
  const owner = ownerOfTimer(timer)
  if (kindOfTimer(timer) === SCALE_TIMER) return scale(world, stream)
  if (kindOfTimer(timer) === LANE_TIMER) {
    const lane = stream.lanes[owner]!
    lane.polling = false
    return poll(world, stream, lane)
  }
  const shard = stream.shards[owner]!
  shard.reading = false
  read(world, stream, shard)
  drain(world, stream, shard)
}

export function createRecordPoller(source: SourceState, plan: StreamPlan): Poller {
  const stream = createStream(source, plan)
  return {
    keyOf: plan.keyOf,
    opens(world) {
      readBacklog(world, stream)
      if (plan.pollers !== null) setTimer(world, stream, LOOK, { kind: SCALE_TIMER, owner: 0 })
    },
    sent: (world, message, how) => sent(world, stream, message, how),
    rang: (world, timer) => rang(world, stream, timer),
    changed: (world, change) => changed(world, stream, change),
    throws(request) {
      const batch = stream.inFlight.get(request)!
      batch.failed = failing(stream, batch)
      return batch.failed.length > 0 && !plan.reports
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

export const createStreamPoller = (source: SourceState, config: StreamSource): Poller => createRecordPoller(source, planOfStream(source, config))
