import { describe, expect, it } from 'vitest'
import { linearStops, logStops, nearestStop } from './stops.ts'

describe('stops', () => {
  it('goes in equal steps to both ends', () => {
    expect(linearStops(0, 1, 0.25)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(linearStops(1, 10, 4)).toEqual([1, 5, 9, 10])
    expect(linearStops(0, 1, 0.1)[3]).toBe(0.3)
  })

  it('covers decades with round numbers', () => {
    const stops = logStops(1, 900, 1)
    expect(stops.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 8, 10])
    expect(stops.at(-1)).toBe(900)
    expect(stops.every((stop) => Number.isInteger(stop))).toBe(true)
  })

  it('starts at zero when asked to', () => {
    expect(logStops(0, 10, 1).slice(0, 3)).toEqual([0, 1, 2])
  })

  it('finds the nearest', () => {
    expect(nearestStop([128, 256, 512], 300)).toBe(1)
    expect(nearestStop([128, 256, 512], 500)).toBe(2)
    expect(nearestStop([128, 256, 512], 9000)).toBe(2)
    expect(nearestStop([128, 256, 512], 0)).toBe(0)
  })
})
