/**
 * Where the boxes of the flow stand: pure geometry from a plan and a size. Each function has a band of its own,
 * since every source calls one function: sources, gateway, Lambda's gate, environments, downstream. Wide panels
 * run it across; narrow ones put the environments below.
 */
import type { Box } from '../../chart/surface.ts'
import { gridOf, type Grid } from './grid.ts'
import { cellCount, type FlowPlan, type FunctionPlan } from './plan.ts'

export interface Size {
  width: number
  height: number
}

/** A straight way from one box to the next. */
export interface Leg {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A box that an arrow leads to. */
export interface Place {
  box: Box
  leg: Leg
}

export interface FunctionPlace {
  box: Box
  grids: readonly Grid[]
  /** Height of the captions above the grids; 0 where there is one pool only. */
  caption: number
  gate: Box
  /** Parts of the gate, one per pool. */
  meters: readonly Box[]
  /** From the gate to the environments. */
  entry: Leg
  downstream: Place | null
}

export interface FlowLayout {
  width: number
  /** May exceed the panel's: then the panel scrolls. */
  height: number
  across: boolean
  sources: readonly { box: Box; legs: readonly Leg[] }[]
  doors: readonly Box[]
  functions: readonly FunctionPlace[]
  /** Destinations and dead-letter queues, as in the plan. */
  outlets: readonly Place[]
  /** Boxes of the Lambda service: one across all bands, or one per band. */
  lambda: readonly Box[]
}

/** Panels at least this wide run across. */
export const ACROSS_MIN = 640
export const HEAD = 24
const GAP = 8
const BAND_GAP = 12
const SOURCE_MIN = 36
const SOURCE_MAX = 58
/** A queue says more than a caller does. */
const QUEUE_MIN = 68
const QUEUE_MAX = 84
const DOWNSTREAM = 54
/** What is paid there takes more room to say. */
const PAYING = 86
const METER_MIN = 28
const GATE_TITLE = 20
const PADDING = 10
const CAPTION = 16
/** What the name of a pool takes. */
const CAPTION_WIDTH = 72
/** Least height of a box of environments. */
const CELLS_MIN = 62
const ARROW_DOWN = 24
/** Above a narrow panel's callers: what comes back is written there. */
const TOP_DOWN = 18

interface Columns {
  pad: number
  source: { x: number; width: number }
  door: { x: number; width: number } | null
  gate: { x: number; width: number }
  cells: { x: number; width: number }
  downstream: { x: number; width: number } | null
}

const clamp = (value: number, least: number, most: number): number => Math.round(Math.min(most, Math.max(least, value)))

/** Queues and services say more than callers do. */
const saysMore = ({ queue, service }: FlowPlan['sources'][number]): boolean => queue !== null || service !== null
const hasRight = (plan: FlowPlan): boolean => plan.outlets.length > 0 || plan.functions.some((fn) => fn.downstream)
const hasQueues = (plan: FlowPlan): boolean => plan.sources.some(saysMore)

function columnsAcross(plan: FlowPlan, width: number): Columns {
  const pad = 16
  const inner = width - 2 * pad
  const downstream = hasRight(plan)
  const box = clamp(inner * 0.125, 90, 116)
  const source = hasQueues(plan) ? clamp(inner * 0.14, 112, 132) : box
  const gate = clamp(inner * 0.19, 116, 158)
  const arrow = clamp(inner * (downstream ? 0.048 : 0.066), 26, 72)
  const door = plan.doors.length > 0
  const gateX = pad + source + arrow + (door ? box + arrow : 0)
  const cellsX = gateX + gate + Math.round(arrow * 0.75)
  const right = downstream ? box + Math.round(arrow * 0.75) : 0
  return {
    pad,
    source: { x: pad, width: source },
    door: door ? { x: pad + source + arrow, width: box } : null,
    gate: { x: gateX, width: gate },
    cells: { x: cellsX, width: width - pad - right - cellsX },
    downstream: downstream ? { x: width - pad - box, width: box } : null,
  }
}

function columnsDown(plan: FlowPlan, width: number): Columns {
  const pad = 12
  const inner = width - 2 * pad
  const door = plan.doors.length > 0
  const arrow = clamp(inner * 0.085, 22, 44)
  const rest = inner - (door ? 2 : 1) * arrow
  const box = Math.floor(rest * (door ? 0.28 : 0.42))
  const gateX = pad + box + arrow + (door ? box + arrow : 0)
  const downstream = hasRight(plan)
  const below = downstream ? Math.min(96, Math.floor(inner * 0.28)) : 0
  return {
    pad,
    source: { x: pad, width: box },
    door: door ? { x: pad + box + arrow, width: box } : null,
    gate: { x: gateX, width: width - pad - gateX },
    cells: { x: pad, width: inner - (downstream ? below + arrow : 0) },
    downstream: downstream ? { x: width - pad - below, width: below } : null,
  }
}

interface Band extends Members {
  y: number
  height: number
}

const stack = (count: number, each: number, gap = GAP): number => count * each + Math.max(0, count - 1) * gap

/** What belongs to a function: positions in the lists of the plan. */
interface Members {
  fn: number
  sources: readonly number[]
  doors: readonly number[]
  outlets: readonly number[]
}

function membersOf(plan: FlowPlan, fn: number): Members {
  const own = (list: readonly { fn: number }[]): number[] => list.flatMap((one, index) => (one.fn === fn ? [index] : []))
  return { fn, sources: own(plan.sources), doors: own(plan.doors), outlets: own(plan.outlets) }
}

/** Heights of a box of a source: the least, and the most it makes use of. */
const sourceHeights = (plan: FlowPlan, { sources }: Members) =>
  sources.some((at) => saysMore(plan.sources[at]!)) ? { least: QUEUE_MIN, most: QUEUE_MAX } : { least: SOURCE_MIN, most: SOURCE_MAX }

/** Heights of a function's parts: the least that can be read, and what they would like. */
function needs(plan: FlowPlan, members: Members, title: boolean): { callers: number; cells: number } {
  const fn = plan.functions[members.fn]!
  const meters = (title ? GATE_TITLE : 0) + fn.pools.length * METER_MIN + 12
  const caption = fn.groups.length > 1 ? CAPTION : 0
  const sources = stack(members.sources.length, sourceHeights(plan, members).least)
  const outlets = Math.max(fn.pays ? PAYING : 0, stack(members.outlets.length + (fn.downstream ? 1 : 0), fn.pays ? PAYING : SOURCE_MIN))
  return { callers: Math.max(sources, stack(members.doors.length, SOURCE_MIN), meters), cells: Math.max(CELLS_MIN + caption, outlets) }
}

function bandsOf(plan: FlowPlan, size: Size, across: boolean): { bands: Band[]; height: number } {
  const top = across ? PADDING : TOP_DOWN
  const all = plan.functions.map((_, at) => {
    const members = membersOf(plan, at)
    const { callers, cells } = needs(plan, members, !across || at === 0)
    return { members, least: across ? Math.max(callers, cells) : callers + ARROW_DOWN + cells }
  })
  const least = all.reduce((sum, { least: own }) => sum + own, 0) + BAND_GAP * (all.length - 1) + top + PADDING
  const height = Math.max(Math.floor(size.height), least)
  const spare = (height - least) / Math.max(1, all.length)
  let y = top
  const bands = all.map(({ members, least: own }): Band => {
    const band = { ...members, y: Math.round(y), height: Math.floor(own + spare) }
    y += own + spare + BAND_GAP
    return band
  })
  return { bands, height }
}

/** `count` equal boxes one below the other, in the middle of a stretch. */
function column(count: number, place: { x: number; width: number }, stretch: { y: number; height: number }, most = SOURCE_MAX): Box[] {
  const each = Math.floor(Math.min(most, (stretch.height - (count - 1) * GAP) / Math.max(1, count)))
  const top = stretch.y + Math.floor((stretch.height - stack(count, each)) / 2)
  return Array.from({ length: count }, (_, at) => ({ ...place, y: top + at * (each + GAP), height: each }))
}

const middle = (box: Box): number => box.y + box.height / 2
const right = (box: Box): number => box.x + box.width

/** From the right side of one box to the left side of another; level where both reach that height. */
function legBetween(from: Box, to: Box): Leg {
  const y0 = middle(from)
  const y1 = y0 > to.y + 8 && y0 < to.y + to.height - 8 ? y0 : Math.min(to.y + to.height - 10, Math.max(to.y + 10, middle(to)))
  return { x0: right(from), y0, x1: to.x, y1 }
}

function gridsIn(fn: FunctionPlan, box: Box): { grids: Grid[]; caption: number } {
  const caption = fn.groups.length > 1 ? CAPTION : 0
  const inner = { x: box.x + PADDING, y: box.y + HEAD + caption, width: box.width - 2 * PADDING, height: box.height - HEAD - caption - PADDING }
  if (fn.groups.length < 2) return { grids: fn.groups.map((group) => gridOf(group, inner)), caption }
  const gap = 14
  const total = cellCount(fn)
  const room = inner.width - gap
  const least = Math.min(room / 2, Math.max(CAPTION_WIDTH, room * 0.28))
  const share = clamp(room * (fn.groups[0]!.count / total), least, room - least)
  const boxes = [{ ...inner, width: share }, { ...inner, x: inner.x + share + gap, width: inner.width - gap - share }]
  return { grids: fn.groups.map((group, at) => gridOf(group, boxes[at]!)), caption }
}

function metersIn(fn: FunctionPlan, gate: Box, title: boolean): Box[] {
  const top = gate.y + (title ? GATE_TITLE : 0)
  const room = gate.height - (title ? GATE_TITLE : 0)
  const each = Math.min(36, Math.floor(room / Math.max(1, fn.pools.length)))
  const first = top + Math.floor((room - each * fn.pools.length) / 2)
  return fn.pools.map((_, at) => ({ x: gate.x + PADDING, y: first + at * each, width: gate.width - 2 * PADDING, height: each }))
}

function placeFunction(fn: FunctionPlan, columns: Columns, parts: { gate: Box; cells: { y: number; height: number }; title: boolean; across: boolean }): FunctionPlace {
  const { gate, title, across } = parts
  const box = { ...columns.cells, ...parts.cells }
  const entry = across
    ? { x0: right(gate), y0: middle(box), x1: box.x, y1: middle(box) }
    : { x0: Math.min(gate.x + gate.width / 2, right(box) - 20), y0: gate.y + gate.height, x1: Math.min(gate.x + gate.width / 2, right(box) - 20), y1: box.y }
  return {
    box,
    ...gridsIn(fn, box),
    gate,
    meters: metersIn(fn, gate, title),
    entry,
    downstream: null,
  }
}

/** What the environments lead on to, one below the other: the downstream first. */
function placeRight(fn: FunctionPlan, outlets: number, { place, columns }: { place: FunctionPlace; columns: Columns }): { downstream: Place | null; outlets: Place[] } {
  const to = columns.downstream
  if (!to) return { downstream: null, outlets: [] }
  const { box } = place
  // Alone it stands in the very middle, where the arrow is.
  const alone = outlets === 0 && fn.downstream
  const height = fn.pays ? PAYING : DOWNSTREAM
  const boxes = alone ? [{ ...to, y: middle(box) - height / 2, height }] : column(outlets + (fn.downstream ? 1 : 0), to, box, height)
  const places = boxes.map((each): Place => ({ box: each, leg: legBetween(box, each) }))
  return fn.downstream ? { downstream: places[0]!, outlets: places.slice(1) } : { downstream: null, outlets: places }
}

export function layoutFlow(plan: FlowPlan, size: Size): FlowLayout {
  const width = Math.max(200, Math.floor(size.width))
  const across = width >= ACROSS_MIN
  const columns = across ? columnsAcross(plan, width) : columnsDown(plan, width)
  const { bands, height } = bandsOf(plan, size, across)
  const sources: { box: Box; legs: Leg[] }[] = []
  const doors: Box[] = []
  const outlets: Place[] = []
  const functions = bands.map((band): FunctionPlace => {
    const fn = plan.functions[band.fn]!
    const title = !across || band.fn === 0
    const { callers, cells } = needs(plan, band, title)
    const spare = band.height - callers - cells - ARROW_DOWN
    const top = across ? band.height : callers + Math.floor(Math.max(0, spare) * 0.3)
    const row = { y: band.y, height: top }
    const gate = { ...columns.gate, ...row }
    column(band.doors.length, columns.door ?? columns.source, row).forEach((box, at) => (doors[band.doors[at]!] = box))
    column(band.sources.length, columns.source, row, sourceHeights(plan, band).most).forEach((box, at) => {
      const door = doors[plan.sources[band.sources[at]!]!.door]
      const legs = door ? [legBetween(box, door), legBetween(door, gate)] : [legBetween(box, gate)]
      sources[band.sources[at]!] = { box, legs }
    })
    const below = across ? row : { y: band.y + top + ARROW_DOWN, height: band.height - top - ARROW_DOWN }
    const place = placeFunction(fn, columns, { gate, cells: below, title, across })
    const ahead = placeRight(fn, band.outlets.length, { place, columns })
    ahead.outlets.forEach((outlet, at) => (outlets[band.outlets[at]!] = outlet))
    return { ...place, downstream: ahead.downstream }
  })
  const gates = functions.map(({ gate }) => gate)
  const last = gates.at(-1)
  const lambda = across && last ? [{ ...gates[0]!, height: last.y + last.height - gates[0]!.y }] : gates
  return { width, height, across, sources, doors, functions, outlets, lambda }
}

/** Height that a plan would like: what a few rows of readable cells take. */
export function preferredHeight(plan: FlowPlan, width: number): number {
  const across = width >= ACROSS_MIN
  const { height } = bandsOf(plan, { width, height: 0 }, across)
  const cells = Math.max(...plan.functions.map(cellCount), 0)
  const extra = plan.functions.length > 1 ? 8 : across ? (cells > 24 ? 56 : 40) : cells > 24 ? 28 : 12
  return height + extra * Math.min(2, plan.functions.length)
}
