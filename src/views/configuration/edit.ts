/** Edits of a scenario as pure functions. None checks the result: the store does. */
import type {
  Arrivals,
  Assumptions,
  Distribution,
  FunctionConfig,
  Scenario,
  TrafficSource,
} from '../../sim/scenario.ts'

/** What the panel shows: positions in `scenario.functions` and `scenario.traffic`. */
export interface Target {
  fn: number
  source: number
}

export function functionAt(scenario: Scenario, target: Target): FunctionConfig | undefined {
  return scenario.functions[target.fn]
}

export function sourceAt(scenario: Scenario, target: Target): TrafficSource | undefined {
  return scenario.traffic[target.source]
}

export function withFunction(scenario: Scenario, target: Target, patch: Partial<FunctionConfig>): Scenario {
  const functions = scenario.functions.map((one, index) => (index === target.fn ? { ...one, ...patch } : one))
  return { ...scenario, functions }
}

export function withSource(scenario: Scenario, target: Target, patch: Partial<TrafficSource>): Scenario {
  const traffic = scenario.traffic.map((one, index) => (index === target.source ? { ...one, ...patch } : one))
  return { ...scenario, traffic }
}

export function withAssumptions(scenario: Scenario, patch: Partial<Assumptions>): Scenario {
  return { ...scenario, assumptions: { ...scenario.assumptions, ...patch } }
}

type FunctionPart = 'coldStart' | 'handler' | 'faults'

/** Changes fields of a nested part of the function. */
export function withPart<P extends FunctionPart>(
  scenario: Scenario,
  target: Target,
  part: P,
  patch: Partial<FunctionConfig[P]>,
): Scenario {
  const config = functionAt(scenario, target)
  return config === undefined ? scenario : withFunction(scenario, target, { [part]: { ...config[part], ...patch } })
}

/** Requests to a function go to `Qualifier`; null is `$LATEST`. */
export function withQualifier(scenario: Scenario, functionName: string, Qualifier: string | null): Scenario {
  const traffic = scenario.traffic.map((one) => (one.function === functionName ? { ...one, Qualifier } : one))
  return { ...scenario, traffic }
}

/** Sources of a function, as positions in `scenario.traffic`. */
export function sourcesOf(scenario: Scenario, fn: number): readonly number[] {
  const name = scenario.functions[fn]?.FunctionName
  return scenario.traffic.flatMap((source, index) => (source.function === name ? [index] : []))
}

/** Median, or mean where that is the parameter, in the distribution's own unit. */
export function centreOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'deterministic':
      return distribution.value
    case 'uniform':
      return (distribution.min + distribution.max) / 2
    case 'loguniform':
      return Math.sqrt(distribution.min * distribution.max)
    case 'lognormal':
      return distribution.median
    case 'exponential':
    case 'erlang':
    case 'hyperexponential':
      return distribution.mean
    case 'empirical':
      return medianOf(distribution.quantiles)
  }
}

function medianOf(quantiles: readonly (readonly [number, number])[]): number {
  const at = quantiles.findIndex(([p]) => p >= 0.5)
  const [p1, v1] = quantiles[at] ?? quantiles.at(-1) ?? [0, 0]
  const [p0, v0] = quantiles[at - 1] ?? [p1, v1]
  return p1 === p0 ? v1 : v0 + ((0.5 - p0) / (p1 - p0)) * (v1 - v0)
}

/** The same shape around another centre. From or to 0 the shape collapses to, or starts as, a fixed value. */
export function withCentre(distribution: Distribution, centre: number): Distribution {
  const before = centreOf(distribution)
  if (before === 0 || centre === 0) return { kind: 'deterministic', value: centre }
  const scale = (value: number): number => tidy((value * centre) / before)
  switch (distribution.kind) {
    case 'deterministic':
      return { kind: 'deterministic', value: centre }
    case 'uniform':
    case 'loguniform':
      return { ...distribution, min: scale(distribution.min), max: scale(distribution.max) }
    case 'lognormal':
      return { ...distribution, median: centre }
    case 'exponential':
    case 'erlang':
    case 'hyperexponential':
      return { ...distribution, mean: centre }
    case 'empirical':
      return { ...distribution, quantiles: distribution.quantiles.map(([p, value]) => [p, scale(value)] as const) }
  }
}

/** Kinds one can choose in the panel; the others come from presets and JSON. */
export const DISTRIBUTION_KINDS = ['deterministic', 'uniform', 'lognormal', 'exponential'] as const
export type ChosenKind = (typeof DISTRIBUTION_KINDS)[number]

/** Another kind around the same centre, with an ordinary spread. */
export function withKind(distribution: Distribution, kind: ChosenKind): Distribution {
  const centre = centreOf(distribution)
  switch (kind) {
    case 'deterministic':
      return { kind, value: centre }
    case 'uniform':
      return { kind, min: tidy(centre * 0.5), max: tidy(centre * 1.5) }
    case 'lognormal':
      return { kind, median: Math.max(0.001, centre), sigma: 0.4 }
    case 'exponential':
      return { kind, mean: centre }
  }
}

/** Another kind of arrivals at about the same number of requests. */
export function withArrivalKind(arrivals: Arrivals, kind: Arrivals['kind'], durationMs: number): Arrivals {
  const rate = tidy(Math.max(0.01, meanRate(arrivals, durationMs)))
  const total = Math.max(1, Math.round((rate * durationMs) / 1000))
  switch (kind) {
    case 'poisson':
      return { kind, ratePerSecond: rate }
    case 'regular':
      return { kind, ratePerSecond: rate, offsetMs: 0 }
    case 'renewal':
      return { kind, interval: { kind: 'hyperexponential', mean: tidy(1000 / rate), scv: 4 } }
    case 'rate':
      return { kind, points: rampUpAndDown(rate, durationMs), periodMs: null }
    case 'schedule':
      return { kind, periodMs: tidy(durationMs / 6), offsetMs: 0, count: Math.max(1, Math.round(total / 6)), jitterMs: 50 }
    case 'bursts':
      return { kind, bursts: threeBursts(total, durationMs) }
    case 'list':
      return { kind, requests: [{ atMs: 0 }] }
    case 'expression':
      return { kind, ScheduleExpression: 'rate(1 minute)', MaximumWindowInMinutes: 0 }
    case 'same':
      return { kind, source: '' }
  }
}

const rampUpAndDown = (rate: number, durationMs: number): readonly (readonly [number, number])[] => [
  [0, tidy(rate / 2)],
  [tidy(durationMs / 2), tidy(rate * 1.5)],
  [durationMs, tidy(rate / 2)],
]

function threeBursts(total: number, durationMs: number) {
  const count = Math.max(1, Math.min(1000, Math.round(total / 3)))
  return [0.1, 0.45, 0.75].map((share) => ({ atMs: Math.round(durationMs * share), count, spreadMs: 100 }))
}

/** Requests per second over the run. */
export function meanRate(arrivals: Arrivals, durationMs: number): number {
  switch (arrivals.kind) {
    case 'poisson':
    case 'regular':
      return arrivals.ratePerSecond
    case 'renewal':
      return 1000 / Math.max(0.001, centreOf(arrivals.interval))
    case 'schedule':
      return (arrivals.count * 1000) / arrivals.periodMs
    case 'bursts':
      return (arrivals.bursts.reduce((sum, burst) => sum + burst.count, 0) * 1000) / durationMs
    case 'list':
      return (arrivals.requests.length * 1000) / durationMs
    case 'rate':
      return arrivals.points.reduce((sum, [, rate]) => sum + rate, 0) / Math.max(1, arrivals.points.length)
    case 'expression':
    case 'same':
      return 1 / 60
  }
}

/** Six significant digits: enough for a setting, and short in a link. */
export function tidy(value: number): number {
  return Number(value.toPrecision(6))
}
