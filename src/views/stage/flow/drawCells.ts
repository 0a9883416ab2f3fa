/** Environments as cells: a tank each, plain cells, pixels, or a bar of proportions, by what can be told apart. */
import type { Box, Fill, Surface } from '../../chart/surface.ts'
import { mix, packPixel, parseColor } from '../../chart/color.ts'
import { NONE } from '../../../sim/trace/schema.ts'
import { POOL } from '../../../sim/trace/writer.ts'
import { flowText } from '../../../text/en/flow.ts'
import type { Palette } from '../../design/palette.ts'
import { requestNumber } from '../describe.ts'
import { cellBox, type Grid } from './grid.ts'
import { firstFit, TEXT_SIZE, textWidth, type FlowScene } from './scene.ts'
import { CELL, CELL_STATES } from './state.ts'

/** Height of a line of counts under a bar. */
const LEGEND_LINE = 16
/** Height of the number above a tank's fill. */
const NUMBER = 17
/** How far the ring of a selected cell reaches beyond it. */
const RING = 3

/** The fill of each state; null: there is no environment. */
function cellFills(palette: Palette): (Fill | null)[] {
  const { handler } = palette.phases
  return CELL_STATES.map((state): Fill | null => {
    switch (state) {
      case 'gone':
        return null
      case 'idle':
        return { color: palette.idle, opacity: 0.34 }
      case 'shutdown':
        return { color: palette.idle, opacity: 0.16 }
      case 'connectionWait':
        return { color: handler.fill, pattern: 'vertical', ink: handler.ink }
      default: {
        const { fill, pattern, ink } = palette.phases[state]
        return { color: fill, pattern, ink }
      }
    }
  })
}

/** Outline of a rectangle. */
export function outline(surface: Surface, box: Box, line: { color: string; width: number; radius: number; fill: Fill }): void {
  const { width: w, radius } = line
  surface.rect(box, { color: line.color }, radius)
  surface.rect({ x: box.x + w, y: box.y + w, width: box.width - 2 * w, height: box.height - 2 * w }, line.fill, Math.max(0, radius - w))
}

/** How much of what an environment does is done, 0 to 1. */
function progressOf({ data, state }: FlowScene, row: number): number {
  const { time, span } = data.trace.records
  const id = state.record[row]!
  if (id === NONE || span[id] === 0) return 1
  return Math.min(1, Math.max(0, (state.time - time[id]!) / span[id]!))
}

function drawTank(surface: Surface, scene: FlowScene, box: Box, at: { row: number; fill: Fill | null; code: number }): void {
  const { palette, state, data } = scene
  const { row, fill, code } = at
  const frame = (color: string) => outline(surface, box, { color, width: 1, radius: 5, fill: { color: palette.surface } })
  if (!fill) return surface.rect(box, { color: palette.line, opacity: 0.45 }, 5)
  if (code < CELL.create) {
    frame(palette.line)
    // As on the timeline, idle is a thin line.
    return surface.rect({ x: box.x + 6, y: box.y + box.height / 2 - 1, width: box.width - 12, height: 2 }, { color: palette.idle, opacity: code === CELL.idle ? 0.75 : 0.3 }, 1)
  }
  frame(fill.color)
  surface.rect({ x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 }, { color: fill.color, opacity: 0.15 }, 4)
  const room = box.height - NUMBER - 3
  const height = Math.max(3, Math.round(room * progressOf(scene, row)))
  surface.rect({ x: box.x + 3, y: box.y + box.height - 3 - height, width: box.width - 6, height }, fill, 3)
  const request = data.trace.records.request[state.record[row]!]!
  if (request === NONE) return undefined
  const number = firstFit([String(requestNumber(request))], box.width, palette)
  return surface.text({ x: box.x + box.width / 2, y: box.y + 14 }, number, { color: palette.text, size: TEXT_SIZE, anchor: 'middle', weight: 600 })
}

function drawCell(surface: Surface, { palette }: FlowScene, box: Box, fill: Fill | null): void {
  surface.rect(box, fill ?? { color: palette.line, opacity: 0.45 }, box.width >= 8 ? 3 : 1)
}

/** A line under the cell says that it was not opened for a request of its own. */
function drawPool(surface: Surface, { data, state, palette }: FlowScene, box: Box, row: number): void {
  const lane = state.lane[row]!
  if (lane === NONE || state.cells[row] === CELL.gone) return
  const pool = data.trace.lanes.pool[lane]
  if (pool === POOL['on-demand']) return
  surface.rect({ x: box.x, y: box.y + box.height + 1, width: box.width, height: 2 }, { color: pool === POOL.provisioned ? palette.pools.provisioned : palette.pools.proactive }, 1)
}

/** Whether a row's environment is that of the selected record, or serves its request now. */
function isSelected({ data, state, selected }: FlowScene, row: number): boolean {
  const id = state.record[row]!
  const serves = selected.request !== NONE && state.cells[row]! >= CELL.create && id !== NONE && data.trace.records.request[id] === selected.request
  return serves || selected.row === row
}

/** A ring for a cell to be drawn into. */
function drawRing(surface: Surface, { palette }: FlowScene, { x, y, width, height }: Box): void {
  const r = RING
  outline(surface, { x: x - r, y: y - r, width: width + 2 * r, height: height + 2 * r }, { color: palette.accent, width: 2, radius: r + 5, fill: { color: palette.surface } })
}

function drawSingly(surface: Surface, scene: FlowScene, grid: Grid, fills: readonly (Fill | null)[]): void {
  for (let row = grid.first; row < grid.first + grid.count; row++) {
    const box = cellBox(grid, row)
    const code = scene.state.cells[row]!
    if (isSelected(scene, row)) drawRing(surface, scene, box)
    if (grid.mode === 'tank') drawTank(surface, scene, box, { row, fill: fills[code]!, code })
    else drawCell(surface, scene, box, fills[code]!)
    drawPool(surface, scene, box, row)
  }
}

/** The stacked states of a grid's environments. */
function drawBar(surface: Surface, { state, palette }: FlowScene, grid: Grid, fills: readonly (Fill | null)[]): void {
  const counts = new Int32Array(CELL_STATES.length)
  for (let row = grid.first; row < grid.first + grid.count; row++) counts[state.cells[row]!]!++
  const { box, count } = grid
  const height = Math.max(6, Math.min(22, box.height - LEGEND_LINE))
  surface.rect({ ...box, height }, { color: palette.line, opacity: 0.45 }, 4)
  let x = box.x
  for (let code = CELL_STATES.length - 1; code > CELL.gone; code--) {
    const width = (counts[code]! / count) * box.width
    if (width > 0) surface.rect({ x, y: box.y, width: Math.max(1, width), height }, fills[code]!, 0)
    x += width
  }
  let at = { x: box.x, y: box.y + height + LEGEND_LINE - 2 }
  for (let code = CELL_STATES.length - 1; code > CELL.gone; code--) {
    if (counts[code] === 0) continue
    const label = flowText.stateCount(counts[code]!, flowText.stateNames[CELL_STATES[code]!])
    if (at.x > box.x && at.x + textWidth(label, palette) > box.x + box.width) at = { x: box.x, y: at.y + LEGEND_LINE }
    if (at.y > box.y + box.height + 2) return
    surface.text(at, label, { color: palette.textMuted, size: TEXT_SIZE })
    at = { x: at.x + textWidth(label, palette) + 14, y: at.y }
  }
}

/** The packed colour of each state. */
function pixelsOf(palette: Palette): Uint32Array {
  const background = parseColor(palette.surface)
  return Uint32Array.from(cellFills(palette), (fill) => packPixel(mix(background, parseColor(fill?.color ?? palette.line), fill === null ? 0.45 : (fill.opacity ?? 1))))
}

/** Paints crowds into pixels that are kept from frame to frame. */
export function createCellPainter(): (surface: Surface, scene: FlowScene, grids: readonly Grid[]) => void {
  let pixels = new Uint32Array(0)
  let colors: { palette: Palette; packed: Uint32Array; fills: (Fill | null)[] } | null = null

  const drawDense = (surface: Surface, scene: FlowScene, grid: Grid, packed: Uint32Array): void => {
    const width = Math.max(1, Math.floor(grid.box.width))
    const height = Math.max(1, Math.floor(grid.box.height))
    if (pixels.length < width * height) pixels = new Uint32Array(width * height)
    else pixels.fill(0, 0, width * height)
    const { cell, pitch, columns } = grid
    for (let at = 0; at < grid.count; at++) {
      const line = Math.floor(at / columns)
      const left = (at - line * columns) * pitch.x
      const color = packed[scene.state.cells[grid.first + at]!]!
      for (let y = line * pitch.y; y < line * pitch.y + cell.height; y++) {
        pixels.fill(color, y * width + left, y * width + left + cell.width)
      }
    }
    surface.bitmap({ x: Math.round(grid.box.x), y: Math.round(grid.box.y), width, height }, pixels)
    const { row } = scene.selected
    if (row < grid.first || row >= grid.first + grid.count) return
    const { x, y, width: w, height: h } = cellBox(grid, row)
    surface.polyline([x - 2, y - 2, x + w + 2, y - 2, x + w + 2, y + h + 2, x - 2, y + h + 2, x - 2, y - 3], { color: scene.palette.accent, width: 2 })
  }

  return (surface, scene, grids) => {
    if (colors?.palette !== scene.palette) {
      colors = { palette: scene.palette, packed: pixelsOf(scene.palette), fills: cellFills(scene.palette) }
    }
    for (const grid of grids) {
      if (grid.mode === 'bar') drawBar(surface, scene, grid, colors.fills)
      else if (grid.mode === 'dense') drawDense(surface, scene, grid, colors.packed)
      else drawSingly(surface, scene, grid, colors.fills)
    }
  }
}
