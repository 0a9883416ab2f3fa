import type { TimelineIndex } from '../../../../metrics/timeline/timelineIndex.ts'
import type { SourceLane } from '../../../../metrics/timeline/sourceLanes.ts'
import type { TimeScale } from '../../../chart/timeScale.ts'
import type { Palette } from '../../../design/palette.ts'
import type { Box } from '../../../chart/surface.ts'

/** What the lanes of queues and streams are drawn from. */
export interface SourceScene {
  index: TimelineIndex
  scale: TimeScale
  palette: Palette
  plot: Box
}

/** One row of a queue or stream. */
export interface SourceRow {
  source: SourceLane
  /** Of the timeline, and counted from the first of the source. */
  row: number
  place: number
  y: number
  height: number
}

/** Bars reach at most this far beyond the plot, so that no coordinate grows without bound. */
export const OVERHANG = 20

/** Where a stretch of time stands, cut to the plot; null outside of it. */
export function stretchOf({ scale }: Pick<SourceScene, 'scale'>, from: number, to: number): { x: number; width: number } | null {
  const [left, right] = scale.range
  const x = Math.max(left - OVERHANG, scale.toPx(from))
  const end = Math.min(right + OVERHANG, scale.toPx(to))
  return end < left || x > right ? null : { x, width: Math.max(1, end - x) }
}
