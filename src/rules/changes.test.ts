import { expect, it } from 'vitest'
import { rulesChangedBetween } from './changes.ts'

const ids = (a: string, b: string) => rulesChangedBetween(a, b).map(({ on, before, after }) => [on, before.map(({ id }) => id), after.map(({ id }) => id)])

it('lists what replaced what, in order of the days', () => {
  expect(ids('2019-06-01', '2026-11-23')).toEqual([
    ['2019-09-03', ['CS-06H'], ['CS-06']],
    ['2019-12-03', [], ['AV-01']],
    ['2020-03-12', [], ['AV-02']],
    ['2020-12-01', ['BL-01H'], ['BL-01']],
    ['2020-12-01', [], ['AV-03']],
    ['2020-12-01', [], ['AV-04']],
    ['2021-09-29', [], ['AV-05']],
    ['2022-03-24', [], ['AV-06']],
    ['2022-04-06', [], ['AV-07']],
    ['2022-11-28', [], ['AV-08']],
    ['2023-11-26', ['CC-21'], ['CC-19']],
    ['2023-11-26', [], ['CC-20']],
    ['2024-11-18', [], ['AV-09']],
    ['2025-08-01', ['BL-02H'], ['BL-02']],
  ])
})
it('turns round with the days', () => {
  expect(ids('2025-08-01', '2025-07-31')).toEqual([['2025-08-01', ['BL-02'], ['BL-02H']]])
})
it('between two days under the same rules there is nothing', () => {
  expect(ids('2026-01-01', '2026-02-01')).toEqual([])
})
