import { expect, it } from 'vitest'
import { rulesChangedBetween } from './changes.ts'

const ids = (a: string, b: string) => rulesChangedBetween(a, b).map(({ on, before, after }) => [on, before.map(({ id }) => id), after.map(({ id }) => id)])

it('lists what replaced what, in order of the days', () => {
  expect(ids('2019-06-01', '2026-11-23')).toEqual([
    ['2019-09-03', ['CS-06H'], ['CS-06']],
    ['2023-11-26', ['CC-21'], ['CC-19']],
    ['2023-11-26', [], ['CC-20']],
    ['2025-08-01', ['BL-02H'], ['BL-02']],
  ])
})
it('turns round with the days', () => {
  expect(ids('2025-08-01', '2025-07-31')).toEqual([['2025-08-01', ['BL-02'], ['BL-02H']]])
})
it('between two days under the same rules there is nothing', () => {
  expect(ids('2026-01-01', '2026-02-01')).toEqual([])
})
