/**
 * Estimates with honest standard errors from independent runs. A run contributes sums; an estimate is a ratio of
 * sums over all runs, its error the usual linearisation of a ratio.
 */
import type { Estimate } from './types.ts'

/** Below this many events the spread between runs says little about the error. */
const FEW_EVENTS = 30
/** Added to the number of events, so that nothing seen still means "perhaps a few" (with 4 standard errors: up to 7). */
const UNSEEN_EVENTS = 3

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Ratio of two sums; `parts` has one [numerator, denominator] per run. */
export function ratio(parts: readonly (readonly [number, number])[]): Estimate {
  const runs = parts.length
  const total = sum(parts.map((part) => part[1]))
  const mean = sum(parts.map((part) => part[0])) / total
  const squares = sum(parts.map(([top, bottom]) => (top - mean * bottom) ** 2))
  const se = runs > 1 ? Math.sqrt((squares * runs) / (runs - 1)) / total : Infinity
  return { mean, se }
}

/** Mean of one value per run. */
export function average(values: readonly number[]): Estimate {
  return ratio(values.map((value) => [value, 1] as const))
}

/** Mean of a count per run; when all runs counted the same, the error is that of the few events a run might have seen. */
export function averageCount(counts: readonly number[]): Estimate {
  const { mean, se } = average(counts)
  return { mean, se: Math.max(se, Math.sqrt(UNSEEN_EVENTS) / counts.length) }
}

/**
 * A share between 0 and 1 that may be very near either end. `effective` is the number of roughly independent
 * observations of all runs together: it bounds the error from below when few events, or none, were seen.
 */
export function share(parts: readonly (readonly [number, number])[], effective: number): Estimate {
  const { mean, se } = ratio(parts)
  const events = Math.min(mean, 1 - mean) * effective
  if (events >= FEW_EVENTS) return { mean, se }
  return { mean, se: Math.max(se, Math.sqrt(Math.max(0, events) + UNSEEN_EVENTS) / effective) }
}

/** Variance from each run's mean and mean square, without the bias of the runs' own means. */
export function variance(moments: readonly { mean: number; meanSquare: number }[]): Estimate {
  const mean = average(moments.map((run) => run.mean)).mean
  const linear = average(moments.map((run) => run.meanSquare - 2 * mean * run.mean))
  return { mean: linear.mean + mean * mean, se: linear.se }
}

/**
 * Quantile of a law over whole numbers, given the share of time at or below each level in each run. When the
 * neighbours cannot be told from it, the error says so.
 */
export function levelQuantile(cumulative: readonly (readonly number[])[], probability: number): Estimate {
  const levels = Math.max(...cumulative.map((run) => run.length))
  const pooled = Array.from({ length: levels }, (_, level) => average(cumulative.map((run) => run[level] ?? 1)))
  const first = (shift: number): number => {
    const level = pooled.findIndex(({ mean, se }) => mean + shift * se >= probability)
    return level < 0 ? levels - 1 : level
  }
  const low = first(3)
  const high = first(-3)
  return { mean: first(0), se: (high - low) / 2 }
}
