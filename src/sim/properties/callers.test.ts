import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import type { EntryPoint, FunctionConfig, Scenario, TrafficSource } from '../scenario'
import { simulate } from '../simulate'
import { countOf, firstOf, rowsOf } from './testing/rows'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'

const { handler, faults } = plainFunction('fn')
const slow = (durationMs: number): Partial<FunctionConfig> => ({ Timeout: 60, handler: { ...handler, io: fixed(durationMs), firstCall: fixed(durationMs) } })
const one = { arrivals: { kind: 'list' as const, requests: [{ atMs: 0 }] } }
const none = { timeoutMs: null, retryMode: 'none' as const, maxAttempts: null }

const run = (fn: Partial<FunctionConfig>, source: Partial<TrafficSource>, changes: Partial<Scenario> = {}) =>
  rowsOf(simulate(plainScenario(fn, { ...one, ...source }, changes)))

test('a gateway that stops waiting leaves the invocation running, and its environment busy', () => {
  const rows = run(slow(40_000), { via: 'rest-api' })
  expect(firstOf(rows, 'giveUp')).toMatchObject({ time: seconds(29), outcome: 'gatewayTimeout', settles: true, rule: 'SY-12' })
  expect(firstOf(rows, 'handler')).toMatchObject({ time: seconds(1), span: seconds(40), outcome: 'success', settles: false })
})

test('whoever waits shorter, client or front door, gives up', () => {
  const giveUp = (via: EntryPoint, integrationTimeoutMs: number | null, timeoutMs: number | null) => {
    const { time, outcome } = firstOf(run(slow(40_000), { via, integrationTimeoutMs, client: { ...none, timeoutMs } }), 'giveUp')
    return [time, outcome]
  }
  expect(giveUp('rest-api', 5000, 6000)).toEqual([seconds(5), 'gatewayTimeout'])
  expect(giveUp('rest-api', 5000, 4000)).toEqual([seconds(4), 'clientTimeout'])
  expect(giveUp('sdk', null, 2500)).toEqual([ms(2500), 'clientTimeout'])
})

test('an answer at the very moment patience ends is in time', () => {
  const rows = run(slow(3000), { client: { ...none, timeoutMs: 4000 } })
  expect([countOf(rows, 'giveUp'), firstOf(rows, 'handler').settles]).toEqual([0, true])
})

test('a client that gives up and tries again runs its work twice', () => {
  const rows = run(slow(10_000), { client: { timeoutMs: 3000, retryMode: 'standard', maxAttempts: 2 } })
  expect([countOf(rows, 'handler'), countOf(rows, 'giveUp'), countOf(rows, 'retryWait')]).toEqual([2, 2, 1])
  expect(rows.filter(({ settles }) => settles).map(({ kind }) => kind)).toEqual(['giveUp'])
})

test('a caller may lose patience while an init is repeated inside the invocation', () => {
  const requests = [{ atMs: 0 }, { atMs: 10_000 }]
  const rows = run({ faults: { ...faults, crashRate: 1 } }, { arrivals: { kind: 'list', requests }, client: { ...none, timeoutMs: 500 } })
  const second = rows.filter(({ request }) => request === 1)
  expect(second.map(({ kind, time }) => [kind, time])).toEqual([
    ['arrival', seconds(10)],
    ['suppressedInit', seconds(10)],
    ['giveUp', ms(10_500)],
    ['handler', ms(10_700)],
  ])
})

test.each([
  ['sdk', 6 * 1024, 6145],
  ['alb', 1024, 1025],
] as const)('SY-07: %s takes a payload of %i KB and refuses one of %i', (via, fits, tooLarge) => {
  expect(countOf(run({}, { via, payloadKB: fits }), 'reject')).toBe(0)
  const rows = run({}, { via, payloadKB: tooLarge })
  expect(rows.map(({ kind, outcome }) => [kind, outcome])).toEqual([['arrival', 'none'], ['reject', 'payloadTooLarge']])
})

test('a response that is too large fails the invocation and spares the environment', () => {
  const rows = run({ handler: { ...handler, responseKB: 7000 } }, {})
  expect(firstOf(rows, 'handler').outcome).toBe('responseTooLarge')
  expect(countOf(rows, 'suppressedInit')).toBe(0)
})

test('SY-15: API Gateway lets 5,000 requests at once pass, and 10,000 more each second', () => {
  const bursts = [{ atMs: 0, count: 6000, spreadMs: 0 }, { atMs: 100, count: 1500, spreadMs: 0 }]
  const rows = run({ ReservedConcurrentExecutions: 0 }, { via: 'http-api', arrivals: { kind: 'bursts', bursts } })
  const refused = rows.filter(({ kind }) => kind === 'reject')
  expect([0, ms(100)].map((at) => refused.filter(({ time }) => time === at).length)).toEqual([1000, 500])
  expect(refused.every(({ outcome, settles, rule }) => outcome === 'apiThrottled' && settles && rule === 'SY-15')).toBe(true)
  expect(countOf(rows, 'throttle')).toBe(6000)
})

test('a burst of an intervention comes on top of the traffic, from the intervention', () => {
  const rows = run({}, {}, { interventions: [{ kind: 'burst', atMs: 5000, source: 'callers', count: 4, spreadMs: 100 }] })
  const mark = firstOf(rows, 'intervention')
  const sent = rows.filter(({ kind, cause }) => kind === 'arrival' && cause === mark.id)
  expect([mark.time, sent.length]).toEqual([seconds(5), 4])
  expect(sent.every(({ time }) => time >= seconds(5) && time < ms(5100))).toBe(true)
})

test('a fault lasts until it is lifted; the latest of several lies on top', () => {
  const fault = (atMs: number, untilMs: number, errorRate: number) => ({ kind: 'fault' as const, atMs, untilMs, function: 'fn', faults: { errorRate } })
  const arrivals = { kind: 'regular' as const, ratePerSecond: 1, offsetMs: 500 }
  const rows = run({}, { arrivals }, { durationMs: 12_000, interventions: [fault(3000, 9000, 1), fault(5000, 7000, 0)] })
  const failed = rows.filter(({ outcome }) => outcome === 'functionError').map(({ time }) => Math.floor(time / 1e6))
  expect(failed).toEqual([3, 4, 7, 8])
  expect(countOf(rows, 'intervention')).toBe(4)
})

test('a downstream with few connections makes handlers queue, and its wait is part of them', () => {
  const arrivals = { kind: 'bursts' as const, bursts: [{ atMs: 0, count: 3, spreadMs: 0 }] }
  const rows = run({ faults: { ...faults, downstreamConnections: 1 } }, { arrivals })
  expect(rows.filter(({ kind }) => kind === 'handler').map(({ span }) => span)).toEqual([ms(100), ms(200), ms(300)])
  expect(rows.filter(({ kind }) => kind === 'connectionWait').map(({ span }) => span)).toEqual([ms(100), ms(200)])
})

test('a deployment gives the next request a cold start; changed settings do so too and hold from then on', () => {
  const requests = [{ atMs: 0 }, { atMs: 10_000 }]
  const arrivals = { kind: 'list' as const, requests }
  const again = run({}, { arrivals }, { interventions: [{ kind: 'deployment', atMs: 5000, function: 'fn' }] })
  expect([countOf(again, 'create'), firstOf(again, 'shutdown').rule]).toEqual([2, 'LC-20'])
  const set = { Timeout: 1 }
  const shorter = run(slow(2000), { arrivals }, { interventions: [{ kind: 'setting', atMs: 5000, function: 'fn', set }] })
  expect(shorter.filter(({ kind }) => kind === 'handler').map(({ outcome }) => outcome)).toEqual(['success', 'timeout'])
})

test('a quota lowered while requests run throws nobody out and admits nobody until there is room', () => {
  const arrivals = { kind: 'regular' as const, ratePerSecond: 2, offsetMs: 0 }
  const interventions = [{ kind: 'setting' as const, atMs: 4900, function: null, set: { ConcurrentExecutions: 1 } }]
  const rows = run(slow(4000), { arrivals }, { durationMs: 12_000, interventions })
  const admitted = rows.filter(({ kind, cause }) => (kind === 'create' || kind === 'handler') && rows[cause]?.kind === 'arrival').map(({ time }) => time)
  expect(admitted.filter((time) => time > ms(4900)).length).toBeLessThanOrEqual(2)
  expect(rows.filter(({ kind, outcome }) => kind === 'handler' && outcome !== 'success')).toEqual([])
  expect(rows.filter(({ kind, rule }) => kind === 'throttle' && rule === 'CC-02').length).toBeGreaterThan(8)
})
