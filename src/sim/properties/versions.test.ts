import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import { billedMs, createBilling } from '../../metrics/billing'
import type { FunctionConfig, Intervention, Scenario, SettingChange } from '../scenario'
import { simulate } from '../simulate'
import { lanesOf, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'

/** What an environment runs with is what its version was given (LC-20, LC-29). Half a vCPU, then a whole one. */
const HALF = 884.5
const { handler } = plainFunction('fn')

const set = (atMs: number, change: SettingChange): Intervention => ({ kind: 'setting', atMs, function: 'fn', set: change })

/** One provisioned environment; a new one takes six seconds and its start. A request every five seconds. */
function provisioned(fn: Partial<FunctionConfig>, interventions: readonly Intervention[]): Scenario {
  const base = plainScenario(
    { MemorySize: HALF, provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 1, readyAtStart: true }], ...fn },
    { Qualifier: 'live', arrivals: { kind: 'regular', ratePerSecond: 0.2, offsetMs: 0 } },
  )
  return { ...base, durationMs: 39_000, assumptions: { ...base.assumptions, provisionedPreparationMinutes: fixed(0.1) }, interventions }
}

const handlersOf = (scenario: Scenario): Row[] => rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'handler')

test('a version that still serves computes with its own memory, and is billed for it', () => {
  const work = { handler: { ...handler, io: fixed(0), work: fixed(1000), firstCall: null } }
  const scenario = provisioned(work, [set(9_000, { MemorySize: 1769 })])
  const trace = simulate(scenario)
  const rows = rowsOf(trace).filter(({ kind, time }) => kind === 'handler' && time > 0)
  const lanes = lanesOf(trace)
  const story = rows.map(({ time, span, lane }) => [time / 1e6, lanes[lane]!.version, span / 1000])
  // At 15 s the new one is about to be created; at 20 s it makes its first call, which takes longer.
  expect(story.filter(([at]) => at !== 20)).toEqual([[5, 1, 2000], [10, 1, 2000], [15, 1, 2000], [25, 2, 1000], [30, 2, 1000], [35, 2, 1000]])
  const billing = createBilling(trace, scenario)
  for (const row of rows.filter(({ time }) => time !== seconds(20))) {
    // The computation is the same, so megabytes times milliseconds are.
    expect(billing.tariff.rates[billing.rate[row.lane]!]!.memoryMB * billedMs(trace, billing, row.id)).toBe(1769 * 1000)
  }
})

test('a version that still serves runs out of its own memory only', () => {
  const uses = { handler: { ...handler, memoryUsedMB: 500 } }
  const outcomes = handlersOf(provisioned(uses, [set(9_000, { MemorySize: 256 })])).map(({ time, outcome }) => [Math.floor(time / 1e6), outcome])
  expect(outcomes).toEqual([[0, 'success'], [5, 'success'], [10, 'success'], [15, 'success'], ...[20, 25, 30, 35].map((at) => [at, 'outOfMemory'])])
})

test('the computation of a version does not depend on what others were given meanwhile', () => {
  const random = { handler: { ...handler, io: fixed(0), work: { kind: 'exponential' as const, mean: 400 }, firstCall: fixed(1) }, Timeout: 60 }
  const old = handlersOf(provisioned(random, [{ kind: 'deployment', atMs: 9000, function: 'fn' }]))
  const changed = handlersOf(provisioned(random, [set(9_000, { MemorySize: 1769 })]))
  const spans = (rows: readonly Row[], from: number, to: number): number[] => rows.filter(({ time }) => time >= seconds(from) && time < seconds(to)).map(({ span }) => span)
  expect(spans(changed, 0, 20)).toEqual(spans(old, 0, 20))
  const after = spans(old, 25, 40)
  expect(after).toHaveLength(3)
  spans(changed, 25, 40).forEach((span, i) => expect(Math.abs(2 * span - after[i]!)).toBeLessThanOrEqual(1))
})

test('a request keeps the timeout of the version that its cold start began with', () => {
  const slow = { Timeout: 60, handler: { ...handler, io: fixed(5000), firstCall: fixed(5000) } }
  const requests = [{ atMs: 0 }, { atMs: 10_000 }]
  const scenario = plainScenario(slow, { arrivals: { kind: 'list', requests } }, { interventions: [set(500, { Timeout: 1 })] })
  expect(handlersOf(scenario).map(({ time, span, outcome }) => [time, span, outcome])).toEqual([
    [seconds(1), seconds(5), 'success'],
    [seconds(11), seconds(1), 'timeout'],
  ])
})

test('an init that is repeated counts against the timeout of its version', () => {
  const long = { Timeout: 60, coldStart: { ...plainFunction('fn').coldStart, functionInit: fixed(12_000) } }
  const scenario = plainScenario(long, { arrivals: { kind: 'list', requests: [{ atMs: 0 }] } }, { interventions: [set(10_000, { Timeout: 1 })] })
  const rows = rowsOf(simulate(scenario))
  expect(rows.find(({ kind }) => kind === 'suppressedInit')).toMatchObject({ span: ms(12_300), outcome: 'none' })
  expect(rows.at(-1)).toMatchObject({ kind: 'shutdown', time: ms(22_700) })
})

test('LC-04: the limit of an init of provisioned concurrency follows the timeout of its version', () => {
  const long = { Timeout: 200, coldStart: { ...plainFunction('fn').coldStart, functionInit: fixed(150_000) } }
  const base = provisioned({ ...long, provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 1, readyAtStart: false }] }, [set(6_400, { Timeout: 1 })])
  const init = rowsOf(simulate({ ...base, traffic: [], durationMs: 200_000 })).find(({ kind }) => kind === 'functionInit')
  expect(init).toMatchObject({ span: seconds(150), outcome: 'none' })
})

test('a restore of the old snapshot leaves the new one as uncached as it was', () => {
  const base = plainScenario({ SnapStart: { ApplyOn: 'PublishedVersions' } }, { Qualifier: '1', arrivals: { kind: 'list', requests: [{ atMs: 0 }, { atMs: 20_000 }, { atMs: 20_000 }] } })
  const interventions: Intervention[] = [{ kind: 'deployment', atMs: 50, function: 'fn' }]
  const scenario = { ...base, interventions, assumptions: { ...base.assumptions, snapshotCache: 'after-first-restores' as const, uncachedRestores: 1 } }
  const restores = rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'restore')
  expect(restores.map(({ rule }) => rule)).toEqual(['MD-11', 'MD-11', 'MD-12'])
})
