/** Models without a pool: loss at a concurrency limit, and the number in flight without any limit. */
import type { Arrivals, Distribution } from '../../sim/scenario.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { average, levelQuantile, ratio, share, variance } from './estimate.ts'
import { choiceOf, numberOf, numbersOf, requireValue, textOf } from './inputs.ts'
import { LONGEST_WINDOW_SECONDS, runsFor, steadyRuns, transientRuns, type WindowSums } from './replicate.ts'
import { fixed, poolScenario, type PoolModel } from './scenarios.ts'
import type { Adapter, Estimate, Json, JsonObject, RunContext } from './types.ts'

const STEADY_RUNS = 32
const STEADY_REQUESTS = 4_000_000
const TRANSIENT_REQUESTS = 4_000_000
/** Warm-up in mean service times: the least, and the most that a heavy tail gets. */
const WARMUP_SERVICES = { least: 25, most: 200 }

/** How long it takes until hardly anything in flight is older than the run, in mean service times. */
function warmupServices(laws: readonly Distribution[]): number {
  const { least, most } = WARMUP_SERVICES
  // Of all work of a lognormal law, 3e-5 is in services longer than this.
  const tails = laws.map((service) => (service.kind === 'lognormal' ? Math.exp(service.sigma ** 2 / 2 + 4 * service.sigma) : 0))
  return Math.min(most, Math.max(least, ...tails))
}

function pool(arrivals: Arrivals, service: Distribution, limit: number | null): PoolModel {
  return { arrivals, warm: service, cold: service, idleExpirySeconds: null, limit, idleSelection: 'most-recently-used' }
}

/** Law of the service time in ms, from the words of a case and the mean in seconds. */
function serviceLaw(words: string, meanSeconds: number): Distribution {
  const mean = meanSeconds * 1000
  if (words === 'deterministic') return fixed(mean)
  if (words === 'exponential') return { kind: 'exponential', mean }
  const scv = /^lognormal, scv ([\d.]+)$/.exec(words)?.[1]
  if (scv !== undefined) {
    const spread = 1 + Number(scv)
    return { kind: 'lognormal', median: mean / Math.sqrt(spread), sigma: Math.sqrt(Math.log(spread)) }
  }
  const bounds = /^uniform on \[([\d.]+), ([\d.]+)\]$/.exec(words)
  if (bounds !== null) return { kind: 'uniform', min: Number(bounds[1]) * 1000, max: Number(bounds[2]) * 1000 }
  throw new Error(TOOLS_TEXT.unknownValue('service', words, ['deterministic', 'exponential', 'lognormal, scv #', 'uniform on [#, #]']))
}

interface LossPlan {
  laws: readonly Distribution[]
  ratePerSecond: number
  meanSeconds: number
  limit: number | null
}

/**
 * Requests in excess of a limit fill it all at once, and where services all take the same time they end all at once,
 * again and again: for longer than any warm-up. So in the first service time there come no more than fill it evenly.
 */
function evenStart({ ratePerSecond, meanSeconds, limit }: LossPlan): Arrivals {
  const evenly = limit === null ? Infinity : limit / meanSeconds
  if (ratePerSecond <= evenly) return { kind: 'poisson', ratePerSecond }
  const filledMs = meanSeconds * 1000
  return { kind: 'rate', points: [[0, evenly], [filledMs, evenly], [filledMs, ratePerSecond]], periodMs: null }
}

/** Runs take the laws in turn. */
function lossWindows(plan: LossPlan, context: RunContext): WindowSums[] {
  const warmupSeconds = warmupServices(plan.laws) * plan.meanSeconds
  const requests = (STEADY_REQUESTS * context.effort) / STEADY_RUNS
  const models = plan.laws.map((service) => pool(evenStart(plan), service, plan.limit))
  return steadyRuns(
    {
      runs: STEADY_RUNS,
      warmupSeconds,
      windowSeconds: Math.max(Math.min(requests / plan.ratePerSecond, LONGEST_WINDOW_SECONDS), 40 * plan.meanSeconds),
      scenario: (seed, run, durationSeconds) => poolScenario(models[run % models.length]!, seed, durationSeconds),
      levels: true,
    },
    context,
  )
}

function momentsOf(window: WindowSums): { mean: number; meanSquare: number } {
  const meanSquare = window.busyTimes.reduce((sum, time, level) => sum + time * level * level, 0) / window.micros
  return { mean: window.busyMicros / window.micros, meanSquare }
}

const total = (windows: readonly WindowSums[], read: (window: WindowSums) => number): number =>
  windows.reduce((sum, window) => sum + read(window), 0)

/** Share of time with a number in flight that passes; the sample is as good as one look per mean service time. */
function shareOfTime(windows: readonly WindowSums[], meanSeconds: number, passes: (level: number) => boolean): Estimate {
  const parts = windows.map((window) => [window.busyTimes.reduce((sum, time, level) => sum + (passes(level) ? time : 0), 0), window.micros] as const)
  return share(parts, total(windows, (window) => window.micros) / (meanSeconds * 1e6))
}

export const erlangB: Adapter = (inputs, context) => {
  requireValue(inputs, 'arrival', ['poisson'])
  requireValue(inputs, 'cold_start_extra_s', [0])
  requireValue(inputs, 'retries', [0])
  requireValue(inputs, 'idle_expiry_s', [null])
  const meanSeconds = numberOf(inputs, 'mean_service_s')
  const limit = numberOf(inputs, 'concurrency_limit')
  // The loss formula holds for any law; both of these must give it.
  const laws = ['exponential', 'deterministic'].map((words) => serviceLaw(words, meanSeconds))
  const windows = lossWindows({ laws, ratePerSecond: numberOf(inputs, 'rate_per_s'), meanSeconds, limit }, context)
  const looks = Math.min(total(windows, (w) => w.arrivals), total(windows, (w) => w.micros) / (meanSeconds * 1e6))
  const rejected = share(windows.map((w) => [w.throttled, w.arrivals] as const), looks)
  const perSecond = ratio(windows.map((w) => [w.throttled, w.micros / 1e6] as const))
  const rate = numberOf(inputs, 'rate_per_s')
  return {
    p_reject: rejected,
    mean_concurrency: ratio(windows.map((w) => [w.busyMicros, w.micros] as const)),
    var_concurrency: variance(windows.map(momentsOf)),
    throttled_per_s: { mean: perSecond.mean, se: Math.max(perSecond.se, rejected.mean * rate < 1e-3 ? rejected.se * rate : 0) },
    completed_per_s: ratio(windows.map((w) => [w.settled, w.micros / 1e6] as const)),
    p_all_busy_time_fraction: shareOfTime(windows, meanSeconds, (level) => level >= limit),
  }
}

/** Levels for the shares above: the mean and two and four standard deviations of its Poisson law beyond it. */
function thresholds(mean: number, context: RunContext): readonly number[] {
  const asked = context.asked?.['p_above']
  if (asked !== undefined && asked !== null) return Object.keys(asked).map(Number)
  return [0, 2, 4].map((deviations) => Math.ceil(mean + deviations * Math.sqrt(mean) - 1e-9))
}

export const little: Adapter = (inputs, context) => {
  requireValue(inputs, 'arrival', ['poisson'])
  requireValue(inputs, 'cold_start_extra_s', [0])
  requireValue(inputs, 'concurrency_limit', [null])
  const meanSeconds = numberOf(inputs, 'mean_service_s')
  const ratePerSecond = numberOf(inputs, 'rate_per_s')
  const laws = [serviceLaw(textOf(inputs, 'service'), meanSeconds)]
  const windows = lossWindows({ laws, ratePerSecond, meanSeconds, limit: null }, context)
  const cumulative = windows.map((window) => {
    let sum = 0
    return Array.from(window.busyTimes, (time) => (sum += time) / window.micros)
  })
  const above = thresholds(ratePerSecond * meanSeconds, context).map(
    (level): [string, Json] => [String(level), shareOfTime(windows, meanSeconds, (busy) => busy > level)],
  )
  return {
    mean_concurrency: ratio(windows.map((w) => [w.busyMicros, w.micros] as const)),
    var_concurrency: variance(windows.map(momentsOf)),
    p50: levelQuantile(cumulative, 0.5),
    p99: levelQuantile(cumulative, 0.99),
    p999: levelQuantile(cumulative, 0.999),
    p_zero: shareOfTime(windows, meanSeconds, (level) => level === 0),
    p_above: Object.fromEntries(above),
  }
}

type RatePoints = readonly (readonly [number, number])[]

/** Steps of a sine, per period: the chord's error is below one part in a hundred thousand. */
const SINE_STEPS = 720

/** Arrival rate per second as points of [ms, rate], from the words of a case. @param untilSeconds how far an endless slope goes at least */
export function ratePoints(words: string, untilSeconds = 0): { points: RatePoints; periodMs: number | null } {
  const number = '([\\d.]+)'
  const match = (pattern: string): readonly number[] | null => {
    const found = new RegExp(`^${pattern.replaceAll('#', number)}$`).exec(words)
    return found === null ? null : found.slice(1).map(Number)
  }
  const constant = match('Poisson, constant #/s from t=0')
  if (constant !== null) return { points: [[0, constant[0]!]], periodMs: null }
  const climb = match('Poisson, linear ramp 0 -> #/s over # s, then #/s')
  if (climb !== null) return { points: [[0, 0], [climb[1]! * 1000, climb[0]!], [climb[1]! * 1000, climb[2]!]], periodMs: null }
  const slope = match('Poisson, linear ramp #\\*t per s \\(t in s\\)')
  if (slope !== null) {
    const end = Math.max(1000, untilSeconds)
    return { points: [[0, 0], [end * 1000, slope[0]! * end]], periodMs: null }
  }
  const burst = match('Poisson, #/s except #/s during # <= t < # s \\(burst\\)')
  if (burst !== null) {
    const [base, peak, from, to] = burst as [number, number, number, number]
    return { points: [[0, base], [from * 1000, base], [from * 1000, peak], [to * 1000, peak], [to * 1000, base]], periodMs: null }
  }
  const sine = match('Poisson, # \\+ #\\*sin\\(2\\*pi\\*t/#\\) per s')
  if (sine !== null) {
    const [middle, amplitude, period] = sine as [number, number, number]
    const points = Array.from({ length: SINE_STEPS + 1 }, (_, step): [number, number] => {
      const phase = step / SINE_STEPS
      return [phase * period * 1000, Math.max(0, middle + amplitude * Math.sin(2 * Math.PI * phase))]
    })
    return { points, periodMs: period * 1000 }
  }
  throw new Error(TOOLS_TEXT.unknownValue('arrival', words, ['constant', 'ramp', 'burst', 'sine']))
}

/** Expected requests until a time, by the trapezoids of the rate. */
function expectedRequests(points: RatePoints, periodMs: number | null, untilSeconds: number): number {
  const rateAt = (ms: number): number => {
    const at = periodMs === null ? ms : ms % periodMs
    const after = points.findIndex(([time]) => time > at)
    if (after < 0) return points[points.length - 1]![1]
    const [from, low] = points[Math.max(0, after - 1)]!
    const [to, high] = points[after]!
    return to > from ? low + ((high - low) * (at - from)) / (to - from) : high
  }
  const steps = 1000
  return Array.from({ length: steps }, (_, step) => rateAt(((step + 0.5) / steps) * untilSeconds * 1000)).reduce((a, b) => a + b, 0) * (untilSeconds / steps)
}

export const infiniteServers: Adapter = (inputs, context): JsonObject => {
  requireValue(inputs, 'cold_start_extra_s', [0])
  requireValue(inputs, 'concurrency_limit', [null])
  requireValue(inputs, 'initially', ['empty at t=0'])
  const timesSeconds = numbersOf(inputs, 'times_s')
  const { points, periodMs } = ratePoints(textOf(inputs, 'arrival'), Math.max(...timesSeconds))
  const words = choiceOf(inputs, 'service', { deterministic: 'deterministic', exponential: 'exponential' })
  const model = pool({ kind: 'rate', points, periodMs }, serviceLaw(words, numberOf(inputs, 'mean_service_s')), null)
  const runs = transientRuns(
    {
      runs: runsFor(expectedRequests(points, periodMs, Math.max(...timesSeconds)), TRANSIENT_REQUESTS * context.effort, 60),
      timesSeconds,
      scenario: (seed, durationSeconds) => poolScenario(model, seed, durationSeconds),
    },
    context,
  )
  const rows = timesSeconds.map((time, row) => [String(time), average(runs.map((snapshots) => snapshots[row]!.busy))] as const)
  return { mean_concurrency_at: Object.fromEntries(rows) }
}
