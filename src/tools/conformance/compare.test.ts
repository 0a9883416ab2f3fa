import { describe, expect, test } from 'vitest'
import { compareCase, meanSquare } from './compare.ts'
import type { ConformanceCase, Json } from './types.ts'

const verdict = (expected: Json, found: Json, key = 'x', tolerance?: ConformanceCase['tolerance']) =>
  compareCase({ id: 'a', kind: 'k', inputs: {}, expected: { [key]: expected }, ...(tolerance === undefined ? {} : { tolerance }) }, { [key]: found })

const passes = (...parameters: Parameters<typeof verdict>): boolean => verdict(...parameters).mismatches.length === 0

describe('comparison', () => {
  test('estimates agree within four combined standard errors', () => {
    expect(passes({ mean: 1, se: 0.03 }, { mean: 1.199, se: 0.04 })).toBe(true)
    expect(passes({ mean: 1, se: 0.03 }, { mean: 1.201, se: 0.04 })).toBe(false)
  })
  test('or inside a floor: absolute for probabilities, relative otherwise', () => {
    expect(passes({ mean: 0.5, se: 0 }, { mean: 0.50019, se: 0 }, 'p_cold')).toBe(true)
    expect(passes({ mean: 0.5, se: 0 }, { mean: 0.50021, se: 0 }, 'p_cold')).toBe(false)
    expect(passes({ mean: 100, se: 0 }, { mean: 100.29, se: 0 })).toBe(true)
    expect(passes({ mean: 100, se: 0 }, { mean: 100.31, se: 0 })).toBe(false)
  })
  test('an exact number has no floor', () => {
    expect(passes(100, { mean: 100.29, se: 0 })).toBe(false)
    expect(passes(100, { mean: 100.29, se: 0.08 })).toBe(true)
    expect(passes(1, 1.0000005)).toBe(true)
    expect(passes(1, 1.00001)).toBe(false)
    expect(passes(0, 0)).toBe(true)
  })
  test('a tolerance replaces the rule for exact numbers', () => {
    expect(passes(2000, 2001, 'x', { abs: 1 })).toBe(true)
    expect(passes(2000, 2002, 'x', { abs: 1 })).toBe(false)
    expect(passes(1000, 1005, 'x', { rel: 0.005 })).toBe(true)
  })
  test('text, lists, nulls and rows must be equal', () => {
    expect(passes('CWR', 'CWR')).toBe(true)
    expect(passes('CWR', 'CWW')).toBe(false)
    expect(passes([1, null], [1, null])).toBe(true)
    expect(passes([1, null], [1, 0])).toBe(false)
    expect(passes(null, { mean: 0, se: 1 })).toBe(false)
    expect(passes([{ id: 'a', env: 1 }], [{ id: 'a', env: 1 }])).toBe(true)
    expect(passes([{ id: 'a', env: 1 }], [{ id: 'a', env: 2 }])).toBe(false)
    expect(passes([{ id: 'a' }], [])).toBe(false)
  })
  test('a metric nobody asked for is a mismatch', () => {
    expect(passes({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  })
  test('z squared is counted per estimate with an error', () => {
    const comparison = verdict({ mean: 1, se: 3 }, { mean: 11, se: 4 })
    expect(comparison.squares).toEqual([4])
    expect(meanSquare([comparison, verdict({ mean: 1, se: 1 }, { mean: 1, se: 0 })])).toBe(2)
    expect(meanSquare([verdict('a', 'a')])).toBeNull()
  })
})
