/** Which shard of its stream, or partition of its topic, each message was written to: as the engine has it, also after splits and merges. */
import type { Scenario } from '../../sim/scenario'
import { evenRanges, placeOf, resharded } from '../../sources/stream/shards'
import type { KeyRange } from '../../sources/stream/shards'
import { MESSAGE } from '../../sim/trace/messages'
import type { LaneId, MessageId, RecordId, Trace } from '../../sim/trace/schema'
import { isOrdered, partsOf } from './holder'

export interface Sharding {
  /** All that there ever were, and into how many lanes each is divided. */
  shards: number
  factor: number
  /** From 0. */
  shardOf(message: MessageId): number
  /** Its lane, those of all shards counted. */
  laneOf(message: MessageId): number
  /** Whether it is the first batch of a shard that came of a split or a merge. @param arrival of the batch */
  isFirstOfChild(message: MessageId, arrival: RecordId): boolean
}

const known = new WeakMap<Trace, Map<LaneId, Sharding | null>>()

/** Of a source whose messages are read in order; null for all others. */
export function shardingOf(trace: Trace, scenario: Scenario, lane: LaneId): Sharding | null {
  const ofTrace = known.get(trace) ?? new Map<LaneId, Sharding | null>()
  known.set(trace, ofTrace)
  const found = ofTrace.get(lane)
  if (found !== undefined) return found
  const sharding = createSharding(trace, scenario, lane)
  ofTrace.set(lane, sharding)
  return sharding
}

function createSharding(trace: Trace, { functions, traffic, interventions }: Scenario, lane: LaneId): Sharding | null {
  const source = traffic[lane - 1 - functions.length]
  if (source === undefined || !isOrdered(source.eventSource)) return null
  const { shards: initial, factor } = partsOf(source.eventSource)
  const changes = interventions
    .flatMap((each) => (each.kind === 'reshard' && each.source === source.name && each.atMs * 1000 <= trace.until ? [each] : []))
    .sort((a, b) => a.atMs - b.atMs)
  const { key } = trace.messages
  const { shards, written, firsts } = changes.length === 0 ? { shards: initial, written: null, firsts: null } : replayed(trace, { lane, initial, changes })
  const shardOf = (message: MessageId): number => written?.[message] ?? key[message]! % initial
  return {
    shards, factor, shardOf,
    laneOf: (message) => shardOf(message) * factor + (Math.floor(key[message]! / initial) % factor),
    isFirstOfChild: (message, arrival) => firsts !== null && shardOf(message) >= initial && firsts.get(shardOf(message)) === arrival,
  }
}

interface Replay {
  lane: LaneId
  initial: number
  changes: readonly { atMs: number; shard: number; change: 'split' | 'merge' }[]
}

/** Splits and merges as they come, and where each record was written meanwhile. */
function replayed({ messages, messageEvents: events }: Trace, { lane, initial, changes }: Replay): { shards: number; written: Int32Array; firsts: Map<number, RecordId> } {
  const open: (KeyRange | null)[] = evenRanges(initial)
  const written = new Int32Array(messages.length)
  const firsts = new Map<number, RecordId>()
  let next = 0
  const changeUntil = (time: number): void => {
    for (; next < changes.length && changes[next]!.atMs * 1000 <= time; next++) {
      const done = resharded(open, changes[next]!)
      for (const closed of done?.closed ?? []) open[closed] = null
      open.push(...(done?.opened ?? []))
    }
  }
  for (let row = 0; row < events.length; row++) {
    const message = events.message[row]!
    if (messages.lane[message] !== lane) continue
    if (events.kind[row] === MESSAGE.sent) {
      changeUntil(events.time[row]!)
      const place = placeOf(messages.key[message]!, initial)
      written[message] = open.findIndex((range) => range !== null && range.from <= place && place < range.to)
    } else if (events.kind[row] === MESSAGE.received && !firsts.has(written[message]!)) firsts.set(written[message]!, events.record[row]!)
  }
  changeUntil(Infinity)
  return { shards: open.length, written, firsts }
}
