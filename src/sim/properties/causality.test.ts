import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulate } from '../simulate'
import { hashTrace } from '../trace/hash'
import type { Intervention, Scenario } from '../scenario'
import { lanesOf, rowsOf } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

/** Everything that began before a moment, with its length and its end, and the lanes there were. */
function before(scenario: Scenario, micros: number) {
  const trace = simulate(scenario)
  const lanes = lanesOf(trace).filter(({ born }) => born < micros)
  return { rows: rowsOf(trace).filter(({ time }) => time < micros), lanes: lanes.map(({ died, ...lane }) => ({ ...lane, died: died < micros ? died : null })) }
}

const extra = (scenario: Scenario, atMs: number, choice: number): Intervention => {
  const fn = scenario.functions[choice % scenario.functions.length]!.FunctionName
  const source = scenario.traffic[0]?.name
  const capacity = { Qualifier: scenario.functions[choice % scenario.functions.length]!.provisioned[0]?.Qualifier ?? 'live', value: choice % 5 }
  const all: Intervention[] = [
    { kind: 'deployment', atMs, function: fn },
    { kind: 'setting', atMs, function: null, set: { ConcurrentExecutions: 1 } },
    { kind: 'setting', atMs, function: fn, set: { Timeout: 1, MemorySize: 128 } },
    { kind: 'setting', atMs, function: fn, set: { ReservedConcurrentExecutions: 0 } },
    { kind: 'setting', atMs, function: fn, set: { ProvisionedConcurrentExecutions: capacity } },
    { kind: 'fault', atMs, function: fn, faults: { errorRate: 1, downstreamSlowdown: 50, downstreamConnections: 1 }, untilMs: null },
    ...(source === undefined ? [] : [{ kind: 'burst' as const, atMs, source, count: 30, spreadMs: 10 }]),
  ]
  return all[choice % all.length]!
}

test('an intervention changes nothing that began before it, wherever in the list it stands', () => {
  const choices = fc.tuple(anyScenario(), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), fc.nat())
  holds(choices, ([scenario, thousandths, choice, place]) => {
    const atMs = (scenario.durationMs * thousandths) / 1000
    const at = Math.round(atMs * 1000)
    const interventions = scenario.interventions.toSpliced(place % (scenario.interventions.length + 1), 0, extra(scenario, atMs, choice))
    expect(before({ ...scenario, interventions }, at)).toEqual(before(scenario, at))
  }, 500)
}, TIME_LIMIT_MS)

test('the order of the list tells apart only what happens at one moment', () => {
  holds(anyScenario(), (scenario) => {
    const { interventions } = scenario
    const moments = interventions.flatMap((each) => [each.atMs, ...(each.kind === 'fault' && each.untilMs !== null ? [each.untilMs] : [])])
    if (new Set(moments.map((ms) => Math.round(ms * 1000))).size < moments.length) return
    expect(hashTrace(simulate({ ...scenario, interventions: interventions.toReversed() }))).toBe(hashTrace(simulate(scenario)))
  })
}, TIME_LIMIT_MS)

test('a longer run only extends a shorter one', () => {
  holds(fc.tuple(anyScenario(), fc.integer({ min: 1, max: 999 })), ([scenario, thousandths]) => {
    const short = { ...scenario, durationMs: (scenario.durationMs * thousandths) / 1000 }
    const until = Math.round(short.durationMs * 1000)
    expect(before(scenario, until + 1)).toEqual(before(short, until + 1))
  })
}, TIME_LIMIT_MS)
