import type { RunSummary } from '../../metrics/runSummary.ts'
import { compare } from '../../text/en/compare.ts'

/** What is said first of two runs, the most telling first. */
const SAID = ['throttles', 'coldStarts', 'errors', 'requests', 'p99', 'costPerDayUsd'] as const

/** Differences below these are noise of the numbers themselves: bins of percentiles, floats of money. */
const LEAST = { p99: 0.008, costPerDayUsd: 1e-9 } as const

function isSaid(field: (typeof SAID)[number], a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b) || a === b) return false
  const least = field === 'p99' || field === 'costPerDayUsd' ? LEAST[field] : 0
  return Math.abs(b - a) > least * Math.abs(a)
}

/** B against A in a few phrases; empty where none of them differs. */
export const phrasesOf = (a: RunSummary, b: RunSummary): string[] =>
  SAID.filter((field) => isSaid(field, a[field], b[field])).map((field) => compare.deltas[field](b[field] - a[field]))

/** What B costs more or less than A a day; null where that is the same. */
export const costPhrase = (a: number, b: number): string | null => (isSaid('costPerDayUsd', a, b) ? compare.deltas.costPerDayUsd(b - a) : null)
