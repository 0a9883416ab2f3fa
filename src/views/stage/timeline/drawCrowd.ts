/** More bars than can be told apart: a grid of codes, painted as pixels. */
import type { Surface } from '../../chart/surface.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { gridFor, mergeCodes, scanCodes, type Columns, type Grid as Cells, type Place, type Slots } from '../../../metrics/timeline/codes.ts'
import type { Palette } from '../../design/palette.ts'
import { codeColors } from './codeColors.ts'
import { rowParts, type TimelineLayout } from './layout.ts'
import { sampleLod, type Coarse, type Lod } from '../../../metrics/timeline/lod.ts'
import type { TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { isEnvironmentGroup } from '../../../metrics/timeline/rows.ts'

/** Buffers that live as long as the panel, so that a frame allocates nothing large. */
export interface CrowdPainter {
  paint(surface: Surface, crowd: Crowd): void
}

export interface Crowd {
  index: TimelineIndex
  layout: TimelineLayout
  scale: TimeScale
  palette: Palette
  slots: Slots
  /** Null until it is built, or where a scan is cheap enough. */
  lod: Lod | null
  /** The view is being moved: what a frame would take long to scan may be a few pixels coarse. */
  moving?: boolean
}

/** While the view moves. */
const COARSE: Coarse = { widest: 4, enough: 2 }

export function createCrowdPainter(): CrowdPainter {
  let codes = new Uint8Array(0)
  let pixels = new Uint32Array(0)
  let cells: Cells | null = null
  let colors: { palette: Palette; table: Uint32Array } | null = null

  return {
    paint(surface, crowd) {
      const { layout, palette, slots } = crowd
      const { plot } = layout
      const width = Math.floor(plot.width)
      const height = Math.max(0, Math.min(Math.floor(plot.height), Math.ceil(layout.bottom) - plot.y))
      if (width < 1 || height < 1) return
      if (codes.length < slots.length * width) codes = new Uint8Array(slots.length * width)
      if (pixels.length < width * height) pixels = new Uint32Array(width * height)
      if (colors?.palette !== palette) colors = { palette, table: codeColors(palette) }
      cells = fillCodes(crowd, width, { codes, cells })
      pixels.fill(0, 0, width * height)
      paintGroups(crowd, { codes, pixels, colors: colors.table, width, height })
      surface.bitmap({ x: plot.x, y: plot.y, width, height }, pixels)
    },
  }
}

/** Fills the grid of codes, piece by piece of the scale; a fold stays empty. Returns the cells it used, to be used again. */
function fillCodes({ index, scale, slots, lod, moving = false }: Crowd, width: number, { codes, cells }: { codes: Uint8Array; cells: Cells | null }): Cells | null {
  let used = cells
  const [origin] = scale.range
  if (scale.folds.length > 0) codes.fill(0, 0, slots.length * width)
  for (const piece of scale.pieces) {
    const first = Math.round(piece.left - origin)
    const count = Math.min(width, Math.round(piece.right - origin)) - first
    if (piece.folded || count < 1) continue
    const from = piece.from - (piece.left - origin - first) / scale.density
    const columns: Columns & Place = { from, density: scale.density, count, first, stride: width }
    if (lod && sampleLod(lod, columns, codes, moving ? COARSE : undefined)) continue
    used = gridFor(slots.length, count, used)
    scanCodes(index, { slots, columns, grid: used }, codes)
  }
  return used
}

interface Grid {
  codes: Uint8Array
  pixels: Uint32Array
  colors: Uint32Array
  width: number
  height: number
}

function paintGroups({ layout, slots }: Crowd, grid: Grid): void {
  for (const { group, y, rowHeight } of layout.groups) {
    if (!isEnvironmentGroup(group)) continue
    const first = slots.slotOfRow[group.first]!
    const last = slots.slotOfRow[group.first + group.count - 1]!
    const slotHeight = (rowHeight * group.count) / (last - first + 1)
    const top = y - layout.plot.y
    const bottom = Math.min(grid.height, top + rowHeight * group.count)
    const bar = rowParts(slotHeight)
    let painted = -1
    for (let line = Math.max(0, Math.ceil(top)); line < bottom; line++) {
      const within = (line - top) / slotHeight
      const slot = Math.min(last, first + Math.floor(within))
      if (slotHeight >= 3 && !inBar(line, top + Math.floor(within) * slotHeight, bar)) continue
      if (slotHeight >= 1 && slot === painted) {
        copyLine(grid, line)
        continue
      }
      const end = slotHeight >= 1 ? slot + 1 : Math.min(last + 1, Math.max(slot + 1, first + Math.floor((line + 1 - top) / slotHeight)))
      paintLine(grid, line, [slot, end])
      painted = slot
    }
  }
}

/** Whether a line of pixels belongs to the bar of the row that begins at `rowTop`; the rest keeps rows apart. */
const inBar = (line: number, rowTop: number, { barTop, barHeight }: { barTop: number; barHeight: number }): boolean =>
  line >= Math.round(rowTop + barTop) && line < Math.round(rowTop + barTop + barHeight)

const copyLine = ({ pixels, width }: Grid, line: number): void => {
  pixels.copyWithin(line * width, (line - 1) * width, line * width)
}

function paintLine({ codes, pixels, colors, width }: Grid, line: number, [slot, end]: readonly [number, number]): void {
  const target = line * width
  const source = slot * width
  if (end === slot + 1) {
    for (let column = 0; column < width; column++) pixels[target + column] = colors[codes[source + column]!]!
    return
  }
  for (let column = 0; column < width; column++) {
    let code = codes[source + column]!
    for (let other = slot + 1; other < end; other++) code = mergeCodes(code, codes[other * width + column]!)
    pixels[target + column] = colors[code]!
  }
}
