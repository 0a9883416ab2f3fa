import { describe, expect, it } from 'vitest'
import { layoutSeries, niceTop, periodFor, seriesCsv } from './layout.ts'

const seriesOf = (values: readonly number[], period = 1e6) => ({ start: 0, period, values: Float64Array.from(values) })
const FRAME = { width: 300, height: 120, domain: [0, 6e6] as const, until: 6e6 }

describe('layout of a metric', () => {
  it('gives each point a bar on the time axis, a zero a low one, no point none', () => {
    const { bars, scale, plot } = layoutSeries(seriesOf([4, NaN, 0, 8, NaN, NaN]), FRAME, null)
    expect(bars.map(({ x }) => Math.round((scale.toTime(x) / 1e6) * 100) / 100)).toEqual([0, 2, 3])
    const base = plot.y + plot.height
    expect(bars.map(({ y, height }) => y + height)).toEqual([base, base, base])
    expect(bars[1]!.height).toBe(2)
    expect(bars[2]!.height).toBeCloseTo(plot.height, 6)
    expect(bars[0]!.height).toBeCloseTo(plot.height / 2, 6)
  })
  it('keeps the peak where periods are narrower than a pixel', () => {
    const values = Array.from({ length: 6000 }, (_, at) => (at === 3456 ? 90 : 1))
    const { bars, plot, top } = layoutSeries(seriesOf(values, 1000), FRAME, null)
    expect(bars.length).toBeLessThan(300)
    expect(Math.max(...bars.map(({ height }) => height))).toBeCloseTo((plot.height * 90) / top, 6)
  })
  it('cuts a period that is longer than the run', () => {
    const { bars, plot } = layoutSeries(seriesOf([5], 60e6), FRAME, null)
    expect(bars[0]!.x + bars[0]!.width).toBeLessThanOrEqual(plot.x + plot.width)
  })
  it('draws a limit that is near, and leaves out one far away', () => {
    expect(layoutSeries(seriesOf([5, 8]), FRAME, 8).limitY).not.toBeNull()
    expect(layoutSeries(seriesOf([5, 8]), FRAME, 1000).limitY).toBeNull()
  })
  it('rounds the top up', () => {
    expect([0, 0.3, 1, 7, 8, 11, 950].map(niceTop)).toEqual([1, expect.closeTo(0.3, 9), 1, 8, 8, 20, 1000])
  })
})

it('copies points as CSV', () => {
  expect(seriesCsv(seriesOf([1, NaN, 2.5]), 'Duration Average')).toBe('"seconds","Duration Average"\n0,1\n2,2.5')
})

it('chooses a period by the length of the run', () => {
  expect([6e6, 300e6, 3600e6, 86_400e6, 864_000e6].map(periodFor)).toEqual([1, 10, 60, 3600, 3600])
})
