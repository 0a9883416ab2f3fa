import { meanMs } from '../sim/kernel/sampler.ts'
import type { Arrivals, Distribution, Scenario } from '../sim/scenario.ts'

/** Requests a source is expected to send in `durationMs`. Infinity when its interval is 0. */
export function expectedOf(arrivals: Arrivals, durationMs: number): number {
  switch (arrivals.kind) {
    case 'poisson':
    case 'regular':
      return (arrivals.ratePerSecond * durationMs) / 1000
    case 'schedule':
      return arrivals.count * Math.max(0, Math.ceil((durationMs - arrivals.offsetMs) / arrivals.periodMs))
    case 'bursts':
      return arrivals.bursts.reduce((sum, burst) => sum + burst.count, 0)
    case 'list':
      return arrivals.requests.length
    case 'rate':
      return ofRate(arrivals.points, arrivals.periodMs, durationMs)
    case 'renewal':
      return durationMs / shortestMean(arrivals.interval)
  }
}

/** A skewed interval sends many more requests in a short run than its mean says; the bulk decides. */
const shortestMean = (interval: Distribution): number =>
  interval.kind === 'lognormal' ? interval.median : meanMs(interval)

/** Area under the piecewise linear rate; it is level before the first and after the last point. */
function ofRate(points: readonly (readonly [number, number])[], periodMs: number | null, durationMs: number): number {
  const span = Math.min(periodMs ?? durationMs, durationMs)
  const first = points[0] ?? [0, 0]
  let area = Math.min(first[0], span) * first[1]
  points.forEach(([from, start], i) => {
    const [to, end] = points[i + 1] ?? [Math.max(from, span), start]
    area += (Math.max(0, to - from) * (start + end)) / 2
  })
  return (area / 1000) * Math.max(1, durationMs / span)
}

/** Requests all sources and bursts of a scenario are expected to send; retries not counted. */
export function expectedRequests(scenario: Scenario): number {
  const sent = scenario.traffic.reduce((sum, source) => sum + expectedOf(source.arrivals, scenario.durationMs), 0)
  return scenario.interventions.reduce((sum, event) => sum + (event.kind === 'burst' ? event.count : 0), sent)
}
