/** Cells in a box: as large as they can be, and what can be told of each at that size. */
import type { Box } from '../../chart/surface.ts'

/**
 * `tank`: a cell with its request's number and how far it is; `cell`: colour and pattern; `dense`: whole pixels
 * of colour; `bar`: too many to be told apart, their states in proportion.
 */
export type GridMode = 'tank' | 'cell' | 'dense' | 'bar'

export interface Grid {
  mode: GridMode
  /** First row of the timeline and number of cells. */
  first: number
  count: number
  box: Box
  columns: number
  /** Size of a cell, and from one to the next. */
  cell: { width: number; height: number }
  pitch: { x: number; y: number }
}

const TANK_WIDTH = 18
const TANK_HEIGHT = 28
const WIDEST = 40
const HIGHEST = 66
/** Sides of plain cells and of pixels. */
const CELL_MIN = 9
const CELL_MAX = 24
const DENSE_MIN = 2

const gapOf = (size: number): number => (size >= TANK_WIDTH ? 4 : size >= CELL_MIN + 2 ? 2 : size >= 3 ? 1 : 0)

/** Columns for the largest cells of the best shape: a little higher than wide. */
function bestColumns(count: number, { width, height }: Box): number {
  let best = 1
  let bestSize = -1
  const most = Math.min(count, Math.ceil(width / TANK_WIDTH))
  for (let columns = 1; columns <= most; columns++) {
    const size = Math.min(width / columns, height / Math.ceil(count / columns) / 1.15)
    if (size > bestSize + 1e-9) [best, bestSize] = [columns, size]
  }
  return best
}

/** Cells with room for a number, or null where there is none. */
function tanks(count: number, box: Box): Pick<Grid, 'columns' | 'cell' | 'pitch'> | null {
  const gap = 4
  const columns = bestColumns(count, box)
  const width = Math.min(WIDEST, Math.floor((box.width + gap) / columns) - gap)
  const height = Math.min(HIGHEST, Math.floor((box.height + gap) / Math.ceil(count / columns)) - gap)
  if (width < TANK_WIDTH || height < TANK_HEIGHT) return null
  return { columns, cell: { width, height }, pitch: { x: width + gap, y: height + gap } }
}

/** Squares of whole pixels that fill the box: the largest of which all find a place. */
function squares(count: number, box: Box): Pick<Grid, 'columns' | 'cell' | 'pitch'> {
  for (let pitch = CELL_MAX + 4; pitch > 0; pitch--) {
    const gap = gapOf(pitch)
    const columns = Math.floor((box.width + gap) / pitch)
    const lines = Math.floor((box.height + gap) / pitch)
    if (columns * lines < count) continue
    const side = pitch - gap
    // A single line may be higher: less of the box stays empty.
    const height = count <= columns && side >= CELL_MIN ? Math.min(Math.floor(box.height), Math.round(side * 1.6)) : side
    return { columns, cell: { width: side, height }, pitch: { x: pitch, y: height + gap } }
  }
  return { columns: 1, cell: { width: 0, height: 0 }, pitch: { x: 1, y: 1 } }
}

/** @param rows first row and number of cells */
export function gridOf({ first, count }: { first: number; count: number }, box: Box): Grid {
  const large = tanks(Math.max(1, count), box)
  if (large) return { mode: 'tank', first, count, box, ...large }
  const small = squares(Math.max(1, count), box)
  const side = small.cell.width
  return { mode: side >= CELL_MIN ? 'cell' : side >= DENSE_MIN ? 'dense' : 'bar', first, count, box, ...small }
}

/** Where the cell of a row stands. */
export function cellBox(grid: Grid, row: number): Box {
  const at = row - grid.first
  const line = Math.floor(at / grid.columns)
  return {
    x: grid.box.x + (at - line * grid.columns) * grid.pitch.x,
    y: grid.box.y + line * grid.pitch.y,
    width: grid.cell.width,
    height: grid.cell.height,
  }
}

/** The row whose cell lies under a point, or -1. */
export function rowInGrid(grid: Grid, x: number, y: number): number {
  if (grid.mode === 'bar') return -1
  const column = Math.floor((x - grid.box.x) / grid.pitch.x)
  const line = Math.floor((y - grid.box.y) / grid.pitch.y)
  const at = line * grid.columns + column
  const inside = column >= 0 && column < grid.columns && line >= 0 && at < grid.count
  return inside ? grid.first + at : -1
}
