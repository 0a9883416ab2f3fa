import { describe, expect, it } from 'vitest'
import { streamKey } from '../../base/random'
import { erf, ksStatistic } from '../../base/testing/statistics'
import type { Distribution } from '../scenario'
import { createRealSampler, createSampler, meanMs } from './sampler'

const DRAWS = 200_000
const KEY = streamKey(11, 'sampler')
const QUANTILES = [[0.05, 50], [0.25, 80], [0.5, 100], [0.75, 130], [0.9, 200], [0.99, 500]] as const

const draws = (d: Distribution): Float64Array => {
  const draw = createRealSampler(d)
  return Float64Array.from({ length: DRAWS }, (_, i) => draw(KEY, i))
}

const phi = (x: number): number => (1 + erf(x / Math.SQRT2)) / 2

function empiricalCdf(x: number): number {
  const points: [number, number][] = [[0, 40], ...QUANTILES.map(([p, v]) => [p, v] as [number, number])]
  if (x >= 500) return 0.99 + 0.01 * Math.log2(x / 500)
  const i = points.findIndex(([, v]) => v > x)
  const [p0, v0] = points[i - 1]!
  const [p1, v1] = points[i]!
  return p0 + ((p1 - p0) * (x - v0)) / (v1 - v0)
}

/** Hyperexponential of mean 100 and squared coefficient of variation 4, from its definition. */
function hyperexponentialCdf(x: number): number {
  const p = (1 + Math.sqrt(3 / 5)) / 2
  return 1 - p * Math.exp((-2 * p * x) / 100) - (1 - p) * Math.exp((-2 * (1 - p) * x) / 100)
}

const LAWS: { d: Distribution; cdf: (x: number) => number; mean: number }[] = [
  { d: { kind: 'uniform', min: 20, max: 60 }, cdf: (x) => (x - 20) / 40, mean: 40 },
  { d: { kind: 'loguniform', min: 10, max: 1000 }, cdf: (x) => Math.log(x / 10) / Math.log(100), mean: 990 / Math.log(100) },
  { d: { kind: 'exponential', mean: 250 }, cdf: (x) => 1 - Math.exp(-x / 250), mean: 250 },
  { d: { kind: 'lognormal', median: 100, sigma: 0.5 }, cdf: (x) => phi(Math.log(x / 100) / 0.5), mean: 100 * Math.exp(0.125) },
  {
    d: { kind: 'erlang', mean: 90, shape: 3 },
    cdf: (x) => 1 - Math.exp(-x / 30) * (1 + x / 30 + (x / 30) ** 2 / 2),
    mean: 90,
  },
  { d: { kind: 'hyperexponential', mean: 100, scv: 4 }, cdf: hyperexponentialCdf, mean: 100 },
  {
    d: { kind: 'empirical', quantiles: QUANTILES },
    cdf: empiricalCdf,
    mean: 0.05 * 45 + 0.2 * 65 + 0.25 * 90 + 0.25 * 115 + 0.15 * 165 + 0.09 * 350 + (0.01 * 500) / Math.LN2,
  },
]

describe('laws', () => {
  for (const { d, cdf, mean } of LAWS) {
    it(`${d.kind} follows its distribution and states its mean`, () => {
      const values = draws(d)
      expect(ksStatistic(values, cdf)).toBeLessThan(1.95)
      expect(meanMs(d)).toBeCloseTo(mean, 8)
      const sampleMean = values.reduce((sum, x) => sum + x, 0) / DRAWS
      const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - sampleMean) ** 2, 0)) / DRAWS
      expect(Math.abs(sampleMean - mean) / deviation).toBeLessThan(4)
    })
  }

  it('neighbouring draws do not correlate', () => {
    for (const { d, mean } of LAWS) {
      const values = draws(d)
      let product = 0
      let square = 0
      for (let i = 0; i + 1 < DRAWS; i++) {
        product += (values[i]! - mean) * (values[i + 1]! - mean)
        square += (values[i]! - mean) ** 2
      }
      expect(Math.abs(product / square) * Math.sqrt(DRAWS), d.kind).toBeLessThan(4)
    }
  })

  it('hyperexponential has the stated variability', () => {
    const values = draws({ kind: 'hyperexponential', mean: 100, scv: 4 })
    const second = values.reduce((sum, x) => sum + x * x, 0) / DRAWS
    expect(Math.abs(second / 10_000 - 5)).toBeLessThan(0.2)
  })

  it('hyperexponential of variability 1 is exponential', () => {
    expect(ksStatistic(draws({ kind: 'hyperexponential', mean: 100, scv: 1 }), (x) => 1 - Math.exp(-x / 100))).toBeLessThan(1.95)
  })

  it('empirical stays between 0.8 of the first and twice the last value', () => {
    const values = draws({ kind: 'empirical', quantiles: QUANTILES })
    expect(values.every((x) => x >= 40 && x <= 1000)).toBe(true)
    expect(values.some((x) => x < 45) && values.some((x) => x > 900)).toBe(true)
  })

  it('empirical that spans all probabilities stays within its points', () => {
    const d: Distribution = { kind: 'empirical', quantiles: [[0, 10], [0.5, 20], [1, 40]] }
    expect(ksStatistic(draws(d), (x) => (x < 20 ? (x - 10) / 20 : 0.5 + (x - 20) / 40))).toBeLessThan(1.95)
    expect(meanMs(d)).toBe(22.5)
  })
})

describe('createSampler', () => {
  it('returns whole microseconds, never negative', () => {
    for (const { d } of LAWS) {
      const sample = createSampler(d)
      const real = createRealSampler(d)
      for (let i = 0; i < 1000; i++) expect(sample(KEY, i)).toBe(Math.round(real(KEY, i) * 1000))
    }
    expect(createSampler({ kind: 'uniform', min: -5, max: -1 })(KEY, 0)).toBe(0)
  })

  it('takes the unit of the values', () => {
    expect(createSampler({ kind: 'deterministic', value: 1.5 })(KEY, 0)).toBe(1500)
    expect(createSampler({ kind: 'deterministic', value: 1.5 }, 60_000_000)(KEY, 0)).toBe(90_000_000)
  })

  it('is a pure function of key and counter', () => {
    for (const { d } of LAWS) {
      const forward = Array.from({ length: 50 }, (_, i) => createSampler(d)(KEY, i))
      const sample = createSampler(d)
      const backward = Array.from({ length: 50 }, (_, i) => sample(KEY, 49 - i)).reverse()
      expect(backward).toEqual(forward)
    }
  })
})
