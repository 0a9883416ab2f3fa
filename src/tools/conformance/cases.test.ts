import { describe, expect, test } from 'vitest'
import { isCallerError } from '../commandLine.ts'
import { isUnknownKind, parseCases, parseKinds } from './cases.ts'
import { ratePoints } from './loss.ts'

function complaint(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (isCallerError(error)) return error.message
    throw error
  }
  return ''
}

describe('reading cases', () => {
  test('takes cases with and without expected values', () => {
    const cases = [{ id: 'a', kind: 'little', inputs: {} }, { id: 'b', kind: 'little', inputs: {}, expected: { p50: 1 } }]
    expect(parseCases({ cases })).toHaveLength(2)
  })
  test('kinds of later issues need no inputs we know', () => {
    expect(parseCases({ cases: [{ id: 'a', kind: 'aws-recorded' }] })).toHaveLength(1)
  })
  test('an unknown kind does not refuse the others', () => {
    const cases = parseCases({ cases: [{ id: 'a', kind: 'lottery' }, { id: 'b', kind: 'toString' }, { id: 'c', kind: 'little', inputs: {} }] })
    expect(cases.map(({ kind }) => isUnknownKind(kind))).toEqual([true, true, false])
  })
  test.each([
    [{}, /cases/],
    [{ cases: [{ kind: 'little', inputs: {} }] }, /Case 1.*id/],
    [{ cases: [{ id: 'a', inputs: {} }] }, /Case 1.*kind/],
    [{ cases: [{ id: 'a', kind: 'little' }] }, /Case 1.*inputs/],
    [{ cases: [{ id: 'a', kind: 'little', inputs: {} }, { id: 'a', kind: 'little', inputs: {} }] }, /"a"/],
  ])('refuses %j', (file, message) => {
    expect(complaint(() => parseCases(file))).toMatch(message)
  })
  test('kinds on the command line', () => {
    expect(parseKinds(undefined)('little')).toBe(true)
    expect(parseKinds('little, mtginf')('mtginf')).toBe(true)
    expect(parseKinds('little')('mtginf')).toBe(false)
    expect(complaint(() => parseKinds('lottery'))).toMatch(/lottery/)
  })
})

describe('arrival rates in words', () => {
  test('constant', () => {
    expect(ratePoints('Poisson, constant 12.5/s from t=0')).toEqual({ points: [[0, 12.5]], periodMs: null })
  })
  test('ramp that levels off', () => {
    expect(ratePoints('Poisson, linear ramp 0 -> 300/s over 20 s, then 300/s').points).toEqual([[0, 0], [20_000, 300], [20_000, 300]])
  })
  test('endless ramp', () => {
    expect(ratePoints('Poisson, linear ramp 4*t per s (t in s)').points).toEqual([[0, 0], [1e6, 4000]])
  })
  test('burst', () => {
    expect(ratePoints('Poisson, 5/s except 90/s during 2.5 <= t < 4 s (burst)').points).toEqual([[0, 5], [2500, 5], [2500, 90], [4000, 90], [4000, 5]])
  })
  test('sine: a quarter period on it is at its peak, and the mean is the middle', () => {
    const { points, periodMs } = ratePoints('Poisson, 40 + 10*sin(2*pi*t/30) per s')
    expect(periodMs).toBe(30_000)
    expect(points.find(([time]) => time === 7500)?.[1]).toBeCloseTo(50, 9)
    expect(points.slice(1).reduce((sum, [, rate]) => sum + rate, 0) / (points.length - 1)).toBeCloseTo(40, 9)
  })
  test('anything else is refused', () => {
    expect(() => ratePoints('Poisson, now and then')).toThrow(/now and then/)
  })
})
