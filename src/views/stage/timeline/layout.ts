/** Where the rows of the timeline stand: pure geometry, in CSS pixels from the top left corner of the panel. */
import type { Box } from '../../chart/surface.ts'
import { positionAfter, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { isEnvironmentGroup, type RowGroup, type Rows } from '../../../metrics/timeline/rows.ts'

export interface Size {
  width: number
  height: number
}

export interface PlacedGroup {
  group: RowGroup
  /** Top of the first row. */
  y: number
  rowHeight: number
  /** Height of the caption above the rows; 0 without one. */
  caption: number
}

export interface TimelineLayout {
  /** Where time runs; left of it are the row labels, above it the axis. */
  plot: Box
  groups: readonly PlacedGroup[]
  /** Bottom of the last row. */
  bottom: number
}

const ROW_HEIGHT_MAX = 44
const ROW_HEIGHT_LEAST = 10
/** The same where queues and streams take most of the height. */
const ROW_BELOW_SOURCE = 24
/** Of the height, whatever else there is: what goes beyond is cut off. */
const ENVIRONMENTS_SHARE = 0.3
/** Of a group: more are drawn closer together. */
const FEW_ROWS = 4
export const AXIS_HEIGHT = 30
const SPECIAL_HEIGHT = 24
const SHARD_HEIGHT = 26
/** Of a queue whose messages are shown one by one: for each track, and the least and the most of all. */
const TRACK_HEIGHT = 7
const TRACKS_LEAST = 30
const TRACKS_MOST = 80
/** Of a queue with more messages than that. */
const DEPTH_HEIGHT = 48
const CAPTION_HEIGHT = 18
const GROUP_GAP = 4
const MARGIN_RIGHT = 16

/** Room for labels on the left; the concurrency chart uses the same, so that the time axes agree. */
const gutterWidth = (width: number): number => (width < 560 ? 76 : 120)

/** Left edge and width of the plot for a panel of this width. */
export function plotSpan(width: number): { x: number; width: number } {
  const x = gutterWidth(width)
  return { x, width: Math.max(1, Math.floor(width - x - MARGIN_RIGHT)) }
}

/** Height of a row that does not hold environments. */
function fixedHeight({ source }: RowGroup): number {
  if (source === undefined) return SPECIAL_HEIGHT
  if (source.kind === 'shards') return SHARD_HEIGHT
  return source.lives === null ? DEPTH_HEIGHT : Math.min(TRACKS_MOST, Math.max(TRACKS_LEAST, source.lives.groups.length * TRACK_HEIGHT + 8))
}

/** Height of the caption of each group; 0 where the label of its only row says enough. */
function captionHeights(groups: readonly RowGroup[]): readonly number[] {
  const several = groups.filter(isEnvironmentGroup).length > 1
  return groups.map((group) => ((isEnvironmentGroup(group) ? several : group.source !== undefined && group.count > 1) ? CAPTION_HEIGHT : 0))
}

/** What captions, gaps and rows that are not environments take, whatever the height. */
function takenBy(groups: readonly RowGroup[]): number {
  const captions = captionHeights(groups)
  return groups.reduce((sum, group, at) => sum + GROUP_GAP + captions[at]! + (isEnvironmentGroup(group) ? 0 : fixedHeight(group) * group.count), 0)
}

const hasSources = (groups: readonly RowGroup[]): boolean => groups.some(({ source }) => source !== undefined)

/** A height in which every group has a place, and a few environments rows that can be told apart. */
export function leastHeight({ groups }: Rows): number {
  const count = groups.filter(isEnvironmentGroup).reduce((sum, group) => sum + Math.min(FEW_ROWS, group.count), 0)
  return AXIS_HEIGHT + 6 + takenBy(groups) + count * (hasSources(groups) ? ROW_BELOW_SOURCE : ROW_HEIGHT_LEAST)
}

export function layoutTimeline(rows: Rows, size: Size): TimelineLayout {
  const { x, width } = plotSpan(size.width)
  const available = Math.max(40, Math.floor(size.height) - AXIS_HEIGHT - 6)
  const environments = rows.groups.filter(isEnvironmentGroup)
  const captions = captionHeights(rows.groups)
  const taken = takenBy(rows.groups)
  const count = environments.reduce((sum, group) => sum + group.count, 0)
  const rowHeight = Math.min(ROW_HEIGHT_MAX, Math.max(available - taken, hasSources(rows.groups) ? 0 : available * ENVIRONMENTS_SHARE) / Math.max(1, count))
  const groups: PlacedGroup[] = []
  let y = AXIS_HEIGHT + 2
  for (const [at, group] of rows.groups.entries()) {
    const caption = captions[at]!
    const height = isEnvironmentGroup(group) ? rowHeight : fixedHeight(group)
    groups.push({ group, y: y + caption, rowHeight: height, caption })
    y += caption + height * group.count + GROUP_GAP
  }
  return { plot: { x, y: AXIS_HEIGHT, width, height: Math.floor(size.height) - AXIS_HEIGHT }, groups, bottom: y }
}

/** Top and height of a row. */
export function rowPlace(layout: TimelineLayout, row: number): { y: number; height: number } {
  const placed = layout.groups.find(({ group }) => row >= group.first && row < group.first + group.count)
  if (!placed) return { y: layout.plot.y, height: 0 }
  return { y: placed.y + (row - placed.group.first) * placed.rowHeight, height: placed.rowHeight }
}

/** The row under `y`, or -1. */
export function rowAt(layout: TimelineLayout, y: number): number {
  for (const { group, y: top, rowHeight } of layout.groups) {
    const at = Math.floor((y - top) / rowHeight)
    if (y >= top && at < group.count) return group.first + at
  }
  return -1
}

/** Parts of a row of the given height: the bar, the ribbon under it. */
export function rowParts(height: number): { barTop: number; barHeight: number; ribbonTop: number; ribbonHeight: number } {
  if (height < 7) {
    const gap = height >= 3 ? 1 : 0
    return { barTop: 0, barHeight: height - gap, ribbonTop: 0, ribbonHeight: 0 }
  }
  const barHeight = Math.round(Math.min(22, height * 0.62))
  const ribbonHeight = height >= 24 ? 3 : height >= 14 ? 2 : 1
  const ribbonGap = height >= 24 ? 3 : 1
  const barTop = Math.max(0, Math.round((height - barHeight - ribbonHeight - ribbonGap) / 2))
  return { barTop, barHeight, ribbonTop: barTop + barHeight + ribbonGap, ribbonHeight }
}

/** How many records lie in a stretch of time, over all rows of environments. Stops counting beyond `limit`. */
export function countVisible(index: TimelineIndex, domain: readonly [number, number], limit: number): number {
  const { offset, rows, ids, trace } = index
  const whole = domain[0] <= 0 && domain[1] >= trace.until
  if (whole) return ids.length
  let count = 0
  for (let row = 0; row < rows.length && count <= limit; row++) {
    if (offset[row] === offset[row + 1]) continue
    count += positionAfter(index, row, domain[1]) - positionAfter(index, row, domain[0])
  }
  return count
}
