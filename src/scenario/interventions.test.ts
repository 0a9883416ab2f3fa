import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Intervention, Scenario } from '../sim/scenario.ts'
import { simulate } from '../sim/simulate.ts'
import { rowsOf, type Row } from '../sim/properties/testing/rows.ts'
import { anyScenario, holds, TIME_LIMIT_MS } from '../sim/properties/testing/scenarios.ts'
import {
  atMsOf, faultAt, faultNameOf, faultOf, INTERVENTION_KINDS, proposedIntervention, settingNameOf, settingNow, settingsOf,
  withIntervention, withInterventionAt, withoutIntervention,
} from './interventions.ts'
import { parseScenario } from './parse.ts'
import { HOME_PRESET } from './presets/index.ts'

const home = HOME_PRESET.scenario

/** What is certain by `until`: rows that have begun, and how those went that have ended too. */
export const pastOf = (rows: readonly Row[], until: number): Partial<Row>[] =>
  rows.filter(({ time }) => time < until).map((row) => {
    const { id, time, kind, lane, request, cause, rule } = row
    const begun = { id, time, kind, lane, request, cause }
    return row.end < until ? { ...begun, rule, span: row.span, outcome: row.outcome, settles: row.settles } : begun
  })

const anyNow = (scenario: Scenario, atMs: number): fc.Arbitrary<Intervention> =>
  fc.constantFrom(...INTERVENTION_KINDS.flatMap((kind) => proposedIntervention(scenario, kind, atMs) ?? []), {
    ...settingNow(scenario, atMs, { functionName: scenario.functions[0]!.FunctionName, name: 'MemorySize' }),
    set: { MemorySize: 3000, Timeout: 2 },
  })

describe('an intervention now', () => {
  it('leaves everything before it as it was', () => {
    const cases = anyScenario().chain((scenario) =>
      fc.integer({ min: 0, max: scenario.durationMs * 1000 }).chain((micros) =>
        fc.tuple(fc.constant(scenario), fc.constant(micros), anyNow(scenario, atMsOf(micros)))))
    holds(cases, ([scenario, micros, event]) => {
      const before = rowsOf(simulate(scenario))
      const after = rowsOf(simulate(withIntervention(scenario, event)))
      expect(pastOf(after, micros)).toEqual(pastOf(before, micros))
    }, 150)
  }, TIME_LIMIT_MS)

  it('happens at the microsecond of the playhead', () => {
    const event = proposedIntervention(home, 'deployment', atMsOf(2_345_678))!
    const rows = rowsOf(simulate(withIntervention(home, event)))
    expect(rows.filter(({ kind }) => kind === 'intervention').map(({ time }) => time)).toEqual([2_345_678])
  })

  it('is proposed as something valid, of every kind', () => {
    for (const kind of INTERVENTION_KINDS) {
      expect(parseScenario(withIntervention(home, proposedIntervention(home, kind, 1000)!)).ok).toBe(true)
    }
    expect(proposedIntervention({ ...home, traffic: [] }, 'burst', 0)).toBeNull()
  })

  it('a fault takes what others leave', () => {
    const failing = { ...home, functions: home.functions.map((one) => ({ ...one, faults: { ...one.faults, errorRate: 0.7 } })) }
    const functionName = home.functions[0]!.FunctionName
    const crash = faultAt(failing, 1000, { functionName, name: 'crashRate' })
    expect(crash).toEqual({ crashRate: 0.3 })
    const event = { kind: 'fault', atMs: 1000, function: functionName, faults: crash, untilMs: null } as const
    expect(parseScenario(withIntervention(failing, event)).ok).toBe(true)
    expect(faultAt(failing, 1000, { functionName, name: 'errorRate' })).toEqual({ errorRate: 1 })
    expect(faultAt(failing, 1000, { functionName, name: 'initErrorRate' })).toEqual({ initErrorRate: 1 })
  })

  it('a burst adds its requests after the playhead only', () => {
    const arrivals = (scenario: Scenario) => rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'arrival').map(({ time }) => time)
    const event = { kind: 'burst', atMs: 2000, source: 'callers', count: 7, spreadMs: 50 } as const
    const added = arrivals(withIntervention(home, event)).filter((time) => !arrivals(home).includes(time))
    expect(added).toHaveLength(7)
    expect(Math.min(...added)).toBeGreaterThanOrEqual(2_000_000)
  })
})

describe('editing', () => {
  const one = withIntervention(home, proposedIntervention(home, 'deployment', 1000)!)
  it('replaces and removes by place', () => {
    const event = proposedIntervention(home, 'burst', 2000)!
    expect(withInterventionAt(one, 0, event).interventions).toEqual([event])
    expect(withoutIntervention(one, 0)).toEqual(home)
  })
  it('knows which fault and which setting one is about', () => {
    expect(faultNameOf(faultOf('downstreamConnections'))).toBe('downstreamConnections')
    expect(faultNameOf({})).toBe('errorRate')
    expect(settingNameOf({ Timeout: 3 })).toBe('Timeout')
    expect(settingsOf(home, 'orders-api')).not.toContain('ProvisionedConcurrentExecutions')
  })
  it('starts from the value that holds at that moment', () => {
    const raised = withIntervention(home, { kind: 'setting', atMs: 1000, function: 'orders-api', set: { ReservedConcurrentExecutions: 30 } })
    const at = (ms: number) => settingNow(raised, ms, { functionName: 'orders-api', name: 'ReservedConcurrentExecutions' }).set
    expect([at(999), at(1000)]).toEqual([{ ReservedConcurrentExecutions: 8 }, { ReservedConcurrentExecutions: 30 }])
  })
})
