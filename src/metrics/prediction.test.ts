import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, itemsOf, readGuess, scoreOf, withMark, type Guess, type Question } from './prediction.ts'

const TEN: Question = { id: 'ten', kinds: ['count', 'mark', 'choose', 'order'], items: 10 }
const items = fc.uniqueArray(fc.nat(9)).map((marked) => marked.toSorted((a, b) => a - b))
const mark = (marked: readonly number[]): Extract<Guess, { kind: 'mark' }> => ({ kind: 'mark', marked })

describe('a number', () => {
  const eight = mark([0, 1, 2, 3, 4, 5, 6, 7])
  it('is right when so many were', () => expect(scoreOf({ kind: 'count', count: 8 }, eight)).toEqual({ right: true, divergesAt: null }))
  it('too small parts at the first one more', () => expect(scoreOf({ kind: 'count', count: 1 }, eight).divergesAt).toBe(1))
  it('too large parts at the first that was not', () => expect(scoreOf({ kind: 'count', count: 10 }, eight).divergesAt).toBe(8))
  it('of none parts at the first', () => expect(scoreOf({ kind: 'count', count: 0 }, eight).divergesAt).toBe(0))
  it('is right whichever they were', () => expect(scoreOf({ kind: 'count', count: 2 }, mark([3, 7])).right).toBe(true))
})

describe('marks', () => {
  it('are right exactly when they are the same items', () => {
    fc.assert(
      fc.property(items, items, (guess, truth) => {
        const score = scoreOf(mark(guess), mark(truth))
        expect(score.right).toBe(guess.join() === truth.join())
        if (score.divergesAt !== null) {
          const at = score.divergesAt
          expect(guess.includes(at)).not.toBe(truth.includes(at))
          for (let before = 0; before < at; before++) expect(guess.includes(before)).toBe(truth.includes(before))
        }
      }),
    )
  })
  it('come and go, in order', () => {
    const three = withMark(withMark(withMark(null, 5), 2), 9)
    expect(itemsOf(three)).toEqual([2, 5, 9])
    expect(itemsOf(withMark(three, 5))).toEqual([2, 9])
    expect(itemsOf(withMark({ kind: 'count', count: 3 }, 1))).toEqual([0, 2])
    expect(countOf({ kind: 'count', count: 3 })).toBe(3)
  })
})

describe('choices and orders', () => {
  it('part where they differ', () => {
    expect(scoreOf({ kind: 'choose', option: 2 }, { kind: 'choose', option: 2 }).right).toBe(true)
    expect(scoreOf({ kind: 'choose', option: 1 }, { kind: 'choose', option: 2 })).toEqual({ right: false, divergesAt: 1 })
    expect(scoreOf({ kind: 'order', order: [0, 2, 1] }, { kind: 'order', order: [0, 1, 2] }).divergesAt).toBe(1)
    expect(scoreOf({ kind: 'order', order: [0, 1] }, { kind: 'order', order: [0, 1] }).right).toBe(true)
  })
  it('of another kind are wrong', () => expect(scoreOf({ kind: 'choose', option: 0 }, mark([0])).right).toBe(false))
})

describe('a guess from storage', () => {
  it('survives being written and read', () => {
    const guess = fc.oneof(
      fc.nat(10).map((count): Guess => ({ kind: 'count', count })),
      items.map((marked): Guess => mark(marked)),
      fc.nat(9).map((option): Guess => ({ kind: 'choose', option })),
    )
    fc.assert(
      fc.property(guess, (one) => {
        expect(readGuess(TEN, JSON.parse(JSON.stringify(one)))).toEqual(one)
      }),
    )
  })
  it.each([null, 3, {}, { kind: 'count' }, { kind: 'count', count: 11 }, { kind: 'count', count: -1 }, { kind: 'count', count: 1.5 }, { kind: 'mark', marked: [1, 1] }, { kind: 'mark', marked: ['x'] }, { kind: 'order', order: [1] }, { kind: 'choose', option: 10 }])(
    'that makes no sense is none: %j',
    (value) => expect(readGuess(TEN, value)).toBeNull(),
  )
  it('never throws', () => fc.assert(fc.property(fc.anything(), (value) => void readGuess(TEN, value))))
  it('of a kind that was not asked for is none', () => {
    expect(readGuess({ ...TEN, kinds: ['mark'] }, { kind: 'count', count: 3 })).toBeNull()
  })
})
