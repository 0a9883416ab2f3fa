/** The concurrency chart: stacked areas, limits, refused demand above the line. */
import type { Box, Surface } from '../../chart/surface.ts'
import { countTicks } from '../../chart/ticks.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { Palette } from '../../design/palette.ts'
import { peak, stepAt, type Curve, type Refusals } from './curve.ts'
import type { LimitLine } from './limits.ts'
import type { Levels } from '../../../sim/trace/schema.ts'

export interface LimitScene {
  plot: Box
  scale: TimeScale
  palette: Palette
  limits: readonly LimitLine[]
  /** Highest value of the axis. */
  top: number
  /** `twin`: another limit of the same value, which the label stands for, too. */
  limitLabel: (line: LimitLine, value: number, twin: LimitLine['kind'] | null) => string
  offScale: (label: string) => string
  refusals: readonly Refusals[]
  /** Most in flight within a stretch of time. */
  busiest: (from: number, to: number) => number
}

export interface ConcurrencyScene extends LimitScene {
  curve: Curve
  /** Microseconds of a bucket of refusals. */
  bucketSpan: number
  count: (value: number) => string
}

export const LABEL_SIZE = 12

/** The top of the axis for a run: its peak and the limits near enough to matter, with room above. */
export function axisTop(levels: Levels, limits: readonly LimitLine[]): number {
  const busiest = Math.max(1, peak(levels.busyMax[0]!, 0, levels.bins))
  const near = limits.flatMap(({ steps }) => steps.flatMap(({ value }) => (value !== null && value <= busiest * 1.7 + 2 ? [value] : [])))
  const throttled = peak(levels.throttles[0]!, 0, levels.bins) > 0
  return Math.max(busiest, ...near) * (throttled ? 1.28 : 1.16)
}

export function drawConcurrency(surface: Surface, scene: ConcurrencyScene): void {
  const { plot } = scene
  drawAxis(surface, scene)
  surface.clip(plot, () => {
    drawAreas(surface, scene)
    drawRefusals(surface, scene)
    drawLimitLines(surface, scene)
  })
}

export const yOf = ({ plot, top }: LimitScene, value: number): number => plot.y + plot.height - (value / top) * (plot.height - 2)

function drawAxis(surface: Surface, scene: ConcurrencyScene): void {
  const { plot, palette, top } = scene
  for (const value of countTicks(top, Math.max(1, plot.height / 34))) {
    const y = Math.round(yOf(scene, value))
    surface.rect({ x: plot.x, y, width: plot.width, height: 1 }, { color: palette.grid })
    surface.text({ x: plot.x - 8, y: y + 4 }, scene.count(value), { color: palette.textMuted, size: LABEL_SIZE, anchor: 'end', mono: true })
  }
}

/** Corners of the step line of `values`, clipped to the plot; steps of equal height are one. */
function outline(scene: ConcurrencyScene, values: ArrayLike<number>): number[] {
  const { curve, scale, plot } = scene
  const right = plot.x + plot.width
  const points: number[] = []
  for (let step = 0; step < curve.length; step++) {
    if (step > 0 && values[step] === values[step - 1]) continue
    const x = Math.min(right, Math.max(plot.x, scale.toPx(curve.time[step]!)))
    if (points.length > 0) points.push(x, points.at(-1)!)
    points.push(step === 0 ? plot.x : x, yOf(scene, values[step]!))
  }
  if (points.length > 0) points.push(right, points.at(-1)!)
  return points
}

function drawBand(surface: Surface, scene: ConcurrencyScene, band: { low: ArrayLike<number>; high: ArrayLike<number>; fill: Parameters<Surface['area']>[1] }): void {
  const upper = outline(scene, band.high)
  const lower = outline(scene, band.low)
  const points = [...upper]
  for (let at = lower.length - 2; at >= 0; at -= 2) points.push(lower[at]!, lower[at + 1]!)
  surface.area(points, band.fill)
}

function drawAreas(surface: Surface, scene: ConcurrencyScene): void {
  const { curve, palette } = scene
  const { handler, functionInit } = palette.phases
  // Mostly nothing initialises: a pattern over an empty area costs as much as over a full one.
  if (curve.initialising.some((count) => count > 0)) {
    drawBand(surface, scene, {
      low: new Int32Array(curve.length),
      high: curve.initialising,
      fill: { color: functionInit.fill, pattern: 'diagonal', ink: functionInit.ink, opacity: 0.62 },
    })
  }
  let low: Int32Array = curve.initialising
  curve.running.forEach((running, fn) => {
    const last = fn === curve.running.length - 1
    // Peaks of parts need not coincide within a pixel: the stack never exceeds the peak of the whole.
    const high = last ? curve.busy : low.map((value, step) => Math.min(curve.busy[step]!, value + running[step]!))
    const color = palette.series[fn % palette.series.length] ?? handler.fill
    drawBand(surface, scene, { low, high, fill: { color, opacity: 0.3 } })
    if (!last) surface.polyline(outline(scene, high), { color, width: 1 })
    low = high
  })
  surface.polyline(outline(scene, curve.busy), { color: handler.fill, width: 1.8 })
}

/** What another future has in flight: a dotted line over the areas. */
export function drawOtherCurve(surface: Surface, scene: ConcurrencyScene): void {
  const { palette, plot, curve } = scene
  const points = outline(scene, curve.busy)
  surface.clip(plot, () => {
    surface.polyline(points, { color: palette.background, width: 3.5 })
    surface.polyline(points, { color: palette.text, width: 1.75, dash: [2, 2.5] })
  })
}

/** Requests that were refused, on top of what was in flight: what the limit cut off. */
function drawRefusals(surface: Surface, scene: ConcurrencyScene): void {
  const { curve, scale, plot, palette, bucketSpan } = scene
  for (const { time, count } of scene.refusals) {
    const x = scale.toPx(time)
    const step = stepAt(curve, Math.min(time + bucketSpan, scale.domain[1]))
    const from = stepAt(curve, time)
    let busy = 0
    for (let at = Math.max(0, from); at <= step; at++) busy = Math.max(busy, curve.busy[at]!)
    const base = yOf(scene, busy)
    const height = Math.max(5, Math.min(base - plot.y, (count / scene.top) * plot.height))
    const width = Math.max(4, bucketSpan * scale.density - 1)
    surface.rect({ x, y: base - height, width, height }, { color: palette.alarm, pattern: 'diagonal', ink: palette.background }, 1.5)
  }
}

function drawLimitLines(surface: Surface, scene: ConcurrencyScene): void {
  const { plot, scale, palette, limits, top } = scene
  for (const line of limits) {
    line.steps.forEach(({ time, value }, at) => {
      if (value === null || value > top) return
      const end = line.steps[at + 1]?.time ?? Infinity
      const x0 = Math.max(plot.x, scale.toPx(time))
      const x1 = Math.min(plot.x + plot.width, scale.toPx(end))
      const y = yOf(scene, value)
      if (x1 > x0) surface.polyline([x0, y, x1, y], { color: palette.limits[line.kind], width: 1.5, dash: line.kind === 'provisioned' ? [2, 3] : [6, 4] })
    })
  }
}
