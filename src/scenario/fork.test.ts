import { describe, expect, it } from 'vitest'
import type { Scenario } from '../sim/scenario.ts'
import { holds, anyScenario } from '../sim/properties/testing/scenarios.ts'
import { changedFromStart, changeFromFork, pathsBetween, settingsAt, valueAt } from './fork.ts'
import { parseScenario } from './parse.ts'
import { HOME_PRESET } from './presets/index.ts'

const home = HOME_PRESET.scenario
const with0 = (patch: object) => (scenario: Scenario): Scenario => ({
  ...scenario,
  functions: scenario.functions.map((one, i) => (i === 0 ? { ...one, ...patch } : one)),
})
const reserved = (ReservedConcurrentExecutions: number | null) => with0({ ReservedConcurrentExecutions })

describe('a knob moved at a fork', () => {
  it('becomes an intervention at that moment', () => {
    const next = changeFromFork(home, 2500, reserved(20))
    expect(next.interventions).toEqual([{ kind: 'setting', atMs: 2500, function: 'orders-api', set: { ReservedConcurrentExecutions: 20 } }])
    expect(next.functions).toEqual(home.functions)
    expect(settingsAt(next, 2500).functions[0]!.ReservedConcurrentExecutions).toBe(20)
    expect(settingsAt(next, 2499).functions[0]!.ReservedConcurrentExecutions).toBe(8)
  })
  it('moved again it changes that intervention, and moved back it takes it away', () => {
    const next = changeFromFork(changeFromFork(home, 2500, reserved(20)), 2500, reserved(30))
    expect(next.interventions).toHaveLength(1)
    expect(changeFromFork(next, 2500, reserved(8))).toEqual(home)
  })
  it('keeps the place of other interventions, whose luck depends on it', () => {
    const burst = { kind: 'burst', atMs: 3000, source: 'callers', count: 3, spreadMs: 10 } as const
    const before = { ...changeFromFork(home, 2500, reserved(20)), interventions: [...changeFromFork(home, 2500, reserved(20)).interventions, burst] }
    expect(changeFromFork(before, 2500, reserved(9)).interventions[1]).toEqual(burst)
  })
  it('faults, quota and provisioned concurrency too', () => {
    const config = { ...home.functions[0]!, provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 2, readyAtStart: true }] }
    const base = { ...home, functions: [config] }
    const next = changeFromFork(base, 1000, (shown) => ({
      ...with0({ faults: { ...config.faults, errorRate: 0.5 }, provisioned: [{ ...config.provisioned[0]!, ProvisionedConcurrentExecutions: 5 }] })(shown),
      account: { ...shown.account, ConcurrentExecutions: 500 },
    }))
    expect(next.interventions).toEqual([
      { kind: 'setting', atMs: 1000, function: null, set: { ConcurrentExecutions: 500 } },
      { kind: 'setting', atMs: 1000, function: 'orders-api', set: { ProvisionedConcurrentExecutions: { Qualifier: 'live', value: 5 } } },
      { kind: 'fault', atMs: 1000, function: 'orders-api', faults: { errorRate: 0.5 }, untilMs: null },
    ])
    expect(changedFromStart(base, next)).toEqual([])
  })
  it('what the format cannot change while it runs changes from the start, and is listed', () => {
    const next = changeFromFork(home, 2500, with0({ Runtime: 'java21', MemorySize: 2048 }))
    expect(changedFromStart(home, next)).toEqual(['functions[0].Runtime'])
    expect(valueAt(next, 'functions[0].Runtime')).toBe('java21')
  })
  it('long lists are told apart as a whole', () => {
    const listed = (step: number, length: number) => ({ requests: Array.from({ length }, (_, i) => ({ atMs: i * step })) })
    expect(pathsBetween(listed(1, 3), listed(2, 3), '')).toEqual(['requests[1].atMs', 'requests[2].atMs'])
    expect(pathsBetween(listed(1, 5000), listed(2, 5000), '')).toEqual(['requests'])
  })
  it('what is not valid comes back as it was typed', () => {
    const next = changeFromFork(home, 2500, reserved(5000))
    const result = parseScenario(next)
    expect(result.ok ? [] : result.issues.map(({ path }) => path)).toEqual(['functions[0].ReservedConcurrentExecutions'])
  })
  it('a change that changes nothing leaves any scenario as it is', () => {
    holds(anyScenario(), (scenario) => expect(changeFromFork(scenario, 1000, (shown) => shown)).toBe(scenario), 50)
  })
})

it('lists paths as deep as the shapes agree', () => {
  expect(pathsBetween({ a: [1, { b: 2 }], c: 1 }, { a: [1, { b: 3 }], d: 1 }, '')).toEqual(['a[1].b', 'c', 'd'])
})
