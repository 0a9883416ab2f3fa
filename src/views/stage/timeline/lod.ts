/**
 * Levels of detail for runs too long to scan in a frame: the grid of codes at 2^k bins, each level half as fine as
 * the one before. A frame then reads about as many cells as it has pixels, whatever the number of records.
 */
import { addRow, assignSlots, createStrip, flushStrip, mergeCodes, type Columns, type Place, type Slots } from './codes.ts'
import type { TimelineIndex } from './timelineIndex.ts'

export interface Lod {
  slots: Slots
  /** Finest first. Cell of slot s and bin b is at `s * bins + b`. */
  levels: readonly { bins: number; codes: Uint8Array }[]
  /** Microseconds that all bins of a level cover together. */
  span: number
}

const BINS_MAX = 131_072
/** Cells of the finest level at most. */
const CELLS_MAX = 4_194_304
const BINS_MIN = 256
/** Cells per record at most: finer levels would hold little but zeros. */
const CELLS_PER_RECORD = 48
/** Records scanned between two yields: about two milliseconds. */
const SLICE = 100_000

/** Builds the levels row by row; yields every few milliseconds. */
export function* buildLod(index: TimelineIndex): Generator<undefined, Lod> {
  const slots = assignSlots(index.rows)
  let bins = BINS_MAX
  const cells = Math.min(CELLS_MAX, index.ids.length * CELLS_PER_RECORD)
  while (bins > BINS_MIN && bins * slots.length > cells) bins /= 2
  const span = Math.max(1, index.trace.until)
  const levels: { bins: number; codes: Uint8Array }[] = []
  for (let size = bins; size >= BINS_MIN; size /= 2) levels.push({ bins: size, codes: new Uint8Array(size * slots.length) })
  const columns: Columns = { from: 0, density: bins / span, count: bins }
  const strip = createStrip(bins)
  let row = 0
  let work = 0
  for (let slot = 0; slot < slots.length; slot++) {
    while (slots.slotOfRow[row] !== slot) row++
    for (; slots.slotOfRow[row] === slot; row++) {
      addRow(index, row, columns, strip)
      work += index.offset[row + 1]! - index.offset[row]!
    }
    flushStrip(strip, slots.rowsPerSlot[slot]!, levels[0]!.codes, slot * bins)
    halve(levels, slot)
    work += bins
    if (work > SLICE) {
      work = 0
      yield
    }
  }
  return { slots, levels, span }
}

function halve(levels: Lod['levels'], slot: number): void {
  for (let level = 1; level < levels.length; level++) {
    const fine = levels[level - 1]!
    const coarse = levels[level]!
    const source = slot * fine.bins
    const target = slot * coarse.bins
    for (let bin = 0; bin < coarse.bins; bin++) {
      coarse.codes[target + bin] = mergeCodes(fine.codes[source + 2 * bin]!, fine.codes[source + 2 * bin + 1]!)
    }
  }
}

/** Fills a grid of codes from the level whose bins are just finer than a column. False if even the finest is too coarse. */
export function sampleLod(lod: Lod, columns: Columns & Partial<Place>, codes: Uint8Array): boolean {
  const { first = 0, stride = columns.count } = columns
  const perColumn = 1 / columns.density
  // From the coarsest: the first that is at least as fine as the columns.
  const level = lod.levels.findLast(({ bins }) => lod.span / bins <= perColumn * 1.0001)
  if (!level) return false
  const binSpan = lod.span / level.bins
  const firstBin = new Int32Array(columns.count + 1)
  for (let column = 0; column <= columns.count; column++) {
    firstBin[column] = Math.min(level.bins, Math.max(0, Math.round((columns.from + column * perColumn) / binSpan)))
  }
  for (let slot = 0; slot < lod.slots.length; slot++) {
    const base = slot * level.bins
    const target = slot * stride + first
    for (let column = 0; column < columns.count; column++) {
      const end = firstBin[column + 1]!
      let bin = firstBin[column]!
      let code = bin < level.bins ? level.codes[base + bin]! : 0
      for (bin++; bin < end; bin++) code = mergeCodes(code, level.codes[base + bin]!)
      codes[target + column] = code
    }
  }
  return true
}
