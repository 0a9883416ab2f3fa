/** Where things stand in the picture of requests: one row each, a time axis below. */
import type { HomeRun } from '../../store/homeStore.ts'
import { createTimeScale, type TimeScale } from '../chart/timeScale.ts'

export interface RequestsLayout {
  scale: TimeScale
  rowHeight: number
  rows: number
  plotHeight: number
}

export const AXIS_HEIGHT = 24
const SIDE = 8

/** Rows of equal height above the axis. */
export function layoutRequests({ from, until, fates }: HomeRun, width: number, height: number): RequestsLayout {
  const plotHeight = Math.max(0, height - AXIS_HEIGHT)
  const rows = Math.max(1, fates.length)
  return { scale: createTimeScale([from, until], [SIDE, Math.max(SIDE, width - SIDE)]), rowHeight: plotHeight / rows, rows, plotHeight }
}
