/** How full a queue is, as an area: what is in flight, above it what waits and what is delayed; what was lost on top. */
import { topWithin, type Depth } from '../../../../metrics/timeline/depth.ts'
import { bisectLeft, bisectRight } from '../../../../base/bisect.ts'
import type { Fill, Surface } from '../../../chart/surface.ts'
import { drawLoss } from './marks.ts'
import type { SourceRow, SourceScene } from './sourceScene.ts'

/** Marks closer than this are one. */
const MARK_SPACING = 12
const COUNT_ROOM = 48
const LABEL_SIZE = 12

/** Heights of one column each. */
interface Columns {
  inFlight: Float64Array
  waiting: Float64Array
  delayed: Float64Array
}

/** In each column of pixels, what is there when most is. */
function columnsOf({ scale, plot }: SourceScene, depth: Depth): Columns {
  const count = Math.max(1, Math.floor(plot.width))
  const columns = { inFlight: new Float64Array(count), waiting: new Float64Array(count), delayed: new Float64Array(count) }
  let from = scale.toTime(plot.x)
  for (let column = 0; column < count; column++) {
    const to = scale.toTime(plot.x + column + 1)
    const row = topWithin(depth, from, to)
    if (row >= 0) {
      columns.inFlight[column] = depth.inFlight[row]!
      columns.waiting[column] = depth.waiting[row]!
      columns.delayed[column] = depth.delayed[row]!
    }
    from = to
  }
  return columns
}

/** A band between two lines of columns, given as heights above the floor; nothing where it is empty. */
function drawBand(surface: Surface, { x, floor, unit }: { x: number; floor: number; unit: number }, [low, high]: readonly [Float64Array, Float64Array], fill: Fill): void {
  if (low.every((value, column) => value === high[column])) return
  const points: number[] = []
  const add = (column: number, value: number): void => void points.push(x + column, floor - value * unit)
  for (let column = 0; column < high.length; column++) {
    if (column > 0 && column < high.length - 1 && high[column] === high[column - 1] && high[column] === high[column + 1]) continue
    add(column, high[column]!)
    add(column + 1, high[column]!)
  }
  for (let column = low.length - 1; column >= 0; column--) {
    if (column > 0 && column < low.length - 1 && low[column] === low[column - 1] && low[column] === low[column + 1]) continue
    add(column + 1, low[column]!)
    add(column, low[column]!)
  }
  surface.area(points, fill)
}

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value + b[at]!)

export function drawDepth(surface: Surface, scene: SourceScene, { source, place, y, height }: SourceRow): void {
  const { palette, plot } = scene
  const depth = source.depths[place]!
  if (depth.most === 0) return
  const columns = columnsOf(scene, depth)
  const at = { x: plot.x, floor: y + height - 3, unit: (height - 8) / depth.most }
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
  const { inFlight, waiting, delayed } = columnsOf(scene, depth)
  const at = { x: scene.plot.x, floor: y + height - 5, unit: (height - 8) / depth.most }
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
