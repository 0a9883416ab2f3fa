import { expect, test } from 'vitest'
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
