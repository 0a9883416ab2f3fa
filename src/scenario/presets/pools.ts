import type { FunctionConfig, TrafficSource } from '../../sim/scenario.ts'
import { DEFAULT_COLD_START, DEFAULT_HANDLER, defaultFunction, defaultSource } from '../defaults.ts'
import { preset } from './build.ts'

/** Presets that differ in how environments are prepared or shared out. */

const javaFunction: Partial<FunctionConfig> = {
  Runtime: 'java21',
  MemorySize: 1024,
  Timeout: 15,
  coldStart: { ...DEFAULT_COLD_START, initPreset: 'java-quarkus', codeSizeMB: 25 },
  handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 120, sigma: 0.3 }, memoryUsedMB: 210 },
}
const javaCallers: Partial<TrafficSource> = {
  via: 'rest-api',
  arrivals: {
    kind: 'bursts',
    bursts: [
      { atMs: 1000, count: 12, spreadMs: 200 },
      { atMs: 8000, count: 30, spreadMs: 100 },
    ],
  },
}

export const JAVA_PLAIN = preset('java-plain', {
  durationMs: 14_000,
  functions: [defaultFunction('quotes', javaFunction)],
  traffic: [defaultSource('callers', 'quotes', javaCallers)],
})

export const JAVA_SNAPSTART = preset('java-snapstart', {
  durationMs: 14_000,
  functions: [defaultFunction('quotes', { ...javaFunction, SnapStart: { ApplyOn: 'PublishedVersions' } })],
  traffic: [defaultSource('callers', 'quotes', { ...javaCallers, Qualifier: 'live' })],
})

export const TWO_FUNCTIONS = preset('two-functions', {
  durationMs: 40_000,
  account: { ConcurrentExecutions: 200, scalingRate: null, requestsPerSecondPerConcurrency: null, freeTier: false },
  functions: [
    defaultFunction('reports', {
      MemorySize: 1024,
      Timeout: 10,
      handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 1000, sigma: 0.3 } },
    }),
    defaultFunction('checkout', {
      MemorySize: 1024,
      ReservedConcurrentExecutions: 20,
      handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 120, sigma: 0.4 } },
    }),
  ],
  traffic: [
    defaultSource('analysts', 'reports', { arrivals: { kind: 'poisson', ratePerSecond: 260 } }),
    defaultSource('customers', 'checkout', { via: 'http-api', arrivals: { kind: 'poisson', ratePerSecond: 25 } }),
  ],
  interventions: [{ kind: 'setting', atMs: 20_000, function: 'checkout', set: { ReservedConcurrentExecutions: null } }],
})

export const PROVISIONED_SPILL = preset('provisioned-spill', {
  durationMs: 30_000,
  functions: [
    defaultFunction('quotes', {
      MemorySize: 1024,
      provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 10, readyAtStart: true }],
      coldStart: { ...DEFAULT_COLD_START, initPreset: 'sdk-node' },
      handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 100, sigma: 0.3 } },
    }),
  ],
  traffic: [
    defaultSource('callers', 'quotes', {
      via: 'http-api',
      Qualifier: 'live',
      arrivals: {
        kind: 'rate',
        points: [[0, 20], [8000, 20], [8000, 150], [11_000, 150], [11_000, 20], [20_000, 20], [20_000, 150], [22_000, 150], [22_000, 20]],
        periodMs: null,
      },
    }),
  ],
})
