import { expect, it } from 'vitest'
import { batchesOf, messagesWith, polled, repeated } from '../testing/polled'

it('serves in order, so many at a time, without delay', () => {
  const trace = polled({ source: { kind: 'dispatcher', servers: 2 }, at: repeated(5), takesMs: 1000 })
  expect(batchesOf(trace).map(({ at }) => at)).toEqual([0, 0, 1, 1, 2])
  expect(messagesWith(trace, 'deleted')).toEqual([0, 1, 2, 3, 4])
})
