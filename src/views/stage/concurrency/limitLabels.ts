/**
 * Names of the limits: at their lines where nothing else is drawn, else in the margin above the chart. Where there is
 * no room either, over the data, set off by a halo.
 */
import type { Surface } from '../../chart/surface.ts'
import { LABEL_SIZE, yOf, type LimitScene } from './drawConcurrency.ts'
import type { LimitLine } from './limits.ts'

export interface LimitLabel {
  text: string
  color: string
  /** Right end and baseline. */
  x: number
  y: number
  /** In the margin above the chart. */
  outside: boolean
}

/** Width of a letter of a label, about, in CSS pixels. */
const GLYPH = 6.9
/** The least distance of two labels below each other. */
const LINE = 15
/** From a line to the baseline of a label on it, and under it. */
const LIFT = 5
const DROP = 14
/** From the baseline down to the feet of the letters, and up to their heads. */
const FEET = 3
const HEADS = 11
/** Between labels beside each other. */
const SPACE = 12

const widthOf = ({ palette }: LimitScene, label: string): number => label.length * GLYPH * (palette.textScale ?? 1)

interface Placed {
  line: LimitLine
  value: number
  twin: LimitLine['kind'] | null
}

/** The same number twice: a reservation that is all provisioned, an account of which nothing is reserved. */
const TWINS: readonly (readonly [LimitLine['kind'], LimitLine['kind']])[] = [['reserved', 'provisioned'], ['unreserved', 'account']]

/** What holds at the end of the view, the lowest first. */
function placedOf({ limits, scale }: LimitScene): readonly Placed[] {
  const now = scale.domain[1]
  const held = limits.flatMap((line): Placed[] => {
    const value = line.steps.findLast(({ time }) => time <= now)?.value
    return value === null || value === undefined ? [] : [{ line, value, twin: null }]
  })
  const has = (kind: LimitLine['kind'], { line, value }: Placed): boolean =>
    held.some((other) => other.line.kind === kind && other.line.functionName === line.functionName && other.value === value)
  return held
    .filter((one) => !TWINS.some(([kind, twin]) => one.line.kind === twin && has(kind, one)))
    .map((one) => ({ ...one, twin: TWINS.find(([kind, twin]) => one.line.kind === kind && has(twin, one))?.[1] ?? null }))
    .toSorted((a, b) => a.value - b.value)
}

export function limitLabels(scene: LimitScene): LimitLabel[] {
  const { plot, palette, top } = scene
  const right = plot.x + plot.width - 4
  const placed = placedOf(scene)
  const taken: number[] = []
  let margin = right
  const outside = (label: string): number | null => {
    const x = margin
    const width = widthOf(scene, label)
    if (x - width < plot.x) return null
    margin -= width + SPACE
    return x
  }
  return placed.map(({ line, value, twin }, at): LimitLabel => {
    const color = palette.limits[line.kind]
    const label = scene.limitLabel(line, value, twin)
    if (value > top) {
      const text = scene.offScale(label)
      return { text, color, x: outside(text) ?? right, y: plot.y - 6, outside: true }
    }
    const y = Math.max(plot.y + HEADS, yOf(scene, value) + (isUnder(scene, value, placed[at + 1]) ? DROP : -LIFT))
    const end = taken.some((other) => Math.abs(other - y) < LINE) ? null : freeEnd(scene, label, y)
    const beside = end === null ? outside(label) : null
    if (beside !== null) return { text: label, color, x: beside, y: plot.y - 6, outside: true }
    taken.push(y)
    return { text: label, color, x: end ?? right, y, outside: false }
  })
}

/** Whether the line above is too near for a label between the two. */
function isUnder(scene: LimitScene, value: number, next: Placed | undefined): boolean {
  if (next === undefined || next.value > scene.top || next.value === value) return false
  return yOf(scene, value) - yOf(scene, next.value) < LINE + LIFT
}

/** Right end of a label at the right or left of the chart where neither curve nor refusals reach it, or null. */
function freeEnd(scene: LimitScene, label: string, y: number): number | null {
  const { plot, scale, refusals, busiest } = scene
  const width = widthOf(scene, label)
  const ends = [plot.x + plot.width - 4, plot.x + 4 + width]
  const isFree = (end: number): boolean =>
    y + FEET <= plot.y + plot.height &&
    yOf(scene, busiest(scale.toTime(end - width), scale.toTime(end))) > y + FEET &&
    !refusals.some(({ time }) => scale.toPx(time) > end - width - 10 && scale.toPx(time) < end)
  return ends.find(isFree) ?? null
}

export function drawLimitLabels(surface: Surface, scene: LimitScene): void {
  for (const { text, color, x, y, outside } of limitLabels(scene)) {
    surface.text({ x, y }, text, { color, size: LABEL_SIZE, anchor: 'end', ...(outside ? {} : { weight: 500, halo: scene.palette.background }) })
  }
}
