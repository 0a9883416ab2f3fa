import * as fc from 'fast-check'
import { arbitraryScenario } from '../../../scenario/testing/arbitrary'
import { defaultFunction, defaultScenario, defaultSource } from '../../../scenario/defaults'
import type { Distribution, FunctionConfig, Scenario, TrafficSource } from '../../scenario'

/** Random scenarios for properties of the engine, how many of them are tried, and the seed they come from. */

const FULL = process.env['LAMBDASCOPE_FULL'] === '1'
/** Fixed, so that a failure is the same for everybody; fast-check prints it with the smallest failing scenario. */
const SEED = 20261123

/** Checks a property on `runs` random values; ten times as many in the full run. */
export function holds<T>(values: fc.Arbitrary<T>, check: (value: T) => void, runs = 300): void {
  fc.assert(
    fc.property(values, (value) => {
      check(value)
    }),
    { seed: SEED, numRuns: FULL ? 10 * runs : runs },
  )
}

/** A property may take long in the full run. */
export const TIME_LIMIT_MS = FULL ? 600_000 : 60_000

const squeeze = fc.record({
  durationMs: fc.constantFrom(3000, 8000, 20_000),
  limit: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
  reserved: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  patienceMs: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }),
  preparationMinutes: fc.constantFrom(0, 0.005, 0.05),
  idleSeconds: fc.option(fc.constantFrom(0, 0.1, 1), { nil: null }),
  quickPreparation: fc.boolean(),
})
type Squeeze = typeof squeeze extends fc.Arbitrary<infer T> ? T : never

const fixed = (value: number): Distribution => ({ kind: 'deterministic', value })

/** Tighter than validation allows: the engine must keep its promises all the same. */
function squeezed(scenario: Scenario, by: Squeeze): Scenario {
  const { account, functions, traffic, assumptions } = scenario
  return {
    ...scenario,
    durationMs: by.durationMs,
    account: { ...account, ConcurrentExecutions: by.limit ?? account.ConcurrentExecutions },
    functions: functions.map((fn, index) =>
      by.reserved === null || index > 0 || fn.provisioned.length > 0 ? fn : { ...fn, ReservedConcurrentExecutions: by.reserved },
    ),
    traffic: traffic.map((source) =>
      by.patienceMs === null ? source : { ...source, client: { ...source.client, timeoutMs: by.patienceMs } },
    ),
    assumptions: {
      ...assumptions,
      idleLifetimeSeconds: by.idleSeconds === null ? assumptions.idleLifetimeSeconds : fixed(by.idleSeconds),
      provisionedPreparationMinutes: by.quickPreparation ? fixed(by.preparationMinutes) : assumptions.provisionedPreparationMinutes,
    },
    relaxed: [],
  }
}

/** Small scenarios that use every feature of the engine, under tight limits, with every rule in force. */
export function anyScenario(): fc.Arbitrary<Scenario> {
  return fc.oneof(
    { weight: 1, arbitrary: arbitraryScenario().map((scenario) => ({ ...scenario, relaxed: [] })) },
    { weight: 4, arbitrary: fc.tuple(arbitraryScenario(), squeeze).map(([scenario, by]) => squeezed(scenario, by)) },
  )
}

/** One function, one source, no randomness that is not asked for and no limit that is not set: for worked examples. */
export function plainScenario(
  fn: Partial<FunctionConfig>,
  source: Partial<TrafficSource>,
  changes: Partial<Scenario> = {},
): Scenario {
  const base = defaultScenario()
  return {
    ...base,
    durationMs: 60_000,
    account: { ...base.account, scalingRate: 'off', requestsPerSecondPerConcurrency: 'off' },
    functions: [plainFunction('fn', fn)],
    traffic: [defaultSource('callers', 'fn', source)],
    assumptions: { ...base.assumptions, idleLifetimeSeconds: null, lifetimeCapHours: null },
    ...changes,
  }
}

/** Handler 100 ms, cold start 1,000 ms (100 create, 200 download, 300 runtime, 400 function init); a first call takes no longer. */
export function plainFunction(name: string, changes: Partial<FunctionConfig> = {}): FunctionConfig {
  const base = defaultFunction(name)
  return {
    ...base,
    MemorySize: 1769,
    coldStart: { ...base.coldStart, create: fixed(100), download: fixed(200), runtimeStart: fixed(300), functionInit: fixed(400) },
    handler: { ...base.handler, io: fixed(100), work: fixed(0), firstCall: fixed(100) },
    ...changes,
  }
}

export { fixed }
