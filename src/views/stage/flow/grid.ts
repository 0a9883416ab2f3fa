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

const TANK_WIDTH = 20
const TANK_HEIGHT = 30
const CELL_MIN = 9
const DENSE_MIN = 2
const WIDEST = 40
const HIGHEST = 56

const gapOf = (size: number): number => (size >= TANK_WIDTH ? 4 : size >= CELL_MIN ? 2 : size >= 3 ? 1 : 0)

/** Cells of the best shape for `count` in `width` by `height`: a little higher than wide. */
function bestColumns(count: number, width: number, height: number): number {
  let best = 1
  let bestSize = -1
  const most = Math.min(count, Math.ceil(Math.sqrt(count * (width / Math.max(1, height)) * 1.6)) + 2)
  for (let columns = 1; columns <= most; columns++) {
    const size = Math.min(width / columns, height / Math.ceil(count / columns) / 1.15)
    if (size > bestSize + 1e-9) [best, bestSize] = [columns, size]
  }
  return best
}

function modeOf(width: number, height: number): GridMode {
  if (width >= TANK_WIDTH && height >= TANK_HEIGHT) return 'tank'
  const size = Math.min(width, height)
  return size >= CELL_MIN ? 'cell' : size >= DENSE_MIN ? 'dense' : 'bar'
}

/** @param rows first row and number of cells */
export function gridOf(rows: { first: number; count: number }, box: Box): Grid {
  const { first, count } = rows
  const columns = bestColumns(Math.max(1, count), box.width, box.height)
  const lines = Math.ceil(Math.max(1, count) / columns)
  const room = { x: box.width / columns, y: box.height / lines }
  const gap = gapOf(Math.min(room.x, room.y))
  const width = Math.min(WIDEST, Math.floor((box.width + gap) / columns) - gap)
  const height = Math.min(HIGHEST, Math.floor((box.height + gap) / lines) - gap)
  const mode = modeOf(width, height)
  // Small cells are square: a crowd of stripes would look like bars of time.
  const square = mode === 'dense' || mode === 'cell' ? Math.min(width, height) : 0
  const cell = square > 0 ? { width: square, height: square } : { width: Math.max(0, width), height: Math.max(0, height) }
  return { mode, first, count, box, columns, cell, pitch: { x: cell.width + gap, y: cell.height + gap } }
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
