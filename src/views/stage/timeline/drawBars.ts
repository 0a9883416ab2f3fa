/** Few enough bars to draw each: phases with their patterns, request numbers, idle lines and the billed ribbon. */
import { arrivalOf } from '../../../metrics/flight.ts'
import { CLASS_OF_KIND } from '../../../metrics/timeline/codes.ts'
import { isFailure } from '../../../metrics/timeline/survey.ts'
import { gaveUpAt, lanesWithin, positionsWithin } from '../../../metrics/timeline/timelineIndex.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import { RECORD_KINDS, type RecordId } from '../../../sim/trace/schema.ts'
import type { Fill, Surface } from '../../chart/surface.ts'
import type { Palette, Phase } from '../../design/palette.ts'
import { drawNumber, type NumberScene } from './drawNumber.ts'
import { rowParts, type PlacedGroup } from './layout.ts'

/** What is charged for a record and where on the time axis: `start` in microseconds, `billedMs` in whole milliseconds. */
export type BilledOf = (record: RecordId) => { start: number; billedMs: number } | null

export interface BarScene extends NumberScene {
  billed: BilledOf
}

/** Bars reach at most this far beyond the plot, so that no coordinate grows without bound. */
const OVERHANG = 20

/** Every bar of a group of environments. */
export function drawBars(surface: Surface, scene: BarScene, placed: PlacedGroup): void {
  const { group, y, rowHeight } = placed
  const fills = phaseFills(scene.palette)
  for (let i = 0; i < group.count; i++) {
    const top = y + i * rowHeight
    drawLives(surface, scene, { row: group.first + i, top, height: rowHeight })
    drawRow(surface, scene, { row: group.first + i, top, height: rowHeight, fills })
  }
}

function phaseFills(palette: Palette): readonly (Fill | null)[] {
  return RECORD_KINDS.map((kind, code) => {
    if (CLASS_OF_KIND[code]! < 0) return null
    const style = palette.phases[kind as Phase]
    return { color: style.fill, pattern: style.pattern, ink: style.ink }
  })
}

interface RowBox {
  row: number
  top: number
  height: number
}

/** The thin line of an environment that is there, and its end. */
function drawLives(surface: Surface, { index, scale, palette }: BarScene, { row, top, height }: RowBox): void {
  const { born, died } = index.trace.lanes
  const [left, right] = scale.range
  const { barTop, barHeight } = rowParts(height)
  const thickness = height >= 18 ? 2 : 1
  const [first, last] = lanesWithin(index, row, scale.domain)
  for (let at = first; at < last; at++) {
    const lane = index.rows.laneIds[at]!
    const x0 = Math.max(left - OVERHANG, scale.toPx(born[lane]!))
    const x1 = Math.min(right + OVERHANG, scale.toPx(Math.min(died[lane]!, index.trace.until)))
    if (x1 <= left || x0 >= right) continue
    const y = Math.round(top + barTop + barHeight / 2 - thickness / 2)
    surface.rect({ x: x0, y, width: Math.max(1, x1 - x0), height: thickness }, { color: palette.idle, opacity: 0.55 })
    if (died[lane]! <= index.trace.until && height >= 7) {
      surface.rect({ x: x1 - 1, y: top + barTop + 2, width: 2, height: barHeight - 4 }, { color: palette.idle })
    }
  }
}

function drawRow(surface: Surface, scene: BarScene, { row, top, height, fills }: RowBox & { fills: readonly (Fill | null)[] }): void {
  const { index, scale, palette } = scene
  const { records } = index.trace
  const [left, right] = scale.range
  const parts = rowParts(height)
  const barY = top + parts.barTop
  const [first, last] = positionsWithin(index, row, scale.domain)
  for (let at = first; at < last; at++) {
    const id = index.ids[at]!
    const kind = records.kind[id]!
    const fill = fills[kind]
    if (!fill) continue
    const x0 = Math.max(left - OVERHANG, scale.toPx(records.time[id]!))
    const x1 = Math.min(right + OVERHANG, scale.toPx(records.time[id]! + records.span[id]!))
    if (x1 < left || x0 > right) continue
    // A gap of a pixel keeps neighbours apart; a bar too narrow for it is still a pixel wide.
    const width = x1 - x0 >= 2.5 ? x1 - x0 - 1 : Math.max(1, x1 - x0)
    const plain = width < 4 ? { color: fill.color } : fill
    surface.rect({ x: x0 + 0.5, y: barY, width, height: parts.barHeight }, plain, parts.barHeight >= 10 ? 3 : 0)
    const gaveUp = kind === KIND.handler && parts.barHeight >= 4 ? drawWaiting(surface, scene, { id, y: barY, height: parts.barHeight }) : Infinity
    if (isFailure(records.outcome[id]!)) drawFailure(surface, { x: x0 + 0.5, width, y: barY, height: parts.barHeight }, palette)
    // Numbers stand on the full colour, where they can be read.
    if (kind === KIND.handler) {
      drawNumber(surface, scene, { id, row, at, x: x0, y: barY, height: parts.barHeight, clear: Math.min(width, gaveUp - x0), end: x0 + 0.5 + width })
    }
    drawRibbon(surface, scene, { id, y: top + parts.ribbonTop, height: parts.ribbonHeight })
  }
}

/** Parts of a handler in which it waits for a connection, or nobody waits for it any more; returns where that begins. */
function drawWaiting(surface: Surface, { index, scale, palette }: BarScene, bar: { id: RecordId; y: number; height: number }): number {
  const { time, span, kind, cause } = index.trace.records
  const end = time[bar.id]! + span[bar.id]!
  const part = (from: number, to: number, fill: Fill): void => {
    const x0 = Math.max(scale.range[0] - OVERHANG, scale.toPx(from))
    const x1 = Math.min(scale.range[1] + OVERHANG, scale.toPx(to))
    if (x1 - x0 >= 2) surface.rect({ x: x0 + 0.5, y: bar.y, width: x1 - x0 - 1, height: bar.height }, fill)
  }
  // A wait for a connection is the record that follows its handler.
  const wait = bar.id + 1
  if (kind[wait] === KIND.connectionWait && cause[wait] === bar.id) {
    const { fill, ink } = palette.phases.handler
    part(time[wait]!, time[wait]! + span[wait]!, { color: fill, pattern: 'vertical', ink })
  }
  const gaveUp = index.gaveUp.times.length > 0 ? gaveUpAt(index, arrivalOf(index.trace, bar.id)) : undefined
  if (gaveUp === undefined || gaveUp >= end) return Infinity
  part(Math.max(time[bar.id]!, gaveUp), end, { color: palette.background, opacity: 0.55 })
  return scale.toPx(gaveUp)
}

/** A bar that ended badly carries the alarm colour at its end, notched so that shape tells it too. */
function drawFailure(surface: Surface, bar: { x: number; y: number; width: number; height: number }, palette: Palette): void {
  const cap = Math.min(bar.width, Math.max(3, Math.min(7, bar.width / 3)))
  const x = bar.x + bar.width - cap
  const middle = bar.y + bar.height / 2
  const end = bar.x + bar.width
  surface.area([end, bar.y, end, bar.y + bar.height, x, bar.y + bar.height, x + cap * 0.7, middle, x, bar.y], { color: palette.alarm })
}

function drawRibbon(surface: Surface, { scale, billed, palette }: BarScene, at: { id: RecordId; y: number; height: number }): void {
  if (at.height === 0) return
  const span = billed(at.id)
  if (!span) return
  const [left, right] = scale.range
  const x0 = Math.max(left - OVERHANG, scale.toPx(span.start))
  const x1 = Math.min(right + OVERHANG, scale.toPx(span.start + span.billedMs * 1000))
  if (x1 > x0) surface.rect({ x: x0 + 0.5, y: at.y, width: Math.max(1, x1 - x0 - 1), height: at.height }, { color: palette.billed }, at.height / 2)
}
