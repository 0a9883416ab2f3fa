import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import type { FunctionConfig, Scenario } from '../scenario'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import { countOf, firstOf, lanesOf, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'

/** A function with two requests, the second long after the first; see `plainFunction` for how long things take. */
function pair(fn: Partial<FunctionConfig>, changes: Partial<Scenario> = {}): Scenario {
  return plainScenario(fn, { arrivals: { kind: 'list', requests: [{ atMs: 0 }, { atMs: 30_000 }] } }, changes)
}

const { coldStart, handler, faults } = plainFunction('fn')
const told = (rows: readonly Row[]) => rows.map(({ kind, time, span, outcome }) => [kind, time / 1000, span / 1000, outcome])

test('a cold start is its phases one after the other; a warm one is the handler alone', () => {
  const rows = rowsOf(simulate(pair({})))
  expect(told(rows)).toEqual([
    ['arrival', 0, 0, 'none'],
    ['create', 0, 100, 'none'],
    ['download', 100, 200, 'none'],
    ['runtimeStart', 300, 300, 'none'],
    ['functionInit', 600, 400, 'none'],
    ['handler', 1000, 100, 'success'],
    ['arrival', 30_000, 0, 'none'],
    ['handler', 30_000, 100, 'success'],
  ])
})

test('LC-03: an init of more than 10 s is cut and done again inside the invocation', () => {
  const rows = rowsOf(simulate(pair({ Timeout: 60, coldStart: { ...coldStart, functionInit: fixed(12_000) } }))).filter(({ request }) => request === 0)
  expect(told(rows).slice(3)).toEqual([
    ['runtimeStart', 300, 300, 'none'],
    ['functionInit', 600, 9700, 'timeout'],
    ['suppressedInit', 10_300, 12_300, 'none'],
    ['handler', 22_600, 100, 'success'],
  ])
})

test('LC-03: a runtime that takes more than 10 s to start is cut before any function init', () => {
  const rows = rowsOf(simulate(pair({ Timeout: 60, coldStart: { ...coldStart, runtimeStart: fixed(12_000) } }))).filter(({ request }) => request === 0)
  expect(told(rows).slice(3)).toEqual([
    ['runtimeStart', 300, 10_000, 'timeout'],
    ['suppressedInit', 10_300, 12_400, 'none'],
    ['handler', 22_700, 100, 'success'],
  ])
})

test('LC-03: an init of 10 s sharp is in time', () => {
  const rows = rowsOf(simulate(pair({ coldStart: { ...coldStart, functionInit: fixed(9700) } })))
  expect(firstOf(rows, 'functionInit').outcome).toBe('none')
  expect(countOf(rows, 'suppressedInit')).toBe(0)
})

test('LC-05: the init that is done again counts against the function timeout, again and again', () => {
  const rows = rowsOf(simulate(pair({ Timeout: 11, coldStart: { ...coldStart, functionInit: fixed(12_000) } })))
  expect(told(rows.filter(({ kind }) => kind === 'suppressedInit'))).toEqual([
    ['suppressedInit', 10_300, 11_000, 'timeout'],
    ['suppressedInit', 30_000, 11_000, 'timeout'],
  ])
  expect(rows.filter(({ settles }) => settles).map(({ kind }) => kind)).toEqual(['suppressedInit', 'suppressedInit'])
  expect(countOf(rows, 'handler')).toBe(0)
})

test('LC-05: what a repeated init leaves of the timeout is all the handler has', () => {
  const rows = rowsOf(simulate(pair({ Timeout: 13, coldStart: { ...coldStart, functionInit: fixed(12_000) }, handler: { ...handler, io: fixed(5000), firstCall: fixed(5000) } })))
  expect(firstOf(rows, 'handler')).toMatchObject({ span: ms(700), outcome: 'timeout' })
})

test.each([
  ['crash', { faults: { ...faults, crashRate: 1 } }, 100],
  ['outOfMemory', { handler: { ...handler, memoryUsedMB: 2000 } }, 100],
  ['timeout', { Timeout: 1, handler: { ...handler, io: fixed(5000), firstCall: fixed(5000) } }, 1000],
] as const)('LC-10: after a %s the environment stays, and its next invocation begins with an init', (outcome, changes, span) => {
  const trace = simulate(pair({ ...changes }))
  const rows = rowsOf(trace)
  expect(told(rows.filter(({ time }) => time >= seconds(1)))).toEqual([
    ['handler', 1000, span, outcome],
    ['arrival', 30_000, 0, 'none'],
    ['suppressedInit', 30_000, 700, 'none'],
    ['handler', 30_700, outcome === 'timeout' ? 300 : 100, outcome],
  ])
  expect(lanesOf(trace).filter(({ kind }) => kind === 'environment')).toHaveLength(1)
})

test('LC-11: after a thrown error the environment goes on as if nothing had happened', () => {
  const rows = rowsOf(simulate(pair({ faults: { ...faults, failRequests: [1] } })))
  expect(rows.filter(({ kind }) => kind === 'handler').map((row) => row.outcome)).toEqual(['functionError', 'success'])
  expect(countOf(rows, 'suppressedInit')).toBe(0)
})

test('an init that crashes is repeated; one that crashes for ever fails every invocation', () => {
  const rows = rowsOf(simulate(pair({ faults: { ...faults, initErrorRate: 1 } })))
  expect(firstOf(rows, 'functionInit').outcome).toBe('crash')
  expect(rows.filter(({ kind }) => kind === 'suppressedInit').map((row) => [row.outcome, row.settles])).toEqual([['crash', true], ['crash', true]])
})

test.each([74, 128])('an init that crashed once is repeated with luck of its own, invocation by invocation (seed %i)', (seed) => {
  // With these seeds the first repetition crashes as well.
  const arrivals = { kind: 'regular' as const, ratePerSecond: 5, offsetMs: 0 }
  const quick = { create: fixed(10), download: fixed(10), runtimeStart: fixed(10), functionInit: fixed(10) }
  const scenario = { ...plainScenario({ faults: { ...faults, initErrorRate: 0.1 }, coldStart: { ...coldStart, ...quick } }, { arrivals }), seed }
  const rows = rowsOf(simulate(scenario))
  const crashed = rows.filter(({ kind, outcome }) => kind === 'suppressedInit' && outcome === 'crash')
  expect([crashed.length > 0, crashed.length < 10]).toEqual([true, true])
  expect(rows.filter(({ kind, outcome }) => kind === 'handler' && outcome === 'success').length).toBeGreaterThan(280)
})

test('an init that is repeated has a length of its own, invocation by invocation', () => {
  const arrivals = { kind: 'regular' as const, ratePerSecond: 1, offsetMs: 0 }
  const slow = { create: fixed(10), download: fixed(10), runtimeStart: fixed(10), functionInit: { kind: 'uniform' as const, min: 100, max: 1_900 } }
  const scenario = { ...plainScenario({ Timeout: 1, ReservedConcurrentExecutions: 1, faults: { ...faults, crashRate: 0.3 }, coldStart: { ...coldStart, ...slow } }, { arrivals }), durationMs: 300_000 }
  const repeated = rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'suppressedInit')
  const inTime = repeated.filter(({ outcome }) => outcome === 'none').length
  // About half of them take longer than the timeout allows, and the next attempt may well not.
  expect(inTime / repeated.length).toBeGreaterThan(0.3)
  expect(inTime / repeated.length).toBeLessThan(0.7)
})

test('a request of a list without a duration of its own takes what the function takes', () => {
  const arrivals = { kind: 'list' as const, requests: [{ atMs: 0, handlerMs: 40 }, { atMs: 10_000 }] }
  const handler = { io: fixed(30), work: fixed(20), firstCall: null, memoryUsedMB: 80, responseKB: 1, batchResponse: null, sideEffectAtMs: null, idempotency: 'off' as const, idempotencyStoreMs: 0 }
  const rows = rowsOf(simulate(plainScenario({ MemorySize: 1769, handler }, { arrivals })))
  expect(rows.filter(({ kind }) => kind === 'handler').map(({ span }) => span)).toEqual([40_000, 50_000])
})

test('CS-06H: before September 2019 every new environment in a VPC had a network interface attached', () => {
  const inVpc = (lambdaAsOf: string, relaxed: readonly string[] = []): Row[] => {
    const rows = rowsOf(simulate(pair({ vpc: true }, { lambdaAsOf, relaxed })))
    return rows.filter(({ request }) => request === 0)
  }
  const slow = inVpc('2019-09-02')
  expect(told(slow)).toEqual([
    ['arrival', 0, 0, 'none'],
    ['create', 0, 100, 'none'],
    ['network', 100, 10_000, 'none'],
    ['download', 10_100, 200, 'none'],
    ['runtimeStart', 10_300, 300, 'none'],
    ['functionInit', 10_600, 400, 'none'],
    ['handler', 11_000, 100, 'success'],
  ])
  expect(slow.slice(1, 3).map(({ rule, cause }) => [rule, cause])).toEqual([['LC-18', slow[0]!.id], ['CS-06H', slow[1]!.id]])
  for (const quick of [inVpc('2019-09-03'), inVpc('2019-09-02', ['CS-06H'])]) expect(told(quick)).toEqual(told(rowsOf(simulate(pair({}))).slice(0, 6)))
})

test('LC-16, LC-12: an environment is reclaimed after its idle lifetime; extensions draw the shutdown out', () => {
  const base = pair({ extensions: 'external' })
  const trace = simulate({ ...base, assumptions: { ...base.assumptions, idleLifetimeSeconds: fixed(10) } })
  expect(firstOf(rowsOf(trace), 'shutdown')).toMatchObject({ time: ms(11_100), span: seconds(2), rule: 'LC-16' })
  expect(lanesOf(trace).find(({ kind }) => kind === 'environment')!.died).toBe(ms(13_100))
  expect(countOf(rowsOf(trace), 'create')).toBe(2)
})

test('LC-21: an environment opened ahead spares a later request its cold start', () => {
  const base = plainScenario({}, { arrivals: { kind: 'list', requests: [{ atMs: 0 }, { atMs: 1050 }] } })
  const cold = (proactiveInitShare: number): number =>
    rowsOf(simulate({ ...base, assumptions: { ...base.assumptions, proactiveInitShare } })).filter(({ kind, request }) => kind === 'create' && request !== NONE).length
  expect([cold(0), cold(1)]).toEqual([2, 1])
})

test('overrides of listed requests replace the handler and, where the start is cold, its init', () => {
  const requests = [{ atMs: 0, handlerMs: 7, initMs: 50 }, { atMs: 30_000, handlerMs: 8, initMs: 60 }]
  const rows = rowsOf(simulate(plainScenario({}, { arrivals: { kind: 'list', requests } })))
  expect(rows.filter(({ kind }) => kind === 'handler' || kind === 'functionInit').map(({ span }) => span)).toEqual([ms(50), ms(7), ms(8)])
})
