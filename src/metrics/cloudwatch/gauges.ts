/** Metrics that are levels over time: how many environments work on events, replayed exactly from starts and ends. */
import { bisectLeft, bisectRight } from '../../base/bisect'
import { NONE } from '../../sim/trace/schema'
import type { Micros, Trace } from '../../sim/trace/schema'
import { KIND, POOL } from '../../sim/trace/writer'
import { functionOf, isBusyKind } from '../flight'
import type { MetricName } from './catalogue'
import type { Run } from './samples'
import { changeTimes, settingsAt } from './settings'

/** Starts and ends of what is in flight, each ascending. */
interface Flights {
  starts: Float64Array
  ends: Float64Array
}

/** Which environments count. */
interface Members {
  /** Positions of functions in the scenario. */
  functions: readonly number[]
  pool: 'all' | 'provisioned' | 'on-demand'
}

/** A part of the run in which settings do not change: the level is `members in flight + plus`, over `divisor`. */
export interface Segment {
  from: Micros
  to: Micros
  flights: Flights
  plus: number
  divisor: number
}

const kept = new WeakMap<Trace, Map<string, Flights>>()

/** Sorted once per trace and set of environments. */
function flightsOf(trace: Trace, members: Members): Flights {
  const known = kept.get(trace) ?? new Map<string, Flights>()
  kept.set(trace, known)
  const key = `${members.pool}:${members.functions.join()}`
  const flights = known.get(key) ?? sortFlights(trace, members)
  known.set(key, flights)
  return flights
}

function sortFlights(trace: Trace, { functions, pool }: Members): Flights {
  const { records, lanes } = trace
  const counts = new Uint8Array(lanes.length)
  for (let lane = 0; lane < lanes.length; lane++) {
    const provisioned = lanes.pool[lane] === POOL.provisioned
    const inPool = pool === 'all' || (pool === 'provisioned') === provisioned
    counts[lane] = inPool && functions.includes(functionOf(trace, lane) - 1) ? 1 : 0
  }
  const starts = new Float64Array(records.length)
  const ends = new Float64Array(records.length)
  let length = 0
  for (let record = 0; record < records.length; record++) {
    if (!isBusyKind(records.kind[record]!) || records.request[record] === NONE || counts[records.lane[record]!] === 0) continue
    starts[length] = records.time[record]!
    ends[length++] = records.time[record]! + records.span[record]!
  }
  // A copy: what is kept must not hold on to room for every record.
  return { starts: starts.slice(0, length), ends: ends.slice(0, length).sort() }
}

const keptSegments = new WeakMap<Trace, Map<string, readonly Segment[]>>()

/** What a gauge is made of over the run, worked out once. @param fn position of a function; null for the account */
export function segmentsOf(run: Run, metric: MetricName, fn: number | null): readonly Segment[] {
  const known = keptSegments.get(run.trace) ?? new Map<string, readonly Segment[]>()
  keptSegments.set(run.trace, known)
  const key = `${metric}:${fn ?? ''}`
  const segments = known.get(key) ?? makeSegments(run, metric, fn)
  known.set(key, segments)
  return segments
}

function makeSegments({ trace, scenario }: Run, metric: MetricName, fn: number | null): Segment[] {
  const times = changeTimes(scenario)
  const everything = scenario.functions.map((_, each) => each)
  const functions = fn === null ? everything : [fn]
  const ready = createReadiness(trace, functions)
  return [...times, ...ready.times].toSorted((a, b) => a - b).flatMap((from, i, all) => {
    const to = all[i + 1] ?? Infinity
    if (to === from) return []
    const { reserved, provisioned } = settingsAt(scenario, from)
    const unreserved = everything.filter((each) => reserved[each] === null)
    const segment = (members: Members, plus = 0, divisor = 1): Segment[] => [{ from, to, flights: flightsOf(trace, members), plus, divisor }]
    switch (metric) {
      case 'UnreservedConcurrentExecutions':
        return segment({ functions: unreserved, pool: 'all' })
      case 'ClaimedAccountConcurrency':
        return segment({ functions: unreserved, pool: 'on-demand' }, everything.reduce((sum, each) => sum + (reserved[each] ?? provisioned[each]!), 0))
      case 'ProvisionedConcurrentExecutions':
        return segment({ functions, pool: 'provisioned' })
      case 'ProvisionedConcurrencyUtilization':
        return segment({ functions, pool: 'provisioned' }, 0, ready.allocated(from, functions.reduce((sum, each) => sum + provisioned[each]!, 0)))
      default:
        return segment({ functions, pool: 'all' })
    }
  })
}

/** An allocation is usable as a whole, from the record that says so on (rule CC-12). */
function createReadiness(trace: Trace, functions: readonly number[]) {
  const { records, lanes } = trace
  const times: Micros[] = []
  const pending = (t: Micros): boolean => times.length > 0 && t < times[0]!
  for (let record = 0; record < records.length && times.length < MOST_ALLOCATIONS; record++) {
    if (records.kind[record] !== KIND.provision || records.span[record] !== 0) continue
    if (functions.includes(functionOf(trace, records.lane[record]!) - 1) && lanes.length > 0) times.push(records.time[record]!)
  }
  return { times, allocated: (t: Micros, configured: number): number => (pending(t) ? 0 : configured) }
}

/** More allocations than this in one run change nothing about the first. */
const MOST_ALLOCATIONS = 64

export interface LevelBucket {
  max: number
  min: number
  /** Level times microseconds, for the average. */
  area: number
  /** Whether anything was in flight. */
  used: boolean
}

/** Extremes and area of a gauge from `from` to `to`. */
export function levelsWithin(segments: readonly Segment[], from: Micros, to: Micros): LevelBucket {
  const bucket: LevelBucket = { max: -Infinity, min: Infinity, area: 0, used: false }
  for (const segment of segments) {
    const start = Math.max(from, segment.from)
    const end = Math.min(to, segment.to)
    if (start < end) sweep(segment, start, end, bucket)
  }
  return bucket
}

/** What ends at a moment makes room for what starts then. */
function sweep({ flights, plus, divisor }: Segment, from: Micros, to: Micros, bucket: LevelBucket): void {
  if (divisor === 0) return
  const { starts, ends } = flights
  let begun = bisectLeft(starts, from)
  let ended = bisectRight(ends, from)
  let at = from
  for (;;) {
    while (begun < starts.length && starts[begun]! <= at) begun++
    const inFlight = begun - ended
    const level = (inFlight + plus) / divisor
    if (level > bucket.max) bucket.max = level
    if (level < bucket.min) bucket.min = level
    if (inFlight > 0) bucket.used = true
    const next = Math.min(starts[begun] ?? Infinity, ends[ended] ?? Infinity, to)
    bucket.area += level * (next - at)
    if (next >= to) return
    at = next
    while (ended < ends.length && ends[ended]! <= at) ended++
  }
}
