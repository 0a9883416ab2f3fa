import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMeter, readMeter } from '../lambda/meter'
import type { MeterOptions } from '../lambda/meter'
import { createSimulation, simulate } from '../simulate'
import type { Scenario } from '../scenario'
import type { Trace } from '../trace/schema'
import { hashTrace } from '../trace/hash'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

function stepped(scenario: Scenario, slices: readonly number[]): Trace {
  const simulation = createSimulation(scenario)
  for (let i = 0; !simulation.step(slices[i % slices.length]!); i++);
  return simulation.finish()
}

test('a scenario gives the same bits twice, and however it is stepped', () => {
  const slices = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })
  holds(fc.tuple(anyScenario(), slices), ([scenario, sizes]) => {
    const before = JSON.stringify(scenario)
    const hash = hashTrace(simulate(scenario))
    expect(hashTrace(simulate(scenario))).toBe(hash)
    expect(hashTrace(stepped(scenario, sizes))).toBe(hash)
    expect(JSON.stringify(scenario)).toBe(before)
  })
}, TIME_LIMIT_MS)

test('another seed gives another trace', () => {
  const scenario = fc.sample(anyScenario(), { numRuns: 200, seed: 5 }).find((each) => simulate(each).requests > 20)!
  expect(hashTrace(simulate({ ...scenario, seed: scenario.seed ^ 1 }))).not.toBe(hashTrace(simulate(scenario)))
})

function readings(scenario: Scenario, recording: boolean) {
  const until = scenario.durationMs * 1000
  const options: MeterOptions = { fromMicros: until / 4, timesMicros: [until / 8, until / 2], levels: true }
  const meter = createMeter(options)
  simulate(scenario, { recording, meter })
  return readMeter(meter, until)
}

test('a run without records gives the same meter readings', () => {
  holds(anyScenario(), (scenario) => {
    expect(readings(scenario, false)).toEqual(readings(scenario, true))
  })
}, TIME_LIMIT_MS)

test('a run that is told to keep few records stops and says when', () => {
  holds(anyScenario(), (scenario) => {
    const whole = simulate(scenario)
    const cut = createSimulation(scenario, { maxRecords: 10 })
    while (!cut.step(1));
    const { records, stoppedAt } = cut.finish()
    if (whole.records.length <= 10) expect(stoppedAt).toBeNull()
    if (stoppedAt === null) return
    expect(records.length).toBeGreaterThan(10)
    expect(stoppedAt).toBe(records.time[records.length - 1])
  }, 100)
}, TIME_LIMIT_MS)
