/** What is where at a time: which state each environment is in, how full each pool, what each source has done. */
import { bisectRight } from '../../../base/bisect.ts'
import { NONE, RECORD_KINDS, type Trace } from '../../../sim/trace/schema.ts'
import { KIND, POOL } from '../../../sim/trace/writer.ts'
import type { CellState, PoolClosed } from '../../../text/en/flow.ts'
import { gaveUpAt, positionAfter, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { deliveries } from '../../../metrics/deliveries.ts'
import { arrivalOf } from '../../../metrics/flight.ts'
import { messageIndex, type MessageCounts } from '../../../metrics/messages.ts'
import { downstreamOf, NO_SIDE_EFFECTS, sideEffectsAt, type SideEffectCounts } from '../../../metrics/sideEffects.ts'
import { countUpTo, type FlowIndex } from '../../../metrics/timeline/flowIndex.ts'
import type { FlowPlan } from './plan.ts'
import { valueAt, type Step } from './pools.ts'

/** In order of drawing in a bar of proportions; the code of a state is its place. */
export const CELL_STATES = [
  'gone', 'shutdown', 'idle', 'create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'suppressedInit', 'connectionWait', 'handler',
] as const satisfies readonly CellState[]
export const CELL = Object.fromEntries(CELL_STATES.map((state, code) => [state, code])) as Record<CellState, number>

/** State of an environment while a record of a kind lasts. */
const STATE_OF_KIND: readonly number[] = RECORD_KINDS.map((kind) => Math.max(CELL.gone, (CELL_STATES as readonly string[]).indexOf(kind)))

const isStart = (code: number): boolean => code >= CELL.create && code <= CELL.restore
const isRun = (code: number): boolean => code >= CELL.suppressedInit

export interface FunctionState {
  alive: number
  idle: number
  /** In their start, whether or not a request waits for it. */
  starting: number
  /** Handler, its waits and repeated inits included. */
  running: number
  /** Requests in flight: on demand, and on provisioned capacity. */
  onDemand: number
  provisioned: number
  /** Handlers that wait for a connection, and how many connections there are (null: no limit). */
  waiting: number
  connections: number | null
  /** What it has paid so far. */
  coins: SideEffectCounts
  /** Environments by state. */
  byState: Int32Array
}

export interface SourceState {
  /** Attempts, and those of them that the caller made. */
  sent: number
  sentByCaller: number
  refused: number
  gaveUp: number
  /** Waiting to be sent again. */
  retrying: number
  /** Events that its service could not hand over. */
  notTaken: number
  /** Attempts that are being served and still waited for. */
  open: number
  /** Of a queue or stream: its messages by state, and how old the oldest is that is not done. */
  messages: MessageCounts | null
  oldest: number
}

export interface FlowState {
  time: number
  /** By row of the timeline: code of the state, the record it comes from (or the last one), the environment's lane. */
  cells: Uint8Array
  record: Int32Array
  lane: Int32Array
  /** Position in the timeline's index of the last record that began by then; before the row's first if there is none. */
  position: Int32Array
  functions: readonly FunctionState[]
  sources: readonly SourceState[]
  /** What went to each destination. */
  outlets: number[]
}

export interface FlowData {
  trace: Trace
  index: TimelineIndex
  flow: FlowIndex
  plan: FlowPlan
}

const NOTHING = new Int32Array(0)

/** Reads the state at a time. The answer is one object, written anew by each reading. */
export type FlowReader = (time: number) => FlowState

/** The lane of a row that is the last to be born by `time`, or NONE. */
function laneAt({ rows, trace }: TimelineIndex, row: number, time: number): number {
  let low = rows.laneOffset[row]!
  let high = rows.laneOffset[row + 1]!
  const first = low
  while (low < high) {
    const middle = (low + high) >>> 1
    if (trace.lanes.born[rows.laneIds[middle]!]! <= time) low = middle + 1
    else high = middle
  }
  return low > first ? rows.laneIds[low - 1]! : NONE
}

/** Whether a handler waits for a connection: that record follows it. */
function waitsForConnection({ records }: Trace, handler: number, time: number): boolean {
  const wait = handler + 1
  return records.kind[wait] === KIND.connectionWait && records.cause[wait] === handler && records.time[wait]! + records.span[wait]! > time
}

/** Writes the state of one row's environment. */
function readCell({ index, trace }: FlowData, state: FlowState, row: number): void {
  const { time } = state
  const lane = laneAt(index, row, time)
  const position = positionAfter(index, row, time) - 1
  state.lane[row] = lane
  state.position[row] = position
  state.record[row] = NONE
  state.cells[row] = CELL.gone
  if (lane === NONE || trace.lanes.died[lane]! <= time) return
  const { records } = trace
  const id = position >= index.offset[row]! ? index.ids[position]! : NONE
  state.cells[row] = CELL.idle
  if (id === NONE || records.lane[id] !== lane) return
  state.record[row] = id
  if (records.time[id]! + records.span[id]! <= time) return
  const kind = records.kind[id]!
  state.cells[row] = kind === KIND.handler && waitsForConnection(trace, id, time) ? CELL.connectionWait : STATE_OF_KIND[kind]!
}

/** Adds a busy environment to its function and to who waits for it. */
function countRequest({ index, trace, flow }: FlowData, state: FlowState, row: number, fn: FunctionState): void {
  const id = state.record[row]!
  if (trace.records.request[id] === NONE) return
  if (trace.lanes.pool[state.lane[row]!] === POOL.provisioned) fn.provisioned++
  else fn.onDemand++
  const arrival = arrivalOf(trace, id)
  if (arrival === NONE || (gaveUpAt(index, arrival) ?? Infinity) <= state.time) return
  state.sources[trace.records.lane[arrival]! - flow.firstSource]!.open++
}

function readFunction(data: FlowData, state: FlowState, at: number): void {
  const fn = state.functions[at]!
  fn.byState.fill(0)
  fn.alive = fn.idle = fn.starting = fn.running = fn.onDemand = fn.provisioned = fn.waiting = 0
  for (const group of data.plan.functions[at]!.groups) {
    for (let row = group.first; row < group.first + group.count; row++) {
      readCell(data, state, row)
      const code = state.cells[row]!
      fn.byState[code]!++
      if (isStart(code)) fn.starting++
      else if (isRun(code)) fn.running++
      if (code >= CELL.create) countRequest(data, state, row, fn)
    }
  }
  fn.idle = fn.byState[CELL.idle]!
  fn.waiting = fn.byState[CELL.connectionWait]!
  fn.alive = fn.idle + fn.starting + fn.running
}

function readSource({ trace, flow, plan }: FlowData, source: SourceState, at: number, time: number): void {
  const events = flow.sources[at]
  if (plan.sources[at]!.queue !== null) {
    source.messages = messageIndex(trace).countsAt(flow.firstSource + at, time)
    source.oldest = messageIndex(trace).oldestAge(flow.firstSource + at, time)
  }
  source.open = 0
  if (!events) return
  const times = trace.records.time
  source.sent = countUpTo(events.arrivals, times, time)
  source.refused = countUpTo(events.refusals, times, time)
  source.gaveUp = countUpTo(events.giveUps, times, time)
  const again = bisectRight(events.retryEnds, time)
  source.notTaken = countUpTo(events.notTaken, times, time)
  source.retrying = countUpTo(events.retries, times, time) - again
  // Who sends an event sends it once: it is Lambda that tries it again.
  source.sentByCaller = source.sent - (plan.sources[at]!.via === 'event' ? again : 0)
}

/** @param connections limits of the downstreams over time, by function */
export function createFlowReader(data: FlowData, connections: readonly (readonly Step<number | null>[])[]): FlowReader {
  const { plan, index } = data
  const state: FlowState = {
    time: 0,
    cells: new Uint8Array(index.rows.length),
    record: new Int32Array(index.rows.length).fill(NONE),
    lane: new Int32Array(index.rows.length).fill(NONE),
    position: new Int32Array(index.rows.length).fill(NONE),
    functions: plan.functions.map(() => ({
      alive: 0, idle: 0, starting: 0, running: 0, onDemand: 0, provisioned: 0, waiting: 0, connections: null, coins: NO_SIDE_EFFECTS,
      byState: new Int32Array(CELL_STATES.length),
    })),
    sources: plan.sources.map(() => ({ sent: 0, sentByCaller: 0, refused: 0, gaveUp: 0, retrying: 0, notTaken: 0, open: 0, messages: null, oldest: 0 })),
    outlets: plan.outlets.map(() => 0),
  }
  return (time) => {
    state.time = time
    state.sources.forEach((source, at) => readSource(data, source, at, time))
    plan.outlets.forEach(({ destination }, at) => (state.outlets[at] = countUpTo(deliveries(data.trace)[destination] ?? NOTHING, data.trace.records.time, time)))
    state.functions.forEach((fn, at) => {
      readFunction(data, state, at)
      fn.connections = valueAt(connections[at] ?? [], time)
      if (plan.functions[at]!.pays) fn.coins = sideEffectsAt(data.trace, downstreamOf(data.trace, plan.functions[at]!.lane), time)
    })
    return state
  }
}

export interface PoolFill {
  used: number
  limit: number
}

/** Why a pool lets nothing in: all of the reservation is provisioned, it is 0, or others have all; null where it does. */
export function closedBy({ plan }: FlowData, state: FlowState, fn: number, pool: number): PoolClosed | null {
  const { pools } = plan.functions[fn]!
  if (valueAt(pools[pool]!.limit, state.time) !== 0) return null
  if (pools[pool]!.kind !== 'reserved') return 'taken'
  return pools.some(({ kind, limit }) => kind === 'provisioned' && valueAt(limit, state.time) !== null) ? 'provisioned' : 'off'
}

/** Requests in flight that count against a pool of a function, and its limit; null while it has none. */
export function poolFill({ plan }: FlowData, state: FlowState, fn: number, pool: number): PoolFill | null {
  const { kind, limit } = plan.functions[fn]!.pools[pool]!
  const most = valueAt(limit, state.time)
  if (most === null) return null
  const own = state.functions[fn]!
  if (kind === 'provisioned') return { used: own.provisioned, limit: most }
  if (kind === 'reserved') return { used: own.onDemand, limit: most }
  // Functions without a reservation share what is left of the account.
  let used = 0
  plan.functions.forEach(({ pools }, at) => {
    const shares = pools.some((each) => each.kind === kind && valueAt(each.limit, state.time) !== null)
    if (shares) used += state.functions[at]!.onDemand
  })
  return { used, limit: most }
}
