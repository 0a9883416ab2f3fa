import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import { defaultSource } from '../../scenario/defaults'
import type { Intervention, Scenario } from '../scenario'
import { simulate } from '../simulate'
import { lanesOf, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'

const exponential = (mean: number) => ({ kind: 'exponential' as const, mean })
const { handler } = plainFunction('fn')

/** Two functions with traffic of their own and durations by chance. */
function two(interventions: readonly Intervention[]): Scenario {
  const fn = { handler: { ...handler, io: exponential(100), firstCall: null } }
  const base = plainScenario(fn, { arrivals: { kind: 'poisson', ratePerSecond: 20 } }, { interventions })
  const traffic = [...base.traffic, defaultSource('others', 'other', { arrivals: { kind: 'poisson', ratePerSecond: 20 } })]
  return { ...base, functions: [...base.functions, plainFunction('other', fn)], traffic }
}

const limited = (atMs: number, downstreamConnections: number | null): Intervention => ({ kind: 'fault', atMs, function: 'fn', faults: { downstreamConnections }, untilMs: null })

test('a downstream has its lane from when its connections are first limited', () => {
  const trace = simulate(two([limited(30_000, 1), limited(40_000, null), limited(50_000, 2)]))
  const downstreams = lanesOf(trace).filter(({ kind }) => kind === 'downstream')
  expect(downstreams.map(({ parent, born }) => [parent, born])).toEqual([[1, seconds(30)]])
  const waits = rowsOf(trace).filter(({ kind }) => kind === 'connectionWait')
  expect(waits.some(({ time }) => time > seconds(50))).toBe(true)
  expect(new Set(waits.map(({ lane }) => lane))).toEqual(new Set(downstreams.map(({ id }) => id)))
})

test('a later limit of connections leaves the numbers of lanes before it alone', () => {
  const before = (scenario: Scenario): Row[] => rowsOf(simulate(scenario)).filter(({ time }) => time < seconds(30))
  expect(before(two([limited(30_000, 1)]))).toEqual(before(two([])))
})

const burst = (atMs: number, count = 20): Intervention => ({ kind: 'burst', atMs, source: 'callers', count, spreadMs: 500 })
const nothing: Intervention = { kind: 'setting', atMs: 0, function: null, set: { ConcurrentExecutions: 1000 } }

/** What happens to the requests of bursts; nobody else sends any. */
function sent(interventions: readonly Intervention[]): Partial<Row>[] {
  const fn = { handler: { ...handler, io: exponential(100), firstCall: exponential(100) }, coldStart: { ...plainFunction('fn').coldStart, functionInit: exponential(400) } }
  const rows = rowsOf(simulate(plainScenario(fn, { arrivals: { kind: 'list', requests: [] } }, { interventions, durationMs: 100_000 })))
  return rows.filter(({ request }) => request >= 0).map(({ time, span, kind, request }) => ({ time, span, kind, request }))
}

test('a burst is the same wherever in the list it stands, and whatever else does', () => {
  const alone = sent([burst(10_000)])
  expect(alone.length).toBeGreaterThanOrEqual(40)
  const many = Array.from({ length: 600 }, () => nothing)
  for (const others of [[nothing], many]) expect(sent([...others, burst(10_000)])).toEqual(alone)
  const both = sent([burst(10_000), burst(60_000)])
  expect(both.slice(0, alone.length)).toEqual(alone)
  expect(sent([burst(60_000), burst(10_000)])).toEqual(both)
})

test('a larger burst begins with the luck of a smaller one, and others have luck of their own', () => {
  const times = (interventions: readonly Intervention[], from = 0): number[] =>
    sent(interventions).filter(({ kind, time }) => kind === 'arrival' && time! >= seconds(from)).map(({ time }) => time!)
  const small = times([burst(10_000)])
  expect(times([burst(10_000, 40)])).toEqual(expect.arrayContaining(small))
  expect(times([burst(10_000), burst(60_000)], 60).map((time) => time - seconds(50))).not.toEqual(small)
  const twice = times([burst(10_000), burst(10_000)])
  expect(twice).toHaveLength(40)
  expect(new Set(twice).size).toBeGreaterThan(30)
  expect(twice).toEqual(expect.arrayContaining(small))
})

test('a burst through an alias that splits goes to both versions, and retries like its source', () => {
  const RoutingConfig = { AdditionalVersionWeights: { '2': 0.5 } }
  const provisioned = [{ Qualifier: '2', ProvisionedConcurrentExecutions: 300, readyAtStart: true }]
  const fn = { aliases: [{ Name: 'live', FunctionVersion: '1', RoutingConfig }], provisioned, faults: { ...plainFunction('fn').faults, errorRate: 0.3 } }
  const source = { Qualifier: 'live', via: 'rest-api' as const, arrivals: { kind: 'list' as const, requests: [{ atMs: 0, handlerMs: 7 }] }, client: { timeoutMs: null, retryMode: 'standard' as const, maxAttempts: 3 } }
  const trace = simulate(plainScenario(fn, source, { interventions: [burst(10_000, 200)] }))
  const lanes = lanesOf(trace)
  const rows = rowsOf(trace)
  const own = rows.filter(({ request }) => request > 0)
  expect(own.filter(({ kind }) => kind === 'retryWait').length).toBeGreaterThan(20)
  // The durations that the source lists are not for requests of a burst.
  const handlers = own.filter(({ kind }) => kind === 'handler')
  expect(new Set(handlers.map(({ span }) => span))).toEqual(new Set([ms(100)]))
  const share = handlers.filter(({ lane }) => lanes[lane]!.pool === 'provisioned').length / handlers.length
  expect([share > 0.4, share < 0.6]).toEqual([true, true])
})

test('requests of a burst compute at the memory there is when they come', () => {
  const work = { handler: { ...handler, io: fixed(0), work: fixed(400), firstCall: null } }
  const change: Intervention = { kind: 'setting', atMs: 10_000, function: 'fn', set: { MemorySize: 884.5 } }
  const requests = [{ atMs: 1000 }, { atMs: 5000 }, { atMs: 12_000 }]
  const slow: Intervention = { kind: 'burst', atMs: 4000, source: 'callers', count: 8, spreadMs: 40_000 }
  const rows = rowsOf(simulate(plainScenario(work, { arrivals: { kind: 'list', requests } }, { interventions: [slow, change] })))
  const warm = rows.filter(({ kind, cause }) => kind === 'handler' && rows[cause]!.kind === 'arrival')
  for (const { time, span } of warm) expect(span).toBe(time < seconds(10) ? ms(400) : ms(800))
  expect(warm.some(({ time }) => time < seconds(10)) && warm.some(({ time }) => time > seconds(10))).toBe(true)
})
