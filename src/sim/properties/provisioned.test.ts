import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import type { Intervention, Scenario } from '../scenario'
import { simulate } from '../simulate'
import type { Micros, Trace } from '../trace/schema'
import { lanesOf, rowsOf } from './testing/rows'
import type { Lane } from './testing/rows'
import { fixed, plainScenario } from './testing/scenarios'

/** Two units of the alias `live`, prepared in six seconds, created 10 ms apart, ready a second later; ten requests a second. */
function scenario(interventions: readonly Intervention[], changes: Partial<Scenario> = {}): Scenario {
  const base = plainScenario(
    { provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 2, readyAtStart: true }] },
    { Qualifier: 'live', arrivals: { kind: 'regular', ratePerSecond: 10, offsetMs: 5 } },
  )
  const assumptions = { ...base.assumptions, provisionedPreparationMinutes: fixed(0.1) }
  return { ...base, durationMs: 30_000, assumptions, interventions, ...changes }
}

const capacity = (atMs: number, value: number): Intervention => ({
  kind: 'setting', atMs, function: 'fn', set: { ProvisionedConcurrentExecutions: { Qualifier: 'live', value } },
})
const deployment = (atMs: number): Intervention => ({ kind: 'deployment', atMs, function: 'fn' })

function aliveAt(trace: Trace, at: Micros): Lane[] {
  return lanesOf(trace).filter(({ kind, pool, born, died }) => kind === 'environment' && pool === 'provisioned' && born <= at && at < died)
}
const readyTimes = (trace: Trace): Micros[] =>
  rowsOf(trace).filter(({ kind, cause }) => kind === 'provision' && cause >= 0).map(({ time, span }) => time + span)

test('more capacity is prepared, created and ready as a whole', () => {
  const trace = simulate(scenario([capacity(5000, 4)]))
  expect(readyTimes(trace)).toEqual([seconds(11), seconds(12) + ms(10)])
  expect(lanesOf(trace).filter(({ pool, born }) => pool === 'provisioned' && born > 0).map(({ born }) => born)).toEqual([seconds(11), seconds(11) + ms(10)])
  expect(aliveAt(trace, seconds(29))).toHaveLength(4)
})

test('less capacity takes effect at once', () => {
  const trace = simulate(scenario([capacity(5000, 1)]))
  expect([aliveAt(trace, ms(4990)).length, aliveAt(trace, ms(5200)).length]).toEqual([2, 1])
})

test('a later request supersedes an earlier one, and leaves none of its environments behind', () => {
  // At 12.005 s one of the two environments is initialised and waits for the other.
  for (const [atMs, value] of [[12_005, 3], [12_005, 2], [12_005, 1], [11_500, 3], [8000, 3]] as const) {
    const trace = simulate(scenario([capacity(5000, 4), capacity(atMs, value)]))
    expect([atMs, value, aliveAt(trace, seconds(29)).length]).toEqual([atMs, value, value])
  }
})

test('a deployment replaces the capacity; the old one serves until the new one is ready', () => {
  const trace = simulate(scenario([deployment(5000)]))
  const ready = seconds(12) + ms(10)
  expect(readyTimes(trace)).toEqual([seconds(11), ready])
  const versions = (at: Micros): number[] => aliveAt(trace, at).map(({ version }) => version)
  expect([versions(seconds(10)), versions(ready + ms(200))]).toEqual([[1, 1], [2, 2]])
  const lanes = lanesOf(trace)
  const served = rowsOf(trace).filter(({ kind }) => kind === 'handler')
  expect(new Set(served.filter(({ time }) => time < ready).map(({ lane }) => lanes[lane]!.version))).toEqual(new Set([1]))
  expect(new Set(served.filter(({ time }) => time > ready).map(({ lane }) => lanes[lane]!.version))).toEqual(new Set([2]))
})

test('capacity changed while a deployment is under way ends with the new version only', () => {
  for (const value of [1, 2, 4]) {
    const trace = simulate(scenario([deployment(5000), capacity(8000, value)]))
    expect(aliveAt(trace, seconds(29)).map(({ version }) => version)).toEqual(new Array(value).fill(2))
  }
})

test('an environment at its age limit is replaced at once', () => {
  const base = scenario([])
  const trace = simulate({ ...base, assumptions: { ...base.assumptions, lifetimeCapHours: fixed(10 / 3600) } })
  const rows = rowsOf(trace)
  const lanes = lanesOf(trace)
  const recycled = rows.filter(({ rule, lane }) => rule === 'LC-15' && lanes[lane]!.pool === 'provisioned')
  expect(recycled.length).toBeGreaterThanOrEqual(4)
  for (const { id, time } of recycled) expect(rows.find(({ kind, cause }) => kind === 'create' && cause === id)).toMatchObject({ rule: 'CC-13', time })
})

test('recycling leaves neither too many nor old versions behind, whatever happens meanwhile', () => {
  for (let second = 5; second < 20; second += 0.5) {
    const base = scenario([deployment(second * 1000)], { durationMs: 60_000 })
    const trace = simulate({ ...base, assumptions: { ...base.assumptions, lifetimeCapHours: fixed(10 / 3600) } })
    for (let at = 0; at <= 60; at += 0.25) {
      const ready = aliveAt(trace, seconds(at)).filter(({ born }) => born === 0 || born + seconds(1) < seconds(at))
      const changing = at > second && at < second + 7.5
      expect([second, at, changing || ready.length <= 2]).toEqual([second, at, true])
      expect([second, at, changing || ready.every(({ version }) => version === (at > second ? 2 : 1))]).toEqual([second, at, true])
    }
  }
})

test('more requests at a time than units spill over to on-demand environments', () => {
  const arrivals = { kind: 'bursts' as const, bursts: [{ atMs: 0, count: 5, spreadMs: 0 }] }
  const base = scenario([])
  const rows = rowsOf(simulate({ ...base, traffic: [{ ...base.traffic[0]!, arrivals }] }))
  expect(rows.filter(({ kind }) => kind === 'create').map(({ rule }) => rule)).toEqual(['CC-10', 'CC-10', 'CC-10'])
})

test('a function that had no provisioned concurrency can be given some', () => {
  const base = scenario([capacity(1000, 3)])
  const trace = simulate({ ...base, functions: base.functions.map((fn) => ({ ...fn, provisioned: [] })) })
  expect(aliveAt(trace, seconds(29))).toHaveLength(3)
})
