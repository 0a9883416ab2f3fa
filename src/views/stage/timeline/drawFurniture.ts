/** What frames the bars: axis, grid, captions, row labels, marks of refused and waiting requests, interventions. */
import { KIND } from '../../../sim/trace/writer.ts'
import type { LaneId } from '../../../sim/trace/schema.ts'
import type { Surface } from '../../chart/surface.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { scaleTicks, type TimeTicks } from '../../chart/ticks.ts'
import type { Palette } from '../../design/palette.ts'
import { rowParts, type PlacedGroup, type TimelineLayout } from './layout.ts'
import { isEnvironmentGroup, type RowGroup } from '../../../metrics/timeline/rows.ts'
import { positionAfter, positionsWithin, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'

export interface FurnitureText {
  tick: (time: number, ticks: TimeTicks) => string
  /** Label of a row of environments. */
  environment: (row: number) => string
  /** Several rows that are too low for labels of their own. */
  environments: (count: number) => string
  caption: (group: RowGroup, functionName: string) => string
  special: (group: RowGroup) => string
  /** Several marks in one. */
  times: (count: number) => string
}

/** Draws the lanes of queues and streams; loaded where there are some. */
export type SourceArt = typeof import('./sources/drawSources.ts')

export interface FurnitureScene {
  index: TimelineIndex
  layout: TimelineLayout
  scale: TimeScale
  palette: Palette
  text: FurnitureText
  functionName: (lane: LaneId) => string
  /** Name of a source by its lane. */
  sourceName: (lane: LaneId) => string
  sourceArt: SourceArt | null
}

const LABEL_SIZE = 12
/** Pixels between ticks, about. */
const TICK_SPACING = 110
/** Width of a digit of the axis, in CSS pixels, and the least gap between two labels. */
const DIGIT = 7.2
const TICK_GAP = 8
/** How far a label of the axis may reach beyond the plot. */
const TICK_REACH = 12
const LABEL_X = 16
/** Marks closer than this are one. */
const MARK_SPACING = 9
/** Pixels that a mark and its count need. */
const COUNT_ROOM = 44

type AxisScene = Pick<FurnitureScene, 'layout' | 'scale' | 'palette' | 'text' | 'index'>

const ticksOf = ({ scale, index }: AxisScene): TimeTicks => scaleTicks(scale, TICK_SPACING, index.trace.until)

export function drawGrid(surface: Surface, scene: AxisScene): void {
  const { layout, scale, palette } = scene
  for (const time of ticksOf(scene).times) {
    surface.rect({ x: Math.round(scale.toPx(time)), y: layout.plot.y - 4, width: 1, height: layout.plot.height }, { color: palette.grid })
  }
}

/** A stretch of the axis, in CSS pixels. */
export interface Stretch {
  from: number
  to: number
}

export interface AxisLabel extends Stretch {
  text: string
}

/** Labels of the ticks: centred on them, moved inwards at the ends, none over another. */
export function axisLabels(scene: AxisScene): AxisLabel[] {
  const { layout, scale, text } = scene
  const { x: left, width } = layout.plot
  const ticks = ticksOf(scene)
  const labels: AxisLabel[] = []
  for (const time of ticks.times) {
    const label = text.tick(time, ticks)
    const wide = label.length * DIGIT
    const from = Math.min(left + width + TICK_REACH - wide, Math.max(left - TICK_REACH, scale.toPx(time) - wide / 2))
    const last = labels.at(-1)
    if (last === undefined || from >= last.to + TICK_GAP) labels.push({ text: label, from, to: from + wide })
  }
  return labels
}

/** Whether something stands where a label would. */
export const isCovered = (label: Stretch, covers: readonly Stretch[]): boolean =>
  covers.some(({ from, to }) => label.from < to + 4 && label.to > from - 4)

export function drawAxisLabels(surface: Surface, scene: AxisScene, covers: readonly Stretch[]): void {
  const style = { color: scene.palette.textMuted, size: LABEL_SIZE, anchor: 'middle', mono: true } as const
  for (const label of axisLabels(scene)) {
    if (!isCovered(label, covers)) surface.text({ x: (label.from + label.to) / 2, y: scene.layout.plot.y - 10 }, label.text, style)
  }
}

export function drawLabels(surface: Surface, scene: FurnitureScene): void {
  for (const placed of scene.layout.groups) {
    if (placed.caption > 0) {
      const at = { x: LABEL_X, y: placed.y - 5 }
      const { source, functionLane } = placed.group
      const caption = source === undefined ? scene.text.caption(placed.group, scene.functionName(functionLane)) : scene.sourceName(source.source)
      surface.text(at, caption, { color: scene.palette.textMuted, size: LABEL_SIZE, weight: 600 })
    }
    if (isEnvironmentGroup(placed.group)) drawEnvironmentLabels(surface, scene, placed)
    else if (placed.group.source === undefined) drawSpecialLabel(surface, scene, placed)
    else scene.sourceArt?.drawSourceLabels(surface, { palette: scene.palette, name: scene.sourceName(placed.group.source.source), width: scene.layout.plot.x }, placed)
  }
}

function drawEnvironmentLabels(surface: Surface, { palette, text, index }: FurnitureScene, { group, y, rowHeight }: PlacedGroup): void {
  const style = { color: palette.text, size: LABEL_SIZE }
  const { laneOffset } = index.rows
  if (rowHeight < 15) {
    // Too low for a line of text: it would stand on the caption.
    if (rowHeight * group.count < LABEL_SIZE) return
    const middle = y + (rowHeight * group.count) / 2 + 4
    surface.text({ x: LABEL_X, y: middle }, text.environments(laneOffset[group.first + group.count]! - laneOffset[group.first]!), { ...style, color: palette.textMuted })
    return
  }
  const { barTop, barHeight } = rowParts(rowHeight)
  for (let i = 0; i < group.count; i++) {
    surface.text({ x: LABEL_X, y: y + i * rowHeight + barTop + barHeight / 2 + 4.3 }, text.environment(group.first + i), style)
  }
}

function drawSpecialLabel(surface: Surface, { palette, text }: FurnitureScene, { group, y, rowHeight }: PlacedGroup): void {
  const color = group.kind === 'throttled' ? palette.alarm : palette.textMuted
  surface.text({ x: LABEL_X, y: y + rowHeight / 2 + 4.3 }, text.special(group), { color, size: LABEL_SIZE, weight: 500 })
}

/** Marks on the rows that hold no environments. What would lie under a mark is counted beside it, if there is room. */
export function drawMarks(surface: Surface, scene: FurnitureScene): void {
  for (const placed of scene.layout.groups) {
    if (!holdsMarks(placed)) continue
    const y = placed.y + placed.rowHeight / 2
    for (const { ids, x, room } of marksOf(scene.index, placed, scene.scale)) {
      drawMark(surface, scene, { id: ids[0]!, x, y })
      if (ids.length > 1 && room > COUNT_ROOM) drawCount(surface, scene, { count: ids.length, x: x + 9, y: y + 4.3 })
    }
  }
}

export const holdsMarks = ({ group }: PlacedGroup): boolean => !isEnvironmentGroup(group) && group.source === undefined

interface Mark {
  /** Records that the mark stands for; it is drawn as the first. */
  ids: ArrayLike<number>
  x: number
  /** Pixels to the next mark. */
  room: number
}

/** The marks of a row that are in view. */
export function* marksOf(index: FurnitureScene['index'], { group }: PlacedGroup, scale: FurnitureScene['scale']): Generator<Mark, undefined> {
  const row = group.first
  const xOf = (at: number): number => scale.toPx(index.trace.records.time[index.ids[at]!]!)
  const [first, last] = positionsWithin(index, row, scale.domain)
  for (let at = first; at < last; ) {
    const x = xOf(at)
    const next = Math.max(at + 1, positionAfter(index, row, scale.toTime(x + MARK_SPACING)))
    yield { ids: index.ids.subarray(at, next), x, room: next < last ? xOf(next) - x : Infinity }
    at = next
  }
}

function drawCount(surface: Surface, { palette, text }: FurnitureScene, { count, x, y }: { count: number; x: number; y: number }): void {
  surface.text({ x, y }, text.times(count), { color: palette.textMuted, size: LABEL_SIZE, mono: true })
}

function drawMark(surface: Surface, { index, scale, palette }: FurnitureScene, { id, x, y }: { id: number; x: number; y: number }): void {
  const { kind, time, span } = index.trace.records
  const end = Math.min(scale.range[1] + 20, scale.toPx(time[id]! + span[id]!))
  switch (kind[id]) {
    case KIND.throttle:
    case KIND.reject:
      drawCross(surface, { x, y }, palette.alarm)
      return
    case KIND.giveUp:
      surface.polyline([x - 5, y, x, y - 5, x + 5, y, x, y + 5, x - 5, y], { color: palette.alarm, width: 1.8 })
      return
    case KIND.drop:
      surface.area([x - 5, y, x, y - 5, x + 5, y, x, y + 5], { color: palette.alarm })
      return
    case KIND.retryWait:
      surface.polyline([x, y, Math.max(x + 1, end), y], { color: palette.textMuted, width: 1.5, dash: [3, 3] })
      surface.polyline([end - 4, y - 4, end, y, end - 4, y + 4], { color: palette.textMuted, width: 1.5 })
      return
    case KIND.provision:
      surface.rect({ x, y: y - 4, width: Math.max(1, end - x), height: 8 }, { color: palette.accent, pattern: 'diagonal', ink: palette.onAccent }, 3)
      return
    default:
  }
}

/** The mark of a refused request: alarm colour and a shape of its own. */
function drawCross(surface: Surface, { x, y }: { x: number; y: number }, color: string): void {
  surface.polyline([x - 4, y - 4, x + 4, y + 4], { color, width: 2.2 })
  surface.polyline([x + 4, y - 4, x - 4, y + 4], { color, width: 2.2 })
}

export function drawInterventions(surface: Surface, { index, layout, scale, palette }: FurnitureScene): void {
  const { plot } = layout
  for (const id of index.interventions) {
    const time = index.trace.records.time[id]!
    if (time < scale.domain[0] || time > scale.domain[1]) continue
    const x = Math.round(scale.toPx(time)) + 0.5
    surface.polyline([x, plot.y, x, plot.y + plot.height], { color: palette.accent, width: 1, dash: [2, 3] })
    surface.area([x - 5, plot.y - 4, x + 5, plot.y - 4, x, plot.y + 3], { color: palette.accent })
  }
}
