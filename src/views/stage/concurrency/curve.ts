/**
 * How many requests are in flight over time, as steps. Zoomed out the steps are pixel columns holding the exact
 * peak from the levels kept by the engine; zoomed in they are the starts and ends of the records themselves.
 */
import { NONE, type Trace } from '../../../sim/trace/schema.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import { CLASS_OF_KIND } from '../../../metrics/timeline/codes.ts'
import { countVisible } from '../timeline/layout.ts'
import { isEnvironmentGroup } from '../../../metrics/timeline/rows.ts'
import { positionAfter, positionsWithin, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import type { TimeScale } from '../../chart/timeScale.ts'

export interface Curve {
  length: number
  /** Start of each step, microseconds; the last one lasts to the end of the domain. */
  time: Float64Array
  busy: Int32Array
  initialising: Int32Array
  /** Running (in flight and not initialising) per function, in order of the function lanes. */
  running: readonly Int32Array[]
  exact: boolean
}

/** More records in view than this are read from the levels. */
const EXACT_MAX = 4000

const allocate = (length: number, functions: number) => ({
  length,
  time: new Float64Array(length),
  busy: new Int32Array(length),
  initialising: new Int32Array(length),
  running: Array.from({ length: functions }, () => new Int32Array(length)),
})

export function curveOf(index: TimelineIndex, scale: TimeScale): Curve {
  const { binSpan } = index.trace.levels
  const fine = scale.density > 0 && 1 / scale.density >= binSpan
  if (fine || countVisible(index, scale.domain, EXACT_MAX) > EXACT_MAX) return fromLevels(index.trace, scale)
  return fromRecords(index, scale)
}

function fromLevels({ levels }: Trace, scale: TimeScale): Curve {
  const [left, right] = scale.range
  const functions = levels.busyMax.length - 1
  const width = Math.max(1, Math.round(right - left))
  const binsInView = scale.folds.length > 0 ? width : Math.ceil((scale.domain[1] - scale.domain[0]) / levels.binSpan) + 2
  const count = Math.min(width, binsInView)
  const curve = allocate(count, functions)
  const firstBin = Math.floor(scale.domain[0] / levels.binSpan)
  for (let step = 0; step < count; step++) {
    // One step per pixel, or per bin where bins are wider.
    const time = count === width ? scale.toTime(left + step) : (firstBin + step) * levels.binSpan
    const end = count === width ? scale.toTime(left + step + 1) : time + levels.binSpan
    const from = Math.max(0, Math.floor(time / levels.binSpan))
    const to = Math.min(levels.bins, Math.max(from + 1, Math.ceil(end / levels.binSpan)))
    curve.time[step] = time
    curve.busy[step] = peak(levels.busyMax[0]!, from, to)
    curve.initialising[step] = Math.min(curve.busy[step]!, peak(levels.initMax[0]!, from, to))
    for (let fn = 0; fn < functions; fn++) {
      const busy = peak(levels.busyMax[fn + 1]!, from, to)
      curve.running[fn]![step] = Math.max(0, busy - peak(levels.initMax[fn + 1]!, from, to))
    }
  }
  return { ...curve, exact: false }
}

/** Highest of `values` from `from` below `to`. */
export function peak(values: Int32Array, from: number, to: number): number {
  let highest = 0
  for (let at = from; at < to; at++) if (values[at]! > highest) highest = values[at]!
  return highest
}

interface Change {
  time: number
  by: 1 | -1
  initialising: boolean
  fn: number
}

function changesIn(index: TimelineIndex, [from, to]: readonly [number, number]): Change[] {
  const { records } = index.trace
  const changes: Change[] = []
  for (const group of index.rows.groups) {
    if (!isEnvironmentGroup(group)) continue
    const fn = group.functionLane - 1
    for (let row = group.first; row < group.first + group.count; row++) {
      const [first, last] = positionsWithin(index, row, [from, to])
      for (let at = first; at < last; at++) {
        const id = index.ids[at]!
        // What nobody waits for (provisioned or proactive init) is not in flight.
        if (CLASS_OF_KIND[records.kind[id]!]! < 0 || records.request[id] === NONE) continue
        const start = records.time[id]!
        const end = start + records.span[id]!
        if (end <= from) continue
        const initialising = records.kind[id] !== KIND.handler
        changes.push({ time: Math.max(from, start), by: 1, initialising, fn })
        if (end <= to) changes.push({ time: end, by: -1, initialising, fn })
      }
    }
  }
  return changes.sort((a, b) => a.time - b.time)
}

function fromRecords(index: TimelineIndex, scale: TimeScale): Curve {
  const functions = index.trace.levels.busyMax.length - 1
  const changes = changesIn(index, scale.domain)
  const curve = allocate(changes.length + 1, functions)
  const level = { busy: 0, initialising: 0, running: new Array<number>(functions).fill(0) }
  let step = 0
  curve.time[0] = scale.domain[0]
  changes.forEach((change, at) => {
    level.busy += change.by
    if (change.initialising) level.initialising += change.by
    else level.running[change.fn]! += change.by
    // All changes of one moment make one step.
    if (changes[at + 1]?.time === change.time) return
    if (change.time > curve.time[step]!) step++
    curve.time[step] = change.time
    curve.busy[step] = level.busy
    curve.initialising[step] = level.initialising
    level.running.forEach((value, fn) => (curve.running[fn]![step] = value))
  })
  return { ...curve, length: step + 1, exact: true }
}

/** The step that holds at `time`, or -1 outside of what the curve covers. */
export function stepAt(curve: Curve, time: number): number {
  let low = 0
  let high = curve.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (curve.time[middle]! <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Exact numbers at one moment: one bisection per row of environments. */
export function inFlightNow(index: TimelineIndex, time: number): { busy: number; initialising: number } {
  const { records } = index.trace
  let [busy, initialising] = [0, 0]
  for (const group of index.rows.groups) {
    if (!isEnvironmentGroup(group)) continue
    for (let row = group.first; row < group.first + group.count; row++) {
      const at = positionAfter(index, row, time) - 1
      if (at < index.offset[row]!) continue
      const id = index.ids[at]!
      const kind = records.kind[id]!
      if (CLASS_OF_KIND[kind]! < 0 || records.request[id] === NONE || records.time[id]! + records.span[id]! <= time) continue
      busy++
      if (kind !== KIND.handler) initialising++
    }
  }
  return { busy, initialising }
}

export interface Refusals {
  /** Start of the bucket, microseconds. */
  time: number
  count: number
}

/** Throttles in buckets of equal span that stay put while panning. */
export function refusalsIn(index: TimelineIndex, [from, to]: readonly [number, number], span: number): Refusals[] {
  const { levels, records } = index.trace
  const buckets = new Map<number, number>()
  const add = (time: number, count: number): void => {
    const bucket = Math.floor(time / span)
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + count)
  }
  if (span >= 2 * levels.binSpan) {
    const throttles = levels.throttles[0]!
    const last = Math.min(levels.bins, Math.ceil(to / levels.binSpan) + 1)
    for (let bin = Math.max(0, Math.floor((from - span) / levels.binSpan)); bin < last; bin++) {
      if (throttles[bin]! > 0) add(bin * levels.binSpan, throttles[bin]!)
    }
  } else {
    for (const group of index.rows.groups) {
      if (group.kind !== 'throttled') continue
      const [first, end] = positionsWithin(index, group.first, [from - span, to])
      for (let at = first; at < end; at++) add(records.time[index.ids[at]!]!, 1)
    }
  }
  return [...buckets].map(([bucket, count]) => ({ time: bucket * span, count })).toSorted((a, b) => a.time - b.time)
}
