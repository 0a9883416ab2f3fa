import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import { createBucket } from './bucket'

test('a bucket begins full, refills while time passes and never beyond its size', () => {
  const bucket = createBucket({ burst: 2, refillPerSecond: 1, refill: 'continuous' })
  const taken = [0, 0, 0, 999_999, 1_000_000, 1_000_001, seconds(60), seconds(60), seconds(60)].map((now) => {
    const there = bucket.has({ now })
    if (there) bucket.take()
    return there
  })
  expect(taken).toEqual([true, true, false, false, true, false, true, true, false])
})

test('with a whole rate the refill is exact, however often one looks', () => {
  const looked = createBucket({ burst: 1, refillPerSecond: 7, refill: 'continuous' })
  looked.take()
  for (let now = 1; now < 142_858; now++) if (looked.has({ now })) expect.fail(`a token after ${now} microseconds`)
  expect(looked.has({ now: 142_858 })).toBe(true)
})

test('agrees with counting in whole numbers', () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 3_000_000 })), { maxLength: 60 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 500 }), (steps, burst, rate) => {
      const bucket = createBucket({ burst, refillPerSecond: rate, refill: 'continuous' })
      let [level, now] = [BigInt(burst) * 1_000_000n, 0]
      for (const step of steps) {
        now += step
        const filled = level + BigInt(step) * BigInt(rate)
        const cap = BigInt(burst) * 1_000_000n
        level = filled < cap ? filled : cap
        const there = level >= 1_000_000n
        expect(bucket.has({ now })).toBe(there)
        if (!there) continue
        bucket.take()
        level -= 1_000_000n
      }
      expect(bucket.level(now)).toBe(Number(level) / 1e6)
    }),
    { seed: 1 },
  )
})

test('stepwise: full again at every multiple of the step, not before', () => {
  const bucket = createBucket({ burst: 3, refillPerSecond: 1, refill: 'stepwise' })
  for (let i = 0; i < 3; i++) bucket.take()
  expect([bucket.has({ now: ms(2999) }), bucket.level(seconds(3)), bucket.level(seconds(5.9))]).toEqual([false, 3, 3])
  bucket.take()
  expect([bucket.level(seconds(5.9)), bucket.level(seconds(6))]).toEqual([2, 3])
})

test('a smaller size cuts the level, a larger one adds what it is larger by', () => {
  const bucket = createBucket({ burst: 10, refillPerSecond: 0, refill: 'continuous' })
  bucket.resize(0, 4, 0)
  expect(bucket.level(0)).toBe(4)
  bucket.take()
  bucket.resize(0, 6, 2)
  expect([bucket.level(0), bucket.level(seconds(0.25)), bucket.level(seconds(9))]).toEqual([5, 5.5, 6])
})
