import { expect, it } from 'vitest'
import type { RunSummary } from '../../metrics/runSummary.ts'
import { compare } from '../../text/en/compare.ts'
import { phrasesOf } from './words.ts'

const run: RunSummary = {
  requests: 100, throttles: 20, coldStarts: 3, errors: 0, retries: 0, invocations: 80, coldShare: 0.03, p50: 1e5, p90: 2e5, p95: 3e5, p99: 9e5, p999: 1e6,
  costUsd: 0.001, costPerDayUsd: 1, costPerMonthUsd: 30,
}

it('says in words and numbers what B has more or less of', () => {
  expect(phrasesOf(run, { ...run, throttles: 6, p99: 480_000, costPerDayUsd: 1.31 })).toEqual([
    '14 fewer 429s', 'p99 420\u00a0ms lower', '$0.31 a day more',
  ])
  expect(phrasesOf(run, { ...run, coldStarts: 4 })).toEqual(['1 more cold start'])
})
it('says nothing of what is the same, or unknown', () => {
  expect(phrasesOf(run, { ...run, p99: 9.01e5 })).toEqual([])
  expect(phrasesOf(run, { ...run, p99: NaN })).toEqual([])
})
it('says differences of shares in percentage points', () => {
  expect(compare.signed('coldShare', -0.364)).toBe('−36.4\u00a0points')
  expect(compare.signed('coldShare', 0.01)).toBe('+1\u00a0point')
  expect(compare.value('coldShare', 0.364)).toBe('36.4%')
})
