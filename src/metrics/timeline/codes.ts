/**
 * The timeline of a crowd: a grid of one byte per pixel column and slot (a row, or several rows where there are
 * more than a screen can tell apart). A byte says how busy the pixel is and what to show of it.
 */
import { NONE, RECORD_KINDS } from '../../sim/trace/schema'
import type { RecordId } from '../../sim/trace/schema'
import { isEnvironmentGroup } from './rows'
import type { Rows } from './rows'
import { FAILURES } from './survey'
import { lanesWithin, positionFrom, recordAfter } from './timelineIndex'
import type { TimelineIndex } from './timelineIndex'

/** Most slots of a grid: about as many as a large screen has pixel rows for them. */
const SLOT_MAX = 384

/** What a pixel shows, least to most telling: the class with the highest code wins where several meet. */
export const CLASSES = ['handler', 'create', 'download', 'restore', 'runtimeStart', 'functionInit', 'suppressedInit', 'failed'] as const
/** Levels: 0 no environment, 1 idle, 2 to 31 busy. */
export const LEVELS = 32
export const BUSY_STEPS = LEVELS - 3

/** Class of each record kind; what is no bar has none (below 0). A code has room for eight classes: one colour, one class. */
export const CLASS_OF_KIND = Int8Array.from(RECORD_KINDS, (kind) => CLASSES.findIndex((name) => name === (kind === 'network' ? 'create' : kind)))
const FAILED = CLASSES.indexOf('failed')

/** Rows that share a slot: `slotOfRow` is monotonic, `rowsPerSlot` how many rows each has. Only environments have slots. */
export interface Slots {
  length: number
  slotOfRow: Int32Array
  /** By lane; NONE where the lane is no environment. */
  slotOfLane: Int32Array
  rowsPerSlot: Uint16Array
}

export function assignSlots(rows: Rows, max = SLOT_MAX): Slots {
  const slotOfRow = new Int32Array(rows.length).fill(NONE)
  const perSlot: number[] = []
  const total = rows.groups.filter(isEnvironmentGroup).reduce((sum, group) => sum + group.count, 0)
  for (const group of rows.groups) {
    if (!isEnvironmentGroup(group)) continue
    const share = total <= max ? group.count : Math.max(1, Math.floor((max * group.count) / total))
    const first = perSlot.length
    for (let i = 0; i < share; i++) perSlot.push(0)
    for (let i = 0; i < group.count; i++) {
      const slot = first + Math.floor((i * share) / group.count)
      slotOfRow[group.first + i] = slot
      perSlot[slot]!++
    }
  }
  const slotOfLane = rows.rowOfLane.map((row) => (row === NONE ? NONE : slotOfRow[row]!))
  return { length: perSlot.length, slotOfRow, slotOfLane, rowsPerSlot: Uint16Array.from(perSlot) }
}

/** How columns divide a stretch of time. */
export interface Columns {
  from: number
  /** Columns per microsecond. */
  density: number
  count: number
}

/** Where columns stand in a grid of codes: some of those in its rows. */
export interface Place {
  /** First column. */
  first: number
  /** Columns of a row of the grid. */
  stride: number
}

/** Cells being filled, slot by slot. */
export interface Grid {
  columns: number
  /** Time busy, in columns. */
  busy: Float32Array
  /** 0 nothing, ALIVE, or the most telling class seen, as `seenOf` numbers them. */
  seen: Uint8Array
}

const ALIVE = 1
const seenOf = (code: number): number => code + 2

/** Cells for `slots` times `columns`, all empty; those of `used` where they suffice. */
export function gridFor(slots: number, columns: number, used: Grid | null = null): Grid {
  const cells = slots * columns
  if (used !== null && used.busy.length >= cells) return { ...used, columns }
  return { columns, busy: new Float32Array(cells), seen: new Uint8Array(cells) }
}

/** Adds the share of each column that `[start, end)` covers, in columns. @param shown slot and what is seen there as one number: `slot << 4 | seen` */
function cover({ columns, busy, seen }: Grid, shown: number, start: number, end: number): void {
  const a = start > 0 ? start : 0
  const b = end < columns ? end : columns
  if (b < a || a >= columns) return
  const first = a | 0
  const final = b | 0
  const base = (shown >> 4) * columns
  const what = shown & 15
  if (what > seen[base + first]!) seen[base + first] = what
  if (first === final) {
    busy[base + first]! += b - a
    return
  }
  busy[base + first]! += first + 1 - a
  for (let at = base + first + 1; at < base + final; at++) {
    busy[at]! += 1
    if (what > seen[at]!) seen[at] = what
  }
  if (final < columns && b > final) {
    busy[base + final]! += b - final
    if (what > seen[base + final]!) seen[base + final] = what
  }
}

/** Marks where the environments of a row are alive, in an empty grid. */
function addLives(index: TimelineIndex, row: number, { slot, columns, grid }: { slot: number; columns: Columns; grid: Grid }): void {
  const { from, density, count } = columns
  const { born, died } = index.trace.lanes
  const [first, last] = lanesWithin(index, row, [from, from + count / density])
  for (let at = first; at < last; at++) {
    const lane = index.rows.laneIds[at]!
    const start = Math.max(0, Math.floor((born[lane]! - from) * density))
    const end = Math.min(count, Math.ceil((died[lane]! - from) * density))
    if (end > start) grid.seen.fill(ALIVE, slot * count + start, slot * count + end)
  }
}

/** Adds records to the cells of their slots, in order of time: faster than row by row, since memory is read in order. */
function addRecords(index: TimelineIndex, { slots, columns, grid }: Filling, [first, last]: readonly [RecordId, RecordId]): void {
  const { time, span, kind, outcome, lane } = index.trace.records
  const { fixed } = index.rows
  const { slotOfLane } = slots
  const { from, density } = columns
  for (let id = first; id < last; id++) {
    const at = lane[id]!
    if (at < fixed) continue
    const code = CLASS_OF_KIND[kind[id]!]!
    if (code < 0) continue
    const seen = seenOf(FAILURES[outcome[id]!] === 1 ? FAILED : code)
    const start = (time[id]! - from) * density
    cover(grid, (slotOfLane[at]! << 4) | seen, start, start + span[id]! * density)
  }
}

interface Filling {
  slots: Slots
  columns: Columns & Partial<Place>
  grid: Grid
}

/** Reads what the columns show into an empty grid. */
export function fillGrid(index: TimelineIndex, filling: Filling): void {
  const { slots, columns, grid } = filling
  const first = recordAfter(index.trace, columns.from)
  const last = recordAfter(index.trace, columns.from + columns.count / columns.density)
  slots.slotOfRow.forEach((slot, row) => slot >= 0 && addLives(index, row, { slot, columns, grid }))
  slots.slotOfRow.forEach((slot, row) => {
    if (slot < 0) return
    // What is still going on at the left edge: a row does one thing at a time.
    const before = positionFrom(index, row, first) - 1
    if (before >= index.offset[row]!) addRecords(index, filling, [index.ids[before]!, index.ids[before]! + 1])
  })
  addRecords(index, filling, [first, last])
}

/** By what was seen and how many steps busy: the code. A table, since what a cell holds cannot be predicted. */
const CODE_OF = Uint8Array.from({ length: seenOf(CLASSES.length) << 5 }, (_, at) => {
  const seen = at >> 5
  return seen <= ALIVE ? seen : ((seen - seenOf(0)) << 5) | (2 + Math.min(BUSY_STEPS, at & 31))
})
/** Added before the fraction is cut off, it rounds up. */
const ROUND_UP = 1 - 2 ** -20

/** Turns the cells of a grid into codes, and empties them. */
export function flushGrid({ columns, busy, seen }: Grid, { length, rowsPerSlot }: Slots, codes: Uint8Array, { first = 0, stride = columns }: Partial<Place> = {}): void {
  for (let slot = 0; slot < length; slot++) {
    const scale = BUSY_STEPS / rowsPerSlot[slot]!
    const end = (slot + 1) * columns
    let target = slot * stride + first
    for (let at = slot * columns; at < end; at++) {
      codes[target++] = CODE_OF[(seen[at]! << 5) | Math.min(BUSY_STEPS, (busy[at]! * scale + ROUND_UP) | 0)]!
    }
  }
  busy.fill(0, 0, length * columns)
  seen.fill(0, 0, length * columns)
}

/** Reads the visible records into codes, slot by slot. The grid is left empty. */
export function scanCodes(index: TimelineIndex, filling: Filling, codes: Uint8Array): void {
  fillGrid(index, filling)
  flushGrid(filling.grid, filling.slots, codes, filling.columns)
}

function merged(a: number, b: number): number {
  const levelA = a & 31
  const levelB = b & 31
  if (levelA < 2 && levelB < 2) return Math.max(levelA, levelB)
  const classA = levelA < 2 ? 0 : a >> 5
  const classB = levelB < 2 ? 0 : b >> 5
  const mean = (Math.max(0, levelA - 2) + Math.max(0, levelB - 2) + 1) >> 1
  return (Math.max(classA, classB) << 5) | (2 + mean)
}

/** By pair of codes, in either order: what they are as one. */
export const MERGED = Uint8Array.from({ length: 65_536 }, (_, pair) => merged(pair >> 8, pair & 255))

/** Two neighbouring codes as one: the more telling class, the mean of the levels. By table: a frame merges many. */
export const mergeCodes = (a: number, b: number): number => MERGED[(a << 8) | b]!
