import { defaultFunction, defaultScenario, defaultSource, DEFAULT_ASSUMPTIONS, DEFAULT_COLD_START, DEFAULT_FAULTS, DEFAULT_HANDLER } from '../defaults'
import type { Distribution, FunctionConfig, Intervention, Scenario, TrafficSource } from '../../sim/scenario'

/** Small scenarios whose traces are read by people: each shows one behaviour, with round numbers. */

const fixed = (value: number): Distribution => ({ kind: 'deterministic', value })

const PHASES = { create: fixed(100), download: fixed(20), runtimeStart: fixed(150), functionInit: fixed(200), restore: fixed(300) }

function fn(changes: Partial<FunctionConfig> = {}): FunctionConfig {
  const handler = { ...DEFAULT_HANDLER, io: fixed(100), work: fixed(0), firstCall: fixed(100), memoryUsedMB: 80 }
  return defaultFunction('orders', { coldStart: { ...DEFAULT_COLD_START, ...PHASES }, handler, Timeout: 3, ...changes })
}

function at(times: readonly number[], changes: Partial<TrafficSource> = {}): TrafficSource {
  return defaultSource('callers', 'orders', { arrivals: { kind: 'list', requests: times.map((atMs) => ({ atMs })) }, ...changes })
}

interface Parts {
  fn?: Partial<FunctionConfig>
  source?: Partial<TrafficSource>
  scenario?: Partial<Scenario>
  interventions?: readonly Intervention[]
}

function scenario(times: readonly number[], durationMs: number, parts: Parts = {}): Scenario {
  return defaultScenario({
    durationMs,
    functions: [fn(parts.fn)],
    traffic: [at(times, parts.source)],
    interventions: parts.interventions ?? [],
    assumptions: { ...DEFAULT_ASSUMPTIONS, idleLifetimeSeconds: fixed(5), lifetimeCapHours: null, provisionedPreparationMinutes: fixed(1) },
    ...parts.scenario,
  })
}

export const GOLDEN: Readonly<Record<string, Scenario>> = {
  'cold, warm, reclaimed': scenario([0, 1000, 1020, 9000], 12_000),
  'reserved concurrency of two refuses the third': scenario([0, 10, 20, 600], 2000, { fn: { ReservedConcurrentExecutions: 2 } }),
  'reserved concurrency of zero switches off': scenario([0], 1000, { fn: { ReservedConcurrentExecutions: 0 } }),
  'an init beyond ten seconds runs again inside the invocation': scenario([0], 40_000, {
    fn: { Timeout: 30, coldStart: { ...DEFAULT_COLD_START, ...PHASES, functionInit: fixed(12_000) } },
  }),
  'the repeated init can use up the timeout': scenario([0, 15_000], 40_000, {
    fn: { Timeout: 3, coldStart: { ...DEFAULT_COLD_START, ...PHASES, functionInit: fixed(12_000) } },
  }),
  'a timeout resets the environment': scenario([0, 2000], 4000, {
    fn: { Timeout: 1 },
    source: { arrivals: { kind: 'list', requests: [{ atMs: 0, handlerMs: 5000 }, { atMs: 2000, handlerMs: 100 }] } },
  }),
  'a thrown error leaves the environment as it is': scenario([0, 1000], 3000, { fn: { faults: { ...DEFAULT_FAULTS, failRequests: [1] } } }),
  'too little memory': scenario([0, 1000], 3000, { fn: { handler: { ...fn().handler, memoryUsedMB: 200 } } }),
  'snapstart restores': scenario([0, 10, 2000], 4000, {
    fn: { Runtime: 'java21', SnapStart: { ApplyOn: 'PublishedVersions' } }, source: { Qualifier: 'live' },
  }),
  'provisioned capacity, then spill-over': scenario([0, 10, 20], 2000, {
    fn: { provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 2, readyAtStart: true }] }, source: { Qualifier: 'live' },
  }),
  'provisioned capacity is ready as a whole': scenario([0, 60_300, 61_000], 62_000, {
    fn: { provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 3, readyAtStart: false }] }, source: { Qualifier: 'live' },
  }),
  'a throttled caller tries again': scenario([0, 10], 6000, {
    fn: { ReservedConcurrentExecutions: 1 }, source: { client: { timeoutMs: null, retryMode: 'standard', maxAttempts: null } },
  }),
  'a gateway gives up, the invocation runs on': scenario([0, 31_000], 40_000, {
    fn: { Timeout: 60 },
    source: { via: 'http-api', arrivals: { kind: 'list', requests: [{ atMs: 0, handlerMs: 35_000 }, { atMs: 31_000, handlerMs: 100 }] } },
  }),
  'a downstream with one connection': scenario([0, 1, 2], 3000, { fn: { faults: { ...DEFAULT_FAULTS, downstreamConnections: 1 } } }),
  'the scaling rate admits two a second': scenario([0, 1, 2, 3, 600], 2000, {
    scenario: { account: { ConcurrentExecutions: 1000, scalingRate: { burst: 2, refillPerSecond: 2, refill: 'continuous' }, requestsPerSecondPerConcurrency: null, freeTier: false } },
  }),
  'a deployment makes new environments': scenario([0, 2000], 4000, { interventions: [{ kind: 'deployment', atMs: 1000, function: 'orders' }] }),
  'provisioned capacity asked for during the run': scenario([0, 70_000], 71_000, {
    source: { Qualifier: 'live' },
    interventions: [{ kind: 'setting', atMs: 1000, function: 'orders', set: { ProvisionedConcurrentExecutions: { Qualifier: 'live', value: 1 } } }],
  }),
  'a burst from outside': scenario([], 2000, { interventions: [{ kind: 'burst', atMs: 500, source: 'callers', count: 3, spreadMs: 0 }] }),
  'a slow downstream for a second': scenario([0, 1100, 2500], 4000, {
    interventions: [{ kind: 'fault', atMs: 1000, untilMs: 2000, function: 'orders', faults: { downstreamSlowdown: 4 } }],
  }),
}
