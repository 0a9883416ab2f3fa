import { expect, it } from 'vitest'
import { initialOf } from '../source'
import { batchesOf, messagesWith, polled, repeated, secondsOf } from '../testing/polled'
import { documentdb } from './source'

const DEFAULTS = initialOf(documentdb)

it('a change stream has one batch at a time', () => {
  const source = { ...DEFAULTS, mapping: { ...DEFAULTS.mapping, BatchSize: 10 } }
  expect(batchesOf(polled({ source, at: repeated(30), takesMs: 2000 })).map(({ at }) => at)).toEqual([0, 2, 4])
})

it('a change that fails is tried again until it expires, and holds back all others', () => {
  const trace = polled({ source: DEFAULTS, at: [{ atMs: 0, failAttempts: null }, 5000], durationMs: 4 * 3_600_000 })
  expect(messagesWith(trace, 'expired')[0]).toBe(0)
  expect(secondsOf(trace, 'expired')[0]).toBeGreaterThan(3 * 3600)
  expect(batchesOf(trace)[1]?.at ?? Infinity).toBeGreaterThan(3 * 3600)
})
