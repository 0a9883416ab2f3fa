import { expect, it } from 'vitest'
import { layoutMarks } from './layoutMarks.ts'

const options = { toPx: (micros: number) => 100 + micros / 10_000, range: [100, 700] as const }

it('puts marks where their time is, with the room up to the next one', () => {
  expect(layoutMarks([3000, 1000], options)).toEqual([
    { indices: [1], x: 200, room: 172 },
    { indices: [0], x: 400, room: 296 },
  ])
})
it('makes one of marks that would lie on one another', () => {
  expect(layoutMarks([1000, 1010, 1200], options).map(({ indices }) => indices)).toEqual([[0, 1, 2]])
})
it('leaves out what lies outside, and keeps signs at the ends inside', () => {
  const marks = layoutMarks([0, 6000, 7000], options)
  expect(marks.map(({ indices, x }) => [indices[0], x])).toEqual([[0, 112], [1, 688]])
  expect(marks[1]!.room).toBe(0)
})
