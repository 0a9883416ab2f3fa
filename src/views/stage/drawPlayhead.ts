/** Playhead and pointer over a chart: two lines, a veil over what has not happened yet, and their times. */
import type { Surface } from '../chart/surface.ts'
import type { Palette } from '../design/palette.ts'
import type { Stretch } from './timeline/drawFurniture.ts'

export interface Plot {
  x: number
  width: number
}

export interface TimeLine {
  /** CSS pixels. */
  x: number
  /** The time at its top; null: none. */
  text: string | null
}

/** Width of the playhead's line, CSS pixels. */
const LINE = 2
/** Width of a digit, and of a label without its text, CSS pixels. */
const DIGIT = 7.2
const PADDING = 14
const LABEL = { top: 4, height: 20, baseline: 18, size: 12, radius: 5 }
/** How far a label may reach beyond the plot on the right. */
const MARGIN = 12
/** Between the two labels. */
const GAP = 4
/** The lines begin below their labels. */
const LINES_FROM = LABEL.top + LABEL.height

const isWithin = (x: number, { x: left, width }: Plot): boolean => x >= left - 0.5 && x <= left + width + 0.5

const widthOf = (text: string, textScale: number): number => text.length * DIGIT * textScale + PADDING

/** Where a label of the given width stands: centred, kept within the plot. */
function stretch(centre: number, width: number, plot: Plot): Stretch {
  const from = Math.round(Math.min(Math.max(centre, plot.x + width / 2), plot.x + plot.width - width / 2 + MARGIN) - width / 2)
  return { from, to: from + width }
}

/**
 * Where the times of playhead and pointer are written: at their lines, that of the pointer beside the other where it
 * would be covered; null for what is not in the plot.
 */
export function labelsOf({ head, cross, plot, palette: { textScale = 1 } }: Pick<PlayheadScene, 'head' | 'cross' | 'plot' | 'palette'>) {
  const headWidth = widthOf(head.text ?? '', textScale)
  const of = isWithin(head.x, plot) ? stretch(head.x, headWidth, plot) : null
  if (!cross || !isWithin(cross.x, plot)) return { head: of, cross: null }
  const width = widthOf(cross.text ?? '', textScale)
  const wanted = stretch(cross.x, width, plot)
  if (!of || wanted.from >= of.to + GAP || wanted.to <= of.from - GAP) return { head: of, cross: wanted }
  const fitsLeft = of.from - GAP - width >= plot.x
  const fitsRight = of.to + GAP + width <= plot.x + plot.width + MARGIN
  const centre = !fitsLeft || (fitsRight && cross.x >= head.x) ? of.to + GAP + width / 2 : of.from - GAP - width / 2
  return { head: of, cross: stretch(centre, width, plot) }
}

export interface PlayheadScene {
  plot: Plot
  palette: Palette
  head: TimeLine
  /** Under the pointer. */
  cross: TimeLine | null
  /** How far the veil has come in, 0 to 1. */
  veil: number
}

/** The playhead's line at `x`, on a whole or half pixel. */
export function drawHeadLine(surface: Surface, x: number, { y, height }: { y: number; height: number }, palette: Palette): void {
  const width = LINE * (palette.strokeScale ?? 1)
  surface.rect({ x: Math.round(x * 2) / 2 - width / 2, y, width, height }, { color: palette.playhead })
}

export function drawPlayhead(surface: Surface, { plot, palette, head, cross, veil }: PlayheadScene): void {
  const right = plot.x + plot.width
  const labelled = head.text !== null
  const top = labelled ? LINES_FROM : 0
  const box = { y: top, height: surface.height - top }
  const from = Math.min(right, Math.max(plot.x, head.x))
  const opacity = veil * (palette.veil ?? 1)
  if (opacity > 0) surface.rect({ ...box, x: from, width: right - from }, { color: palette.background, opacity })
  if (cross && isWithin(cross.x, plot)) surface.rect({ ...box, x: Math.round(cross.x * 2) / 2 - 0.5, width: 1 }, { color: palette.control })
  if (isWithin(head.x, plot)) drawHeadLine(surface, head.x, box, palette)
  if (!labelled) return
  const labels = labelsOf({ plot, palette, head, cross })
  if (labels.cross) drawLabel(surface, labels.cross, cross?.text ?? '', { plate: palette.overlay, ink: palette.text, edge: palette.control })
  if (labels.head) drawLabel(surface, labels.head, head.text ?? '', { plate: palette.playhead, ink: palette.background })
}

interface LabelStyle {
  plate: string
  ink: string
  edge?: string
}

function drawLabel(surface: Surface, { from, to }: Stretch, text: string, { plate, ink, edge }: LabelStyle): void {
  const box = { x: from, y: LABEL.top, width: to - from, height: LABEL.height }
  surface.rect(box, { color: edge ?? plate }, LABEL.radius)
  if (edge !== undefined) surface.rect({ x: from + 1, y: LABEL.top + 1, width: to - from - 2, height: LABEL.height - 2 }, { color: plate }, LABEL.radius - 1)
  surface.text({ x: (from + to) / 2, y: LABEL.baseline }, text, { color: ink, size: LABEL.size, anchor: 'middle', mono: true })
}
