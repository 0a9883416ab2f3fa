/** The two workloads most figures are about, and one for each way to call a function, as scenarios of the general engine. */
import { createMeter, type Meter } from '../../sim/lambda/meter.ts'
import type { Scenario, TrafficSource } from '../../sim/scenario.ts'
import { DEFAULT_ASSUMPTIONS, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultSource, defaultScenario } from '../../scenario/defaults.ts'

/** W1: Erlang loss, nothing recorded. W2: Lambda pool with the whole trace. */
export type CompareWorkload = 'W1' | 'W2'
export const WORKLOADS: readonly CompareWorkload[] = ['W1', 'W2']

/** The pool of W2, with requests that wait for their answer, asynchronous events, and messages in batches of ten. */
export type CallWorkload = 'requests' | 'events' | 'queue' | 'stream'
export const CALL_WORKLOADS: readonly CallWorkload[] = ['requests', 'events', 'queue', 'stream']

export type Workload = CompareWorkload | CallWorkload

const SEED = 42
const LOSS_RATE = 950
const POOL_RATE = 200
const LIMIT = 1000
/** Median, in ms, of a log-normal of mean 300 ms and sigma 0.5: mean / exp(sigma^2 / 2). */
const POOL_MEDIAN = 264.74907084
const POOL_SIGMA = 0.5

const none = { kind: 'deterministic', value: 0 } as const

function scenarioOf(parts: { rate: number; size: number; handler: Scenario['functions'][number]['handler']['io']; initMs: number; idleSeconds: number | null }): Scenario {
  const init = { kind: 'deterministic', value: parts.initMs } as const
  return defaultScenario({
    seed: SEED,
    durationMs: (parts.size / parts.rate) * 1000,
    account: {
      ConcurrentExecutions: LIMIT,
      scalingRate: parts.initMs > 0 ? { burst: 1000, refillPerSecond: 100, refill: 'continuous' } : 'off',
      requestsPerSecondPerConcurrency: 'off',
      freeTier: false,
    },
    functions: [
      defaultFunction('model', {
        MemorySize: 1769,
        Timeout: 900,
        coldStart: { create: none, download: none, runtimeStart: none, functionInit: init, restore: none, initPreset: 'hello', codeSizeMB: 1 },
        handler: { io: parts.handler, work: none, firstCall: parts.handler, memoryUsedMB: 80, responseKB: 1, batchResponse: null, sideEffectAtMs: null, idempotency: 'off', idempotencyStoreMs: 0 },
      }),
    ],
    traffic: [defaultSource('requests', 'model', { arrivals: { kind: 'poisson', ratePerSecond: parts.rate } })],
    assumptions: {
      ...DEFAULT_ASSUMPTIONS,
      idleLifetimeSeconds: parts.idleSeconds === null ? null : { kind: 'deterministic', value: parts.idleSeconds },
      lifetimeCapHours: null,
      idleSelection: 'most-recently-used',
    },
  })
}

/** @param size expected number of requests */
export function scenarioFor(workload: Workload, size: number): Scenario {
  if (workload === 'W1') {
    return scenarioOf({ rate: LOSS_RATE, size, handler: { kind: 'exponential', mean: 1000 }, initMs: 0, idleSeconds: null })
  }
  const pool = scenarioOf({ rate: POOL_RATE, size, handler: { kind: 'lognormal', median: POOL_MEDIAN, sigma: POOL_SIGMA }, initMs: 400, idleSeconds: 300 })
  return workload === 'W2' || workload === 'requests' ? pool : { ...pool, ...calledBy(workload, size, pool) }
}

/** Messages come faster than they are worked off, so that batches are full; then the queue runs dry. */
const MESSAGE_RATE = 2000
const EVERY_BATCH_FULL = 10

function calledBy(workload: 'events' | 'queue' | 'stream', size: number, { traffic: [source] }: Scenario): Partial<Scenario> {
  const sends = source!
  if (workload === 'events') return { traffic: [{ ...sends, via: 'event' }] }
  const sendingMs = (size / MESSAGE_RATE) * 1000
  const eventSource: TrafficSource['eventSource'] =
    workload === 'queue'
      ? { ...DEFAULT_SQS, VisibilityTimeout: 900, mapping: { ...DEFAULT_SQS.mapping, BatchSize: EVERY_BATCH_FULL } }
      : { ...DEFAULT_STREAM, ShardCount: SHARDS, partitionKeys: 10 * SHARDS, mapping: { ...DEFAULT_STREAM.mapping, BatchSize: EVERY_BATCH_FULL } }
  const points = [[0, MESSAGE_RATE], [sendingMs, MESSAGE_RATE], [sendingMs, 0]] as const
  return { durationMs: sendingMs + 120_000, traffic: [{ ...sends, via: 'event-source', eventSource, arrivals: { kind: 'rate', points, periodMs: null } }] }
}

/** Few enough for batches to be full. */
const SHARDS = 40

/** W1 leaves nothing but what its meter counts. */
export function meterFor(workload: Workload): Meter | null {
  return workload === 'W1' ? createMeter({ fromMicros: 0 }) : null
}
