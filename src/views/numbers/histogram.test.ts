import { describe, expect, it } from 'vitest'
import { binOf, HISTOGRAM_BINS } from '../../metrics/histogram.ts'
import { columnsOf, logScale, logTicks, placeLabels } from './histogram.ts'

function responsesOf(cold: readonly number[], warm: readonly number[]) {
  const count = (values: readonly number[]) => {
    const counts = new Int32Array(HISTOGRAM_BINS)
    for (const value of values) counts[binOf(value)]! += 1
    return counts
  }
  return { all: count([...cold, ...warm]), cold: count(cold), warm: count(warm) }
}

describe('histogram', () => {
  const columns = columnsOf(responsesOf([700_000, 810_000], [42_000, 43_000, 90_000]))
  it('counts each response once, in the column that holds it', () => {
    expect(columns.reduce((sum, { cold, warm }) => sum + cold + warm, 0)).toBe(5)
    const of = (micros: number) => columns.find(({ from, to }) => from <= micros && micros < to)!
    expect(of(42_500).warm).toBe(2)
    expect(of(700_000).cold).toBe(1)
    expect(columns[0]!.warm).toBeGreaterThan(0)
    expect(columns.at(-1)!.cold).toBeGreaterThan(0)
  })
  it('gives equal ratios equal widths', () => {
    const scale = logScale(columns)
    expect(scale.at(400_000) - scale.at(200_000)).toBeCloseTo(scale.at(200_000) - scale.at(100_000), 12)
    expect(scale.at(scale.from)).toBe(0)
    expect(scale.at(scale.to)).toBe(1)
    expect(logTicks(scale)).toEqual([50_000, 100_000, 200_000, 500_000])
  })
  it('of nothing has no columns', () => {
    expect(columnsOf(responsesOf([], []))).toEqual([])
  })
})

it('leaves out labels that would touch, and keeps the others within the picture', () => {
  const places = placeLabels([{ x: 5, width: 20 }, { x: 18, width: 20 }, { x: 99, width: 30 }], 100)
  expect(places.map(({ left }) => left)).toEqual([0, null, 70])
})
