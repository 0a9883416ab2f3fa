import { expect, it } from 'vitest'
import { settingsAt } from '../../metrics/cloudwatch/settings.ts'
import { defaultFunction, defaultScenario } from '../../scenario/defaults.ts'
import { limitOf } from './limit.ts'

const functions = [
  defaultFunction('reserved', { ReservedConcurrentExecutions: 8 }),
  defaultFunction('other'),
  defaultFunction('off', { ReservedConcurrentExecutions: 0 }),
]

it('is the reservation, what reservations leave, or the quota', () => {
  const settings = settingsAt(defaultScenario({ functions }), 0)
  expect(limitOf(settings, 0)).toBe(8)
  expect(limitOf(settings, 1)).toBe(992)
  expect(limitOf(settings, 2)).toBe(0)
  expect(limitOf(settings, null)).toBe(1000)
})

it('follows interventions', () => {
  const scenario = defaultScenario({
    functions,
    interventions: [{ kind: 'setting', atMs: 2, function: 'reserved', set: { ReservedConcurrentExecutions: 20 } }],
  })
  expect(limitOf(settingsAt(scenario, 1999), 0)).toBe(8)
  expect(limitOf(settingsAt(scenario, 2000), 0)).toBe(20)
  expect(limitOf(settingsAt(scenario, 2000), 1)).toBe(980)
})
