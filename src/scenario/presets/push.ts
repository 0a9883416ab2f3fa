import type { FunctionConfig, PushService, TrafficSource } from '../../sim/scenario.ts'
import { DEFAULT_FAULTS, DEFAULT_HANDLER, DEFAULT_SERVICE, defaultFunction, defaultSource } from '../defaults.ts'
import { preset } from './build.ts'

/** Presets about services that send events. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const queue = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`
const handler = (median: number): Partial<FunctionConfig> => ({ MemorySize: 512, Timeout: 10, handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median, sigma: 0.2 } } })
const pushed = (service: Partial<PushService> & Pick<PushService, 'kind'>): Partial<TrafficSource> => ({ via: 'event', service: { ...DEFAULT_SERVICE, ...service } })

const twenty: TrafficSource['arrivals'] = { kind: 'bursts', bursts: [{ atMs: SECOND, count: 20, spreadMs: 2 * SECOND }] }
const subscriber: Partial<TrafficSource> = { ...pushed({ kind: 'sns' }), arrivals: { kind: 'same', source: 'orders-topic' } }

export const SNS_FAN_OUT = preset('sns-fan-out', {
  durationMs: 200 * SECOND,
  functions: [
    defaultFunction('send-receipt', handler(150)),
    defaultFunction('update-stock', { ...handler(600), ReservedConcurrentExecutions: 2 }),
    defaultFunction('notify-partner', { ...handler(150), faults: { ...DEFAULT_FAULTS, failRequests: [1, 2, 3], failAttempts: null }, DeadLetterConfig: { TargetArn: queue('dead-letters') } }),
  ],
  traffic: [
    defaultSource('orders-topic', 'send-receipt', { ...pushed({ kind: 'sns' }), arrivals: twenty }),
    defaultSource('to-stock', 'update-stock', subscriber),
    defaultSource('to-partner', 'notify-partner', subscriber),
  ],
})

const five: TrafficSource['arrivals'] = { kind: 'bursts', bursts: [{ atMs: SECOND, count: 5, spreadMs: 2 * SECOND }] }
const failing: Partial<FunctionConfig> = { ...handler(200), faults: { ...DEFAULT_FAULTS, errorRate: 1 }, DeadLetterConfig: { TargetArn: queue('dead-letters') } }
const ruleQueue = { Arn: queue('rule-dead-letters') }

export const TWO_DEAD_LETTER_QUEUES = preset('two-dead-letter-queues', {
  durationMs: 200 * SECOND,
  functions: [defaultFunction('always-fails', failing), defaultFunction('not-permitted', failing)],
  traffic: [
    defaultSource('orders-rule', 'always-fails', { ...pushed({ kind: 'eventbridge', DeadLetterConfig: ruleQueue }), arrivals: five }),
    defaultSource('refunds-rule', 'not-permitted', { ...pushed({ kind: 'eventbridge', DeadLetterConfig: ruleQueue, handOver: { fails: 'denied', fromMs: 0, untilMs: null } }), arrivals: five }),
  ],
})

const everyFive = (MaximumWindowInMinutes: number): Partial<TrafficSource> => ({
  ...pushed({ kind: 'scheduler' }),
  arrivals: { kind: 'expression', ScheduleExpression: 'rate(5 minutes)', MaximumWindowInMinutes },
})

export const FLEXIBLE_WINDOW = preset('flexible-window', {
  durationMs: 120 * MINUTE,
  functions: [defaultFunction('on-time', handler(300)), defaultFunction('within-a-window', handler(300))],
  traffic: [defaultSource('exact', 'on-time', everyFive(0)), defaultSource('flexible', 'within-a-window', everyFive(5))],
})

const looping = (source: string): Partial<FunctionConfig> => ({ ...handler(200), sendsTo: { source, count: 1 }, DeadLetterConfig: { TargetArn: queue('dead-letters') } })
const one: TrafficSource['arrivals'] = { kind: 'list', requests: [{ atMs: SECOND }] }

export const RECURSIVE_LOOP = preset('recursive-loop', {
  durationMs: 20 * SECOND,
  functions: [defaultFunction('through-sns', looping('topic')), defaultFunction('through-eventbridge', looping('event-rule'))],
  traffic: [
    defaultSource('topic', 'through-sns', { ...pushed({ kind: 'sns' }), arrivals: one }),
    defaultSource('event-rule', 'through-eventbridge', { ...pushed({ kind: 'eventbridge' }), arrivals: one }),
  ],
})
