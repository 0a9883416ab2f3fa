/**
 * What queues and streams show on the timeline: a queue one lane for its messages, a stream one for each shard, the
 * queue of asynchronous events one for those that wait for another attempt. Plain data, made in the worker.
 */
import type { Scenario } from '../../sim/scenario'
import { holderOf, isOrdered } from '../message/holder'
import type { Holder } from '../message/holder'
import { shardingOf } from '../message/shards'
import type { Sharding } from '../message/shards'
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
  holder: Holder
  /** Of a stream: its shards, all that there ever were, and into how many lanes each is divided. */
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

/** Rows of a queue (which has no shards) or stream. */
export const rowCount = ({ shards, perShard }: Pick<SourceLane, 'shards' | 'perShard'>): number => Math.min(MOST_ROWS, Math.max(1, shards * perShard))

export function buildSourceLanes(trace: Trace, scenario: Scenario, survey: Survey): SourceLanes {
  const first = trace.lanes.kind.indexOf(LANE.source)
  if (first < 0) return noSourceLanes()
  const polled = new Uint8Array(trace.lanes.length)
  scenario.traffic.forEach(({ eventSource }, at) => {
    if (eventSource !== null) polled[first + at] = isOrdered(eventSource) ? 2 : 1
  })
  const lanes = scenario.traffic.flatMap((traffic, at): SourceLane[] => {
    const source = first + at
    const { eventSource } = traffic
    const functionLane = trace.lanes.parent[source]!
    const sharding = shardingOf(trace, scenario, source)
    if (sharding !== null) return [streamLane(trace, { source, functionLane, holder: holderOf(eventSource) }, sharding)]
    if (eventSource !== null) return [queueLane(trace, { source, functionLane, holder: holderOf(eventSource) })]
    const waits = traffic.via === 'event' && survey.special[KIND.retryWait * survey.fixed + source]! > 0
    return waits ? [eventLane(trace, { source, functionLane, holder: 'line' })] : []
  })
  if (lanes.length === 0) return noSourceLanes()
  const someone = polled.some((kind) => kind > 0)
  return {
    lanes,
    attempts: someone ? buildAttempts(trace, polled) : noAttempts(),
    rowOfRequest: lanes.some(({ kind }) => kind === 'shards') ? rowsOfRequests(trace, scenario) : new Int32Array(0),
  }
}

type Of = Pick<SourceLane, 'source' | 'functionLane' | 'holder'>

function queueLane(trace: Trace, of: Of): SourceLane {
  const { lane } = trace.messages
  const fifo = of.holder === 'fifo'
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

/** The row of a message of a stream, counted from the first of the stream. */
function rowOfMessage({ shards, factor, laneOf }: Sharding, message: number): number {
  return Math.floor((laneOf(message) * rowCount({ shards, perShard: factor })) / (shards * factor))
}

function streamLane(trace: Trace, of: Of, sharding: Sharding): SourceLane {
  const { lane } = trace.messages
  const shape = { shards: sharding.shards, perShard: sharding.factor }
  const rows = rowCount(shape)
  const rowOf = (message: number): number => (lane[message] === of.source ? rowOfMessage(sharding, message) : NONE)
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
function rowsOfRequests(trace: Trace, scenario: Scenario): Int32Array {
  const { records, messages, messageEvents: events, requests } = trace
  const rows = new Int32Array(requests)
  for (let at = 0; at < events.length; at++) {
    if (events.kind[at] !== MESSAGE.received) continue
    const message = events.message[at]!
    const sharding = shardingOf(trace, scenario, messages.lane[message]!)
    const request = records.request[events.record[at]!]
    if (sharding !== null && request !== undefined) rows[request] = rowOfMessage(sharding, message)
  }
  return rows
}
