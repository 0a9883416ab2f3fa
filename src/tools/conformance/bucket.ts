/** Limits on rates: new environments per function (token bucket) and requests per second. */
import type { Arrivals, Scenario, TrafficSource } from '../../sim/scenario.ts'
import { createMeter, readMeter } from '../../sim/lambda/meter.ts'
import { simulate } from '../../sim/simulate.ts'
import { RECORD_KINDS, type Micros, type Trace } from '../../sim/trace/schema.ts'
import { seconds } from '../../base/units.ts'
import { ruleAt } from '../../rules/registry.ts'
import { numberOf, numberOrNull, numbersOf, requireValue } from './inputs.ts'
import { refuseCutOff } from './invocations.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import type { Adapter, Json, JsonObject } from './types.ts'

type Refill = 'continuous' | 'stepwise'

/** Rules by which a request is refused for want of a token rather than of concurrency. */
const SCALING_RULES: ReadonlySet<string> = new Set(['CC-19', 'CC-27'])
const REQUEST_RATE_RULES: ReadonlySet<string> = new Set(['CC-23', 'CC-23R', 'CC-24'])

interface BucketModel {
  arrivals: Arrivals
  handlerSeconds: number
  limit: number | null
  scalingRate: Scenario['account']['scalingRate']
  durationSeconds: number
  requestsPerSecondPerConcurrency?: number
  /** Requests of no length that come first, all at once, and leave no tokens behind. */
  emptiedBy?: number
}

function bucketScenario(model: BucketModel): Scenario {
  return modelScenario({
    seed: 1,
    durationSeconds: model.durationSeconds,
    functions: [modelFunction({ name: MODEL_FUNCTION, handler: fixed(model.handlerSeconds * 1000), reserved: model.limit })],
    traffic: [...emptying(model.emptiedBy ?? 0), modelSource('requests', MODEL_FUNCTION, model.arrivals)],
    scalingRate: model.scalingRate,
    requestsPerSecondPerConcurrency: model.requestsPerSecondPerConcurrency ?? 'off',
  })
}

function emptying(count: number): TrafficSource[] {
  const requests = Array.from({ length: count }, () => ({ atMs: 0, handlerMs: 0 }))
  return count === 0 ? [] : [modelSource('emptying', MODEL_FUNCTION, { kind: 'list', requests })]
}

/** A run with its records, each of which says how long things took. */
function recorded(model: BucketModel): Trace {
  const trace = simulate(bucketScenario(model))
  refuseCutOff(trace)
  return trace
}

function timesOf(trace: Trace, kind: (typeof RECORD_KINDS)[number], passes: (rule: string) => boolean = () => true): Micros[] {
  const wanted = RECORD_KINDS.indexOf(kind)
  const { records } = trace
  const times: Micros[] = []
  for (let row = 0; row < records.length; row++) {
    if (records.kind[row] === wanted && passes(ruleAt(records.rule[row]!).id)) times.push(records.time[row]!)
  }
  return times
}

interface StepModel {
  simultaneous: number
  burst: number
  refillPerSecond: number
  limit: number
  times: readonly number[]
}

/** When all that can ever be admitted is in, under the slower of the two conventions, in seconds. */
function settledBy(model: StepModel): number {
  const missing = Math.max(0, Math.min(model.simultaneous, model.limit) - model.burst)
  return (Math.ceil(missing / model.burst) * model.burst) / model.refillPerSecond
}

/**
 * Attempts of callers that retry without delay: in the fluid limit one of them is there at every instant. It is
 * enough to try where something can change, and harmless to try more often: everybody at the start, one attempt as
 * each token refills and one half-way, and more than a full bucket can serve at each whole refill and each moment
 * asked about.
 */
function eagerAttempts(model: StepModel, durationSeconds: number): Arrivals {
  const single = 1 / (2 * model.refillPerSecond)
  const singles = Array.from({ length: Math.floor(durationSeconds / single) }, (_, index) => ({ at: (index + 1) * single, count: 1 }))
  const whole = model.burst / model.refillPerSecond
  const refills = Array.from({ length: Math.floor(durationSeconds / whole) }, (_, index) => (index + 1) * whole)
  const crowds = [0, ...refills, ...model.times].map((at, index) => ({ at, count: index === 0 ? model.simultaneous : model.burst + 1 }))
  // Rounded up: a token is never tried for before it is there.
  const bursts = [...crowds, ...singles].map(({ at, count }) => ({ atMs: Math.ceil(at * 1e6 - 1e-3) / 1000, count, spreadMs: 0 }))
  return { kind: 'bursts', bursts }
}

/** Times at which environments were opened. No more can be wanted than there are callers, whatever the limit. */
function admissions(model: StepModel, refill: Refill, retries: boolean): Micros[] {
  const durationSeconds = Math.max(settledBy(model), ...model.times) + 1
  const once: Arrivals = { kind: 'bursts', bursts: [{ atMs: 0, count: model.simultaneous, spreadMs: 0 }] }
  const trace = recorded({
    arrivals: retries ? eagerAttempts(model, durationSeconds) : once,
    handlerSeconds: durationSeconds + 1,
    limit: Math.min(model.limit, model.simultaneous),
    scalingRate: { burst: model.burst, refillPerSecond: model.refillPerSecond, refill },
    durationSeconds,
  })
  return timesOf(trace, 'create')
}

export const tokenBucketStep: Adapter = (inputs) => {
  requireValue(inputs, 'request_duration', ['longer than the horizon (environments never free up)'])
  const simultaneous = numberOf(inputs, 'simultaneous_requests_at_t0')
  const model: StepModel = {
    simultaneous,
    burst: numberOf(inputs, 'scaling_burst'),
    refillPerSecond: numberOf(inputs, 'scaling_refill_per_s'),
    limit: numberOrNull(inputs, 'concurrency_limit') ?? simultaneous,
    times: numbersOf(inputs, 'times_s'),
  }
  const possible = Math.min(simultaneous, model.limit)
  const measured = (refill: Refill) => {
    const admitted = admissions(model, refill, true)
    const until = (time: number): number => admitted.filter((at) => at <= seconds(time)).length
    const rows = (read: (time: number) => number): JsonObject => Object.fromEntries(model.times.map((time) => [String(time), read(time)]))
    const last = admitted[possible - 1]
    return { admitted: rows(until), throttled: rows((time) => simultaneous - until(time)), allAdmitted: last === undefined ? null : last / 1e6 }
  }
  const continuous = measured('continuous')
  const stepwise = measured('stepwise')
  const alone = admissions(model, 'continuous', false).length
  return {
    admitted_cumulative_continuous_refill: continuous.admitted,
    throttled_continuous_refill: continuous.throttled,
    admitted_cumulative_stepwise_refill: stepwise.admitted,
    time_all_possible_admitted_s_continuous: continuous.allAdmitted,
    time_all_possible_admitted_s_stepwise: stepwise.allAdmitted,
    without_client_retries: { admitted: alone, throttled: simultaneous - alone },
  }
}

/** Longest and shortest stretch the share refused is counted over, seconds. */
const GROWING_SECONDS = { least: 20, most: 2_000 }

/**
 * Share refused while the fleet grows: the limit of a long run, whatever the size of the bucket and the case's horizon.
 * Counted from the first refusal of a run with the smallest bucket that never overflows between two arrivals, over
 * whole cycles of arrivals and refills.
 */
function growingShare(ratePerSecond: number, refillPerSecond: number): number {
  if (ratePerSecond <= refillPerSecond) return 0
  const cycle = 1 / greatestCommonDivisor(ratePerSecond, refillPerSecond)
  const { least, most } = GROWING_SECONDS
  const counted = cycle > most ? most : cycle * Math.ceil(least / cycle)
  const burst = 2
  const durationSeconds = (burst + 2) / (ratePerSecond - refillPerSecond) + counted
  const trace = recorded({
    arrivals: { kind: 'regular', ratePerSecond, offsetMs: 0 },
    handlerSeconds: durationSeconds + 1,
    limit: null,
    scalingRate: { burst, refillPerSecond, refill: 'continuous' },
    durationSeconds,
  })
  const refused = timesOf(trace, 'throttle', (rule) => SCALING_RULES.has(rule))
  const first = refused[0]
  if (first === undefined) return 0
  const end = first + seconds(counted)
  const count = (times: readonly Micros[]): number => times.filter((at) => at >= first && at < end).length
  return count(refused) / count(timesOf(trace, 'arrival'))
}

function greatestCommonDivisor(a: number, b: number): number {
  return b < 1e-9 ? a : greatestCommonDivisor(b, a % b)
}

export const tokenBucketRamp: Adapter = (inputs) => {
  requireValue(inputs, 'arrival', ['deterministic, one every 1/rate s, first at t=0'])
  requireValue(inputs, 'refill', ['continuous'])
  requireValue(inputs, 'client_retries', [0])
  requireValue(inputs, 'cold_start_extra_s', [0])
  const rate = numberOf(inputs, 'rate_per_s')
  const horizon = numberOf(inputs, 'horizon_s_inclusive')
  const refillPerSecond = numberOf(inputs, 'scaling_refill_per_s')
  const duration = numberOrNull(inputs, 'request_duration_s')
  const limit = numberOrNull(inputs, 'concurrency_limit')
  const model: BucketModel = {
    arrivals: { kind: 'regular', ratePerSecond: rate, offsetMs: 0 },
    // What goes on beyond the horizon does not matter.
    handlerSeconds: Math.min(duration ?? Infinity, horizon + 1),
    limit,
    scalingRate: { burst: numberOf(inputs, 'scaling_burst'), refillPerSecond, refill: 'continuous' },
    // Half an interval more, so that a request at the very end is in.
    durationSeconds: horizon + 0.5 / rate,
  }
  const trace = recorded(model)
  const arrivals = timesOf(trace, 'arrival')
  const cold = timesOf(trace, 'create').length
  const byRate = timesOf(trace, 'throttle', (rule) => SCALING_RULES.has(rule)).length
  const refusals = timesOf(trace, 'throttle')
  const first = refusals[0]
  // Only without an end to growth is there a long run to speak of.
  const grows = duration === null && limit === null
  return {
    counts: {
      cold,
      warm: arrivals.length - cold - refusals.length,
      'throttle-rate': byRate,
      'throttle-concurrency': refusals.length - byRate,
    },
    first_throttle_index_0based: first === undefined ? null : Math.round((first / 1e6) * rate),
    first_throttle_t_s: first === undefined ? null : first / 1e6,
    long_run_throttled_fraction_while_growing: grows ? growingShare(rate, refillPerSecond) : null,
  }
}

/** Start-up is over after this long at least, seconds; then follows the window. */
const QUOTA_WARMUP = 10
const QUOTA_WINDOW = 100
const LEAST_QUOTA_WINDOW = 5

/** Which limit refused most of what came after a moment; it is in the records only. */
function bindingLimit(trace: Trace, from: Micros): Json {
  const after = (times: readonly Micros[]): number => times.filter((at) => at >= from).length
  const refused = after(timesOf(trace, 'throttle'))
  if (refused === 0) return 'none'
  const byRate = after(timesOf(trace, 'throttle', (rule) => REQUEST_RATE_RULES.has(rule)))
  return byRate > refused / 2 ? 'rps quota' : 'concurrency'
}

export const rateQuota: Adapter = (inputs, context) => {
  requireValue(inputs, 'arrival', ['deterministic, evenly spaced'])
  requireValue(inputs, 'service', ['deterministic'])
  requireValue(inputs, 'cold_start_extra_s', [0])
  requireValue(inputs, 'client_retries', [0])
  requireValue(inputs, 'scaling_rate_limit', [null])
  const limit = numberOf(inputs, 'concurrency_limit')
  const quota = numberOf(inputs, 'rps_quota')
  const ratePerSecond = numberOf(inputs, 'rate_per_s')
  const handlerSeconds = numberOf(inputs, 'mean_service_s')
  const warmupSeconds = Math.max(QUOTA_WARMUP, 2 * handlerSeconds)
  // Environments that all end at once fill again and again in cycles: whole ones are counted.
  const cycle = Math.ceil(handlerSeconds * ratePerSecond - 1e-9) / ratePerSecond
  const whole = (atLeast: number): number => cycle * Math.ceil(atLeast / cycle - 1e-9)
  const windowSeconds = whole(Math.max(LEAST_QUOTA_WINDOW, QUOTA_WINDOW * context.effort))
  const model: BucketModel = {
    arrivals: { kind: 'regular', ratePerSecond, offsetMs: 0 },
    handlerSeconds,
    limit,
    scalingRate: 'off',
    durationSeconds: warmupSeconds + windowSeconds,
    requestsPerSecondPerConcurrency: quota / limit,
    // A full bucket would take Q / (rate - Q) seconds to drain: for ever, close to the quota.
    emptiedBy: Math.ceil(quota),
  }
  const meter = createMeter({ fromMicros: seconds(warmupSeconds) })
  simulate(bucketScenario(model), { recording: false, meter })
  const { from, until } = readMeter(meter, seconds(model.durationSeconds))
  const throttled = until.throttled - from.throttled
  return {
    completed_per_s: (until.settled - from.settled) / windowSeconds,
    throttled_per_s: throttled / windowSeconds,
    throttled_fraction: throttled / (until.arrivals - from.arrivals),
    mean_concurrency: (until.busyMicros - from.busyMicros) / (until.at - from.at),
    binding: bindingLimit(recorded({ ...model, durationSeconds: warmupSeconds + whole(LEAST_QUOTA_WINDOW) }), seconds(warmupSeconds)),
  }
}
