import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import type { FunctionConfig, Scenario } from '../scenario'
import { simulate } from '../simulate'
import type { Trace } from '../trace/schema'
import { lanesOf, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'
import { defaultSource } from '../../scenario/defaults'

/** Numbers that AWS's documentation works out, or that follow from it by hand. Starts cost nothing here. */

const regular = (ratePerSecond: number) => ({ arrivals: { kind: 'regular' as const, ratePerSecond, offsetMs: 0 } })

function instant(durationMs: number, changes: Partial<FunctionConfig> = {}): Partial<FunctionConfig> {
  const { coldStart, handler } = plainFunction('fn')
  const none = fixed(0)
  return {
    coldStart: { ...coldStart, create: none, download: none, runtimeStart: none, functionInit: none },
    handler: { ...handler, io: fixed(durationMs), firstCall: fixed(durationMs) },
    ...changes,
  }
}

const account = (changes: Partial<Scenario['account']>): Pick<Scenario, 'account'> => ({ account: { ...plainScenario({}, {}).account, ...changes } })
const within = (rows: readonly Row[], from: number, to: number): Row[] => rows.filter(({ time }) => time >= seconds(from) && time < seconds(to))
const busyAt = ({ levels }: Trace, second: number): number => levels.busyEnd[0]![Math.floor(seconds(second) / levels.binSpan) - 1]!

test.each([
  [100, 1000, 100],
  [100, 500, 50],
  [200, 250, 50],
  [5000, 200, 1000],
])('CC-25: %i requests per second of %i ms each keep %i environments busy', (rate, durationMs, concurrency) => {
  const scenario = { ...plainScenario(instant(durationMs), regular(rate), account({ ConcurrentExecutions: 5000 })), durationMs: 4000 }
  expect(busyAt(simulate(scenario), 3)).toBe(concurrency)
})

test('CC-25: short requests hit the rate quota long before the concurrency quota', () => {
  const scenario = { ...plainScenario(instant(50), regular(20_000), account({ requestsPerSecondPerConcurrency: null })), durationMs: 3000 }
  const trace = simulate(scenario)
  const later = within(rowsOf(trace), 2, 3)
  const throttles = later.filter(({ kind }) => kind === 'throttle')
  expect(throttles).toHaveLength(10_000)
  expect(new Set(throttles.map(({ rule }) => rule))).toEqual(new Set(['CC-23']))
  expect(Math.max(...trace.levels.busyMax[0]!)).toBe(1000)
  expect(busyAt(trace, 2.5)).toBe(500)
})

test('CC-10: 10 provisioned units take 100 requests per second; the rest spills over though few are in flight', () => {
  const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 10, readyAtStart: true }]
  const scenario = plainScenario(instant(20, { provisioned }), { ...regular(150), Qualifier: 'live' }, account({ requestsPerSecondPerConcurrency: null }))
  const trace = simulate({ ...scenario, durationMs: 20_000 })
  const handlers = within(rowsOf(trace), 10, 20).filter(({ kind }) => kind === 'handler')
  expect(handlers.filter(({ rule }) => rule === 'CC-07').length).toBe(1000)
  expect(handlers.filter(({ rule }) => rule === 'LC-18').length).toBe(500)
  expect(Math.max(...trace.levels.busyMax[0]!)).toBe(3)
})

test('CC-19: a jump to 3,000 in flight is met by 1,000 environments at once and 100 more each second', () => {
  const scenario = plainScenario(instant(1000), regular(3000), account({ ConcurrentExecutions: 5000, scalingRate: null }))
  const trace = simulate({ ...scenario, durationMs: 24_000 })
  const environments = lanesOf(trace).filter(({ kind }) => kind === 'environment')
  const bornBy = (second: number): number => environments.filter(({ born }) => born < seconds(second)).length
  // The first 1,000 requests take a third of a second to arrive; meanwhile the bucket refills.
  for (const second of [1, 5, 10, 19]) expect(Math.abs(bornBy(second) - (1000 + 100 * second))).toBeLessThanOrEqual(1)
  const throttled = (from: number, to: number): number => within(rowsOf(trace), from, to).filter(({ kind }) => kind === 'throttle').length
  expect([throttled(5, 6) > 1000, throttled(18, 19) > 0, throttled(20.5, 24)]).toEqual([true, true, 0])
  expect(environments).toHaveLength(3000)
})

test('CC-12: 5,000 provisioned units are prepared, created at 6,000 a minute, and none serves before all are ready', () => {
  const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 5000, readyAtStart: false }]
  const base = plainScenario(instant(20, { provisioned }), { ...regular(2), Qualifier: 'live' }, account({ ConcurrentExecutions: 10_000 }))
  const trace = simulate({ ...base, durationMs: 200_000, assumptions: { ...base.assumptions, provisionedPreparationMinutes: { kind: 'uniform', min: 1, max: 2 } } })
  const rows = rowsOf(trace)
  const creates = rows.filter(({ kind, rule }) => kind === 'create' && rule === 'CC-12')
  const [asked, ready] = rows.filter(({ kind }) => kind === 'provision')
  expect(creates).toHaveLength(5000)
  expect([asked!.end >= seconds(60), asked!.end <= seconds(120), creates[0]!.time]).toEqual([true, true, asked!.end])
  expect(ready!.time - asked!.end).toBe(seconds(50) - ms(10))
  const served = rows.filter(({ kind }) => kind === 'handler')
  expect(new Set(served.filter(({ time }) => time < ready!.time).map(({ rule }) => rule))).toEqual(new Set(['LC-18']))
  expect(new Set(served.filter(({ time }) => time > ready!.time).map(({ rule }) => rule))).toEqual(new Set(['CC-07']))
})

test('MO-28: reservations and provisioned units of other functions leave 200 of 1,000 to everybody else', () => {
  const idle = [
    plainFunction('reserved', { ReservedConcurrentExecutions: 600 }),
    plainFunction('provisioned', { provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 200, readyAtStart: true }] }),
  ]
  const base = plainScenario({}, {})
  const arrivals = { kind: 'bursts' as const, bursts: [{ atMs: 0, count: 500, spreadMs: 0 }] }
  const rows = rowsOf(simulate({ ...base, functions: [...idle, plainFunction('fn')], traffic: [defaultSource('callers', 'fn', { arrivals })] }))
  expect(rows.filter(({ kind }) => kind === 'create')).toHaveLength(200)
  expect(rows.filter(({ rule }) => rule === 'CC-02')).toHaveLength(300)
})

test.each([
  [1769, 100],
  [128, 1382],
  [10_240, 100],
])('MEM-02: with %i MB, 100 ms of one vCPU take %i ms in one thread', (MemorySize, expected) => {
  const { handler } = plainFunction('fn')
  const scenario = plainScenario(instant(0, { MemorySize, handler: { ...handler, io: fixed(0), work: fixed(100), firstCall: null } }), regular(0.5))
  const spans = rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'handler').slice(1).map(({ span }) => Math.round(span / 1000))
  expect(new Set(spans)).toEqual(new Set([expected]))
})
