import { describe, expect, test } from 'vitest'
import { parseScenario } from '../../scenario/parse.ts'
import { measure } from './measure.ts'
import { quantile, spread } from './statistics.ts'
import { CALL_WORKLOADS, scenarioFor, WORKLOADS } from './workloads.ts'

describe('workloads', () => {
  test.each([...WORKLOADS, ...CALL_WORKLOADS])('%s is a scenario the app accepts', (workload) => {
    expect(parseScenario(scenarioFor(workload, 1e6))).toMatchObject({ ok: true })
  })
  test('W1 approaches the Erlang loss of 950 on 1,000', () => {
    const { shares, meanConcurrency, invocations, hash } = measure({ workload: 'W1', size: 40_000, rounds: 1 })
    expect(Math.abs(invocations - 40_000)).toBeLessThan(1000)
    expect(shares.refused).toBeLessThan(0.012)
    // It fills from empty: after t service times 950 (1 - exp(-t)) are busy.
    expect(meanConcurrency).toBeGreaterThan(890)
    expect(meanConcurrency).toBeLessThan(1000)
    expect(hash).toBeNull()
  })
  test('W2 opens as many environments as it ever needs at once, and refuses nobody', () => {
    const { shares, invocations, traceBytes, warmMs } = measure({ workload: 'W2', size: 10_000, rounds: 2 })
    expect(shares.refused).toBe(0)
    expect(shares.cold * invocations).toBeGreaterThan(80)
    expect(shares.cold * invocations).toBeLessThan(200)
    expect(traceBytes / invocations).toBeLessThan(80)
    expect(warmMs).toHaveLength(2)
  })
})

describe('ways to call a function', () => {
  test.each(['queue', 'stream'] as const)('%s: batches are full, and every message is sent, received and done', (workload) => {
    const { invocations, rows } = measure({ workload, size: 20_000, rounds: 0 })
    expect(invocations).toBeLessThan(20_000 / 5)
    expect(rows).toBeGreaterThan(3 * 19_000)
  })
})

describe('spread', () => {
  test('median of odd and even lists, extremes, quantiles by rank', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 })
    expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 })
    expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5)
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3)
  })
})
