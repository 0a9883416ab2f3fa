import { ms } from '../base/units.ts'
import { meanMs } from '../sim/kernel/sampler.ts'
import { expectedRequests as expectedOfSource } from '../sim/lambda/arrivals.ts'
import { ownArrivals, type OwnArrivals } from '../sim/lambda/resolve.ts'
import type { Distribution, Scenario } from '../sim/scenario.ts'

/** Requests a source is expected to send in `durationMs`. Infinity when its interval is 0. */
function expectedOf(arrivals: OwnArrivals, durationMs: number): number {
  switch (arrivals.kind) {
    case 'poisson':
    case 'regular':
      return (arrivals.ratePerSecond * durationMs) / 1000
    case 'schedule':
      return arrivals.count * Math.max(0, Math.ceil((durationMs - arrivals.offsetMs) / arrivals.periodMs))
    case 'renewal':
      return durationMs / shortestMean(arrivals.interval)
    default:
      // The engine's estimate: for the rest it makes no allowance on top.
      return expectedOfSource(arrivals, ms(durationMs))
  }
}

/** A skewed interval sends many more requests in a short run than its mean says; the bulk decides. */
const shortestMean = (interval: Distribution): number =>
  interval.kind === 'lognormal' ? interval.median : meanMs(interval)

/** Requests all sources and bursts of a scenario are expected to send; retries not counted. */
export function expectedRequests(scenario: Scenario): number {
  const sent = scenario.traffic.reduce((sum, source) => sum + expectedOf(ownArrivals(scenario, source, ms(scenario.durationMs)), scenario.durationMs), 0)
  return scenario.interventions.reduce((sum, event) => sum + (event.kind === 'burst' ? event.count : 0), sent)
}
