import { describe, expect, it } from 'vitest'
import { attributionsText } from '../text/en/attributions.ts'
import { ATTRIBUTIONS } from './data/attributions.ts'
import { DATABASE_HANDLER, periodSeconds, ratePoints, shapeOf, TRAFFIC_SHAPES, type TrafficShapeId } from './traffic.ts'

const IDS = Object.keys(TRAFFIC_SHAPES) as TrafficShapeId[]
const DAY = 86_400
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Area under the points, per ms. */
function meanRate(points: readonly (readonly [number, number])[]): number {
  let area = 0
  for (const [i, [at, rate]] of points.entries()) {
    const next = points[i + 1]
    if (next) area += ((next[0] - at) * (rate + next[1])) / 2
  }
  return area / (points.at(-1)?.[0] ?? 1)
}

describe('traffic shapes', () => {
  it.each(IDS)('%s is positive and normalised', (id) => {
    const shape = shapeOf(id)
    expect(shape.values.every((value) => value > 0)).toBe(true)
    if (id !== 'flash-spike') expect(mean(shape.values)).toBeCloseTo(1, 2)
  })

  it('last a day, two weeks or 400 s', () => {
    const periods = Object.fromEntries(IDS.map((id) => [id, periodSeconds(shapeOf(id))]))
    expect(periods).toMatchObject({ 'diurnal-consumer': DAY, 'office-hours': DAY, 'level-shift': DAY, 'flash-spike': 400, 'platform-two-weeks': 14 * DAY })
  })

  it.each(IDS)('%s keeps its mean when it is compressed', (id) => {
    const points = ratePoints(shapeOf(id), { meanPerSecond: 50, periodMs: 600_000, withoutSpikes: true })
    expect(points[0]?.[0]).toBe(0)
    expect(points.at(-1)?.[0]).toBe(600_000)
    expect(points.every(([at], i) => i === 0 || at >= (points[i - 1]?.[0] ?? 0))).toBe(true)
    expect(points[0]?.[1]).toBe(points.at(-1)?.[1])
    expect(meanRate(points) / 50 / mean(shapeOf(id).values)).toBeCloseTo(1, 2)
  })

  it('puts the batch of the day on top, as steps', () => {
    const points = ratePoints(shapeOf('diurnal-batch-spike'), { meanPerSecond: 10, periodMs: DAY * 1_000 })
    expect(Math.max(...points.map(([, rate]) => rate))).toBe(37.7)
    const spike = points.filter(([at]) => at >= 75_600_000 && at <= 78_300_000).map(([, rate]) => rate)
    expect(spike.slice(1, -1)).toEqual([16.3, 16.3, 26.9, 26.9, 37.7, 37.7, 26.9, 26.9])
    expect(points.every(([at], i) => i === 0 || at >= (points[i - 1]?.[0] ?? 0))).toBe(true)
  })

  it('rises every hour where schedules fire', () => {
    const shape = shapeOf('diurnal-hourly-cron')
    const flat = ratePoints(shape, { meanPerSecond: 1, periodMs: DAY * 1_000, withoutSpikes: true })
    const points = ratePoints(shape, { meanPerSecond: 1, periodMs: DAY * 1_000 })
    expect(points.length - flat.length).toBe(23 * 4)
  })
})

describe('measured handlers', () => {
  it.each(Object.entries(DATABASE_HANDLER))('%s has rising quantiles', (_, law) => {
    const values = law.kind === 'empirical' ? law.quantiles.map(([, ms]) => ms) : []
    expect(values.length).toBe(3)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
  })
})

describe('attributions', () => {
  it('name a licence and a page, and show the line of CC BY', () => {
    for (const { url, licence } of ATTRIBUTIONS) {
      expect(new URL(url).protocol).toBe('https:')
      expect(licence === null || /^[A-Za-z0-9.-]+$/.test(licence)).toBe(true)
    }
    expect(attributionsText.azure).toMatch(/Shahrad.*Joosen.*CC BY 4\.0/)
  })
})
