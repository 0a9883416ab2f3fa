/** Lines of queues and streams over time, each with a colour and dashes of its own. */
import type { Box, Surface } from '../../chart/surface.ts'
import { countTicks } from '../../chart/ticks.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { Palette } from '../../design/palette.ts'

export interface LineScene {
  plot: Box
  scale: TimeScale
  palette: Palette
  /** Highest value of the axis, and how a value is written. */
  top: number
  write: (value: number) => string
  /** What a step of the axis is a multiple of: seconds of an age are microseconds. */
  unit: number
  /** The values of each column of pixels, by line. */
  values: readonly Float64Array[]
}

const LABEL_SIZE = 12
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]]

export interface LineStyle {
  color: string
  dash: readonly number[]
}

/** How the n-th line looks. */
export const styleOf = ({ series }: Pick<Palette, 'series'>, line: number): LineStyle => ({ color: series[line % series.length]!, dash: DASHES[line % DASHES.length]! })

/** Left edges of the columns of a plot, and the right one of the last, as moments. */
export function edgesOf(plot: Box, scale: TimeScale): Float64Array {
  const edges = new Float64Array(Math.max(1, Math.floor(plot.width)) + 1)
  for (let column = 0; column < edges.length; column++) edges[column] = scale.toTime(plot.x + column)
  return edges
}

export function drawLines(surface: Surface, scene: LineScene): void {
  const { plot, palette, top, unit } = scene
  const yOf = (value: number): number => plot.y + plot.height - (value / top) * (plot.height - 2)
  for (const step of countTicks(top / unit, Math.max(1, plot.height / 34))) {
    const y = Math.round(yOf(step * unit))
    surface.rect({ x: plot.x, y, width: plot.width, height: 1 }, { color: palette.grid })
    surface.text({ x: plot.x - 8, y: y + 4 }, scene.write(step * unit), { color: palette.textMuted, size: LABEL_SIZE, anchor: 'end', mono: true })
  }
  surface.clip({ ...plot, y: plot.y - 2, height: plot.height + 2 }, () => {
    scene.values.forEach((values, line) => {
      const { color, dash } = styleOf(palette, line)
      const points = outline(values, plot.x, yOf)
      if (line === 0) surface.area([plot.x, yOf(0), ...points, plot.x + values.length, yOf(0)], { color, opacity: 0.16 })
      surface.polyline(points, { color, width: 1.8, ...(dash.length > 0 && { dash }) })
    })
  })
}

/** Corners of the step line of the columns. */
function outline(values: Float64Array, x: number, yOf: (value: number) => number): number[] {
  const points: number[] = []
  for (let column = 0; column < values.length; column++) {
    if (column > 0 && values[column] === values[column - 1]) continue
    if (column > 0) points.push(x + column, points.at(-1)!)
    points.push(x + column, yOf(values[column]!))
  }
  points.push(x + values.length, points.at(-1) ?? yOf(0))
  return points
}
