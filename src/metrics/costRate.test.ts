import { expect, it } from 'vitest'
import { costFor } from './costRate.ts'

it('a cost of the run stays what it is', () => expect(costFor(3, 0, 'run')).toBe(3))
it('a cent an hour is 24 cents a day and 7.30 USD a month', () => {
  expect(costFor(0.01, 3600e6, 'day')).toBeCloseTo(0.24, 12)
  expect(costFor(0.01, 3600e6, 'month')).toBeCloseTo(7.3, 12)
})
it('nothing is said before time has passed', () => expect(costFor(0, 0, 'day')).toBeNull())
