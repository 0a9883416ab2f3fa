import { expect, test } from 'vitest'
import { defaultScenario, defaultSource } from '../scenario/defaults.ts'
import { simulate } from '../sim/simulate.ts'
import { hashTrace } from '../sim/trace/hash.ts'
import { buffersOf } from './transfer.ts'
import { createPool } from './pool.ts'

test('hands out the smallest that fits, and nothing twice', () => {
  const pool = createPool()
  const [small, large] = [new ArrayBuffer(100_000), new ArrayBuffer(150_000)]
  pool.give([large, small])
  expect(pool.take(90_000)).toBe(small)
  expect(pool.take(90_000)).toBe(large)
  expect([small, large]).not.toContain(pool.take(90_000))
})

test('what is far too large, or too small to be worth it, is not handed out', () => {
  const pool = createPool()
  pool.give([new ArrayBuffer(1_000_000), new ArrayBuffer(10)])
  expect(pool.take(100_000).byteLength).toBe(100_000)
  expect(pool.take(10).byteLength).toBe(10)
})

test('a run in memory used before leaves the same trace', () => {
  const scenario = defaultScenario({ traffic: [defaultSource('callers', 'orders-api', { arrivals: { kind: 'poisson', ratePerSecond: 500 } })], durationMs: 60_000 })
  const other = { ...scenario, seed: scenario.seed + 1 }
  const pool = createPool()
  const fresh = simulate(scenario)
  pool.give(buffersOf(simulate(other).records))
  const again = simulate(scenario, { memory: pool.take })
  expect(hashTrace(again)).toBe(hashTrace(fresh))
  expect(again.records.time.buffer.byteLength).toBeGreaterThan(65_536)
})
