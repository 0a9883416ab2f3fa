/** Marks of requests that differ: shapes on the lane below the charts, and flags on the bars. */
import type { Difference, RequestDifference } from '../../metrics/difference.ts'
import type { Surface } from '../chart/surface.ts'
import type { TimeScale } from '../chart/timeScale.ts'
import type { Palette } from '../design/palette.ts'
import { stageText } from '../../text/en/stage.ts'
import { bisectLeft } from '../../base/bisect.ts'

/** Pixels that one mark of the lane needs: of several that would share them, the most telling is drawn. */
const SPACING = 12
/** And what its count beside it needs. */
const COUNT_ROOM = 40

const WEIGHT = { outcome: 4, added: 3, missing: 3, cold: 2, latency: 1 } as const

export interface LaneMark {
  x: number
  one: RequestDifference
  /** How many requests it stands for. */
  count: number
}

const arrivalsOf = new WeakMap<Difference, Float64Array>()

/** Arrivals of the requests that differ, ascending. */
function arrivals(difference: Difference): Float64Array {
  let times = arrivalsOf.get(difference)
  if (times === undefined) {
    times = Float64Array.from(difference.requests, ({ a, b }) => (a ?? b)!.arrived)
    arrivalsOf.set(difference, times)
  }
  return times
}

/** The marks of what is in view, at most one per few pixels. */
export function laneMarks(difference: Difference, scale: TimeScale): LaneMark[] {
  const times = arrivals(difference)
  const marks: LaneMark[] = []
  for (let at = bisectLeft(times, scale.domain[0], 0, times.length); at < times.length && times[at]! <= scale.domain[1]; at++) {
    const x = scale.toPx(times[at]!)
    const one = difference.requests[at]!
    const last = marks.at(-1)
    if (last === undefined || x - last.x >= SPACING) marks.push({ x, one, count: 1 })
    else {
      last.count++
      if (WEIGHT[one.kind] > WEIGHT[last.one.kind]) last.one = one
    }
  }
  return marks
}

/** Better or worse by shape as well as by colour: up is faster or served, down is slower or refused. */
export function drawLane(surface: Surface, marks: readonly LaneMark[], { palette, middle }: { palette: Palette; middle: number }): void {
  for (const [i, { x, one, count }] of marks.entries()) {
    if (count > 1 && (marks[i + 1]?.x ?? Infinity) - x > COUNT_ROOM) {
      surface.text({ x: x + 8, y: middle + 4.3 }, stageText.timeline.times(count), { color: palette.textMuted, size: 12, mono: true })
    }
    if (one.kind === 'added' || one.kind === 'missing') drawSign(surface, { x, y: middle, plus: one.kind === 'added' }, palette.text)
    else drawArrow(surface, { x, y: middle, better: isBetter(one), filled: one.kind === 'outcome' }, isBetter(one) ? palette.phases.handler.fill : palette.alarm)
    if (one.kind === 'cold') surface.rect({ x: x - 4, y: middle + 6, width: 8, height: 2 }, { color: palette.phases.functionInit.fill })
  }
}

/** Whether B did better: served where A was not, warm where A was cold, or sooner. */
function isBetter({ a, b, kind, latency }: RequestDifference): boolean {
  if (kind === 'outcome') return b?.outcome === 'success'
  if (kind === 'cold') return a?.cold === true
  return (latency ?? 0) < 0
}

interface Arrow {
  x: number
  y: number
  better: boolean
  filled: boolean
}

function drawArrow(surface: Surface, { x, y, better, filled }: Arrow, color: string): void {
  const tip = better ? y - 5 : y + 5
  const foot = better ? y + 4 : y - 4
  if (filled) surface.area([x - 4, foot, x + 4, foot, x, tip], { color })
  else surface.polyline([x - 4, foot, x, tip, x + 4, foot], { color, width: 1.75 })
}

function drawSign(surface: Surface, { x, y, plus }: { x: number; y: number; plus: boolean }, color: string): void {
  surface.polyline([x - 4, y, x + 4, y], { color, width: 1.75 })
  if (plus) surface.polyline([x, y - 4, x, y + 4], { color, width: 1.75 })
}

/** A flag at the upper left corner of what became of a request. */
export function drawFlag(surface: Surface, at: { x: number; y: number }, palette: Palette): void {
  surface.area([at.x - 1.5, at.y - 1.5, at.x + 9.5, at.y - 1.5, at.x - 1.5, at.y + 9.5], { color: palette.background })
  surface.area([at.x, at.y, at.x + 7, at.y, at.x, at.y + 7], { color: palette.text })
}
