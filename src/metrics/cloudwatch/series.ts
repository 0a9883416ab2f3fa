/** Metrics as CloudWatch would plot them: one value per period and statistic. */
import type { Micros, Trace } from '../../sim/trace/schema'
import { metricOf } from './catalogue'
import type { Metric, MetricName, Statistic } from './catalogue'
import { levelsWithin, segmentsOf } from './gauges'
import { eachSample } from './samples'
import type { Run, Stretch } from './samples'

export interface SeriesQuestion {
  metric: MetricName
  statistic: Statistic
  /** Microseconds. */
  period: Micros
  /** Position of a function in the scenario; null for the Region. */
  fn: number | null
  stretch: Stretch
}

export interface Series {
  /** Start of the first period: a multiple of the period. */
  start: Micros
  period: Micros
  /** NaN where CloudWatch would have no point. */
  values: Float64Array
}

/** Statistics of every period, side by side. */
interface Buckets {
  /** Number of the first period. */
  first: number
  values: Float64Array
}

const kept = new WeakMap<Trace, Map<string, Buckets>>()
/** Whole series kept per trace. */
const MOST_KEPT = 12

const numberOf = (t: Micros, period: Micros): number => Math.floor(t / period)

/** Periods that a stretch touches: the first, and how many. A stretch that ends where a period begins leaves that out. */
function periodsOf({ from, to }: Pick<Stretch, 'from' | 'to'>, period: Micros): { first: number; count: number } {
  const first = numberOf(from, period)
  return { first, count: Math.max(1, Math.ceil(to / period) - first) }
}

/**
 * One statistic of a metric over a stretch. Following the playhead costs little: whatever can no longer change is
 * taken from the series of the whole run, which is made once, and the rest is looked at again.
 */
export function metricSeries(run: Run, question: SeriesQuestion): Series {
  const { trace } = run
  const { period, stretch } = question
  const { first, count } = periodsOf(stretch, period)
  if (stretch.knownBy >= trace.until || stretch.from > 0) return toSeries(compute(run, question), period)
  const whole = wholeRun(run, question)
  const open = Math.min(count, Math.max(0, numberOf(stretch.knownBy - trace.longestSpan, period)))
  const values = new Float64Array(count)
  values.set(whole.values.subarray(0, open))
  const rest = compute(run, { ...question, stretch: { ...stretch, from: open * period } })
  values.set(rest.values.subarray(0, count - open), open)
  return toSeries({ first, values }, period)
}

function wholeRun(run: Run, question: SeriesQuestion): Buckets {
  const { trace } = run
  const known = kept.get(trace) ?? new Map<string, Buckets>()
  kept.set(trace, known)
  const key = `${question.metric}:${question.statistic}:${question.period}:${question.fn ?? ''}`
  const found = known.get(key)
  if (found !== undefined) return found
  const made = compute(run, { ...question, stretch: { from: 0, to: trace.until + 1, knownBy: trace.until } })
  if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!)
  known.set(key, made)
  return made
}

const toSeries = ({ first, values }: Buckets, period: Micros): Series => ({ start: first * period, period, values })

/** One value of a metric for a whole stretch, as if it were a single period; NaN without a point. */
export function metricTotal(run: Run, question: Omit<SeriesQuestion, 'period'>): number {
  return compute(run, { ...question, period: Infinity }).values[0]!
}

function compute(run: Run, question: SeriesQuestion): Buckets {
  const metric = metricOf(question.metric)
  if (metric.kind === 'gauge') return levels(run, metric, question)
  return question.statistic.startsWith('p') ? percentiles(run, question) : sums(run, question)
}

/** With an endless period there is one, from 0. */
const placeOf = (stamp: Micros, period: Micros): number => (period === Infinity ? 0 : Math.floor(stamp / period))
const spread = (stretch: Stretch, period: Micros) => (period === Infinity ? { first: 0, count: 1 } : periodsOf(stretch, period))

function sums(run: Run, { metric, statistic, period, fn, stretch }: SeriesQuestion): Buckets {
  const { first, count } = spread(stretch, period)
  const values = new Float64Array(count).fill(statistic === 'Maximum' ? -Infinity : statistic === 'Minimum' ? Infinity : 0)
  const samples = new Float64Array(count)
  eachSample(run, { metric, fn }, stretch, (stamp, value) => {
    const at = placeOf(stamp, period) - first
    samples[at]! += 1
    if (statistic === 'Maximum') values[at] = Math.max(values[at]!, value)
    else if (statistic === 'Minimum') values[at] = Math.min(values[at]!, value)
    else values[at]! += value
  })
  for (let at = 0; at < count; at++) {
    if (samples[at] === 0) values[at] = NaN
    else if (statistic === 'SampleCount') values[at] = samples[at]!
    else if (statistic === 'Average') values[at] = values[at]! / samples[at]!
  }
  return { first, values }
}

/** The share in a name such as `p99.9`. */
const shareOf = (statistic: Statistic): number => Number(statistic.slice(1)) / 100

/** The smallest sample that the given share of samples does not exceed, for each period. */
function percentiles(run: Run, { metric, statistic, period, fn, stretch }: SeriesQuestion): Buckets {
  const { first, count } = spread(stretch, period)
  const bounds = new Int32Array(count + 1)
  const places: number[] = []
  const found: number[] = []
  eachSample(run, { metric, fn }, stretch, (stamp, value) => {
    const at = placeOf(stamp, period) - first
    bounds[at + 1]! += 1
    places.push(at)
    found.push(value)
  })
  for (let at = 0; at < count; at++) bounds[at + 1]! += bounds[at]!
  const sorted = new Float64Array(found.length)
  const next = bounds.slice()
  for (let i = 0; i < found.length; i++) sorted[next[places[i]!]!++] = found[i]!
  const share = shareOf(statistic)
  const values = new Float64Array(count).fill(NaN)
  for (let at = 0; at < count; at++) {
    const own = sorted.subarray(bounds[at], bounds[at + 1]).sort()
    if (own.length > 0) values[at] = own[Math.max(0, Math.ceil(share * own.length - ROUNDING) - 1)]!
  }
  return { first, values }
}

/** `0.999 * 1000` must not count as more than 999. */
const ROUNDING = 1e-9

function levels(run: Run, metric: Metric, { statistic, period, fn, stretch }: SeriesQuestion): Buckets {
  const segments = segmentsOf(run, metric.name, metric.scope === 'region' ? null : fn)
  const { first, count } = spread(stretch, period)
  const values = new Float64Array(count).fill(NaN)
  const known = Math.min(stretch.to, stretch.knownBy, run.trace.until + 1)
  for (let at = 0; at < count; at++) {
    const from = Math.max(stretch.from, period === Infinity ? 0 : (first + at) * period)
    const to = Math.min(known, period === Infinity ? Infinity : (first + at + 1) * period)
    if (from >= to) continue
    const { max, min, area, used } = levelsWithin(segments, from, to)
    if (!used) continue
    values[at] = statistic === 'Maximum' ? max : statistic === 'Minimum' ? min : area / (to - from)
  }
  return { first, values }
}
