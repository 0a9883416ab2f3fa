/**
 * What queues and streams show on the timeline: a queue one lane for its messages, a stream one for each shard, the
 * queue of asynchronous events one for those that wait for another attempt. Plain data, made in the worker.
 */
import type { EventSource, Scenario } from '../../sim/scenario'
import { NONE } from '../../sim/trace/schema'
import type { LaneId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND, LANE } from '../../sim/trace/writer'
import { buildAttempts, noAttempts } from './attempts'
import type { Attempts } from './attempts'
import { depthOfWaits, depthsOf } from './depth'
import type { Depth } from './depth'
import { eventLives, messageLives, trackLives } from './lives'
import type { Lives } from './lives'
import type { Survey } from './survey'

export type SourceKind = 'queue' | 'fifo' | 'shards' | 'events'

/** Messages that were set aside or lost. */
export interface Losses {
  times: Float64Array
  /** Codes of message events. */
  kinds: Uint8Array
  messages: Int32Array
}

export interface SourceLane {
  source: LaneId
  functionLane: LaneId
  kind: SourceKind
  /** Of a stream: its shards, and into how many lanes each is divided. */
  shards: number
  perShard: number
  /** Messages one by one; null where they are too many, and for streams. */
  lives: Lives | null
  /** One for each row. */
  depths: readonly Depth[]
  losses: readonly Losses[]
}

export interface SourceLanes {
  lanes: readonly SourceLane[]
  attempts: Attempts
  /** By request: which row of its stream its batch is in. */
  rowOfRequest: Int32Array
}

/** More messages than this at a time are shown as a depth. */
const MOST_TRACKS = 12
/** More lanes of a stream than this share rows. */
const MOST_ROWS = 16

/** Of a run without any. Made anew each time: what crosses to the page is moved there. */
export const noSourceLanes = (): SourceLanes => ({ lanes: [], attempts: noAttempts(), rowOfRequest: new Int32Array(0) })

type Stream = Extract<EventSource, { ShardCount: number }>
const isStream = (source: EventSource): source is Stream => 'ShardCount' in source

/** The lane of a stream that a key belongs to. */
export function streamLaneOf({ ShardCount, mapping }: Pick<Stream, 'ShardCount' | 'mapping'>, key: number): number {
  const { ParallelizationFactor } = mapping
  return (key % ShardCount) * ParallelizationFactor + (Math.floor(key / ShardCount) % ParallelizationFactor)
}

/** Rows of a queue (which has no shards) or stream. */
export const rowCount = ({ shards, perShard }: Pick<SourceLane, 'shards' | 'perShard'>): number => Math.min(MOST_ROWS, Math.max(1, shards * perShard))

export function buildSourceLanes(trace: Trace, scenario: Scenario, survey: Survey): SourceLanes {
  const first = trace.lanes.kind.indexOf(LANE.source)
  if (first < 0) return noSourceLanes()
  const polled = new Uint8Array(trace.lanes.length)
  scenario.traffic.forEach(({ eventSource }, at) => {
    if (eventSource !== null) polled[first + at] = isStream(eventSource) ? 2 : 1
  })
  const lanes = scenario.traffic.flatMap((traffic, at): SourceLane[] => {
    const source = first + at
    const { eventSource } = traffic
    const functionLane = trace.lanes.parent[source]!
    if (eventSource !== null) return [isStream(eventSource) ? streamLane(trace, { source, functionLane }, eventSource) : queueLane(trace, { source, functionLane }, eventSource)]
    const waits = traffic.via === 'event' && survey.special[KIND.retryWait * survey.fixed + source]! > 0
    return waits ? [eventLane(trace, { source, functionLane })] : []
  })
  if (lanes.length === 0) return noSourceLanes()
  const someone = polled.some((kind) => kind > 0)
  return {
    lanes,
    attempts: someone ? buildAttempts(trace, polled) : noAttempts(),
    rowOfRequest: lanes.some(({ kind }) => kind === 'shards') ? rowsOfRequests(trace, scenario, { first, lanes }) : new Int32Array(0),
  }
}

type Of = Pick<SourceLane, 'source' | 'functionLane'>

function queueLane(trace: Trace, of: Of, config: EventSource): SourceLane {
  const { lane } = trace.messages
  const fifo = config.kind === 'sqs' && config.FifoQueue
  const depths = depthsOf(trace, 1, (message) => (lane[message] === of.source ? 0 : NONE))
  // As many tracks as there are ever messages at a time, at least.
  const few = depths[0]!.most <= MOST_TRACKS
  return {
    ...of,
    kind: fifo ? 'fifo' : 'queue', shards: 0, perShard: 0, depths,
    lives: few ? trackLives(messageLives(trace, of.source, (key) => (fifo ? key : 0)), MOST_TRACKS) : null,
    losses: lossesOf(trace, 1, (message) => (lane[message] === of.source ? 0 : NONE)),
  }
}

function streamLane(trace: Trace, of: Of, config: Stream): SourceLane {
  const { lane, key } = trace.messages
  const shape = { shards: config.ShardCount, perShard: config.mapping.ParallelizationFactor }
  const count = shape.shards * shape.perShard
  const rows = rowCount(shape)
  const rowOf = (message: number): number => (lane[message] === of.source ? Math.floor((streamLaneOf(config, key[message]!) * rows) / count) : NONE)
  return { ...of, ...shape, kind: 'shards', lives: null, depths: depthsOf(trace, rows, rowOf), losses: lossesOf(trace, rows, rowOf) }
}

function eventLane(trace: Trace, of: Of): SourceLane {
  const { records } = trace
  const waits: number[] = []
  const drops: number[] = []
  for (let id = 0; id < records.length; id++) {
    if (records.lane[id] !== of.source) continue
    if (records.kind[id] === KIND.retryWait) waits.push(id)
    else if (records.kind[id] === KIND.drop) drops.push(id)
  }
  const depth = depthOfWaits(Float64Array.from(waits, (id) => records.time[id]!), Float64Array.from(waits, (id) => records.time[id]! + records.span[id]!).sort())
  return {
    ...of,
    kind: 'events', shards: 0, perShard: 0, depths: [depth],
    lives: depth.most <= MOST_TRACKS ? trackLives(eventLives(trace, of.source), MOST_TRACKS) : null,
    losses: [{ times: Float64Array.from(drops, (id) => records.time[id]!), kinds: new Uint8Array(drops.length).fill(MESSAGE.discarded), messages: new Int32Array(drops.length).fill(NONE) }],
  }
}

function lossesOf({ messageEvents: events }: Trace, rows: number, rowOf: (message: number) => number): Losses[] {
  const found = Array.from({ length: rows }, (): number[] => [])
  for (let at = 0; at < events.length; at++) {
    const kind = events.kind[at]!
    if (kind === MESSAGE.deadLettered || kind === MESSAGE.discarded || kind === MESSAGE.expired) found[rowOf(events.message[at]!)]?.push(at)
  }
  return found.map((rowsFound) => ({
    times: Float64Array.from(rowsFound, (at) => events.time[at]!),
    kinds: Uint8Array.from(rowsFound, (at) => events.kind[at]!),
    messages: Int32Array.from(rowsFound, (at) => events.message[at]!),
  }))
}

/** A batch is in the row of its messages. */
function rowsOfRequests({ records, messages, messageEvents: events, requests }: Trace, { traffic }: Scenario, { first, lanes }: { first: LaneId; lanes: readonly SourceLane[] }): Int32Array {
  const rows = new Int32Array(requests)
  const streams = new Map(lanes.flatMap((lane) => (lane.kind === 'shards' ? [[lane.source, lane] as const] : [])))
  for (let at = 0; at < events.length; at++) {
    if (events.kind[at] !== MESSAGE.received) continue
    const message = events.message[at]!
    const stream = streams.get(messages.lane[message]!)
    const config = traffic[messages.lane[message]! - first]?.eventSource
    const request = records.request[events.record[at]!]
    if (stream === undefined || !config || !isStream(config) || request === undefined) continue
    rows[request] = Math.floor((streamLaneOf(config, messages.key[message]!) * rowCount(stream)) / (stream.shards * stream.perShard))
  }
  return rows
}
