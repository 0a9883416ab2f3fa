import { MICROS_PER_SECOND } from '../../base/units'
import { EVENT_CLASS, pushAt } from '../../sim/kernel/queue'
import { pollerEvent } from '../../sim/lambda/world'
import type { MappingChange, Sent, World } from '../../sim/lambda/world'
import { addMessage, addMessageEvent, backdate, MESSAGE } from '../../sim/trace/messages'
import { NONE } from '../../sim/trace/schema'
import type { Micros } from '../../sim/trace/schema'
import { startingAt } from './plan'
import { resharded } from './shards'
import { addShard, laneOf, shardOf, widen } from './state'
import type { Lane, Shard, Stream } from './state'

/** How records come from their writers into the lanes, and how shards come and go. */

/** Numbers of timers: of lanes, of shards, of the look at the pollers. */
const TIMERS = 3
export const LANE_TIMER = 0
export const SHARD_TIMER = 1
export const SCALE_TIMER = 2

export const kindOfTimer = (timer: number): number => timer % TIMERS
export const ownerOfTimer = (timer: number): number => Math.floor(timer / TIMERS)

export function setTimer(world: World, { source }: Stream, at: number, { kind, owner }: { kind: number; owner: number }): void {
  pushAt(world.queue, at, kind === LANE_TIMER ? EVENT_CLASS.arrival : EVENT_CLASS.control, pollerEvent(source, owner * TIMERS + kind))
}

/** The lane forms a batch when everything else of this moment has happened. */
export function soon(world: World, stream: Stream, lane: Lane): void {
  if (lane.polling || lane.busy) return
  lane.polling = true
  setTimer(world, stream, world.clock.now, { kind: LANE_TIMER, owner: lane.number })
}

/** Counters of records from before the run: no other record draws by them. */
const BEFORE = 2 ** 40

/** Records that are there when the run begins (rule ST-05); those that are never read are no part of it. */
export function readBacklog(world: World, stream: Stream): void {
  const { backlog, start, kept } = stream.plan
  if (backlog === null) return
  const span = backlog.spanSeconds * MICROS_PER_SECOND
  const from = Math.max(startingAt(start, world.scenario.lambdaAsOf), -kept)
  for (let n = 0; n < backlog.count && from < 0; n++) {
    const at = Math.round((span * n) / backlog.count) - span
    if (at < from) continue
    const message = addMessage(world.messages, stream.source.lane, stream.plan.keyOf(BEFORE + n))
    write(world, stream, message, { counter: BEFORE + n, cause: NONE, failures: 0, at })
  }
}

export function sent(world: World, stream: Stream, message: number, { counter, cause }: Sent): void {
  write(world, stream, message, { counter, cause, failures: stream.failures?.(counter, cause) ?? 0, at: world.clock.now })
  for (const each of stream.deferred) soon(world, stream, each)
  stream.deferred = []
}

/** A record is written to its shard. */
function write(world: World, stream: Stream, message: number, { counter, cause, failures, at }: Sent & { failures: number; at: Micros }): void {
  const { known, plan } = stream
  if (message >= known.number.length) widen(known, message)
  known.number[message] = stream.written++
  known.key[message] = plan.keyOf(counter)
  known.sentAt[message] = at
  if (stream.failures !== null) known.failures[message] = failures
  if (plan.matches !== null && !plan.matches(counter)) known.unmatched.add(message)
  addMessageEvent(world.messages, MESSAGE.sent, message, cause)
  if (at < world.clock.now) backdate(world.messages, at)
  const shard = shardOf(stream, known.key[message])
  shard.unread.push(message)
  read(world, stream, shard)
}

/** Reads what can be read by now, and looks again when there is more. */
export function read(world: World, stream: Stream, shard: Shard): void {
  const { known, plan } = stream
  const { unread } = shard
  // What is written now is read after what waits for the next read.
  if (!stream.enabled || !shard.open || shard.reading) return
  const readableAt = (message: number): Micros => plan.readAt(Math.max(known.sentAt[message]!, shard.since), shard.range.from)
  let count = 0
  while (count < unread.length && readableAt(unread[count]!) <= world.clock.now) count++
  for (const message of unread.splice(0, count)) take(world, stream, shard, message)
  if (unread.length === 0) return
  shard.reading = true
  setTimer(world, stream, readableAt(unread[0]!), { kind: SHARD_TIMER, owner: shard.number })
}

/** A record that matches no filter is skipped at once (rule ES-10). */
function take(world: World, stream: Stream, shard: Shard, message: number): void {
  const { known, plan } = stream
  known.readAt[message] = world.clock.now
  const lane = laneOf(shard, plan, known.key[message]!)
  if (known.unmatched.delete(message)) addMessageEvent(world.messages, MESSAGE.filtered, message, NONE)
  else lane.line.push(message)
  soon(world, stream, lane)
}

/** Its records are read from now on. */
function open(world: World, stream: Stream, shard: Shard): void {
  shard.open = true
  shard.since = world.clock.now
  read(world, stream, shard)
}

/** Shards are read when all records of their parents are done (rule ST-19). */
export function drain(world: World, stream: Stream, shard: Shard): void {
  if (!shard.closed || !shard.open || shard.drained || shard.unread.length > 0) return
  if (!shard.lanes.every((lane) => !lane.busy && lane.parts.length === 0 && lane.head === lane.line.length && lane.tumbling === null)) return
  shard.drained = true
  for (const child of shard.children) {
    if (child.parents.every(({ drained }) => drained)) open(world, stream, child)
    drain(world, stream, child)
  }
}

/** The mapping is switched, or a shard is split or merged. */
export function changed(world: World, stream: Stream, change: MappingChange): void {
  if (change.kind === 'mapping') return enable(world, stream, change.Enabled)
  const { shards } = stream
  const done = resharded(shards.map(({ closed, range }) => (closed ? null : range)), change)
  if (done === null) return
  const parents = done.closed.map((number) => shards[number]!)
  for (const parent of parents) parent.closed = true
  for (const range of done.opened) addShard(stream, range, parents)
  for (const parent of parents) {
    for (const lane of parent.lanes) soon(world, stream, lane)
    drain(world, stream, parent)
  }
}

function enable(world: World, stream: Stream, on: boolean): void {
  if (stream.enabled === on) return
  stream.enabled = on
  if (!on) return
  for (const shard of stream.shards) if (shard.open) open(world, stream, shard)
  for (const lane of stream.lanes) soon(world, stream, lane)
}
