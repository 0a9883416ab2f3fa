import { expect, test } from 'vitest'
import { DEFAULT_EVENT_INVOKE, DEFAULT_SERVICE, defaultScenario, defaultSource } from '../../scenario/defaults'
import { metricTotal } from '../../metrics/cloudwatch/series'
import { fixed, plainFunction } from '../../sim/properties/testing/scenarios'
import { rowsOf } from '../../sim/properties/testing/rows'
import type { FunctionConfig, PushService, Scenario, TrafficSource } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { SERVICES } from '../services'

const SECOND = 1e6
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:not-taken'

function sent(service: Partial<PushService> & Pick<PushService, 'kind'>, { fn = {}, source = {}, seconds = 600 }: { fn?: Partial<FunctionConfig>; source?: Partial<TrafficSource>; seconds?: number } = {}): Scenario {
  const base = plainFunction('fn')
  const handler = { ...base.handler, io: fixed(1000), firstCall: fixed(1000) }
  return defaultScenario({
    durationMs: seconds * 1000,
    functions: [{ ...base, handler, ...fn }],
    traffic: [defaultSource('orders', 'fn', { via: 'event', service: { ...DEFAULT_SERVICE, ...service }, arrivals: { kind: 'list', requests: [{ atMs: 0 }] }, ...source })],
  })
}
const story = (scenario: Scenario, ...kinds: readonly string[]) =>
  rowsOf(simulate(scenario)).filter(({ kind }) => kinds.includes(kind)).map(({ kind, time, outcome, rule }) => [kind, time / SECOND, outcome, rule])
const failing = { faults: { ...plainFunction('fn').faults, failRequests: [1], failAttempts: null } }

test.each(Object.keys(SERVICES) as PushService['kind'][])('%s is done with an event once Lambda has it: Lambda tries again after an error', (kind) => {
  const scenario = sent({ kind }, { fn: failing })
  expect(story(scenario, 'handler', 'drop').map(([what, , outcome]) => [what, outcome])).toEqual([
    ['handler', 'functionError'], ['handler', 'functionError'], ['handler', 'functionError'], ['drop', 'retriesExhausted'],
  ])
})

test("what fails in the function goes to the function's queue, never to that of the rule", () => {
  const scenario = sent({ kind: 'eventbridge', DeadLetterConfig: { Arn: QUEUE } }, { fn: { ...failing, DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' } } })
  expect(story(scenario, 'delivery').map(([, , , rule]) => rule)).toEqual(['AS-12'])
})

test('without permission the service does not try again, and the event is in its own queue at once', () => {
  const scenario = sent({ kind: 'eventbridge', DeadLetterConfig: { Arn: QUEUE }, handOver: { fails: 'denied', fromMs: 0, untilMs: null } })
  expect(story(scenario, 'arrival', 'reject', 'drop', 'delivery', 'handler')).toEqual([
    ['arrival', 0, 'none', 'AS-01'],
    ['reject', 0, 'handOverDenied', 'TR-19'],
    ['drop', 0, 'handOverDenied', 'TR-19'],
    ['delivery', 0, 'none', 'TR-19'],
  ])
})

test('SNS tries three times at once, twice after a second, then ever later', () => {
  const scenario = sent({ kind: 'sns', handOver: { fails: 'unavailable', fromMs: 0, untilMs: 20_000 } })
  const tries = story(scenario, 'arrival').map(([, at]) => at)
  expect(tries).toEqual([0, 0, 0, 0, 1, 2, 3, 5, 9, 17, 33])
  expect(story(scenario, 'handler')).toHaveLength(1)
})

test('EventBridge gives up after its retries or when the event is too old, whichever comes first', () => {
  const unavailable = { fails: 'unavailable' as const, fromMs: 0, untilMs: null }
  const few = sent({ kind: 'eventbridge', RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 86_400 }, handOver: unavailable })
  expect(story(few, 'reject', 'drop').map(([kind]) => kind)).toEqual(['reject', 'reject', 'reject', 'reject', 'drop'])
  const young = sent({ kind: 'eventbridge', RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 60 }, handOver: unavailable })
  const [, at] = story(young, 'drop')[0]!
  expect(at).toBeGreaterThan(10)
  expect(at).toBeLessThanOrEqual(60)
  // A custom bus is less patient by itself: five minutes or five retries.
  const bus = sent({ kind: 'custom-bus', handOver: unavailable })
  expect(story(bus, 'reject')).toHaveLength(6)
})

test('an event counts as received once Lambda has it, and one it never had is not dropped by it', () => {
  const total = (scenario: Scenario, metric: 'AsyncEventsReceived' | 'AsyncEventsDropped') =>
    metricTotal({ trace: simulate(scenario), scenario }, { metric, statistic: 'Sum', fn: 0, stretch: { from: 0, to: 600e6, knownBy: 600e6 } })
  const late = sent({ kind: 'sns', handOver: { fails: 'unavailable', fromMs: 0, untilMs: 20_000 } })
  expect(total(late, 'AsyncEventsReceived')).toBe(1)
  const never = sent({ kind: 'sns', handOver: { fails: 'denied', fromMs: 0, untilMs: null } })
  expect([total(never, 'AsyncEventsReceived'), total(never, 'AsyncEventsDropped')].map((count) => count || 0)).toEqual([0, 0])
})

test('a message too large for its service is refused by it', () => {
  expect(story(sent({ kind: 'sns' }, { source: { payloadKB: 300 } }), 'reject')).toEqual([['reject', 0, 'payloadTooLarge', 'TR-05']])
  expect(story(sent({ kind: 's3' }, { source: { payloadKB: 300 } }), 'reject')).toEqual([])
})

test('what cannot be delivered is counted and lost', () => {
  const arn = 'arn:aws:sqs:us-east-1:123456789012:failed'
  const EventInvokeConfig = { ...DEFAULT_EVENT_INVOKE, MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: null, OnFailure: { Destination: 'arn:aws:sns:us-east-1:123456789012:failed' } } }
  const fn = { ...failing, EventInvokeConfig, DeadLetterConfig: { TargetArn: arn } }
  const total = (scenario: Scenario, metric: 'DeadLetterErrors' | 'DestinationDeliveryFailures') =>
    metricTotal({ trace: simulate(scenario), scenario }, { metric, statistic: 'Sum', fn: 0, stretch: { from: 0, to: 600e6, knownBy: 600e6 } }) || 0
  const denied = sent({ kind: 's3' }, { fn: { ...fn, faults: { ...fn.faults, deliveryDenied: true } } })
  expect([total(denied, 'DeadLetterErrors'), total(denied, 'DestinationDeliveryFailures')]).toEqual([1, 1])
  // A topic takes no record of 300 KB; the queue does.
  const large = sent({ kind: 's3' }, { fn, source: { payloadKB: 300 } })
  expect([total(large, 'DeadLetterErrors'), total(large, 'DestinationDeliveryFailures')]).toEqual([0, 1])
})
