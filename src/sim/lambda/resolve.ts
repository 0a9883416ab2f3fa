import { expressionTimes, isProblem, readExpression } from '../../sources/scheduler/expression'
import type { Arrivals, Scenario, TrafficSource } from '../scenario'
import type { Micros } from '../trace/schema'

/** Arrivals that say themselves when they are. */
export type OwnArrivals = Exclude<Arrivals, { kind: 'expression' | 'same' }>

const NEVER: OwnArrivals = { kind: 'bursts', bursts: [] }

/** The source whose messages a source gets, too, by name; null: it has its own. */
export const followedBy = ({ arrivals }: TrafficSource): string | null => (arrivals.kind === 'same' ? arrivals.source : null)

/** When a source sends: those of the source it follows, or the times of its schedule expression. */
export function ownArrivals(scenario: Pick<Scenario, 'traffic' | 'lambdaAsOf'>, source: TrafficSource, until: Micros): OwnArrivals {
  const { arrivals } = source
  if (arrivals.kind === 'same') {
    const followed = scenario.traffic.find(({ name }) => name === arrivals.source)
    return followed === undefined || followed.arrivals.kind === 'same' ? NEVER : ownArrivals(scenario, followed, until)
  }
  if (arrivals.kind !== 'expression') return arrivals
  const expression = readExpression(arrivals.ScheduleExpression)
  if (isProblem(expression)) return NEVER
  const spreadMs = arrivals.MaximumWindowInMinutes * 60_000
  return { kind: 'bursts', bursts: expressionTimes(expression, scenario.lambdaAsOf, until).map((time) => ({ atMs: time / 1000, count: 1, spreadMs })) }
}

export type OwnSource = TrafficSource & { arrivals: OwnArrivals }
export type OwnScenario = Omit<Scenario, 'traffic'> & { traffic: readonly OwnSource[] }

/** The same scenario with arrivals that need no other source and no calendar. */
export function withOwnArrivals(scenario: Scenario, until: Micros): OwnScenario {
  return { ...scenario, traffic: scenario.traffic.map((source) => ({ ...source, arrivals: ownArrivals(scenario, source, until) })) }
}
