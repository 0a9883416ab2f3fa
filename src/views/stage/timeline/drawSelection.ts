/** What belongs to the selection, outlined: the records of the same request, or the life of an environment. */
import { NONE, type LaneId, type RecordId } from '../../../sim/trace/schema.ts'
import type { Box, Surface } from '../../chart/surface.ts'
import type { Palette } from '../../design/palette.ts'
import { rowParts, rowPlace } from './layout.ts'
import { recordBox, type Geometry } from './recordBox.ts'

export interface SelectionScene extends Geometry {
  palette: Palette
  related: readonly RecordId[]
  lane: LaneId | null
}

/** Boxes that touch each other side by side become one. */
export function joined(boxes: readonly Box[]): readonly Box[] {
  const whole: Box[] = []
  for (const box of boxes.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const last = whole.at(-1)
    if (last === undefined || last.y !== box.y || last.height !== box.height || box.x > last.x + last.width + 1) whole.push({ ...box })
    else last.width = Math.max(last.width, box.x + box.width - last.x)
  }
  return whole
}

/** From birth to death of an environment, its label's place included. */
export function laneBox({ index, layout, scale }: Geometry, lane: LaneId): Box | null {
  const row = index.rows.rowOfLane[lane] ?? NONE
  if (row === NONE) return null
  const { lanes, until } = index.trace
  const place = rowPlace(layout, row)
  const parts = rowParts(place.height)
  const [from, to] = scale.range
  const left = Math.max(from - 4, scale.toPx(lanes.born[lane]!) - 3)
  const right = Math.min(to + 4, scale.toPx(Math.min(until, lanes.died[lane]!)) + 3)
  const height = Math.max(6, parts.ribbonTop + parts.ribbonHeight - parts.barTop + 6)
  return right < from || left > to ? null : { x: left, y: place.y + parts.barTop - 3, width: right - left, height }
}

export function drawSelection(surface: Surface, scene: SelectionScene): void {
  const { layout, palette, related, lane } = scene
  const boxes = related.map((record) => recordBox(scene, record)).filter((box) => box !== null)
  surface.clip({ ...layout.plot, x: layout.plot.x - 6, width: layout.plot.width + 12 }, () => {
    for (const box of joined(boxes)) outline(surface, box, { color: palette.accent, width: 1.5, opacity: 0.6 })
    const life = lane === null ? null : laneBox(scene, lane)
    if (life !== null) outline(surface, life, { color: palette.accent, width: 2 })
  })
}

function outline(surface: Surface, { x, y, width, height }: Box, stroke: { color: string; width: number; opacity?: number }): void {
  surface.polyline([x, y, x + width, y, x + width, y + height, x, y + height, x, y], stroke)
}
