/** What in the flow can be pointed at: boxes, environments, requests on their way. Finding by place and by key. */
import type { Box } from '../../chart/surface.ts'
import { deliveries } from '../../../metrics/deliveries.ts'
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import { downstreamOf, sideEffects } from '../../../metrics/sideEffects.ts'
import { cellBox, rowInGrid } from './grid.ts'
import type { FlowLayout } from './layout.ts'
import { CELL, type FlowData, type FlowState } from './state.ts'
import type { Trip, Trips } from './trips.ts'

export type FlowItem =
  | { kind: 'source'; at: number }
  | { kind: 'door'; at: number }
  | { kind: 'gate'; at: number }
  | { kind: 'function'; at: number }
  | { kind: 'downstream'; at: number }
  | { kind: 'outlet'; at: number }
  /** `at` is the row of the timeline. */
  | { kind: 'environment'; at: number }
  /** `at` is the record of the trip. */
  | { kind: 'trip'; at: RecordId; trip: Trip['kind'] }

export const itemKey = (item: FlowItem | null): string => (item === null ? '' : `${item.kind}.${item.at}`)

/** Pixels around a dot within which it is meant. */
const REACH = 9

const within = (box: Box, x: number, y: number): boolean => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height

function tripAt(trips: Trips, x: number, y: number): FlowItem | null {
  for (let at = trips.length - 1; at >= 0; at--) {
    const trip = trips.list[at]!
    if (Math.abs(trip.x - x) <= REACH && Math.abs(trip.y - y) <= REACH) return { kind: 'trip', at: trip.record, trip: trip.kind }
  }
  return null
}

/** What lies under a point. */
export function itemAt(layout: FlowLayout, trips: Trips, x: number, y: number): FlowItem | null {
  for (const [at, { box, grids, gate, downstream }] of layout.functions.entries()) {
    if (within(box, x, y)) {
      const row = grids.map((grid) => rowInGrid(grid, x, y)).find((found) => found >= 0)
      return row === undefined ? { kind: 'function', at } : { kind: 'environment', at: row }
    }
    if (within(gate, x, y)) return { kind: 'gate', at }
    if (downstream && within(downstream.box, x, y)) return { kind: 'downstream', at }
  }
  const outlet = layout.outlets.findIndex(({ box }) => within(box, x, y))
  if (outlet >= 0) return { kind: 'outlet', at: outlet }
  const source = layout.sources.findIndex(({ box }) => within(box, x, y))
  if (source >= 0) return { kind: 'source', at: source }
  const door = layout.doors.findIndex((box) => within(box, x, y))
  return door >= 0 ? { kind: 'door', at: door } : tripAt(trips, x, y)
}

function environmentBox(layout: FlowLayout, row: number): Box | null {
  const grid = layout.functions.flatMap(({ grids }) => grids).find(({ first, count }) => row >= first && row < first + count)
  return grid ? cellBox(grid, row) : null
}

function tripBox(trips: Trips, item: Extract<FlowItem, { kind: 'trip' }>): Box | null {
  for (let at = 0; at < trips.length; at++) {
    const { record, kind, x, y } = trips.list[at]!
    if (record === item.at && kind === item.trip) return { x: x - 7, y: y - 7, width: 14, height: 14 }
  }
  return null
}

/** Where an item stands; null for trips that are over. */
export function boxOf(layout: FlowLayout, trips: Trips, item: FlowItem): Box | null {
  const fn = layout.functions[item.at]
  const places: Readonly<Record<FlowItem['kind'], () => Box | null | undefined>> = {
    source: () => layout.sources[item.at]?.box,
    door: () => layout.doors[item.at],
    gate: () => fn?.gate,
    function: () => fn?.box,
    downstream: () => fn?.downstream?.box,
    outlet: () => layout.outlets[item.at]?.box,
    environment: () => environmentBox(layout, item.at),
    trip: () => (item.kind === 'trip' ? tripBox(trips, item) : null),
  }
  return places[item.kind]() ?? null
}

/** Everything the keys lead to, along the way of a request: boxes, then the environments that live. */
export function itemsOf(layout: FlowLayout, { plan }: FlowData, state: FlowState): FlowItem[] {
  const items: FlowItem[] = []
  layout.functions.forEach((place, fn) => {
    plan.sources.forEach((source, at) => source.fn === fn && items.push({ kind: 'source', at }))
    plan.doors.forEach((door, at) => door.fn === fn && items.push({ kind: 'door', at }))
    items.push({ kind: 'gate', at: fn }, { kind: 'function', at: fn })
    for (const grid of place.grids) {
      if (grid.mode === 'bar') continue
      for (let row = grid.first; row < grid.first + grid.count; row++) if (state.cells[row] !== CELL.gone) items.push({ kind: 'environment', at: row })
    }
    if (place.downstream) items.push({ kind: 'downstream', at: fn })
    plan.outlets.forEach((outlet, at) => outlet.fn === fn && items.push({ kind: 'outlet', at }))
  })
  return items
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Where the focus ring of an item looks from; a box of environments is its head, above its cells. */
function centreOf(layout: FlowLayout, item: FlowItem): { x: number; y: number } {
  const box = boxOf(layout, EMPTY, item)!
  return item.kind === 'function' ? { x: box.x + 12, y: box.y + 12 } : { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
const EMPTY: Trips = { length: 0, list: [], streams: [], window: 1 }

/** The item next to another one in a direction: near ahead, little aside. */
export function neighbour(layout: FlowLayout, items: readonly FlowItem[], from: FlowItem, direction: Direction): FlowItem {
  const here = centreOf(layout, from)
  const level = direction === 'left' || direction === 'right'
  const sign = direction === 'left' || direction === 'up' ? -1 : 1
  let best = from
  let bestCost = Infinity
  for (const item of items) {
    const there = centreOf(layout, item)
    const ahead = sign * (level ? there.x - here.x : there.y - here.y)
    const aside = Math.abs(level ? there.y - here.y : there.x - here.x)
    const cost = ahead + 3 * aside
    if (ahead > 1 && cost < bestCost) [best, bestCost] = [item, cost]
  }
  return best
}

/** The last of `ids` that begins at `time` or before, or NONE. */
function lastUpTo(ids: Int32Array | undefined, times: Float64Array, time: number): RecordId {
  let found = NONE
  if (!ids) return found
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[ids[middle]!]! <= time) {
      found = ids[middle]!
      low = middle + 1
    } else high = middle
  }
  return found
}

/** The record that an item stands for at the time of a state, or NONE. */
export function recordOf(data: FlowData, state: FlowState, item: FlowItem): RecordId {
  const times = data.trace.records.time
  const latest = (sources: readonly number[], column: 'arrivals' | 'refusals'): RecordId =>
    Math.max(NONE, ...sources.map((at) => lastUpTo(data.flow.sources[at]?.[column], times, state.time)))
  const sourcesOf = (matches: (source: FlowData['plan']['sources'][number]) => boolean): number[] =>
    data.plan.sources.flatMap((source, at) => (matches(source) ? [at] : []))
  switch (item.kind) {
    case 'trip':
      return item.at
    case 'environment':
      return state.record[item.at]!
    case 'source':
      return latest([item.at], 'arrivals')
    case 'door':
      return latest(sourcesOf(({ door }) => door === item.at), 'arrivals')
    case 'gate': {
      const own = sourcesOf(({ fn }) => fn === item.at)
      const refusal = latest(own, 'refusals')
      return refusal === NONE ? latest(own, 'arrivals') : refusal
    }
    case 'outlet':
      return lastUpTo(deliveries(data.trace)[data.plan.outlets[item.at]!.destination], times, state.time)
    case 'downstream': {
      const { pays, lane } = data.plan.functions[item.at]!
      const call = pays ? lastUpTo(sideEffects(data.trace).get(downstreamOf(data.trace, lane)), times, state.time) : NONE
      return call === NONE ? latestStart(data, state, item.at) : call
    }
    case 'function':
      return latestStart(data, state, item.at)
  }
}

/** The record that began last in the environments of a function. */
function latestStart({ index, plan, trace }: FlowData, { position }: FlowState, fn: number): RecordId {
  let best: RecordId = NONE
  for (const { first, count } of plan.functions[fn]!.groups) {
    for (let row = first; row < first + count; row++) {
      const id = position[row]! >= index.offset[row]! ? index.ids[position[row]!]! : NONE
      if (id !== NONE && (best === NONE || trace.records.time[id]! > trace.records.time[best]!)) best = id
    }
  }
  return best
}
