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

const columnsOf = ({ range }: TimeScale): number => Math.max(1, Math.round(range[1] - range[0]))

export function curveOf(index: TimelineIndex, scale: TimeScale): Curve {
  const { binSpan } = index.trace.levels
  const fine = scale.density > 0 && 1 / scale.density >= binSpan
  if (fine || countVisible(index, scale.domain, EXACT_MAX) > EXACT_MAX) return fromLevels(index.trace, scale)
  return fromRecords(index, scale)
}

function fromLevels({ levels }: Trace, scale: TimeScale): Curve {
  const [left] = scale.range
  const functions = levels.busyMax.length - 1
  const width = columnsOf(scale)
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

/** What is going on at a moment. */
interface Level {
  busy: number
  initialising: number
  running: number[]
}

/**
 * Starts and ends within the domain in order of time, each as one number, since a frame sorts thousands:
 * the moment times `4 * functions`, then the function, whether it initialises, whether it starts.
 */
function changesIn(index: TimelineIndex, [from, to]: readonly [number, number], functions: number): Float64Array {
  const { records } = index.trace
  const changes: number[] = []
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
        const what = 4 * fn + (records.kind[id] === KIND.handler ? 0 : 2)
        changes.push(Math.max(Math.ceil(from), start) * 4 * functions + what + 1)
        if (end <= to) changes.push(end * 4 * functions + what)
      }
    }
  }
  return Float64Array.from(changes).sort()
}

/** Applies all changes of the moment that begins at `at`; returns where the next begins. */
function applyMoment(level: Level, changes: Float64Array, at: number): number {
  const perMoment = 4 * level.running.length
  const end = (Math.floor(changes[at]! / perMoment) + 1) * perMoment
  let next = at
  for (; next < changes.length && changes[next]! < end; next++) {
    const what = changes[next]! % perMoment
    const by = what % 2 === 1 ? 1 : -1
    level.busy += by
    if ((what & 2) !== 0) level.initialising += by
    else level.running[what >> 2]! += by
  }
  return next
}

function fromRecords(index: TimelineIndex, scale: TimeScale): Curve {
  const functions = index.trace.levels.busyMax.length - 1
  const changes = changesIn(index, scale.domain, functions)
  return changes.length > 2 * columnsOf(scale) ? peaksOf(changes, scale, functions) : stepsOf(changes, scale, functions)
}

/** Every change a step. */
function stepsOf(changes: Float64Array, { domain }: TimeScale, functions: number): Curve {
  const curve = allocate(changes.length + 1, functions)
  const level: Level = { busy: 0, initialising: 0, running: new Array<number>(functions).fill(0) }
  let step = 0
  curve.time[0] = domain[0]
  for (let at = 0; at < changes.length; ) {
    const time = Math.floor(changes[at]! / (4 * functions))
    at = applyMoment(level, changes, at)
    if (time > domain[0]) step++
    curve.time[step] = Math.max(domain[0], time)
    curve.busy[step] = level.busy
    curve.initialising[step] = level.initialising
    level.running.forEach((value, fn) => (curve.running[fn]![step] = value))
  }
  return { ...curve, length: step + 1, exact: true }
}

/** More changes than pixel columns: the peak of each column, as from the levels. */
function peaksOf(changes: Float64Array, scale: TimeScale, functions: number): Curve {
  const curve = allocate(columnsOf(scale), functions)
  const level: Level = { busy: 0, initialising: 0, running: new Array<number>(functions).fill(0) }
  const raise = (values: Int32Array, step: number, value: number): void => {
    if (value > values[step]!) values[step] = value
  }
  const timeOf = (at: number): number => (at < changes.length ? Math.floor(changes[at]! / (4 * functions)) : Infinity)
  let at = 0
  for (let step = 0; step < curve.length; step++) {
    const from = scale.toTime(scale.range[0] + step)
    const to = scale.toTime(scale.range[0] + step + 1)
    curve.time[step] = from
    // What ends as the column begins does not count.
    while (timeOf(at) <= from) at = applyMoment(level, changes, at)
    for (let more = true; more; ) {
      raise(curve.busy, step, level.busy)
      raise(curve.initialising, step, level.initialising)
      for (let fn = 0; fn < functions; fn++) raise(curve.running[fn]!, step, level.running[fn]!)
      more = timeOf(at) < to
      if (more) at = applyMoment(level, changes, at)
    }
  }
  return { ...curve, exact: false }
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
