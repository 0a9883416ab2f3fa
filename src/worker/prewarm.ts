import { defaultScenario, defaultSource } from '../scenario/defaults.ts'
import type { Scenario } from '../sim/scenario.ts'

/** What a new worker runs at once, answering nobody, so that the first run a learner asks for finds compiled code. */
export const PREWARM_SCENARIO: Scenario = defaultScenario({
  durationMs: 30_000,
  traffic: [defaultSource('callers', 'orders-api', { arrivals: { kind: 'poisson', ratePerSecond: 200 } })],
})

/** A browser compiles code for speed after it ran some times, and once more when it meets what it had not seen. */
export const PREWARM_RUNS = 10
