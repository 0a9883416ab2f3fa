/** Measured traffic, made usable as arrivals: curves of rates, and how long the handlers behind them take. */
import { TRAFFIC_SHAPES, type TrafficShape } from './data/trafficShapes.ts'
import type { RuntimeInfo } from './runtimes.ts'
import type { MeasuredDistribution } from './vocabulary.ts'

export { TRAFFIC_SHAPES, type TrafficShape, type TrafficSourceKey, type TrafficSpike } from './data/trafficShapes.ts'

export type TrafficShapeId = keyof typeof TRAFFIC_SHAPES

const quantiles = (p50: number, p90: number, p99: number): MeasuredDistribution => ({
  kind: 'empirical',
  quantiles: [[0.5, p50], [0.9, p90], [0.99, p99]],
})

/** Warm handlers that read and write a few items of a database, ms, by runtime family (AWS samples). */
export const DATABASE_HANDLER = {
  rust: quantiles(5.13, 13.29, 20.09),
  go: quantiles(5.47, 9.23, 17.69),
  nodejs: quantiles(6.61, 15.09, 41.03),
  dotnet: quantiles(6.1, 10.7, 27.7),
  java: quantiles(8.13, 13.01, 30.03),
} as const satisfies Partial<Record<RuntimeInfo['family'], MeasuredDistribution>>

export function shapeOf(id: TrafficShapeId): TrafficShape {
  return TRAFFIC_SHAPES[id]
}

/** Length of a shape before it repeats, seconds. */
export function periodSeconds(shape: TrafficShape): number {
  return shape.binSeconds * shape.values.length
}

export interface RatePointOptions {
  /** Mean rate over the period, requests per second (in `flash-spike`: the rate before the spike). */
  meanPerSecond: number
  /** Length of one period in the scenario, ms; shorter than the original compresses the day. */
  periodMs: number
  /** Leave the spikes out. */
  withoutSpikes?: boolean
}

/** A shape as `[atMs, ratePerSecond]` points for arrivals of kind `rate`; the last point is at `periodMs`. */
export function ratePoints(shape: TrafficShape, options: RatePointOptions): readonly (readonly [number, number])[] {
  const { meanPerSecond, periodMs } = options
  const msPerSecond = periodMs / periodSeconds(shape)
  const { binSeconds, values } = shape
  const first = values[0] ?? 1
  const last = values[values.length - 1] ?? 1
  const seam = (first + last) / 2
  const points: [number, number][] = [
    [0, seam],
    ...values.map((value, i): [number, number] => [(i + 0.5) * binSeconds, value]),
    [periodSeconds(shape), seam],
  ]
  const spikes = options.withoutSpikes === true ? [] : shape.spikes.flatMap((spike) => occurrences(shape, spike))
  const shaped = spikes.reduce((line, spike) => raised(line, spike), points)
  return shaped.map(([second, value]) => [round(second * msPerSecond), round(value * meanPerSecond)] as const)
}

/** Enough digits for any rate, few enough to read. */
const round = (value: number): number => Math.round(value * 1_000) / 1_000

type Line = readonly (readonly [second: number, value: number])[]
interface Rise {
  from: number
  to: number
  levels: readonly number[]
  of: 'mean' | 'local'
}

function occurrences(shape: TrafficShape, spike: TrafficShape['spikes'][number]): Rise[] {
  const end = periodSeconds(shape)
  const step = spike.repeatSeconds ?? end
  const rises: Rise[] = []
  for (let from = spike.atSeconds; from < end; from += step) {
    rises.push({ from, to: Math.min(end, from + spike.durationSeconds), levels: spike.levels, of: spike.of })
  }
  return rises
}

/** The line with a rise put in as steps: two points at one time make a step. */
function raised(line: Line, { from, to, levels, of }: Rise): [number, number][] {
  const before = line.filter(([second]) => second < from)
  const after = line.filter(([second]) => second > to)
  const local = of === 'local' ? valueAt(line, (from + to) / 2) : 1
  const part = (to - from) / levels.length
  const steps = levels.flatMap((level, i): [number, number][] => [
    [from + i * part, level * local],
    [from + (i + 1) * part, level * local],
  ])
  return [...before, [from, valueAt(line, from)], ...steps, [to, valueAt(line, to)], ...after].map(([s, v]) => [s, v])
}

function valueAt(line: Line, second: number): number {
  const next = line.findIndex(([at]) => at >= second)
  const [toSecond, toValue] = line[next] ?? line[line.length - 1] ?? [0, 1]
  const [fromSecond, fromValue] = line[next - 1] ?? [toSecond, toValue]
  if (toSecond === fromSecond) return toValue
  return fromValue + ((toValue - fromValue) * (second - fromSecond)) / (toSecond - fromSecond)
}
