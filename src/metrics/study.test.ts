import { describe, expect, it } from 'vitest'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import { simulate } from '../sim/simulate.ts'
import { createDigest } from './digest.ts'
import { summaryOf, type RunSummary } from './runSummary.ts'
import { estimateOf, studyLine, studySeeds } from './study.ts'

const home = HOME_PRESET.scenario
const trace = simulate(home)
const summary = summaryOf(trace, createDigest(trace, home))

describe('a summary', () => {
  it('extends the cost in proportion to the length of the run', () => {
    expect(summary.costPerDayUsd).toBeCloseTo((summary.costUsd * 86_400) / 6, 12)
    expect(summary.requests).toBe(25)
    expect(summary.p50).toBeLessThanOrEqual(summary.p999)
  })
})

describe('the median and its interval', () => {
  it('take the ranks that tables of the binomial distribution give', () => {
    // Ranks (counted from 1) of 95 % intervals: n = 10 gives 2 and 9, n = 20 gives 6 and 15, n = 100 gives 40 and 61.
    for (const [count, low, high] of [[10, 2, 9], [20, 6, 15], [100, 40, 61], [200, 86, 115]] as const) {
      const values = Array.from({ length: count }, (_, i) => i + 1).reverse()
      expect(estimateOf(values)).toEqual({ middle: (count + 1) / 2, low, high })
    }
  })
  it('of few values reach from the least to the most', () => {
    expect(estimateOf([3, 1, 2])).toEqual({ middle: 2, low: 1, high: 3 })
    expect(estimateOf([NaN])).toEqual({ middle: NaN, low: NaN, high: NaN })
  })
  it('pair A and B by seed', () => {
    const runs = (offset: number): RunSummary[] => Array.from({ length: 50 }, (_, i) => ({ ...summary, throttles: i * i + offset }))
    const line = studyLine({ a: runs(0), b: runs(-3) }, 'throttles')
    expect(line.difference).toEqual({ middle: -3, low: -3, high: -3 })
    expect(line.a.high).toBeGreaterThan(line.a.low)
  })
})

it('seeds follow from the seed, which comes first', () => {
  expect(studySeeds(4, 3)[0]).toBe(4)
  expect(studySeeds(4, 200)).toEqual(studySeeds(4, 200))
  expect(new Set([...studySeeds(4, 200), ...studySeeds(5, 200)]).size).toBe(400)
})
