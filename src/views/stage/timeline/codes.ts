/**
 * The timeline of a crowd: a grid of one byte per pixel column and slot (a row, or several rows where there are
 * more than a screen can tell apart). A byte says how busy the pixel is and what to show of it.
 */
import { OUTCOMES, OUTCOME_MASK, RECORD_KINDS } from '../../../sim/trace/schema.ts'
import type { Rgba } from '../../chart/color.ts'
import { mix, packPixel, parseColor } from '../../chart/color.ts'
import type { Palette, Phase } from '../../design/palette.ts'
import { lanesWithin, positionsWithin, type TimelineIndex } from './timelineIndex.ts'
import { isEnvironmentGroup, type Rows } from './rows.ts'

/** Most slots of a grid: about as many as a large screen has pixel rows for them. */
export const SLOT_MAX = 384

/** What a pixel shows, least to most telling: the class with the highest code wins where several meet. */
const CLASSES = ['handler', 'create', 'download', 'restore', 'runtimeStart', 'functionInit', 'suppressedInit', 'failed'] as const
/** Levels: 0 no environment, 1 idle, 2 to 31 busy. */
const LEVELS = 32
const BUSY_STEPS = LEVELS - 3

/** Class of each record kind; what is no bar has none. */
export const CLASS_OF_KIND: readonly number[] = RECORD_KINDS.map((kind) => CLASSES.findIndex((name) => name === kind))
const FAILED = CLASSES.indexOf('failed')
/** Outcomes of a handler or init that went wrong. */
const FAILURES: readonly boolean[] = OUTCOMES.map((outcome) =>
  ['functionError', 'timeout', 'crash', 'outOfMemory', 'restoreTimeout', 'responseTooLarge'].includes(outcome),
)
export const isFailure = (outcome: number): boolean => FAILURES[outcome & OUTCOME_MASK] ?? false

/** Rows that share a slot: `slotOfRow` is monotonic, `rowsPerSlot` how many rows each has. Only environments have slots. */
export interface Slots {
  length: number
  slotOfRow: Int32Array
  rowsPerSlot: Uint16Array
}

export function assignSlots(rows: Rows, max = SLOT_MAX): Slots {
  const slotOfRow = new Int32Array(rows.length).fill(-1)
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
  return { length: perSlot.length, slotOfRow, rowsPerSlot: Uint16Array.from(perSlot) }
}

/** One row of cells being filled: share of time busy, what was seen, whether anything was alive. */
export interface Strip {
  busy: Float32Array
  seen: Uint8Array
  alive: Uint8Array
}

export const createStrip = (columns: number): Strip => ({
  busy: new Float32Array(columns),
  seen: new Uint8Array(columns),
  alive: new Uint8Array(columns),
})

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

/** Adds the share of each column that `[start, end)` covers, in columns. */
function cover({ busy, seen }: Strip, start: number, end: number, code: number): void {
  const last = busy.length
  const a = start > 0 ? start : 0
  const b = end < last ? end : last
  if (b < a || a >= last) return
  const first = a | 0
  const final = b | 0
  if (code > seen[first]!) seen[first] = code
  if (first === final) {
    busy[first]! += b - a
    return
  }
  busy[first]! += first + 1 - a
  for (let at = first + 1; at < final; at++) {
    busy[at]! += 1
    if (code > seen[at]!) seen[at] = code
  }
  if (final < last && b > final) {
    busy[final]! += b - final
    if (code > seen[final]!) seen[final] = code
  }
}

/** Adds what a row shows in the columns to a strip. `seen` holds class + 1. */
export function addRow(index: TimelineIndex, row: number, columns: Columns, strip: Strip): void {
  const { trace, ids, rows } = index
  const { records, lanes } = trace
  const { from, density, count } = columns
  const domain = [from, from + count / density] as const
  const [firstLane, lastLane] = lanesWithin(index, row, domain)
  for (let at = firstLane; at < lastLane; at++) {
    const lane = rows.laneIds[at]!
    const start = Math.max(0, Math.floor((lanes.born[lane]! - from) * density))
    const end = Math.min(count, Math.ceil((lanes.died[lane]! - from) * density))
    if (end > start) strip.alive.fill(1, start, end)
  }
  const { time, span, kind, outcome } = records
  const [first, last] = positionsWithin(index, row, domain)
  for (let at = first; at < last; at++) {
    const id = ids[at]!
    const code = CLASS_OF_KIND[kind[id]!]!
    if (code < 0) continue
    const start = (time[id]! - from) * density
    cover(strip, start, start + span[id]! * density, (FAILURES[outcome[id]! & OUTCOME_MASK] ? FAILED : code) + 1)
  }
}

/** Turns a strip into codes at `at` of `codes` and clears it. @param rows how many rows were added to it */
export function flushStrip(strip: Strip, rows: number, codes: Uint8Array, at: number): void {
  const { busy, seen, alive } = strip
  for (let column = 0; column < busy.length; column++) {
    const share = busy[column]! / rows
    const found = seen[column]!
    if (found > 0) {
      codes[at + column] = ((found - 1) << 5) | (2 + Math.min(BUSY_STEPS, Math.ceil(share * BUSY_STEPS)))
      seen[column] = 0
      busy[column] = 0
    } else {
      codes[at + column] = alive[column]!
    }
    alive[column] = 0
  }
}

/** Reads the visible records into a grid of codes, slot by slot. */
export function scanCodes(index: TimelineIndex, slots: Slots, columns: Columns & Partial<Place>, codes: Uint8Array): void {
  const { first = 0, stride = columns.count } = columns
  const strip = createStrip(columns.count)
  let row = 0
  for (let slot = 0; slot < slots.length; slot++) {
    while (slots.slotOfRow[row] !== slot) row++
    for (; slots.slotOfRow[row] === slot; row++) addRow(index, row, columns, strip)
    flushStrip(strip, slots.rowsPerSlot[slot]!, codes, slot * stride + first)
  }
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

const MERGED = Uint8Array.from({ length: 65_536 }, (_, pair) => merged(pair >> 8, pair & 255))

/** Two neighbouring codes as one: the more telling class, the mean of the levels. By table: a frame merges many. */
export const mergeCodes = (a: number, b: number): number => MERGED[(a << 8) | b]!

/** The packed colour of every code over the palette's background. */
export function codeColors(palette: Palette): Uint32Array {
  const colors = new Uint32Array(256)
  const background = parseColor(palette.background)
  const fills: Rgba[] = CLASSES.map((name) => parseColor(name === 'failed' ? palette.alarm : palette.phases[name satisfies Phase].fill))
  const idle = packPixel(mix(background, parseColor(palette.idle), 0.16))
  fills.forEach((fill, code) => {
    colors[(code << 5) | 1] = idle
    for (let level = 2; level < LEVELS; level++) {
      colors[(code << 5) | level] = packPixel(mix(background, fill, 0.42 + (0.58 * (level - 2)) / BUSY_STEPS))
    }
  })
  return colors
}
