import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seconds } from '../../base/units'
import type { OwnArrivals as Arrivals } from './resolve'
import { burstTimes, createArrivals, expectedRequests } from './arrivals'

const KEY = 12345

/** Times of the requests up to a moment. */
function until(arrivals: Arrivals, end: number, key = KEY): number[] {
  const fill = createArrivals(arrivals, key)
  const times: number[] = []
  const block = new Float64Array(7)
  for (;;) {
    fill(block)
    for (const time of block) {
      if (time > end) return times
      times.push(time)
    }
  }
}

test('regular: one every 1/rate seconds from the offset on, without drift', () => {
  expect(until({ kind: 'regular', ratePerSecond: 3, offsetMs: 10 }, seconds(1))).toEqual([10_000, 343_333, 676_667])
  expect(until({ kind: 'regular', ratePerSecond: 3, offsetMs: 0 }, seconds(1_000_000)).at(-1)).toBe(seconds(1_000_000))
  expect(until({ kind: 'regular', ratePerSecond: 0, offsetMs: 0 }, seconds(1))).toEqual([])
})

test('poisson: the rate holds, intervals are exponential', () => {
  const times = until({ kind: 'poisson', ratePerSecond: 100 }, seconds(1000))
  // Four standard deviations of a Poisson number with mean 100,000.
  expect(Math.abs(times.length - 100_000)).toBeLessThan(1265)
  const long = times.filter((time, i) => time - (times[i - 1] ?? 0) > 10_000).length / times.length
  expect(Math.abs(long - 0.36788)).toBeLessThan(0.007)
})

test('schedule: so many every period, each late by less than the jitter', () => {
  const times = until({ kind: 'schedule', periodMs: 1000, offsetMs: 500, count: 2, jitterMs: 100 }, seconds(3))
  expect(times.map((time) => Math.floor(time / 100_000))).toEqual([5, 5, 15, 15, 25, 25])
  expect(until({ kind: 'schedule', periodMs: 1000, offsetMs: 0, count: 0, jitterMs: 0 }, seconds(3))).toEqual([])
})

test('schedule: jitter beyond the period mixes rounds, never the order of time', () => {
  const times = until({ kind: 'schedule', periodMs: 100, offsetMs: 0, count: 2, jitterMs: 1000 }, seconds(100))
  expect(times.every((time, i) => i === 0 || times[i - 1]! <= time)).toBe(true)
  expect(Math.abs(times.length - 2 * 995)).toBeLessThan(20)
})

test('schedule: jitter of an hour over rounds of a millisecond; what comes after the end may be left out', () => {
  const arrivals = { kind: 'schedule', periodMs: 1, offsetMs: 0, count: 1, jitterMs: 3_600_000 } as const
  const times = until(arrivals, seconds(60))
  // A request in its n-th millisecond is early enough with a chance of (60,000 - n) in 3,600,000.
  expect(Math.abs(times.length - 500)).toBeLessThan(4 * Math.sqrt(500))
  const block = new Float64Array(times.length + 2)
  createArrivals(arrivals, KEY, seconds(60))(block)
  expect([...block]).toEqual([...times, Infinity, Infinity])
})

test('bursts and lists come in order of time, wherever they stand', () => {
  const bursts = [{ atMs: 500, count: 2, spreadMs: 0 }, { atMs: 100, count: 3, spreadMs: 50 }]
  const times = until({ kind: 'bursts', bursts }, seconds(1))
  expect(times.slice(3)).toEqual([500_000, 500_000])
  expect(times.slice(0, 3).every((time) => time >= 100_000 && time < 150_000)).toBe(true)
  expect(until({ kind: 'list', requests: [{ atMs: 2 }, { atMs: 1.5 }, { atMs: 2 }] }, seconds(1))).toEqual([1500, 2000, 2000])
})

test('bursts of one source have luck of their own', () => {
  const burst = { atMs: 0, count: 5, spreadMs: 100 }
  expect(burstTimes(burst, KEY, 0)).not.toEqual(burstTimes(burst, KEY, 1))
})

test('renewal: intervals follow the law and time always moves', () => {
  expect(until({ kind: 'renewal', interval: { kind: 'deterministic', value: 250 } }, seconds(1))).toEqual([250_000, 500_000, 750_000, 1_000_000])
  expect(until({ kind: 'renewal', interval: { kind: 'deterministic', value: 0 } }, 5)).toEqual([1, 2, 3, 4, 5])
})

test('rate: ramps and steps carry as many requests as their area', () => {
  const points = [[0, 0], [100_000, 1000], [100_000, 200]] as const
  const times = until({ kind: 'rate', points, periodMs: null }, seconds(200))
  const within = (from: number, to: number): number => times.filter((time) => time >= seconds(from) && time < seconds(to)).length
  // Areas 12,500, 37,500 and 20,000, within four standard deviations.
  expect(Math.abs(within(0, 50) - 12_500)).toBeLessThan(447)
  expect(Math.abs(within(50, 100) - 37_500)).toBeLessThan(775)
  expect(Math.abs(within(100, 200) - 20_000)).toBeLessThan(566)
})

test('rate: the rate before the first and after the last point is that of the point; periods repeat it', () => {
  const points = [[2000, 100], [3000, 0]] as const
  const times = until({ kind: 'rate', points, periodMs: 5000 }, seconds(5000))
  const phase = (from: number, to: number): number => times.filter((time) => time % seconds(5) >= seconds(from) && time % seconds(5) < seconds(to)).length
  expect(Math.abs(phase(0, 2) - 200_000)).toBeLessThan(1789)
  expect(Math.abs(phase(2, 3) - 50_000)).toBeLessThan(895)
  expect(phase(3, 5)).toBe(0)
})

test.each([1e-9, 1e-30, 1e-205, 5e-324])('rate: a rate of %f per second ends, with and without a period', (rate) => {
  for (const periodMs of [null, 1000]) expect(until({ kind: 'rate', points: [[0, rate], [500, rate]], periodMs }, seconds(1000))).toEqual([])
})

test('rate: one request a day, told by the second', () => {
  const perSecond = 1 / 86_400
  const times = until({ kind: 'rate', points: [[0, perSecond]], periodMs: 1000 }, seconds(86_400 * 10_000))
  expect(Math.abs(times.length - 10_000)).toBeLessThan(400)
})

test('every kind sends its requests in order, and about as many as are expected', () => {
  const kinds = fc.oneof(
    fc.integer({ min: 1, max: 100 }).map((ratePerSecond): Arrivals => ({ kind: 'poisson', ratePerSecond })),
    fc.integer({ min: 1, max: 100 }).map((ratePerSecond): Arrivals => ({ kind: 'regular', ratePerSecond, offsetMs: 0 })),
    fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 90 })).map(([a, b]): Arrivals => ({ kind: 'rate', points: [[0, a], [30_000, b]], periodMs: 40_000 })),
    fc.integer({ min: 50, max: 500 }).map((mean): Arrivals => ({ kind: 'renewal', interval: { kind: 'erlang', mean, shape: 3 } })),
    fc.record({ kind: fc.constant('schedule' as const), periodMs: fc.integer({ min: 10, max: 900 }), offsetMs: fc.constant(0), count: fc.integer({ min: 1, max: 3 }), jitterMs: fc.integer({ min: 0, max: 2000 }) }),
  )
  fc.assert(
    fc.property(kinds, fc.nat(), (arrivals, key) => {
      const times = until(arrivals, seconds(100), key)
      expect(times.every((time, i) => Number.isSafeInteger(time) && (i === 0 || times[i - 1]! <= time))).toBe(true)
      const expected = expectedRequests(arrivals, seconds(100))
      expect(Math.abs(times.length - expected)).toBeLessThan(6 * Math.sqrt(expected) + 0.03 * expected + 3)
    }),
    { seed: 1, numRuns: 100 },
  )
})
