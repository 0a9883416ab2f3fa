/** How full a queue is, as an area: what is in flight, above it what waits and what is delayed; what was lost on top. */
import { topsBetween, type Depth } from '../../../../metrics/timeline/depth.ts'
import { bisectLeft, bisectRight } from '../../../../base/bisect.ts'
import type { Fill, Surface } from '../../../chart/surface.ts'
import { drawLoss } from './marks.ts'
import type { SourceRow, SourceScene } from './sourceScene.ts'

/** Marks closer than this are one. */
const MARK_SPACING = 12
const COUNT_ROOM = 48
const LABEL_SIZE = 12
/** Width of a column of what stands faintly behind. */
const FAINT_COLUMN = 3

/** Heights of one column each. */
interface Columns {
  /** CSS pixels of a column. */
  width: number
  inFlight: Float64Array
  waiting: Float64Array
  delayed: Float64Array
}

/** In each column of pixels, what is there when most is. */
function columnsOf({ scale, plot }: SourceScene, depth: Depth, width: number): Columns {
  const count = Math.max(1, Math.floor(plot.width / width))
  const edges = new Float64Array(count + 1)
  for (let column = 0; column <= count; column++) edges[column] = scale.toTime(plot.x + column * width)
  const tops = topsBetween(depth, edges)
  const read = (values: Int32Array): Float64Array => {
    const found = new Float64Array(count)
    for (let column = 0; column < count; column++) if (tops[column]! >= 0) found[column] = values[tops[column]!]!
    return found
  }
  return { width, inFlight: read(depth.inFlight), waiting: read(depth.waiting), delayed: read(depth.delayed) }
}

interface Ground {
  x: number
  floor: number
  /** CSS pixels of a message, and of a column. */
  unit: number
  width: number
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** A band between two lines of columns, given as heights above the floor; nothing where it is empty. */
function drawBand(surface: Surface, { x, floor, unit, width }: Ground, [low, high]: readonly [Float64Array, Float64Array], fill: Fill): void {
  if (isSame(low, high)) return
  const points: number[] = []
  const steps = (values: Float64Array, order: 1 | -1): void => {
    const last = values.length - 1
    for (let step = 0; step <= last; step++) {
      const column = order === 1 ? step : last - step
      const value = values[column]!
      if (step > 0 && step < last && value === values[column - 1] && value === values[column + 1]) continue
      const y = floor - value * unit
      const [near, far] = order === 1 ? [column, column + 1] : [column + 1, column]
      points.push(x + near * width, y, x + far * width, y)
    }
  }
  steps(high, 1)
  steps(low, -1)
  surface.area(points, fill)
}

function plus(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length)
  for (let at = 0; at < sum.length; at++) sum[at] = a[at]! + b[at]!
  return sum
}

export function drawDepth(surface: Surface, scene: SourceScene, { source, place, y, height }: SourceRow): void {
  const { palette, plot } = scene
  const depth = source.depths[place]!
  if (depth.most === 0) return
  const columns = columnsOf(scene, depth, 1)
  const at = { x: plot.x, width: 1, floor: y + height - 3, unit: (height - 8) / depth.most }
  const zero = new Float64Array(columns.inFlight.length)
  const waiting = plus(columns.inFlight, columns.waiting)
  drawBand(surface, at, [zero, columns.inFlight], { color: palette.accent, opacity: 0.8 })
  drawBand(surface, at, [columns.inFlight, waiting], { color: palette.textMuted, opacity: 0.45, pattern: 'diagonal', ink: palette.background })
  drawBand(surface, at, [waiting, plus(waiting, columns.delayed)], { color: palette.textMuted, opacity: 0.25, pattern: 'dots', ink: palette.text })
  surface.rect({ x: plot.x, y: at.floor, width: plot.width, height: 1 }, { color: palette.grid })
}

/** How many are there that are not done with, faintly behind what stands in front. */
export function drawBehind(surface: Surface, scene: SourceScene, { source, place, y, height }: SourceRow): void {
  const depth = source.depths[place]!
  if (depth.most === 0) return
  const { inFlight, waiting, delayed } = columnsOf(scene, depth, FAINT_COLUMN)
  const at = { x: scene.plot.x, width: FAINT_COLUMN, floor: y + height - 5, unit: (height - 8) / depth.most }
  drawBand(surface, at, [new Float64Array(waiting.length), plus(plus(inFlight, waiting), delayed)], { color: scene.palette.textMuted, opacity: 0.2 })
}

/** What was set aside or lost, along the top of a row; what would lie under a mark is counted beside it. */
export function drawLosses(surface: Surface, { scale, palette }: SourceScene, { source, place, y }: SourceRow, count: (count: number) => string): void {
  const { times, kinds } = source.losses[place]!
  const last = bisectRight(times, scale.domain[1])
  for (let at = bisectLeft(times, scale.domain[0]); at < last; ) {
    const x = scale.toPx(times[at]!)
    const next = Math.max(at + 1, bisectRight(times, scale.toTime(x + MARK_SPACING)))
    drawLoss(surface, palette, kinds[at]!, { x, y: y + 7, radius: 4.5 })
    const room = next < times.length ? scale.toPx(times[next]!) - x : Infinity
    if (next - at > 1 && room > COUNT_ROOM) {
      surface.text({ x: x + 8, y: y + 11.3 }, count(next - at), { color: palette.alarm, size: LABEL_SIZE, mono: true, halo: palette.background })
    }
    at = next
  }
}
