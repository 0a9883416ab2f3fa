/** How far the limits are used up at a moment: concurrency, new environments, requests per second. */
import { isMetered } from './metered'
import { bisectLeft, bisectRight } from '../base/bisect'
import { MICROS_PER_SECOND } from '../base/units'
import { rulebookAt } from '../rules/rulebook'
import type { RuleId } from '../rules/registry'
import { ruleAt } from '../rules/registry'
import type { Scenario } from '../sim/scenario'
import { createBucket } from '../sim/lambda/bucket'
import { NONE } from '../sim/trace/schema'
import type { Micros, Trace } from '../sim/trace/schema'
import { KIND } from '../sim/trace/writer'
import type { Run } from './cloudwatch/samples'
import { levelsWithin, segmentsOf } from './cloudwatch/gauges'
import { settingsAt, unreservedOf } from './cloudwatch/settings'
import { functionOf } from './flight'

export type GaugeKind = 'account' | 'unreserved' | 'reserved' | 'provisioned' | 'newEnvironments' | 'requestRate'

export interface Gauge {
  kind: GaugeKind
  /** Position of the function it belongs to; null for the account. */
  fn: number | null
  used: number
  /** Null where the scenario lifts the limit. */
  limit: number | null
  rule: RuleId
}

/** Level of a concurrency metric at a moment; 0 while nothing is in flight. */
function levelAt(run: Run, metric: Parameters<typeof segmentsOf>[1], { fn, t }: { fn: number | null; t: Micros }): number {
  const { max } = levelsWithin(segmentsOf(run, metric, fn), t, t + 1)
  return max === -Infinity ? 0 : max
}

/** All limits of a scenario, the account's first. */
export function gaugesAt(run: Run, t: Micros): Gauge[] {
  const { scenario } = run
  const settings = settingsAt(scenario, t)
  const level = (metric: Parameters<typeof segmentsOf>[1], fn: number | null = null): number => levelAt(run, metric, { fn, t })
  const gauges: Gauge[] = [{ kind: 'account', fn: null, used: level('ConcurrentExecutions'), limit: settings.account, rule: 'CC-02' }]
  const split = settings.reserved.some((reserved) => reserved !== null) && settings.reserved.some((reserved) => reserved === null)
  if (split) gauges.push({ kind: 'unreserved', fn: null, used: level('UnreservedConcurrentExecutions'), limit: unreservedOf(settings), rule: 'CC-02' })
  scenario.functions.forEach((_, fn) => {
    const reserved = settings.reserved[fn]!
    const provisioned = settings.provisioned[fn]!
    if (reserved !== null) gauges.push({ kind: 'reserved', fn, used: level('ConcurrentExecutions', fn), limit: reserved, rule: 'CC-04' })
    if (provisioned > 0) gauges.push({ kind: 'provisioned', fn, used: level('ProvisionedConcurrentExecutions', fn), limit: provisioned, rule: 'CC-07' })
  })
  return [...gauges, ...scalingGauges(run, t), ...rateGauges(run, t)]
}

/** Starts of environments on demand that requests asked for, per function and for all. */
interface Creations {
  all: Float64Array
  byFunction: Float64Array[]
}
const kept = new WeakMap<Trace, Creations>()

function creationsOf({ trace, scenario }: Run): Creations {
  const known = kept.get(trace)
  if (known !== undefined) return known
  const all: Micros[] = []
  const lists = scenario.functions.map((): Micros[] => [])
  const { records } = trace
  for (let record = 0; record < records.length; record++) {
    if (records.kind[record] !== KIND.create || records.request[record] === NONE) continue
    all.push(records.time[record]!)
    lists[functionOf(trace, records.lane[record]!) - 1]?.push(records.time[record]!)
  }
  const creations = { all: Float64Array.from(all), byFunction: lists.map((times) => Float64Array.from(times)) }
  kept.set(trace, creations)
  return creations
}

/** What is taken of the allowance of new environments. */
function scalingGauges(run: Run, t: Micros): Gauge[] {
  const { scenario } = run
  const { scaling } = rulebookAt(scenario.lambdaAsOf)
  const set = scenario.account.scalingRate
  if (set === 'off') return []
  const rate = set ?? scaling
  const { all, byFunction } = creationsOf(run)
  const taken = (times: Float64Array): number => rate.burst - Math.floor(bucketLevel(times, rate, t))
  const gauge = (fn: number | null, times: Float64Array): Gauge => ({
    kind: 'newEnvironments', fn, used: taken(times), limit: rate.burst, rule: ruleAt(scaling.rule).id,
  })
  return scaling.scope === 'account' ? [gauge(null, all)] : byFunction.map((times, fn) => gauge(fn, times))
}

interface Rate {
  burst: number
  refillPerSecond: number
  refill: 'continuous' | 'stepwise'
}

/** Tokens left at `t`, the bucket having been full at first. */
function bucketLevel(times: Float64Array, rate: Rate, t: Micros): number {
  const { burst, refillPerSecond } = rate
  const end = bisectRight(times, t)
  // Whatever was taken before the bucket could fill up again makes no difference.
  const window = refillPerSecond > 0 ? (burst / refillPerSecond) * MICROS_PER_SECOND : Infinity
  const bucket = createBucket(rate)
  const first = window === Infinity ? 0 : firstThatMatters(times, { end, window })
  for (let at = first; at < end; at++) {
    bucket.level(times[at]!)
    bucket.take()
  }
  return bucket.level(t)
}

/** After a pause as long as it takes to fill the bucket it is full. */
function firstThatMatters(times: Float64Array, { end, window }: { end: number; window: Micros }): number {
  for (let at = end - 1; at > 0; at--) if (times[at]! - times[at - 1]! >= window) return at
  return 0
}

/** Requests let in within the last second. */
function rateGauges({ trace, scenario }: Run, t: Micros): Gauge[] {
  const set = scenario.account.requestsPerSecondPerConcurrency
  if (set === 'off') return []
  const perConcurrency = set ?? rulebookAt(scenario.lambdaAsOf).requestsPerSecondPerConcurrency
  const settings = settingsAt(scenario, t)
  const admitted = admittedWithin(trace, scenario, t)
  return scenario.functions.map((_, fn) => {
    const reserved = settings.reserved[fn]!
    const limit = (reserved ?? settings.account) * perConcurrency
    return { kind: 'requestRate', fn, used: admitted[fn]!, limit, rule: reserved === null ? 'CC-23' : 'CC-23R' }
  })
}

function admittedWithin(trace: Trace, scenario: Scenario, t: Micros): number[] {
  const { records } = trace
  const counts = scenario.functions.map(() => 0)
  const end = bisectRight(records.time, t, 0, records.length)
  for (let record = bisectLeft(records.time, t - MICROS_PER_SECOND + 1, 0, end); record < end; record++) {
    const kind = records.kind[record]
    const cause = records.cause[record]!
    const begins = kind === KIND.create || kind === KIND.handler || kind === KIND.suppressedInit || kind === KIND.restore
    if (begins && cause !== NONE && records.kind[cause] === KIND.arrival && isMetered(trace, cause)) counts[functionOf(trace, records.lane[record]!) - 1]! += 1
  }
  return counts
}
