import { describe, expect, test } from 'vitest'
import { runCase } from './run.ts'
import type { JsonObject } from './types.ts'

const run = (kind: string, inputs: JsonObject): JsonObject => runCase({ id: 'a', kind, inputs }, { salt: 1, effort: 1 }).metrics

describe('billing whatever the length of the init', () => {
  test.each([
    [[{ init_ms: 1500, duration_ms: 100 }], 1600],
    // 500 + 1,300.5 up to 1,301 + 20.1 up to 21.
    [[{ init_ms: 400, duration_ms: 100 }, { init_ms: 1200.5, duration_ms: 100 }, { init_ms: null, duration_ms: 20.1 }], 1822],
    [[{ init_ms: 9_999, duration_ms: 900_000 }], 909_999],
    // Cut after 10 s, which nobody pays, and done again: 12,000 + 100.
    [[{ init_ms: 12_000, duration_ms: 100 }], 12_100],
  ])('%j', (invocations, billed) => {
    expect(run('trace-billing', { invocations })).toEqual({ billed_ms_total: billed })
  })
  test('an init that is done again counts against the timeout', () => {
    const inputs = { requests: [{ id: 'a', t_ms: 0 }], limit: 1, init_ms: 12_000, duration_ms: 100, timeout_ms: 3000 }
    expect(run('trace-billing', inputs)).toEqual({ billed_ms_total: 3000 })
  })
})

describe('requests whose init takes longer than the Init phase may', () => {
  const common = { limit: 1, init_ms: 100, duration_ms: 50, idle_expiry_ms: 60_000 }
  test('it is cut after 10 s and done again', () => {
    const metrics = run('trace-sync', { ...common, init_ms: 12_000, requests: [{ id: 'a', t_ms: 7 }] })
    expect(metrics).toMatchObject({ end_ms: [22_057], billed_ms_total: 12_050, cold: 1 })
  })
  test('also where a request brings its own', () => {
    const metrics = run('trace-sync', { ...common, requests: [{ id: 'a', t_ms: 0, init_ms: 30_000, duration_ms: 5 }] })
    expect(metrics).toMatchObject({ end_ms: [40_005], billed_ms_total: 30_005 })
    const limits = { account_limit: 1, functions: { A: { reserved: null } }, requests: [{ fn: 'A', t_ms: 0, init_ms: 30_000 }] }
    expect(run('trace-pool-limits', { ...common, ...limits })).toMatchObject({ outcomes: { A: 'C' } })
  })
  test('what is longer than a record can hold is refused', () => {
    const requests = [{ id: 'a', t_ms: 0, duration_ms: 5_000_000 }]
    expect(() => run('trace-sync', { ...common, requests })).toThrow(/longer than a record/)
    expect(() => run('trace-sync', { ...common, duration_ms: 5_000_000, requests })).toThrow(/2147 s/)
  })
})

describe('requests of one instant keep the order of the list', () => {
  const common = { init_ms: 0, duration_ms: 1000, idle_expiry_ms: 60_000 }
  const two = { A: { reserved: null }, B: { reserved: null } }
  const limits = (account_limit: number, order: string, t_ms = 0) =>
    run('trace-pool-limits', { ...common, account_limit, functions: two, requests: [...order].map((fn) => ({ fn, t_ms })) })
  test.each([
    [1, 'BA', { A: 'R', B: 'C' }],
    [1, 'AB', { A: 'C', B: 'R' }],
    [3, 'BBABA', { A: 'CR', B: 'CCR' }],
    [2, 'ABBA', { A: 'CR', B: 'CR' }],
  ])('across functions: limit %i, %s', (limit, order, outcomes) => {
    expect(limits(limit, order)).toMatchObject({ outcomes })
  })
  test('across qualifiers', () => {
    const requests = [{ id: 'a', t_ms: 0, qualifier: 'version 1' }, { id: 'b', t_ms: 0 }, { id: 'c', t_ms: 0, qualifier: 'version 1' }]
    const metrics = run('trace-provisioned', { ...common, limit: 2, provisioned: 1, provisioned_on: 'version 1', requests })
    expect(metrics).toMatchObject({
      requests: [{ id: 'a', type: 'provisioned' }, { id: 'b', type: 'on-demand', outcome: 'cold' }, { id: 'c', type: null, outcome: 'throttled' }],
      cold: 1,
      spillover: 0,
      provisioned_invocations: 1,
    })
  })
  test('and later ones come later, wherever they are listed', () => {
    const requests = [{ fn: 'A', t_ms: 1 }, { fn: 'B', t_ms: 0 }, { fn: 'A', t_ms: 0 }]
    expect(run('trace-pool-limits', { ...common, account_limit: 2, functions: two, requests })).toMatchObject({ outcomes: { A: 'CR', B: 'C' } })
  })
  test('a function that is not configured is refused by name', () => {
    expect(() => limits(1, 'AZ')).toThrow(/"Z"/)
  })
})
