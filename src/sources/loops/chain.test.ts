import { expect, test } from 'vitest'
import { metricTotal } from '../../metrics/cloudwatch/series'
import { DEFAULT_SERVICE, DEFAULT_SQS, defaultScenario, defaultSource } from '../../scenario/defaults'
import { countOf, rowsOf } from '../../sim/properties/testing/rows'
import { fixed, plainFunction } from '../../sim/properties/testing/scenarios'
import type { FunctionConfig, Scenario, TrafficSource } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { MESSAGE_EVENTS } from '../../sim/trace/schema'

const base = plainFunction('fn')
const zero = fixed(0)
const quick: Partial<FunctionConfig> = {
  coldStart: { ...base.coldStart, create: zero, download: zero, runtimeStart: zero, functionInit: zero },
  handler: { ...base.handler, io: fixed(100), firstCall: fixed(100) },
}
const once = { kind: 'list' as const, requests: [{ atMs: 0 }] }

function loop(source: Partial<TrafficSource>, fn: Partial<FunctionConfig> = {}, durationMs = 30_000): Scenario {
  return defaultScenario({
    durationMs,
    functions: [{ ...base, ...quick, sendsTo: { source: 'loop', count: 1 }, ...fn }],
    traffic: [defaultSource('loop', 'fn', { via: 'event', arrivals: once, ...source })],
  })
}
const handlers = (scenario: Scenario): number => countOf(rowsOf(simulate(scenario)), 'handler')
const service = (kind: 'sns' | 's3' | 'eventbridge') => ({ service: { ...DEFAULT_SERVICE, kind } })

test.each([['Lambda', {}], ['SNS', service('sns')], ['S3', service('s3')]] as const)('a loop through %s stops after 16 invocations', (_, source) => {
  const scenario = loop(source, { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' } })
  const rows = rowsOf(simulate(scenario))
  expect(countOf(rows, 'handler')).toBe(16)
  expect(rows.slice(-4).map(({ kind, outcome, rule }) => [kind, outcome, rule])).toEqual([
    ['arrival', 'none', 'AS-01'],
    ['reject', 'recursiveLoop', 'AS-18'],
    ['drop', 'recursiveLoop', 'AS-18'],
    ['delivery', 'none', 'AS-12'],
  ])
  const total = metricTotal({ trace: simulate(scenario), scenario }, { metric: 'RecursiveInvocationsDropped', statistic: 'Sum', fn: 0, stretch: { from: 0, to: 30e6, knownBy: 30e6 } })
  expect(total).toBe(1)
})

test('a loop through EventBridge goes on, and so does one that is allowed', () => {
  expect(handlers(loop(service('eventbridge')))).toBeGreaterThan(200)
  expect(handlers(loop({}, { RecursiveLoop: 'Allow' }))).toBeGreaterThan(200)
})

test('two messages for each double the loop with every generation', () => {
  const scenario = loop({}, { RecursiveLoop: 'Allow', sendsTo: { source: 'loop', count: 2 } }, 1001)
  // Ten generations in a second: 1 + 2 + 4 + ... + 512.
  expect(rowsOf(simulate(scenario)).filter(({ kind, end }) => kind === 'handler' && end <= 1e6)).toHaveLength(1023)
})

test('a loop through SQS stops too, and its message is received in vain until it is a dead letter', () => {
  const eventSource = { ...DEFAULT_SQS, VisibilityTimeout: 30, RedrivePolicy: { maxReceiveCount: 2 } }
  const trace = simulate(loop({ via: 'event-source', eventSource }, {}, 120_000))
  const rows = rowsOf(trace)
  expect(countOf(rows, 'handler')).toBe(16)
  expect(rows.filter(({ outcome }) => outcome === 'recursiveLoop')).toHaveLength(2)
  const ends = Array.from(trace.messageEvents.kind.slice(0, trace.messageEvents.length), (kind) => MESSAGE_EVENTS[kind])
  expect(ends.filter((event) => event === 'sent')).toHaveLength(17)
  expect(ends.filter((event) => event === 'deleted')).toHaveLength(16)
  expect(ends.filter((event) => event === 'deadLettered')).toHaveLength(1)
})

test('a loop across two functions is one chain', () => {
  const scenario = defaultScenario({
    durationMs: 30_000,
    functions: [
      { ...plainFunction('a'), ...quick, sendsTo: { source: 'to b', count: 1 } },
      { ...plainFunction('b'), ...quick, sendsTo: { source: 'to a', count: 1 } },
    ],
    traffic: [
      defaultSource('to a', 'a', { via: 'event', arrivals: once }),
      defaultSource('to b', 'b', { via: 'event', service: { ...DEFAULT_SERVICE, kind: 'sns' }, arrivals: { kind: 'bursts', bursts: [] } }),
    ],
  })
  expect(handlers(scenario)).toBe(16)
})

