/** Two scenarios over many seeds: the middle of each number, and how sure one can be of it. */
import { streamKey, u32 } from '../base/random'
import type { RunSummary, SummaryField } from './runSummary'

/** Runs of A and B, paired: position i of both has the same seed. */
export interface Study {
  a: readonly RunSummary[]
  b: readonly RunSummary[]
}

export interface Estimate {
  /** Median over the seeds. */
  middle: number
  low: number
  high: number
}

export interface StudyLine {
  a: Estimate
  b: Estimate
  /** Of B over A, seed by seed: its interval is narrower than those of the two would suggest. */
  difference: Estimate
}

/** Seeds of a study, a function of the scenario's own seed; the first is that seed itself. */
export function studySeeds(seed: number, count: number): number[] {
  const key = streamKey(seed, 'study')
  return Array.from({ length: count }, (_, i) => (i === 0 ? seed : u32(key, i)))
}

const CONFIDENCE = 0.95

/**
 * How many values lie below and above the interval of the median. The number of values below the true median is
 * binomial with share 1/2, whatever their distribution: ranks are given away from both ends for as long as the
 * chance of missing it stays within 5 %. Exact, nothing is assumed and nothing drawn.
 */
function ranksOff(count: number): number {
  let chance = 2 ** -count
  let below = chance
  let off = 0
  while (off + 1 <= (count - 1) / 2 && 2 * below <= 1 - CONFIDENCE) {
    off++
    chance = (chance * (count - off + 1)) / off
    below += chance
  }
  return Math.max(0, off - 1)
}

/** Median and its 95 % interval by order statistics; NaN for no values. Values that are not numbers are left out. */
export function estimateOf(values: readonly number[]): Estimate {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  if (sorted.length === 0) return { middle: NaN, low: NaN, high: NaN }
  const half = sorted.length >> 1
  const middle = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
  const off = ranksOff(sorted.length)
  return { middle, low: sorted[off]!, high: sorted[sorted.length - 1 - off]! }
}

/** One number of a study. */
export function studyLine({ a, b }: Study, field: SummaryField): StudyLine {
  const of = (runs: readonly RunSummary[]): number[] => runs.map((run) => run[field])
  const [before, after] = [of(a), of(b)]
  return {
    a: estimateOf(before),
    b: estimateOf(after),
    difference: estimateOf(after.map((value, i) => value - before[i]!)),
  }
}
