import { addMessageEvent, MESSAGE } from '../../sim/trace/messages'
import { NONE } from '../../sim/trace/schema'
import type { World } from '../../sim/lambda/world'
import { LANE_TIMER, setTimer } from './reading'
import { isAboveAge, isTooOld } from './state'
import type { Lane, Part, Stream } from './state'

/** Which records make up the next batch of a lane. */

/** The next part of a batch that was split, or the next records in line once they are enough or have waited for as long as the window is. */
export function nextPart(world: World, stream: Stream, lane: Lane): Part | undefined {
  return lane.parts.shift() ?? (stream.plan.tumbling === 0 ? nextInLine(world, stream, lane, lane.line.length - lane.head) : nextOfWindow(world, stream, lane))
}

/** @param available so many in line may be part of it */
function nextInLine(world: World, stream: Stream, lane: Lane, available: number): Part | undefined {
  const { batchSize, window } = stream.plan
  const first = lane.line[lane.head]
  if (first === undefined || available === 0) return undefined
  const closes = stream.known.readAt[first]! + window
  if (available < batchSize && world.clock.now < closes) {
    if (lane.windowOf !== first) setTimer(world, stream, closes, { kind: LANE_TIMER, owner: lane.number })
    lane.windowOf = first
    return undefined
  }
  return { messages: taken(lane, Math.min(available, batchSize)), cause: NONE, final: false }
}

function taken(lane: Lane, count: number): readonly number[] {
  const messages = lane.line.slice(lane.head, lane.head + count)
  lane.head += messages.length
  if (lane.head > 1024 && lane.head * 2 > lane.line.length) {
    lane.line = lane.line.slice(lane.head)
    lane.head = 0
  }
  return messages
}

/**
 * Batches of a tumbling window hold records that were written in it. When it is over, the last one is marked, even if
 * it holds no records: it hands on the state (rule ST-15).
 */
function nextOfWindow(world: World, stream: Stream, lane: Lane): Part | undefined {
  const { known, plan } = stream
  const { line, head, shard } = lane
  const windowOf = (message: number): number => Math.floor(known.sentAt[message]! / plan.tumbling)
  if (lane.tumbling === null) {
    if (head === line.length) return undefined
    lane.tumbling = windowOf(line[head]!)
    const end = (lane.tumbling + 1) * plan.tumbling
    if (end > world.clock.now) setTimer(world, stream, end, { kind: LANE_TIMER, owner: lane.number })
  }
  const current = lane.tumbling
  let available = 0
  while (head + available < line.length && windowOf(line[head + available]!) === current) available++
  const next = shard.unread[0]
  const ended = world.clock.now >= (current + 1) * plan.tumbling && (next === undefined || windowOf(next) > current)
  // A shard that takes no more records ends its window early.
  const closing = shard.closed && next === undefined && head + available === line.length
  if (!ended && !closing) return nextInLine(world, stream, lane, available)
  const messages = taken(lane, Math.min(available, plan.batchSize))
  if (messages.length < available) return { messages, cause: NONE, final: false }
  lane.tumbling = null
  return { messages, cause: NONE, final: true }
}

/** Those that are not too old; the others are skipped. */
export function fresh(world: World, stream: Stream, messages: readonly number[]): readonly number[] {
  const { now } = world.clock
  if (!messages.some((message) => isTooOld(stream, message, now))) return messages
  return messages.filter((message) => {
    if (!isTooOld(stream, message, now)) return true
    addMessageEvent(world.messages, isAboveAge(stream, message, now) ? MESSAGE.discarded : MESSAGE.expired, message, NONE)
    return false
  })
}
