/** The number of a request: on its bar, or right of it where the bar is too short and nothing is in the way. */
import type { TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import type { Surface } from '../../chart/surface.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { Palette } from '../../design/palette.ts'

export interface NumberScene {
  index: TimelineIndex
  scale: TimeScale
  palette: Palette
  /** Text on the bar of a request. */
  label: (request: number) => string
}

export interface NumberedBar {
  id: RecordId
  row: number
  /** Its position among the records of its row. */
  at: number
  x: number
  y: number
  height: number
  /** Of the part on which a number can be read. */
  clear: number
  /** Right end. */
  end: number
}

/** Width of a digit, CSS pixels. */
const DIGIT = 7
const SIZE = 12
/** Free space on either side of a number. */
const PADDING = 3
/** Between a number beside its bar and the line that goes on. */
const GAP = 1

export function drawNumber(surface: Surface, scene: NumberScene, bar: NumberedBar): void {
  const { index, palette, label } = scene
  const request = index.trace.records.request[bar.id]!
  if (bar.height < SIZE + 2 || request === NONE) return
  const text = label(request)
  const width = text.length * DIGIT * (palette.textScale ?? 1) + 2 * PADDING
  const y = bar.y + bar.height / 2 + 4.3
  if (bar.clear >= width) {
    surface.text({ x: bar.x + bar.clear / 2 + 0.5, y }, text, { color: palette.phases.handler.ink, size: SIZE, anchor: 'middle', weight: 600 })
    return
  }
  if (bar.end < scene.scale.range[0] || roomFrom(scene, bar) < width + GAP) return
  // The line of the idle environment makes way.
  surface.rect({ x: bar.end, y: bar.y, width: width + GAP, height: bar.height }, { color: palette.background })
  surface.text({ x: bar.end + PADDING, y }, text, { color: palette.text, size: SIZE, anchor: 'start', weight: 600 })
}

/** How far it is from the end of a bar to what comes next in its row: another bar, the environment's end, a fold, the edge. */
function roomFrom({ index, scale }: NumberScene, { id, row, at, end }: NumberedBar): number {
  const { records, lanes, until } = index.trace
  const over = records.time[id]! + records.span[id]!
  let next = at + 1
  while (next < index.offset[row + 1]! && records.time[index.ids[next]!]! < over) next++
  const following = next < index.offset[row + 1]! ? scale.toPx(records.time[index.ids[next]!]!) : Infinity
  const died = lanes.died[records.lane[id]!]!
  const gone = died <= until ? scale.toPx(died) - 1 : Infinity
  const fold = scale.folds.find(({ to }) => to > over)?.left ?? Infinity
  return Math.min(following, gone, fold, scale.range[1]) - end
}
