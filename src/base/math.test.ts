import { describe, expect, it } from 'vitest'
import { detExp, detLog, detPow } from './math'

const relative = (a: number, b: number): number => (b === 0 ? Math.abs(a) : Math.abs(a / b - 1))

const worst = (points: Iterable<number>, f: (x: number) => number, exact: (x: number) => number): number => {
  let most = 0
  for (const x of points) most = Math.max(most, relative(f(x), exact(x)))
  return most
}

/** Points spread over an interval in a way that avoids round numbers. */
function* spread(from: number, to: number, count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield from + (to - from) * ((i * 0.6180339887498949) % 1)
}

describe('detExp', () => {
  it('agrees with the platform to 1e-14 over its range', () => {
    expect(worst(spread(-708, 709, 100_000), detExp, Math.exp)).toBeLessThan(1e-14)
    expect(worst(spread(-1, 1, 100_000), detExp, Math.exp)).toBeLessThan(2e-15)
  })

  it('is exact at zero and saturates at the ends', () => {
    expect(detExp(0)).toBe(1)
    expect(detExp(1000)).toBe(Infinity)
    expect(detExp(Infinity)).toBe(Infinity)
    expect(detExp(-1000)).toBe(0)
    expect(detExp(-Infinity)).toBe(0)
    expect(detExp(NaN)).toBeNaN()
  })
})

describe('detLog', () => {
  it('agrees with the platform to 1e-14, near one included', () => {
    expect(worst(spread(-300, 300, 100_000), (x) => detLog(10 ** x), (x) => Math.log(10 ** x))).toBeLessThan(1e-14)
    expect(worst(spread(0.5, 2, 100_000), detLog, Math.log)).toBeLessThan(1e-14)
    expect(worst(spread(1 - 1e-6, 1 + 1e-6, 10_000), detLog, Math.log)).toBeLessThan(1e-14)
  })

  it('handles the ends of its domain', () => {
    expect(detLog(1)).toBe(0)
    expect(detLog(0)).toBe(-Infinity)
    expect(detLog(-1)).toBeNaN()
    expect(detLog(Infinity)).toBe(Infinity)
    expect(relative(detLog(5e-324), Math.log(5e-324))).toBeLessThan(1e-14)
    expect(relative(detLog(1e-310), Math.log(1e-310))).toBeLessThan(1e-14)
  })
})

describe('detPow', () => {
  it('agrees with the platform', () => {
    for (const x of spread(0.01, 50, 2_000)) {
      for (const y of [-3, -0.7, 0.1, 1, 2, 7.5]) expect(relative(detPow(x, y), x ** y)).toBeLessThan(1e-13)
    }
    expect(detPow(0, 0)).toBe(1)
    expect(detPow(0, 2)).toBe(0)
    expect(detPow(0, -1)).toBe(Infinity)
    expect(detPow(1, 1e300)).toBe(1)
    expect(detPow(2, 0.5)).toBe(Math.SQRT2)
  })
})

describe('bits', () => {
  // Written down once; any platform that computes others breaks the promise of reproducible links.
  it('are the recorded ones', () => {
    const bits = (x: number): string => new BigUint64Array(Float64Array.of(x).buffer)[0]!.toString(16)
    expect([0.1, 1, -3.7, 20.25, -300, 700].map((x) => bits(detExp(x)))).toEqual(GOLDEN_EXP)
    expect([0.1, 1.4142, 3, 1e-9, 12345.678, 1e200].map((x) => bits(detLog(x)))).toEqual(GOLDEN_LOG)
    expect(bits(detPow(3.3, 2.2))).toBe(GOLDEN_POW)
  })
})

const GOLDEN_EXP = [
  '3ff1aec7b35a00d4', '4005bf0a8b145769', '3f99511fc6871044', '41c290d76d1966aa', '24e245639c3a49f7', '7f0d945df4f8ec8f',
]
const GOLDEN_LOG = [
  'c0026bb1bbb55515', '3fd62e1ac5b1d180', '3ff193ea7aad030b', 'c034b927f32bffb8', '4022d79559791e31', '407cc845b54b54f2',
]
const GOLDEN_POW = '402ba777d4e7f34d'
