import { expect, it } from 'vitest'
import { defaultFunction, defaultScenario } from '../../scenario/defaults.ts'
import { limitOf } from './limit.ts'

it('is the reservation, what reservations leave, or the quota', () => {
  const functions = [
    defaultFunction('reserved', { ReservedConcurrentExecutions: 8 }),
    defaultFunction('other'),
    defaultFunction('off', { ReservedConcurrentExecutions: 0 }),
  ]
  const scenario = defaultScenario({ functions })
  expect(limitOf(scenario, 0)).toBe(8)
  expect(limitOf(scenario, 1)).toBe(992)
  expect(limitOf(scenario, 2)).toBe(0)
  expect(limitOf(scenario, null)).toBe(1000)
})
