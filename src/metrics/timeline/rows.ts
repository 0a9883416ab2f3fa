/**
 * Which row of the timeline everything is drawn in. An environment takes the lowest row of its group that is
 * free again (interval partitioning), so a day with thousands of short-lived environments needs only as many
 * rows as were ever alive at a time. Groups: per function the queues and streams that lead to it, the provisioned environments, then those on demand,
 * then one row each for provisioning, refused requests and callers that wait or give up, where there are any.
 */
import { LANE, KIND, POOL } from '../../sim/trace/writer'
import { NONE } from '../../sim/trace/schema'
import type { LaneId, Trace } from '../../sim/trace/schema'
import { byAppearance } from '../appearance'
import { functionOf } from '../flight'
import { noSourceLanes, rowCount } from './sourceLanes'
import type { SourceLane, SourceLanes } from './sourceLanes'
import { surveyOf } from './survey'
import type { Survey } from './survey'

export type GroupKind = 'source' | 'provisioned' | 'on-demand' | 'provisioning' | 'throttled' | 'callers'

export interface RowGroup {
  kind: GroupKind
  functionLane: LaneId
  /** First row and number of rows. */
  first: number
  count: number
  /** Of a queue or stream: what is shown of it. */
  source?: SourceLane
}

export interface Rows {
  length: number
  groups: readonly RowGroup[]
  /** Row of an environment lane, NONE for other lanes. */
  rowOfLane: Int32Array
  /** Lanes that are no environment come first; so many are they. */
  fixed: number
  /** Row of their records by kind, or NONE: at `kind * fixed + lane`. */
  special: Int32Array
  /** By fixed lane: 1 for a stream, whose records are in the row of their shard. */
  sharded: Uint8Array
  /** By request: that row, counted from the first of its stream. */
  rowOfRequest: Int32Array
  /** Environment lanes by row, each row's in order of birth: those of row r are at `laneOffset[r]` to `laneOffset[r + 1]`. */
  laneIds: Int32Array
  laneOffset: Int32Array
}

/** Rows that hold something other than environments. */
const SPECIAL: readonly { group: GroupKind; kinds: readonly number[] }[] = [
  { group: 'provisioning', kinds: [KIND.provision] },
  { group: 'throttled', kinds: [KIND.throttle] },
  { group: 'callers', kinds: [KIND.retryWait, KIND.giveUp, KIND.reject, KIND.drop] },
]

interface Heap {
  push(key: number, value: number): void
  /** The value of the least key, if that key is at most `limit`; NONE otherwise. */
  popUpTo(limit: number): number
}

function createHeap(): Heap {
  const keys: number[] = []
  const values: number[] = []
  const swap = (a: number, b: number): void => {
    ;[keys[a], keys[b]] = [keys[b]!, keys[a]!]
    ;[values[a], values[b]] = [values[b]!, values[a]!]
  }
  return {
    push(key, value) {
      keys.push(key)
      values.push(value)
      for (let at = keys.length - 1; at > 0; ) {
        const up = (at - 1) >> 1
        if (keys[up]! <= keys[at]!) break
        swap(up, at)
        at = up
      }
    },
    popUpTo(limit) {
      if (keys.length === 0 || keys[0]! > limit) return NONE
      const value = values[0]!
      swap(0, keys.length - 1)
      keys.pop()
      values.pop()
      for (let at = 0; ; ) {
        let least = at
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < keys.length && keys[child]! < keys[least]!) least = child
        if (least === at) return value
        swap(at, least)
        at = least
      }
    },
  }
}

/** Gives each lane (in order of birth) the lowest free row; returns how many rows that took. */
function partition(lanes: readonly LaneId[], trace: Trace, assign: (lane: LaneId, row: number) => void): number {
  const occupied = createHeap()
  const free = createHeap()
  let rows = 0
  for (const lane of lanes) {
    const born = trace.lanes.born[lane]!
    for (let row = occupied.popUpTo(born); row !== NONE; row = occupied.popUpTo(born)) free.push(row, row)
    const reused = free.popUpTo(Infinity)
    const row = reused === NONE ? rows++ : reused
    assign(lane, row)
    occupied.push(trace.lanes.died[lane]!, row)
  }
  return rows
}

/** Which special groups a function needs: `${group}:${function lane}`. @param shown lanes whose waits are shown elsewhere */
function specialGroups(trace: Trace, { special, fixed }: Survey, shown: ReadonlyMap<LaneId, SourceLane>): Set<string> {
  const found = new Set<string>()
  for (const { group, kinds } of SPECIAL) {
    for (const kind of kinds) {
      for (let lane = 0; lane < fixed; lane++) if (special[kind * fixed + lane]! > 0 && !isShown(shown.get(lane), kind)) found.add(`${group}:${functionOf(trace, lane)}`)
    }
  }
  return found
}

/** Environments by function and pool, in order of appearance. */
function membersOf(trace: Trace): Map<string, LaneId[]> {
  const { lanes } = trace
  const members = new Map<string, LaneId[]>()
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] !== LANE.environment) continue
    const key = `${lanes.parent[lane]}:${lanes.pool[lane] === POOL.provisioned}`
    const list = members.get(key)
    if (list) list.push(lane)
    else members.set(key, [lane])
  }
  const order = byAppearance(trace)
  for (const list of members.values()) list.sort(order)
  return members
}

/** What the row of a source shows. */
const OF_SOURCE: readonly number[] = [KIND.arrival, KIND.retryWait]
const OF_EVENTS: readonly number[] = [KIND.retryWait, KIND.drop]

const kindsOf = ({ kind }: SourceLane): readonly number[] => (kind === 'events' ? OF_EVENTS : OF_SOURCE)
const isShown = (source: SourceLane | undefined, kind: number): boolean => source !== undefined && kindsOf(source).includes(kind)

export function assignRows(trace: Trace, survey: Survey = surveyOf(trace), sources: SourceLanes = noSourceLanes()): Rows {
  const { lanes } = trace
  const { fixed } = survey
  const rowOfLane = new Int32Array(lanes.length).fill(NONE)
  const groups: RowGroup[] = []
  const special = new Int32Array(survey.special.length).fill(NONE)
  const shown = new Map(sources.lanes.map((source) => [source.source, source]))
  const wanted = specialGroups(trace, survey, shown)
  const sharded = new Uint8Array(fixed)
  const members = membersOf(trace)
  let length = 0
  const addGroup = (kind: GroupKind, functionLane: LaneId, count: number, source?: SourceLane): void => {
    groups.push({ kind, functionLane, first: length, count, ...(source && { source }) })
    length += count
  }
  const all = Array.from({ length: fixed }, (_, lane) => lane)
  const lanesOf = (fn: LaneId): LaneId[] => all.filter((lane) => functionOf(trace, lane) === fn)
  for (const fn of all.filter((lane) => lanes.kind[lane] === LANE.function)) {
    for (const source of sources.lanes.filter(({ functionLane }) => functionLane === fn)) {
      for (const kind of kindsOf(source)) special[kind * fixed + source.source] = length
      sharded[source.source] = Number(source.kind === 'shards')
      addGroup('source', fn, rowCount(source), source)
    }
    for (const provisioned of [true, false]) {
      const list = members.get(`${fn}:${provisioned}`)
      if (!list) continue
      const count = partition(list, trace, (member, row) => (rowOfLane[member] = length + row))
      addGroup(provisioned ? 'provisioned' : 'on-demand', fn, count)
    }
    for (const { group, kinds } of SPECIAL) {
      if (!wanted.has(`${group}:${fn}`)) continue
      for (const lane of lanesOf(fn)) for (const kind of kinds) if (!isShown(shown.get(lane), kind)) special[kind * fixed + lane] = length
      addGroup(group, fn, 1)
    }
  }
  return { length, groups, rowOfLane, fixed, special, sharded, rowOfRequest: sources.rowOfRequest, ...lanesByRow(trace, rowOfLane, length) }
}

function lanesByRow(trace: Trace, rowOfLane: Int32Array, rows: number): Pick<Rows, 'laneIds' | 'laneOffset'> {
  const laneOffset = new Int32Array(rows + 1)
  const ordered: LaneId[] = []
  for (let lane = 0; lane < rowOfLane.length; lane++) {
    if (rowOfLane[lane] === NONE) continue
    ordered.push(lane)
    laneOffset[rowOfLane[lane]! + 1]!++
  }
  for (let row = 0; row < rows; row++) laneOffset[row + 1]! += laneOffset[row]!
  ordered.sort((a, b) => trace.lanes.born[a]! - trace.lanes.born[b]! || a - b)
  const next = laneOffset.slice()
  const laneIds = new Int32Array(ordered.length)
  for (const lane of ordered) laneIds[next[rowOfLane[lane]!]!++] = lane
  return { laneIds, laneOffset }
}

export const isEnvironmentGroup = (group: RowGroup): boolean => group.kind === 'provisioned' || group.kind === 'on-demand'
