import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { parseCases } from './cases.ts'
import { compareCase, meanSquare } from './compare.ts'
import { ADAPTERS, STATISTICAL_KINDS } from './registry.ts'
import { runCase } from './run.ts'
import type { ConformanceCase } from './types.ts'

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 120_000 })

const cases = parseCases(JSON.parse(readFileSync(new URL('../testing/public-cases.json', import.meta.url), 'utf8')))
const exact = cases.filter(({ kind }) => !STATISTICAL_KINDS.has(kind))
/** The cheapest statistical case of each kind stands for it here; `npm run conformance:full` runs them all. */
const cost = ({ inputs }: ConformanceCase): number =>
  Number(inputs['rate_per_s'] ?? 1) * Number(inputs['warmup_discarded_s'] ?? inputs['mean_service_s'] ?? inputs['warm_service_s'] ?? 1)
/** Share of the full effort; errors grow as it shrinks, so what is tested stays the same. */
const EFFORT = 0.005
const statistical = [...STATISTICAL_KINDS].map((kind) => cases.filter((each) => each.kind === kind).sort((a, b) => cost(a) - cost(b))[0]!)

function outcome(each: ConformanceCase, effort: number) {
  const { metrics, missing } = runCase(each, { salt: 7, effort })
  expect(missing).toEqual([])
  return { metrics, comparison: compareCase(each, metrics) }
}

describe('exact cases agree to the last value', () => {
  test.each(exact.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const { comparison } = outcome(each, EFFORT)
    expect(comparison.mismatches).toEqual([])
    expect(comparison.values).toBeGreaterThan(0)
  })
})

describe('statistical cases agree within their errors', () => {
  test.each(statistical.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const { comparison } = outcome(each, EFFORT)
    expect(comparison.mismatches).toEqual([])
    expect(meanSquare([comparison])).toBeLessThan(4)
  })
})

test('every kind of this issue has a case and an adapter', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(ADAPTERS)))
})

test('a wrong model is noticed: least recently used where the case says newest first', () => {
  const newest = cases.find(({ kind, inputs }) => kind === 'simfaas' && String(inputs['routing']).startsWith('newest') && inputs['idle_expiry_s'] === 10)!
  const swapped = { ...newest, inputs: { ...newest.inputs, routing: 'least recently released first' } }
  const { metrics } = runCase(swapped, { salt: 7, effort: 0.03 })
  expect(compareCase(newest, metrics).mismatches.length).toBeGreaterThan(0)
})

test('without expected values everything the kind returns is there; salts change the draws', () => {
  const { expected: _, ...bare } = cases.find(({ kind }) => kind === 'single-env')!
  const first = runCase(bare, { salt: 1, effort: 0.001 })
  expect(Object.keys(first.metrics)).toContain('mean_lifespan_s')
  expect(runCase(bare, { salt: 1, effort: 0.001 })).toEqual(first)
  expect(runCase(bare, { salt: 2, effort: 0.001 }).metrics).not.toEqual(first.metrics)
})

test('a metric that the kind does not have is reported as missing', () => {
  const each = cases.find(({ kind }) => kind === 'rate-quota')!
  const asked = { ...each, expected: { ...each.expected, queue_length: 1 } }
  expect(runCase(asked, { salt: 1, effort: EFFORT }).missing).toEqual(['queue_length'])
})

test('values outside the grammar are refused by name', () => {
  const each = cases.find(({ kind }) => kind === 'simfaas')!
  const odd = { ...each, inputs: { ...each.inputs, routing: 'a coin is tossed' } }
  expect(() => runCase(odd, { salt: 1, effort: 0.001 })).toThrow(/routing/)
})

test('rows come in the order of the list, whatever the order of the times', () => {
  const requests = [{ id: 'late', t_ms: 500 }, { id: 'early', t_ms: 0 }]
  const inputs = { limit: 1, init_ms: 100, duration_ms: 200, idle_expiry_ms: 60_000, requests }
  const { metrics } = runCase({ id: 'a', kind: 'trace-sync', inputs }, { salt: 1, effort: 1 })
  expect(metrics).toMatchObject({ outcomes: 'WC', requests: [{ id: 'late', outcome: 'warm', end_ms: 700 }, { id: 'early', outcome: 'cold', end_ms: 300 }] })
})
