/** A whole run in a few numbers, and the same over many seeds. */
import type { Trace } from '../sim/trace/schema'
import { costFor } from './costRate'
import { countsAt, percentilesAt } from './counts'
import type { Digest } from './digest'

const SUMMARY_SHARES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const
export type PercentileName = keyof typeof SUMMARY_SHARES

/** Response times in microseconds; NaN where no invocation ended. */
export interface RunSummary extends Readonly<Record<PercentileName, number>> {
  requests: number
  throttles: number
  coldStarts: number
  errors: number
  retries: number
  /** Invocations that ended: percentiles and the cold share are of these. */
  invocations: number
  /** Of the invocations that ended, the share whose environment was started for them, 0 to 1. */
  coldShare: number
  costUsd: number
  /** The cost if the run went on like this for a day. */
  costPerDayUsd: number
  /** The same for a month. */
  costPerMonthUsd: number
}

export type SummaryField = keyof RunSummary

export function summaryOf(trace: Trace, digest: Digest): RunSummary {
  const end = trace.stoppedAt ?? trace.until
  const { requests, throttles, coldStarts, errors, retries, invocations, costUsd } = countsAt(digest, trace, end)
  const [p50, p90, p95, p99, p999] = percentilesAt(digest, trace, end, { shares: Object.values(SUMMARY_SHARES) })
  const coldShare = coldStarts / Math.max(1, invocations)
  const whole = { from: null, to: end }
  const costPerDayUsd = costFor(digest, trace, whole, 'day') ?? 0
  const costPerMonthUsd = costFor(digest, trace, whole, 'month') ?? 0
  return {
    requests, throttles, coldStarts, errors, retries, invocations, coldShare: Math.min(1, coldShare), costUsd, costPerDayUsd, costPerMonthUsd,
    p50: p50!, p90: p90!, p95: p95!, p99: p99!, p999: p999!,
  }
}
