import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthOf, ordered, rateAt, readCounts, stepsOf, withPoint, withStroke, type Points } from './curve.ts'

const line: Points = [[0, 10], [1000, 20]]

describe('a curve drawn by hand', () => {
  it('follows the pen where it passes and the old line elsewhere', () => {
    const points = withStroke(line, [[250, 40], [750, 40]], 1000)
    expect(rateAt(points, 500)).toBeCloseTo(40)
    expect(rateAt(points, 100)).toBeCloseTo(11, 1)
    expect(rateAt(points, 900)).toBeCloseTo(19, 1)
  })
  it('is never out of order or negative, however the pen moves', () => {
    const point = fc.tuple(fc.double({ min: -500, max: 1500, noNaN: true }), fc.double({ min: -10, max: 100, noNaN: true }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 1e6 }), (stroke, durationMs) => {
        const points = withStroke([[0, 5], [durationMs, 5]], stroke, durationMs)
        expect(points).toEqual(ordered(points))
        expect(points.every(([at, rate]) => at >= 0 && at <= durationMs * 1.00001 && rate >= 0)).toBe(true)
      }),
    )
  })
  it('gets a point in its widest gap that does not change it', () => {
    const points = withPoint([[0, 10], [200, 20]], 1000)
    expect(points).toEqual([[0, 10], [200, 20], [600, 20]])
  })
})

describe('pasted counts', () => {
  it.each([
    ['12\n30\n5', [12, 30, 5]],
    ['12, 30; 5\t7', [12, 30, 5, 7]],
    ['minute,count\n12:00,40\n12:01,60\n', [40, 60]],
    ['requests\n1\n2', [1, 2]],
    ['', []],
  ])('are read from %j', (text, counts) => {
    expect(readCounts(text)).toEqual({ ok: true, counts })
  })
  it.each([
    ['12\nabc\n5', 2, 'abc'],
    ['12\n-5', 2, '-5'],
    ['1 2\n3 x', 2, 'x'],
  ])('say which line is none: %j', (text, number, found) => {
    expect(readCounts(text)).toEqual({ ok: false, line: number, found })
  })
  it('become steps with the same number of requests', () => {
    const counts = [60, 120, 120, 120, 0]
    const steps = stepsOf(counts)
    expect(steps).toEqual(ordered(steps))
    const total = steps.slice(1).reduce((sum, [at, rate], i) => {
      const [before, from] = steps[i] ?? [0, 0]
      return sum + ((rate + from) / 2) * ((at - before) / 1000)
    }, 0)
    expect(total).toBe(420)
    expect(lengthOf(counts)).toBe(300_000)
    expect(rateAt(steps, 150_000)).toBe(2)
  })
})
