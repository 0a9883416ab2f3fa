import type { FunctionConfig, Idempotency, ListedRequest, SqsSource, StreamSource, TrafficSource } from '../../sim/scenario.ts'
import { DEFAULT_FAULTS, DEFAULT_HANDLER, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultSource } from '../defaults.ts'
import { preset } from './build.ts'

/** Presets that differ in who tries again when a handler fails. */

const SECOND = 1000
const handler: Partial<FunctionConfig> = {
  MemorySize: 512,
  Timeout: 10,
  handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 200, sigma: 0.2 } },
}
/** The first request fails whenever it is tried. */
const firstFails: Partial<FunctionConfig> = { ...handler, faults: { ...DEFAULT_FAULTS, failRequests: [1], failAttempts: null } }

/** `count` messages from a moment on; the one at `poison` fails whenever it is tried. */
const messages = (count: number, { from, every, poison }: { from: number; every: number; poison: number }): ListedRequest[] =>
  Array.from({ length: count }, (_, at) => ({ atMs: from + at * every, ...(at === poison ? { failAttempts: null } : {}) }))

const polled = (eventSource: SqsSource | StreamSource, requests: readonly ListedRequest[]): Partial<TrafficSource> => ({
  via: 'event-source',
  eventSource,
  arrivals: { kind: 'list', requests },
})
const queue = (mapping: Partial<SqsSource['mapping']> = {}): SqsSource => ({
  ...DEFAULT_SQS,
  RedrivePolicy: { maxReceiveCount: 3 },
  mapping: { ...DEFAULT_SQS.mapping, ...mapping },
})
const stream = (mapping: Partial<StreamSource['mapping']> = {}): StreamSource => ({ ...DEFAULT_STREAM, mapping: { ...DEFAULT_STREAM.mapping, ...mapping } })

const five = messages(5, { from: SECOND, every: SECOND, poison: 0 })
const plainFive: TrafficSource['arrivals'] = { kind: 'list', requests: five.map(({ atMs }) => ({ atMs })) }

export const FOUR_WAYS = preset('four-ways', {
  durationMs: 200 * SECOND,
  functions: [
    defaultFunction('direct', firstFails),
    defaultFunction('async', { ...firstFails, DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead-letters' } }),
    defaultFunction('from-queue', handler),
    defaultFunction('from-stream', handler),
  ],
  traffic: [
    defaultSource('caller', 'direct', { arrivals: plainFive }),
    defaultSource('sender', 'async', { via: 'event', arrivals: plainFive }),
    defaultSource('orders-queue', 'from-queue', polled(queue(), five)),
    defaultSource('orders-stream', 'from-stream', polled(stream({ MaximumRetryAttempts: 2 }), five)),
  ],
})

/** Five orders: the second fails once after it has paid, the third takes longer than the function may. */
const orders: readonly ListedRequest[] = Array.from({ length: 5 }, (_, at) => ({ atMs: (at + 1) * SECOND, ...(at === 2 ? { handlerMs: 8 * SECOND } : {}) }))
const charging = (name: string, idempotency: Idempotency): FunctionConfig =>
  defaultFunction(name, {
    ...handler,
    Timeout: 3,
    handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 600, sigma: 0.2 }, sideEffectAtMs: 300, idempotency },
    faults: { ...DEFAULT_FAULTS, failRequests: [2] },
  })
const GUARDS = { 'no-key': 'off', 'key-call': 'call', 'key-all': 'handler' } as const

export const PAID_TWICE = preset('paid-twice', {
  durationMs: 210 * SECOND,
  functions: Object.entries(GUARDS).map(([name, guard]) => charging(name, guard)),
  traffic: Object.keys(GUARDS).map((name, at) => defaultSource(`shop-${at + 1}`, name, { via: 'event', arrivals: { kind: 'list', requests: orders } })),
})

const tenAtOnce = messages(10, { from: SECOND, every: 0, poison: 3 })

export const POISON_MESSAGE = preset('poison-message', {
  durationMs: 100 * SECOND,
  functions: [defaultFunction('all-or-nothing', handler), defaultFunction('reports-failures', handler)],
  traffic: [
    defaultSource('plain-queue', 'all-or-nothing', polled(queue(), tenAtOnce)),
    defaultSource('reporting-queue', 'reports-failures', polled(queue({ FunctionResponseTypes: ['ReportBatchItemFailures'] }), tenAtOnce)),
  ],
})

/** A batch with a record that always fails, and records that come after it. */
const shard: readonly ListedRequest[] = [
  ...messages(8, { from: SECOND, every: 0, poison: 5 }),
  ...messages(40, { from: 2 * SECOND, every: SECOND, poison: -1 }),
]

export const BLOCKED_SHARD = preset('blocked-shard', {
  durationMs: 60 * SECOND,
  functions: [defaultFunction('whole-batch', handler), defaultFunction('bisects', handler)],
  traffic: [
    defaultSource('clicks-a', 'whole-batch', polled(stream(), shard)),
    defaultSource('clicks-b', 'bisects', polled(stream({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 2 }), shard)),
  ],
})
