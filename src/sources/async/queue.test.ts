import { expect, test } from 'vitest'
import { DEFAULT_EVENT_INVOKE } from '../../scenario/defaults'
import { demand, grouped, rowsOf } from '../../sim/properties/testing/rows'
import type { Row } from '../../sim/properties/testing/rows'
import { anyScenario, fixed, holds, plainFunction, plainScenario, TIME_LIMIT_MS } from '../../sim/properties/testing/scenarios'
import type { FunctionConfig, PushService, Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { NONE } from '../../sim/trace/schema'

const SECOND = 1e6
const FAILED = 'arn:aws:sqs:us-east-1:123456789012:failed'
const DONE = 'arn:aws:sns:us-east-1:123456789012:done'
const base = plainFunction('fn')

/** Events at the given seconds; the handler takes a second and starts cost nothing. */
function eventsAt(seconds: readonly number[], fn: Partial<FunctionConfig>, durationSeconds = 600): Scenario {
  const zero = fixed(0)
  const instant = { ...base.coldStart, create: zero, download: zero, runtimeStart: zero, functionInit: zero }
  const handler = { ...base.handler, io: fixed(1000), firstCall: fixed(1000) }
  const requests = seconds.map((at) => ({ atMs: at * 1000 }))
  return { ...plainScenario({ coldStart: instant, handler, ...fn }, { via: 'event', arrivals: { kind: 'list', requests } }), durationMs: durationSeconds * 1000 }
}

const failing = { ...base.faults, failRequests: [1], failAttempts: null }
const story = (scenario: Scenario) => rowsOf(simulate(scenario)).map(({ kind, time, outcome, rule }) => [kind, time / SECOND, outcome, rule])
const of = (scenario: Scenario, ...kinds: readonly string[]) => story(scenario).filter(([kind]) => kinds.includes(String(kind)))

test('a failing event is tried three times, a minute and then two after the attempt before ended, and is dropped', () => {
  expect(of(eventsAt([0], { faults: failing }), 'handler', 'drop', 'delivery')).toEqual([
    ['handler', 0, 'functionError', 'LC-11'],
    ['handler', 61, 'functionError', 'LC-11'],
    ['handler', 182, 'functionError', 'LC-11'],
    ['drop', 183, 'retriesExhausted', 'AS-03'],
  ])
})

test('it is not kept for an attempt that would come too late', () => {
  const EventInvokeConfig = { ...DEFAULT_EVENT_INVOKE, MaximumEventAgeInSeconds: 60 }
  expect(of(eventsAt([0], { faults: failing, EventInvokeConfig }), 'drop')).toEqual([['drop', 1, 'eventAgeExceeded', 'AS-05']])
})

test('what is given up goes to the dead-letter queue and to the destination, what succeeded to its own', () => {
  const EventInvokeConfig = { ...DEFAULT_EVENT_INVOKE, MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: { Destination: DONE }, OnFailure: { Destination: FAILED } } }
  const scenario = eventsAt([0, 5], { faults: failing, EventInvokeConfig, DeadLetterConfig: { TargetArn: FAILED } })
  expect(of(scenario, 'delivery')).toEqual([
    ['delivery', 1, 'none', 'AS-12'],
    ['delivery', 1, 'none', 'AS-10'],
    ['delivery', 6, 'none', 'AS-10'],
  ])
  // One lane for each target: the dead-letter queue and the destination are the same one.
  const { lanes, records } = simulate(scenario)
  expect(new Set(records.lane.filter((lane) => lanes.kind[lane] === 5)).size).toBe(2)
})

test('throttles back off from one second and use up no retry', () => {
  const scenario = eventsAt([0, 0.5], { ReservedConcurrentExecutions: 1, handler: { ...base.handler, io: fixed(20_000), firstCall: fixed(20_000) }, Timeout: 60 })
  expect(of(scenario, 'throttle').map(([, at]) => at)).toEqual([0.5, 1.5, 3.5, 7.5, 15.5])
  expect(of(scenario, 'handler').map(([, at]) => at)).toEqual([0, 31.5])
})

test('with a reservation of 0 nothing is tried', () => {
  const scenario = eventsAt([1], { ReservedConcurrentExecutions: 0, DeadLetterConfig: { TargetArn: FAILED } })
  expect(of(scenario, 'handler', 'drop', 'delivery')).toEqual([
    ['drop', 1, 'zeroReservedConcurrency', 'AS-16'],
    ['delivery', 1, 'none', 'AS-12'],
  ])
})

test('the quota of requests per second does not count events', () => {
  const events = eventsAt(Array.from({ length: 40 }, () => 0), {})
  const limited: Scenario = { ...events, account: { ...events.account, ConcurrentExecutions: 1000, requestsPerSecondPerConcurrency: 0.01 } }
  expect(of(limited, 'throttle')).toEqual([])
  const sync = { ...limited, traffic: limited.traffic.map((source) => ({ ...source, via: 'sdk' as const })) }
  expect(of(sync, 'throttle').length).toBeGreaterThan(20)
})

/** How an event ended by the end of the run: done, given up by Lambda, never taken by it, refused, or not at all. */
function endOf(own: readonly Row[], until: number): 'open' | 'done' | 'failed' | 'notTaken' | 'refused' {
  const settled = own.find(({ settles }) => settles)
  if (settled === undefined || settled.end > until) return 'open'
  if (settled.outcome.startsWith('handOver')) return 'notTaken'
  if (settled.kind === 'reject') return 'refused'
  return settled.outcome === 'success' ? 'done' : 'failed'
}

/** How many targets hear of it. */
function targetsOf({ EventInvokeConfig: { DestinationConfig }, DeadLetterConfig }: FunctionConfig, service: PushService | null, end: ReturnType<typeof endOf>): number {
  if (end === 'notTaken') return Number((service?.DeadLetterConfig.Arn ?? null) !== null)
  if (end === 'failed') return Number(DeadLetterConfig.TargetArn !== null) + Number(DestinationConfig.OnFailure !== null)
  return Number(end === 'done' && DestinationConfig.OnSuccess !== null)
}

test('no event is lost without a word: what does not succeed is dropped, tried again or under way', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const first = 1 + scenario.functions.length
    for (const [request, own] of grouped(rowsOf(trace), (row) => row.request)) {
      const source = scenario.traffic[own[0]!.lane - first]
      if (request === NONE || source?.via !== 'event') continue
      const fn = scenario.functions.find(({ FunctionName }) => FunctionName === source.function)!
      const end = endOf(own, trace.until)
      const count = (kind: string): number => own.filter((row) => row.kind === kind).length
      demand(count('drop') === (end === 'failed' || end === 'notTaken' ? 1 : 0), 'an event is dropped exactly when it failed for good', ...own)
      demand(count('delivery') === targetsOf(fn, source.service, end), 'every target hears of it once', ...own)
      const errors = own.filter(({ kind, outcome }) => kind === 'handler' && outcome !== 'success').length
      demand(errors <= fn.EventInvokeConfig.MaximumRetryAttempts + 1, 'retries are limited', ...own)
    }
  }, 300)
}, TIME_LIMIT_MS)
