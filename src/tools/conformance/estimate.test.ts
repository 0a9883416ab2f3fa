import { describe, expect, test } from 'vitest'
import { average, averageCount, levelQuantile, ratio, share, variance } from './estimate.ts'

describe('estimates', () => {
  test('mean and standard error of independent values', () => {
    const { mean, se } = average([1, 2, 3, 4])
    expect(mean).toBe(2.5)
    expect(se).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
  })
  test('a ratio of sums has no error when numerator follows denominator', () => {
    const { mean, se } = ratio([[2, 1], [4, 2], [20, 10]])
    expect(mean).toBe(2)
    expect(se).toBeCloseTo(0, 12)
  })
  test('one run alone says nothing about its error', () => {
    expect(ratio([[1, 2]]).se).toBe(Infinity)
  })
  test('nothing seen, or everything, still leaves an error', () => {
    const none = share([[0, 1000], [0, 1000]], 2000)
    expect(none).toEqual({ mean: 0, se: Math.sqrt(3) / 2000 })
    const all = share([[1000, 1000], [1000, 1000]], 2000)
    expect(all).toEqual({ mean: 1, se: Math.sqrt(3) / 2000 })
    expect(averageCount([0, 0, 0, 0]).se).toBeGreaterThan(0)
  })
  test('many events are judged by their spread alone', () => {
    const many = share([[480, 1000], [520, 1000]], 2000)
    expect(many.se).toBeCloseTo(0.02, 12)
  })
  test('variance is that of all runs together, not the mean of theirs', () => {
    // Two runs that stay at 0 and at 2: each has no variance, together 1.
    expect(variance([{ mean: 0, meanSquare: 0 }, { mean: 2, meanSquare: 4 }]).mean).toBe(1)
  })
  test('a quantile between two levels that cannot be told apart carries that error', () => {
    expect(levelQuantile([[0.2, 0.9, 1], [0.2, 0.9, 1]], 0.5)).toEqual({ mean: 1, se: 0 })
    expect(levelQuantile([[0.48, 0.9, 1], [0.51, 0.9, 1]], 0.5).se).toBeGreaterThan(0)
  })
})
