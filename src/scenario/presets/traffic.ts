import { DATABASE_HANDLER, ratePoints, shapeOf } from '../../rules/traffic.ts'
import type { HandlerConfig } from '../../sim/scenario.ts'
import { DEFAULT_ASSUMPTIONS, DEFAULT_COLD_START, DEFAULT_HANDLER, defaultFunction, defaultSource } from '../defaults.ts'
import { preset } from './build.ts'

/** Presets that differ in how requests arrive. */

const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR

/** A small read and write of a database, as measured. */
const databaseCall: HandlerConfig = {
  ...DEFAULT_HANDLER,
  io: DATABASE_HANDLER.nodejs,
  work: { kind: 'deterministic', value: 1 },
}
const callOf = (median: number, sigma: number): HandlerConfig => ({
  ...DEFAULT_HANDLER,
  io: { kind: 'lognormal', median, sigma },
})
const withSdk = { ...DEFAULT_COLD_START, initPreset: 'sdk-node' }

export const FIRST_BURST = preset('first-burst', {
  seed: 4,
  durationMs: 6 * SECOND,
  functions: [
    defaultFunction('orders-api', {
      MemorySize: 512,
      Timeout: 10,
      ReservedConcurrentExecutions: 8,
      coldStart: withSdk,
      handler: { ...callOf(170, 0.2), work: { kind: 'lognormal', median: 8, sigma: 0.2 }, memoryUsedMB: 91 },
    }),
  ],
  traffic: [
    defaultSource('callers', 'orders-api', {
      via: 'http-api',
      arrivals: {
        kind: 'bursts',
        bursts: [
          { atMs: 1000, count: 10, spreadMs: 140 },
          { atMs: 2900, count: 6, spreadMs: 120 },
          { atMs: 4400, count: 9, spreadMs: 120 },
        ],
      },
    }),
  ],
})

export const STEADY_API = preset('steady-api', {
  durationMs: 120 * SECOND,
  functions: [defaultFunction('orders-api', { MemorySize: 1024, coldStart: withSdk, handler: databaseCall })],
  traffic: [defaultSource('callers', 'orders-api', { via: 'http-api', arrivals: { kind: 'poisson', ratePerSecond: 20 } })],
})

/** Sizes and moments (seconds) of the clumps. */
const CLUMPS = [[12, 8], [31, 5], [47, 20], [70, 12], [88, 6], [109, 35], [133, 14], [150, 30], [171, 60], [205, 25], [222, 55], [260, 90], [284, 40]] as const

export const SPIKY_API = preset('spiky-api', {
  durationMs: 300 * SECOND,
  functions: [defaultFunction('orders-api', { MemorySize: 512, coldStart: withSdk, handler: callOf(150, 0.5) })],
  traffic: [
    defaultSource('visitors', 'orders-api', { via: 'function-url', arrivals: { kind: 'poisson', ratePerSecond: 3 } }),
    defaultSource('campaigns', 'orders-api', {
      via: 'function-url',
      arrivals: {
        kind: 'bursts',
        bursts: CLUMPS.map(([second, count]) => ({ atMs: second * SECOND, count, spreadMs: 120 })),
      },
    }),
  ],
})

export const CRON_ON_THE_HOUR = preset('cron-on-the-hour', {
  durationMs: 6 * HOUR,
  functions: [
    defaultFunction('nightly-report', {
      Runtime: 'python3.13',
      MemorySize: 512,
      Timeout: 60,
      coldStart: { ...DEFAULT_COLD_START, initPreset: 'sdk-python', codeSizeMB: 10 },
      handler: callOf(4000, 0.3),
    }),
  ],
  traffic: [
    defaultSource('schedule', 'nightly-report', {
      arrivals: { kind: 'schedule', periodMs: HOUR, offsetMs: 60 * SECOND, count: 20, jitterMs: SECOND },
    }),
  ],
})

/** 86,400 s in 600 s. */
const SPEED_UP = 144
const COMPRESSED_MS = DAY / SPEED_UP
const idle = DEFAULT_ASSUMPTIONS.idleLifetimeSeconds

export const COMPRESSED_DAY = preset('compressed-day', {
  durationMs: COMPRESSED_MS,
  functions: [defaultFunction('shop', { MemorySize: 1024, handler: callOf(200, 0.5) })],
  traffic: [
    defaultSource('customers', 'shop', {
      via: 'http-api',
      arrivals: {
        kind: 'rate',
        points: ratePoints(shapeOf('diurnal-consumer'), { meanPerSecond: 40, periodMs: COMPRESSED_MS }),
        periodMs: null,
      },
    }),
  ],
  assumptions: {
    ...DEFAULT_ASSUMPTIONS,
    idleLifetimeSeconds: { kind: 'uniform', min: idle.min / SPEED_UP, max: idle.max / SPEED_UP },
  },
})

export const FLASH_CROWD = preset('flash-crowd', {
  durationMs: 30 * SECOND,
  account: { ConcurrentExecutions: 3000, scalingRate: null, requestsPerSecondPerConcurrency: null, freeTier: false },
  functions: [defaultFunction('tickets', { MemorySize: 1024, Timeout: 10, handler: callOf(1000, 0.15) })],
  traffic: [
    defaultSource('fans', 'tickets', {
      via: 'http-api',
      arrivals: {
        kind: 'rate',
        points: [[0, 20], [5000, 20], [5000, 1800], [25_000, 1800], [25_000, 20]],
        periodMs: null,
      },
    }),
  ],
})

export const BUSY_DAY = preset('busy-day', {
  durationMs: DAY,
  functions: [defaultFunction('shop', { MemorySize: 1024, coldStart: withSdk, handler: callOf(80, 0.6) })],
  traffic: [
    defaultSource('customers', 'shop', {
      via: 'http-api',
      arrivals: {
        kind: 'rate',
        points: ratePoints(shapeOf('diurnal-consumer'), { meanPerSecond: 11.6, periodMs: DAY }),
        periodMs: null,
      },
    }),
  ],
})
