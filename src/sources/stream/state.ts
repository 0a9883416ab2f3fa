import type { SourceState } from '../../sim/lambda/world'
import { NONE } from '../../sim/trace/schema'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { listedFailures } from '../failures'
import { inLarger } from '../records'
import type { StreamPlan } from './plan'
import { evenRanges, placeOf } from './shards'
import type { KeyRange } from './shards'

/** What is known of records, by their row in the table of messages. */
interface Known {
  /** Number in the source, those counted that were there before. */
  number: Int32Array
  key: Int32Array
  sentAt: Float64Array
  readAt: Float64Array
  /** How often it still fails; empty where no record ever does. */
  readonly failures: number[]
  /** Those that match no filter, until they are read. */
  readonly unmatched: Set<number>
}

/** Makes room for a record. */
export function widen(known: Known, message: number): void {
  const room = Math.max(256, message * 2)
  known.number = inLarger(known.number, new Int32Array(room))
  known.key = inLarger(known.key, new Int32Array(room))
  known.sentAt = inLarger(known.sentAt, new Float64Array(room))
  known.readAt = inLarger(known.readAt, new Float64Array(room))
}

export interface Shard {
  readonly number: number
  readonly range: KeyRange
  readonly lanes: Lane[]
  readonly parents: readonly Shard[]
  readonly children: Shard[]
  /** Written, and not read yet. */
  readonly unread: number[]
  /** Whether it may be read, and since when: not before its parents are done. */
  open: boolean
  since: Micros
  /** It takes no more records. */
  closed: boolean
  /** All of its records are done, and there will be no more. */
  drained: boolean
  /** A read is on the calendar. */
  reading: boolean
}

export interface Lane {
  readonly number: number
  readonly shard: Shard
  /** Records not tried yet. */
  line: number[]
  head: number
  /** Parts of a batch that was split or done in part, first ones first: they come before all others. */
  parts: Part[]
  busy: boolean
  polling: boolean
  /** A timer waits for the window of the first record in line; NONE: none does. */
  windowOf: number
  /** The tumbling window that hands its state on; null: none does. */
  tumbling: number | null
}

/** Records to be tried as a batch. */
export interface Part {
  readonly messages: readonly number[]
  /** The record because of which it is one. */
  readonly cause: RecordId
  /** The last of its tumbling window. */
  readonly final: boolean
}

/**
 * `rest`: what comes before the first failure is done, the rest is a new batch. `skip`: what is too old is given up,
 * the rest is a new batch.
 */
export type Verdict = 'done' | 'rest' | 'split' | 'retry' | 'skip' | 'discard'

export interface Batch extends Part {
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
export interface Stream {
  readonly source: SourceState
  readonly plan: StreamPlan
  readonly failures: ReturnType<typeof listedFailures>
  readonly known: Known
  readonly shards: Shard[]
  readonly lanes: Lane[]
  readonly inFlight: Map<number, Batch>
  enabled: boolean
  /** Lanes that read when the last record of this moment is there. */
  deferred: Lane[]
  /** Batches at a time, lanes that wait for one of them to end, and whether one was refused since the last look. */
  limit: number
  readonly held: Set<Lane>
  refused: boolean
  /** Batches and records so far. */
  started: number
  written: number
}

export function createStream(source: SourceState, plan: StreamPlan): Stream {
  const stream: Stream = {
    source, plan,
    failures: listedFailures(source.config),
    known: { number: new Int32Array(0), key: new Int32Array(0), sentAt: new Float64Array(0), readAt: new Float64Array(0), failures: [], unmatched: new Set() },
    shards: [], lanes: [], inFlight: new Map(),
    enabled: plan.enabled,
    deferred: [],
    limit: plan.pollers === null ? Infinity : plan.pollers.fewest * plan.pollers.batches,
    held: new Set(), refused: false,
    started: 0, written: 0,
  }
  for (const range of evenRanges(plan.shards)) addShard(stream, range, [])
  return stream
}

/** A shard begins; it may be read if it has no parents. */
export function addShard({ shards, lanes, plan }: Stream, range: KeyRange, parents: readonly Shard[]): Shard {
  const own: Lane[] = []
  const shard: Shard = {
    number: shards.length, range, lanes: own, parents, children: [], unread: [],
    open: parents.length === 0, since: 0, closed: false, drained: false, reading: false,
  }
  for (let n = 0; n < plan.factor; n++) {
    own.push({ number: lanes.length + n, shard, line: [], head: 0, parts: [], busy: false, polling: false, windowOf: NONE, tumbling: null })
  }
  lanes.push(...own)
  for (const parent of parents) parent.children.push(shard)
  shards.push(shard)
  return shard
}

/** A key belongs to one shard that takes records. */
export function shardOf({ shards, plan }: Stream, key: number): Shard {
  // Until shards are split or merged.
  if (shards.length === plan.shards) return shards[key % plan.shards]!
  const place = placeOf(key, plan.shards)
  return shards.find(({ closed, range }) => !closed && range.from <= place && place < range.to)!
}

/** Within it, to one lane. */
export const laneOf = ({ lanes }: Shard, { shards, factor }: StreamPlan, key: number): Lane => lanes[Math.floor(key / shards) % factor]!

export const isTooOld = ({ known, plan }: Stream, message: number, at: Micros): boolean => at - known.sentAt[message]! > Math.min(plan.oldest, plan.kept)
/** Too old for the mapping, and not only gone from the stream. */
export const isAboveAge = ({ known, plan }: Stream, message: number, at: Micros): boolean => at - known.sentAt[message]! > plan.oldest
