/** Warm-pool models: one function, environments reused by a stated rule and reclaimed after a fixed idle time. */
import type { Arrivals, Distribution, IdleSelection } from '../../sim/scenario.ts'
import { choiceOf, numberOf, numberOrNull, numbersOf, requireValue } from './inputs.ts'
import { average, averageCount, ratio, share } from './estimate.ts'
import { LONGEST_WINDOW_SECONDS, runsFor, steadyRuns, transientRuns, type WindowSums } from './replicate.ts'
import { fixed, poolScenario, type PoolModel } from './scenarios.ts'
import type { Adapter, Json, JsonObject, RunContext } from './types.ts'

type Law = 'exponential' | 'deterministic'

/** Enough runs that the spread between them is itself well known. */
const STEADY_RUNS = 32
/** Runs of a case that prescribes warm-up and horizon. */
const PRESCRIBED_RUNS = 32
/** With fewer cold starts than this the mean life of an environment is not known to a third of itself. */
const FEWEST_COLD_STARTS = 10
/** Requests of a case in all runs together, at full effort. */
const STEADY_REQUESTS = 4_000_000
const TRANSIENT_REQUESTS = 3_000_000

const ROUTING: Readonly<Record<string, IdleSelection>> = {
  'newest created idle environment first': 'newest-created',
  'most recently released first': 'most-recently-used',
  'most recently released idle environment first (LIFO)': 'most-recently-used',
  'least recently released first': 'least-recently-used',
}
const LAWS: Readonly<Record<string, Law>> = { exponential: 'exponential', deterministic: 'deterministic' }

function law(kind: Law, meanSeconds: number): Distribution {
  return kind === 'exponential' ? { kind, mean: meanSeconds * 1000 } : fixed(meanSeconds * 1000)
}

function arrivalsOf(inputs: JsonObject): Arrivals {
  const ratePerSecond = numberOf(inputs, 'rate_per_s')
  const kind = choiceOf(inputs, 'arrival', { poisson: 'poisson', 'deterministic, every 1/rate s': 'regular' } as const)
  return kind === 'poisson' ? { kind, ratePerSecond } : { kind, ratePerSecond, offsetMs: 1000 / ratePerSecond }
}

/** `expiry` is given where the case words it instead of numbering it. */
function poolModel(inputs: JsonObject, kind: Law, expiry: number | null): PoolModel {
  return {
    arrivals: arrivalsOf(inputs),
    warm: law(kind, numberOf(inputs, 'warm_service_s')),
    cold: law(kind, numberOf(inputs, 'cold_service_s')),
    idleExpirySeconds: expiry,
    limit: numberOrNull(inputs, 'concurrency_limit'),
    idleSelection: inputs['routing'] === undefined ? 'newest-created' : choiceOf(inputs, 'routing', ROUTING),
  }
}

/** Time over which the state of the pool forgets, roughly; the window holds this many independent looks at it. */
function independentLooks(windows: readonly WindowSums[], memorySeconds: number): number {
  return windows.reduce((total, window) => total + window.micros, 0) / (memorySeconds * 1e6)
}

function poolMetrics(windows: readonly WindowSums[], inputs: JsonObject): Record<string, Json> {
  const per = (top: (window: WindowSums) => number, bottom: (window: WindowSums) => number): (readonly [number, number])[] =>
    windows.map((window) => [top(window), bottom(window)] as const)
  const arrivals = windows.reduce((total, window) => total + window.arrivals, 0)
  const accepted = windows.reduce((total, window) => total + window.arrivals - window.throttled, 0)
  const looks = independentLooks(windows, Math.max(numberOf(inputs, 'warm_service_s'), numberOf(inputs, 'cold_service_s')))
  const coldStarts = windows.reduce((total, window) => total + window.cold, 0)
  return {
    p_cold: share(per((w) => w.cold, (w) => w.arrivals), arrivals),
    p_cold_accepted: share(per((w) => w.cold, (w) => w.arrivals - w.throttled), accepted),
    p_reject: share(per((w) => w.throttled, (w) => w.arrivals), Math.min(arrivals, looks)),
    avg_running: ratio(per((w) => w.busyMicros, (w) => w.micros)),
    avg_idle: ratio(per((w) => w.aliveMicros - w.busyMicros, (w) => w.micros)),
    avg_total: ratio(per((w) => w.aliveMicros, (w) => w.micros)),
    mean_response_s: ratio(per((w) => w.responseMicros / 1e6, (w) => w.settled)),
    // Mean time from creation to expiry, by Little's law over environments; undefined where hardly any is ever created.
    mean_lifespan_s: coldStarts < FEWEST_COLD_STARTS ? null : ratio(per((w) => w.aliveMicros / 1e6, (w) => w.cold)),
  }
}

/** Window per run such that all runs together see the wanted number of requests; never less than `leastSeconds`. */
function windowSeconds(inputs: JsonObject, effort: number, leastSeconds: number): number {
  const wanted = (STEADY_REQUESTS * effort) / STEADY_RUNS / numberOf(inputs, 'rate_per_s')
  return Math.max(Math.min(wanted, LONGEST_WINDOW_SECONDS), leastSeconds)
}

export const simfaas: Adapter = (inputs, context) => {
  const model = poolModel(inputs, choiceOf(inputs, 'service', LAWS), numberOrNull(inputs, 'idle_expiry_s'))
  const warmupSeconds = numberOf(inputs, 'warmup_discarded_s')
  const horizon = numberOf(inputs, 'horizon_s') - warmupSeconds
  const windows = steadyRuns(
    {
      runs: PRESCRIBED_RUNS,
      warmupSeconds,
      windowSeconds: Math.max(horizon * context.effort, Math.min(horizon, warmupSeconds)),
      scenario: (seed, _run, durationSeconds) => poolScenario(model, seed, durationSeconds),
    },
    context,
  )
  return poolMetrics(windows, inputs)
}

/** The state forgets within an expiry time after every environment was idle or replaced; ten of both is plenty. */
function forgottenAfter(inputs: JsonObject): number {
  const service = Math.max(numberOf(inputs, 'warm_service_s'), numberOf(inputs, 'cold_service_s'))
  return 10 * (numberOf(inputs, 'idle_expiry_s') + service)
}

export const mruPool: Adapter = (inputs, context) => {
  const model = poolModel(inputs, choiceOf(inputs, 'service', { exponential: 'exponential' } as const), numberOf(inputs, 'idle_expiry_s'))
  const warmupSeconds = forgottenAfter(inputs)
  const windows = steadyRuns(
    {
      runs: STEADY_RUNS,
      warmupSeconds,
      windowSeconds: windowSeconds(inputs, context.effort, 4 * warmupSeconds),
      scenario: (seed, _run, durationSeconds) => poolScenario(model, seed, durationSeconds),
      levels: true,
    },
    context,
  )
  const looks = independentLooks(windows, numberOf(inputs, 'idle_expiry_s') + numberOf(inputs, 'warm_service_s'))
  return { ...poolMetrics(windows, inputs), p_pool_at_most: atMost(windows, looks, context) }
}

/** Levels whose share is neither too small nor too near 1 to be told from it, unless the case names levels. */
function atMost(windows: readonly WindowSums[], looks: number, context: RunContext): JsonObject {
  const asked = context.asked?.['p_pool_at_most']
  const levels = asked !== undefined && asked !== null ? Object.keys(asked).map(Number) : windows[0]!.aliveTimes.keys()
  const rows: [string, Json][] = []
  for (const level of levels) {
    const below = windows.map((window) => [window.aliveTimes.subarray(0, level + 1).reduce((a, b) => a + b, 0), window.micros] as const)
    const estimate = share(below, looks)
    if (asked !== undefined || (estimate.mean > 1e-5 && estimate.mean < 1 - 1e-8)) rows.push([String(level), estimate])
  }
  return Object.fromEntries(rows)
}

/** Holds for any law of the service time: half of the runs take one law, half another. */
export const singleEnvironment: Adapter = (inputs, context) => {
  requireValue(inputs, 'service', ['any'])
  const expiry = numberOf(inputs, 'idle_expiry_s')
  const models = (['exponential', 'deterministic'] as const).map((kind) => poolModel(inputs, kind, expiry))
  const warmupSeconds = forgottenAfter(inputs)
  const windows = steadyRuns(
    {
      runs: STEADY_RUNS,
      warmupSeconds,
      windowSeconds: windowSeconds(inputs, context.effort, 4 * warmupSeconds),
      scenario: (seed, run, durationSeconds) => poolScenario(models[run % 2]!, seed, durationSeconds),
    },
    context,
  )
  return poolMetrics(windows, inputs)
}

function transientPlan(inputs: JsonObject, model: PoolModel, context: RunContext) {
  const timesSeconds = numbersOf(inputs, 'times_s')
  const requestsPerRun = numberOf(inputs, 'rate_per_s') * Math.max(...timesSeconds)
  return {
    runs: runsFor(requestsPerRun, TRANSIENT_REQUESTS * context.effort, 200),
    timesSeconds,
    scenario: (seed: number, durationSeconds: number) => poolScenario(model, seed, durationSeconds),
  }
}

export const simfaasTransient: Adapter = (inputs, context) => {
  requireValue(inputs, 'initially', ['no environments at t=0'])
  const model = poolModel(inputs, choiceOf(inputs, 'service', LAWS), numberOrNull(inputs, 'idle_expiry_s'))
  const plan = transientPlan(inputs, model, context)
  const runs = transientRuns(plan, context)
  const at = plan.timesSeconds.map((time, row) => {
    const seen = runs.map((snapshots) => snapshots[row]!)
    return [
      String(time),
      {
        running: average(seen.map((s) => s.busy)),
        total: average(seen.map((s) => s.alive)),
        cum_cold: averageCount(seen.map((s) => s.cold)),
        cum_rejected: averageCount(seen.map((s) => s.throttled)),
      },
    ] as const
  })
  return { at: Object.fromEntries(at) }
}

export const coldFromEmpty: Adapter = (inputs, context) => {
  requireValue(inputs, 'initially', ['no environments at t=0'])
  requireValue(inputs, 'idle_expiry_s', ['larger than every listed time'])
  const model = poolModel(inputs, choiceOf(inputs, 'service', { exponential: 'exponential' } as const), null)
  const plan = transientPlan(inputs, model, context)
  const runs = transientRuns(plan, context)
  const rows = plan.timesSeconds.map((time, row) => [String(time), averageCount(runs.map((snapshots) => snapshots[row]!.cold))] as const)
  return { mean_cold_starts_until: Object.fromEntries(rows) }
}
