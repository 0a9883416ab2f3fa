/**
 * Levels of detail for runs too long to scan in a frame: the grid of codes at 2^k bins, each level half as fine as
 * the one before. A frame then reads about as many cells as it has pixels, whatever the number of records.
 */
import { assignSlots, fillGrid, flushGrid, gridFor, MERGED, mergeCodes } from './codes'
import type { Columns, Grid, Place, Slots } from './codes'
import type { TimelineIndex } from './timelineIndex'

export interface Lod {
  slots: Slots
  /** Finest first. Cell of slot s and bin b is at `s * bins + b`. */
  levels: readonly { bins: number; codes: Uint8Array }[]
  /** Microseconds that all bins of a level cover together. */
  span: number
}

const BINS_MAX = 131_072
/** Cells of the finest level at most. */
const CELLS_MAX = 2_097_152
const BINS_MIN = 256
/** Cells per record at most: finer levels would hold little but zeros. */
const CELLS_PER_RECORD = 48

/** Builds levels; keeps its largest buffer from run to run. */
export function createLodBuilder(): (index: TimelineIndex) => Lod {
  let scratch: Grid | null = null
  return (index) => {
    const slots = assignSlots(index.rows)
    const bins = finestOf(index, slots)
    const span = Math.max(1, index.trace.until)
    const levels: Lod['levels'][number][] = []
    for (let size = bins; size >= BINS_MIN; size /= 2) levels.push({ bins: size, codes: new Uint8Array(size * slots.length) })
    const grid = gridFor(slots.length, bins, scratch)
    scratch = grid
    fillGrid(index, { slots, columns: { from: 0, density: bins / span, count: bins }, grid })
    flushGrid(grid, slots, levels[0]!.codes)
    levels.forEach((coarse, at) => at > 0 && halve(levels[at - 1]!.codes, coarse.codes))
    return { slots, levels, span }
  }
}

function finestOf({ ids }: TimelineIndex, slots: Slots): number {
  const cells = Math.min(CELLS_MAX, ids.length * CELLS_PER_RECORD)
  let bins = BINS_MAX
  while (bins > BINS_MIN && bins * slots.length > cells) bins /= 2
  return bins
}

/** Bins are powers of two: neighbours in a slot are neighbours in memory, and are read as one number. */
function halve(fine: Uint8Array, coarse: Uint8Array): void {
  const pairs = new Uint16Array(fine.buffer)
  for (let at = 0; at < coarse.length; at++) coarse[at] = MERGED[pairs[at]!]!
}

/** Columns that a bin may cover: as many as it takes, and as many as will do for a rough picture, which is drawn faster. */
export interface Coarse {
  widest: number
  enough: number
}
const EXACT: Coarse = { widest: 1, enough: 1 }

/** Fills a grid of codes from the level whose bins are just finer than a column. False if even the finest is too coarse. */
export function sampleLod(lod: Lod, columns: Columns & Partial<Place>, codes: Uint8Array, { widest, enough }: Coarse = EXACT): boolean {
  const { first = 0, stride = columns.count } = columns
  const perColumn = 1 / columns.density
  const finerThan = (columnsWide: number) => ({ bins }: { bins: number }): boolean => lod.span / bins <= perColumn * columnsWide * 1.0001
  // From the coarsest: the first that is fine enough.
  const level = lod.levels.findLast(finerThan(enough)) ?? lod.levels.find(finerThan(widest))
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
