import { describe, expect, it } from 'vitest'
import { exponential, normal, streamKey, substream, u32, uniform } from './random'
import { chiSquareZ, correlationZ, erf, ksStatistic } from './testing/statistics'

const DRAWS = 1_000_000
const KEY = streamKey(20261123, 'arrivals:web')

const draws = (draw: (key: number, counter: number) => number, key = KEY, count = DRAWS): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => draw(key, i))

const moment = (values: Float64Array, power: number): number =>
  values.reduce((sum, x) => sum + x ** power, 0) / values.length

describe('laws', () => {
  it('uniform is flat, open at both ends', () => {
    const values = draws(uniform)
    expect(ksStatistic(values, (x) => x)).toBeLessThan(1.95)
    expect(Math.min(...values.subarray(0, 1000))).toBeGreaterThan(0)
    expect((0xffffffff + 0.5) / 4294967296).toBeLessThan(1)
  })

  it('exponential has mean 1 and the exact distribution, tail included', () => {
    const values = draws(exponential)
    expect(ksStatistic(values, (x) => 1 - Math.exp(-x))).toBeLessThan(1.95)
    expect(Math.abs(moment(values, 1) - 1) * 1000).toBeLessThan(4)
    expect(Math.abs(moment(values, 2) - 2) * 1000).toBeLessThan(4 * Math.sqrt(20))
    const beyond = values.filter((x) => x > 7.7).length
    const expected = DRAWS * Math.exp(-7.7)
    expect(Math.abs(beyond - expected) / Math.sqrt(expected)).toBeLessThan(4)
    expect(values.every((x) => x > 0)).toBe(true)
  })

  it('normal has the exact distribution, tails included', () => {
    const values = draws(normal)
    expect(ksStatistic(values, (x) => (1 + erf(x / Math.SQRT2)) / 2)).toBeLessThan(1.95)
    expect(Math.abs(moment(values, 1)) * 1000).toBeLessThan(4)
    expect(Math.abs(moment(values, 2) - 1) * 1000).toBeLessThan(4 * Math.SQRT2)
    expect(Math.abs(moment(values, 3)) * 1000).toBeLessThan(4 * Math.sqrt(15))
    expect(Math.abs(moment(values, 4) - 3) * 1000).toBeLessThan(4 * Math.sqrt(96))
    const beyond = draws(normal, KEY, 4 * DRAWS).filter((x) => Math.abs(x) > 3.6541528853610088).length
    const expected = 4 * DRAWS * 2.58e-4
    expect(Math.abs(beyond - expected) / Math.sqrt(expected)).toBeLessThan(4)
  })

  it('fills bytes evenly at each position', () => {
    for (const shift of [0, 8, 16, 24]) {
      const counts = new Float64Array(256)
      for (let i = 0; i < DRAWS; i++) counts[(u32(KEY, i) >>> shift) & 255]! += 1
      expect(Math.abs(chiSquareZ(counts, DRAWS / 256))).toBeLessThan(4)
    }
  })
})

describe('independence', () => {
  it('neighbouring counters, streams, indices, seeds and substreams do not correlate', () => {
    const base = draws(uniform)
    const others = {
      nextCounter: draws((key, i) => uniform(key, i + 1)),
      farCounter: draws((key, i) => uniform(key, i + 4294967296)),
      nextName: draws(uniform, streamKey(20261123, 'arrivals:wec')),
      nextIndex: draws(uniform, streamKey(20261123, 'arrivals:web', 1)),
      nextSeed: draws(uniform, streamKey(20261124, 'arrivals:web')),
      nextKey: draws(uniform, KEY + 1),
      substream: draws(uniform, substream(KEY, 1)),
    }
    for (const [name, values] of Object.entries(others)) {
      expect(Math.abs(correlationZ(base, values)), name).toBeLessThan(4)
    }
  })

  it('pairs of neighbours fill the square', () => {
    const side = 64
    const counts = new Float64Array(side * side)
    for (let i = 0; i < DRAWS; i++) {
      const x = Math.floor(uniform(KEY, i) * side)
      const y = Math.floor(uniform(KEY, i + 1) * side)
      counts[x * side + y]! += 1
    }
    expect(Math.abs(chiSquareZ(counts, DRAWS / side / side))).toBeLessThan(4)
  })

  it('one counter over many streams is uniform too', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => uniform(streamKey(7, 'env', i), 0))
    expect(ksStatistic(values, (x) => x)).toBeLessThan(1.95)
    const seeds = Float64Array.from({ length: 100_000 }, (_, i) => uniform(streamKey(i, 'env'), 0))
    expect(ksStatistic(seeds, (x) => x)).toBeLessThan(1.95)
  })

  it('flipping one bit of the counter flips half the bits', () => {
    for (let bit = 0; bit < 32; bit++) {
      let flips = 0
      for (let i = 0; i < 2000; i++) {
        let difference = u32(KEY, i) ^ u32(KEY, (i ^ (1 << bit)) >>> 0)
        for (; difference !== 0; difference &= difference - 1) flips++
      }
      expect(Math.abs(flips / 2000 - 16)).toBeLessThan(4 * Math.sqrt(8 / 2000))
    }
  })

  it('keys of many names and indices are distinct', () => {
    const keys = new Set<number>()
    for (const name of ['a', 'b', 'ab', 'ba', 'io', 'work', 'idle']) {
      for (let index = 0; index < 300; index++) keys.add(streamKey(1, name, index))
    }
    expect(keys.size).toBe(7 * 300)
  })
})

describe('bits', () => {
  it('are the recorded ones', () => {
    const key = streamKey(42, 'golden', 3)
    expect([key, u32(key, 0), u32(key, 1), u32(key, 2 ** 32), u32(key, 2 ** 53 - 1)]).toEqual(GOLDEN_INTEGERS)
    let exponentials = 0
    let normals = 0
    for (let i = 0; i < 100_000; i++) {
      exponentials += exponential(key, i)
      normals += normal(key, i)
    }
    expect([exponentials, normals]).toEqual(GOLDEN_SUMS)
  })
})

const GOLDEN_INTEGERS = [3626008640, 3737610653, 1466678764, 3803426695, 4118467281]
const GOLDEN_SUMS = [99935.44752025655, -133.94659599279228]
