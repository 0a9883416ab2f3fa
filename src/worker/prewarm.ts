import { defaultScenario, defaultSource } from '../scenario/defaults.ts'
import type { Scenario } from '../sim/scenario.ts'

/** What a new worker runs at once, answering nobody, so that the first run a learner asks for finds compiled code. */
export const PREWARM_SCENARIO: Scenario = defaultScenario({
  traffic: [defaultSource('callers', 'orders-api', { arrivals: { kind: 'poisson', ratePerSecond: 200 } })],
})

/** The first makes the code known; the browser then compiles it for speed, and a few times again. Together they take about as long as the first three. */
export const PREWARM_RUNS = 10
