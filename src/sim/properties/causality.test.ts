import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulate } from '../simulate'
import type { Intervention, Scenario } from '../scenario'
import { rowsOf } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

/** Everything that began before a moment, with its length and its end. */
const before = (scenario: Scenario, micros: number) => rowsOf(simulate(scenario)).filter((row) => row.time < micros)

const extra = (scenario: Scenario, atMs: number, choice: number): Intervention => {
  const fn = scenario.functions[choice % scenario.functions.length]!.FunctionName
  const source = scenario.traffic[0]?.name
  const all: Intervention[] = [
    { kind: 'deployment', atMs, function: fn },
    { kind: 'setting', atMs, function: null, set: { ConcurrentExecutions: 1 } },
    { kind: 'setting', atMs, function: fn, set: { Timeout: 1, MemorySize: 128 } },
    { kind: 'setting', atMs, function: fn, set: { ReservedConcurrentExecutions: 0 } },
    { kind: 'fault', atMs, function: fn, faults: { errorRate: 1, downstreamSlowdown: 50, downstreamConnections: 1 }, untilMs: null },
    ...(source === undefined ? [] : [{ kind: 'burst' as const, atMs, source, count: 30, spreadMs: 10 }]),
  ]
  return all[choice % all.length]!
}

test('an intervention changes nothing that began before it', () => {
  const choices = fc.tuple(anyScenario(), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
  holds(choices, ([scenario, thousandths, choice]) => {
    const atMs = (scenario.durationMs * thousandths) / 1000
    const at = Math.round(atMs * 1000)
    const interventions = [...scenario.interventions, extra(scenario, atMs, choice)]
    // A lane for connections is there from the start if a later fault limits them: it shifts the numbers of others.
    const connections = scenario.functions.map((fn) => ({ ...fn, faults: { ...fn.faults, downstreamConnections: fn.faults.downstreamConnections ?? 1000 } }))
    const base = { ...scenario, functions: connections }
    expect(before({ ...base, interventions }, at)).toEqual(before(base, at))
  })
}, TIME_LIMIT_MS)

test('a longer run only extends a shorter one', () => {
  holds(fc.tuple(anyScenario(), fc.integer({ min: 1, max: 999 })), ([scenario, thousandths]) => {
    const short = { ...scenario, durationMs: (scenario.durationMs * thousandths) / 1000 }
    const until = Math.round(short.durationMs * 1000)
    expect(before(scenario, until + 1)).toEqual(before(short, until + 1))
  })
}, TIME_LIMIT_MS)
