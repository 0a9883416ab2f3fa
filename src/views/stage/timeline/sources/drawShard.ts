/**
 * Batches of a shard: a bar while the function has one, its number on every attempt. Between two attempts of the same
 * batch the shard waits: hatched. The area behind is how many records wait; a tick below is a step of the checkpoint.
 */
import { FATE } from '../../../../metrics/timeline/attempts.ts'
import { attemptsByPosition, positionsWithin } from '../../../../metrics/timeline/timelineIndex.ts'
import { NONE } from '../../../../sim/trace/schema.ts'
import type { Surface } from '../../../chart/surface.ts'
import { drawBehind } from './drawDepth.ts'
import { stretchOf, type SourceRow, type SourceScene } from './sourceScene.ts'

/** More batches than this, over all rows of a stream, are drawn as shares of columns. */
const MOST_BATCHES = 1000
/** So many batches are then looked at, evenly; those that did not succeed all are. */
const MOST_SHARES = 6000
const NUMBER_SIZE = 12
const DIGIT = 7

/** First and last position of what may touch the view: an attempt, and the wait after it, come before. */
function within({ index, scale }: SourceScene, row: number): [number, number] {
  const [first, last] = positionsWithin(index, row, scale.domain)
  return [Math.max(index.offset[row]!, first - 1), last]
}

export function drawShard(surface: Surface, scene: SourceScene, row: SourceRow): void {
  drawBehind(surface, scene, row)
  const [first, last] = within(scene, row.row)
  if ((last - first) * row.source.depths.length > MOST_BATCHES) drawShares(surface, scene, row, [first, last])
  else drawBatches(surface, scene, row, [first, last])
}

function drawBatches(surface: Surface, scene: SourceScene, row: SourceRow, [first, last]: readonly [number, number]): void {
  const { index, palette } = scene
  const { attempts } = index.sources
  const { time } = index.trace.records
  const attemptAt = attemptsByPosition(index)
  const bar = { y: row.y + 4, height: row.height - 10 }
  let free = -Infinity
  for (let at = first; at < last; at++) {
    const id = index.ids[at]!
    const attempt = attemptAt[at]!
    if (attempt === NONE) continue
    const [start, end, frees] = [time[id]!, Math.min(index.trace.until, attempts.ends[attempt]!), Math.min(index.trace.until, attempts.frees[attempt]!)]
    const blocked = frees > end ? stretchOf(scene, end, frees) : null
    if (blocked !== null) surface.rect({ ...blocked, y: bar.y + 2, height: bar.height - 4 }, { color: palette.alarmWash, pattern: blocked.width < 5 ? 'none' : 'cross', ink: palette.alarm })
    const box = stretchOf(scene, start, end)
    if (box === null) continue
    drawAttempt(surface, scene, { box: { ...box, ...bar }, fate: attempts.fates[attempt]! })
    free = Math.max(free, drawNumber(surface, scene, { text: String(attempts.numbers[attempt]!), box: { ...box, ...bar }, from: free, to: spaceAfter(scene, at, last, frees) }))
    if (attempts.fates[attempt] === FATE.done || attempts.fates[attempt] === FATE.partly) drawCheckpoint(surface, scene, { x: box.x + box.width, y: row.y + row.height - 1 })
  }
}

/** Where the next attempt of a row begins. */
function spaceAfter({ index, scale }: SourceScene, at: number, last: number, frees: number): number {
  const attemptAt = attemptsByPosition(index)
  for (let next = at + 1; next < last; next++) {
    if (attemptAt[next] !== NONE) return scale.toPx(index.trace.records.time[index.ids[next]!]!)
  }
  return Math.max(scale.toPx(frees), scale.range[1])
}

type Drawn = { box: { x: number; y: number; width: number; height: number } }

function drawAttempt(surface: Surface, { palette }: SourceScene, { box, fate }: Drawn & { fate: number }): void {
  const { handler } = palette.phases
  const end = box.x + box.width
  if (fate === FATE.refused) {
    const y = box.y + box.height / 2
    surface.polyline([box.x - 4, y - 4, box.x + 4, y + 4], { color: palette.alarm, width: 2.2 })
    surface.polyline([box.x + 4, y - 4, box.x - 4, y + 4], { color: palette.alarm, width: 2.2 })
    return
  }
  surface.rect(box, { color: handler.fill }, Math.min(3, box.width / 3))
  if (fate !== FATE.failed && fate !== FATE.partly) return
  // As a failed bar of an environment ends; where only part of the batch failed, its lower half does.
  const cap = Math.min(box.width, Math.max(3, Math.min(7, box.width / 3)))
  const bottom = box.y + box.height
  const middle = box.y + box.height / 2
  if (fate === FATE.failed) surface.area([end, box.y, end, bottom, end - cap, bottom, end - cap * 0.3, middle, end - cap, box.y], { color: palette.alarm })
  else surface.area([end, middle, end, bottom, end - cap, bottom], { color: palette.alarm })
}

/** The number of a batch on its bar, or beside it where nothing is in the way; returns where it ends. */
function drawNumber(surface: Surface, { palette }: SourceScene, { text, box, from, to }: Drawn & { text: string; from: number; to: number }): number {
  const width = text.length * DIGIT * (palette.textScale ?? 1) + 6
  const y = box.y + box.height / 2 + 4.3
  if (box.width >= width + 6) {
    surface.text({ x: box.x + box.width / 2, y }, text, { color: palette.phases.handler.ink, size: NUMBER_SIZE, anchor: 'middle', weight: 600 })
    return box.x + box.width
  }
  const x = box.x + box.width + 3
  if (x < from || to - x < width) return from
  surface.text({ x, y }, text, { color: palette.text, size: NUMBER_SIZE, weight: 600, halo: palette.background })
  return x + width
}

/** The checkpoint moves. */
function drawCheckpoint(surface: Surface, { palette }: SourceScene, { x, y }: { x: number; y: number }): void {
  surface.area([x - 3, y, x, y - 4, x + 3, y], { color: palette.phases.handler.fill })
}

/** How much of each column of pixels the function has a batch, and how much the shard is blocked. */
function drawShares(surface: Surface, scene: SourceScene, row: SourceRow, [first, last]: readonly [number, number]): void {
  const { index, scale, plot, palette } = scene
  const { attempts } = index.sources
  const { time } = index.trace.records
  const count = Math.max(1, Math.floor(plot.width))
  const [busy, blocked] = [new Float64Array(count), new Float64Array(count)]
  const cover = (share: Float64Array, weight: number, [from, to]: readonly [number, number]): void => {
    const [a, b] = [Math.max(0, scale.toPx(from) - plot.x), Math.min(count, scale.toPx(to) - plot.x)]
    for (let column = Math.floor(a); column < b; column++) share[column]! += weight * (Math.min(b, column + 1) - Math.max(a, column))
  }
  const attemptAt = attemptsByPosition(index)
  const stride = Math.ceil(((last - first) * row.source.depths.length) / MOST_SHARES)
  for (let at = first; at < last; at++) {
    const attempt = attemptAt[at]!
    if (attempt === NONE) continue
    const done = attempts.fates[attempt] === FATE.done
    if (done && at % stride > 0) continue
    const end = Math.min(index.trace.until, attempts.ends[attempt]!)
    cover(busy, done ? stride : 1, [time[index.ids[at]!]!, end])
    if (attempts.frees[attempt]! > end) cover(blocked, 1, [end, Math.min(index.trace.until, attempts.frees[attempt]!)])
  }
  const floor = row.y + row.height - 6
  const height = row.height - 10
  drawShare(surface, { x: plot.x, floor }, busy.map((share) => Math.min(1, share) * height), { color: palette.phases.handler.fill })
  drawShare(surface, { x: plot.x, floor }, blocked.map((share) => Math.min(1, share) * height), { color: palette.alarm, opacity: 0.5, pattern: 'cross', ink: palette.background })
}

function drawShare(surface: Surface, { x, floor }: { x: number; floor: number }, heights: Float64Array, fill: Parameters<Surface['area']>[1]): void {
  const points = [x, floor]
  let before = 0
  for (let column = 0; column < heights.length; column++) {
    if (heights[column] === before) continue
    points.push(x + column, floor - before, x + column, floor - heights[column]!)
    before = heights[column]!
  }
  if (points.length > 2) surface.area([...points, x + heights.length, floor - before, x + heights.length, floor], fill)
}
