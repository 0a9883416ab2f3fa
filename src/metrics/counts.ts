/** Answers from a digest: what had happened by a moment, in well under a millisecond. */
import { bisectRight } from '../base/bisect'
import { OUTCOMES } from '../sim/trace/schema'
import type { Micros, Outcome, Trace } from '../sim/trace/schema'
import { USED_COLUMNS, addUsage, priceUsage, usedMs } from './costs'
import type { CostLine } from './costs'
import { CHECKPOINT, addResponse } from './digest'
import type { Digest } from './digest'
import { HISTOGRAM_BINS, quantilesOf } from './histogram'
import { sumOf, toUsd } from './money'
import type { Tariff } from './tariff'
import { END, END_COLUMNS, START, START_COLUMNS, addEnd, addStarts, startWidth } from './tally'

/** Running totals by a moment, events of that very moment included; the first four are levels at it. */
export interface Counts {
  /** Requests whose environment initialises or runs. */
  inFlight: number
  /** Of those, in a cold start. */
  initialising: number
  /** Environments alive, idle ones included. */
  environments: number
  /** Environments that nobody uses. */
  idle: number
  /** Attempts that reached the front door. */
  arrivals: number
  /** First attempts. */
  requests: number
  /** Invocations that ended. */
  invocations: number
  /** Those that did not succeed. */
  errors: number
  outcomes: Readonly<Record<Outcome, number>>
  coldStarts: number
  throttles: number
  /** Throttles by index of the rule. */
  throttlesByRule: ReadonlyMap<number, number>
  rejects: number
  retries: number
  gatewayTimeouts: number
  clientTimeouts: number
  billedMs: number
  /** US dollars of the whole account, standing charges and free tier included; `costLinesAt` says what of it is whose. */
  costUsd: number
}

/** Where the scan begins: the checkpoint or bin that holds `t`. */
function startTotals(digest: Digest, trace: Trace, t: Micros): Float64Array {
  const width = digest.tally.functions * startWidth(digest.tally)
  const end = bisectRight(trace.records.time, t, 0, trace.records.length)
  const checkpoint = Math.floor(end / CHECKPOINT)
  const totals = digest.starts.slice(checkpoint * width, (checkpoint + 1) * width)
  addStarts(totals, trace, { tally: digest.tally, from: checkpoint * CHECKPOINT, to: end })
  return totals
}

/** Calls `visit` with the rows of the bin that have ended by `t`, and returns the bin; -1 before the first record. */
function visitBin(digest: Digest, trace: Trace, { from, t, visit }: { from: number; t: Micros; visit: (row: number) => void }): void {
  const { time, span } = trace.records
  const bin = bisectRight(digest.edges, t) - 1
  if (bin < 0) return
  for (let at = digest.binStart[from]!; at < digest.binStart[bin + 1]!; at++) {
    const row = digest.rows[at]!
    if (time[row]! + span[row]! <= t) visit(row)
  }
}

const binAt = (digest: Digest, t: Micros): number => Math.max(0, bisectRight(digest.edges, t) - 1)

function endTotals(digest: Digest, trace: Trace, t: Micros): Float64Array {
  const width = digest.tally.functions * END_COLUMNS
  const from = binAt(digest, t)
  const totals = digest.ends.slice(from * width, (from + 1) * width)
  visitBin(digest, trace, { from, t, visit: (row) => addEnd(totals, trace, digest.tally, row) })
  return totals
}

/** Quantities used by `t`, for `priceUsage`. */
function usageAt(digest: Digest, trace: Trace, t: Micros): Float64Array {
  const width = digest.billing.tariff.rates.length * USED_COLUMNS
  const from = binAt(digest, t)
  const usage = digest.usage.slice(from * width, (from + 1) * width)
  visitBin(digest, trace, { from, t, visit: (row) => addUsage(usage, trace, digest.billing, row) })
  return usage
}

/** The bill so far, at the run's own tariff unless another is given. */
export function costLinesAt(digest: Digest, trace: Trace, t: Micros, tariff: Tariff = digest.billing.tariff): CostLine[] {
  return priceUsage(usageAt(digest, trace, t), tariff, t)
}

/** Everything together so far, US dollars. */
export function costAt(digest: Digest, trace: Trace, t: Micros): number {
  return toUsd(sumOf(costLinesAt(digest, trace, t)))
}

/** Sums a column over one function or all. */
function columnSum(totals: Float64Array, width: number, fn: number | null): (column: number) => number {
  if (fn !== null) return (column) => totals[fn * width + column]!
  return (column) => {
    let sum = 0
    for (let at = column; at < totals.length; at += width) sum += totals[at]!
    return sum
  }
}

/** What had happened by `t`. @param fn position of a function in the scenario; null for all */
export function countsAt(digest: Digest, trace: Trace, t: Micros, fn: number | null = null): Counts {
  const { tally, billing } = digest
  const begun = columnSum(startTotals(digest, trace, t), startWidth(tally), fn)
  const ended = columnSum(endTotals(digest, trace, t), END_COLUMNS, fn)
  const usage = usageAt(digest, trace, t)
  const inFlight = begun(START.busy) - ended(END.busy)
  const environments = bornBy(digest, t, fn) - begun(START.shutdowns)
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome, code) => [outcome, ended(END.outcomes + code)])) as Record<Outcome, number>
  const invocations = OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0)
  const byRule = tally.throttleRules.map((rule, i) => [rule, begun(START_COLUMNS + i)] as const)
  return {
    inFlight,
    initialising: begun(START.initialising) - ended(END.initialising),
    environments,
    idle: Math.max(0, environments - inFlight),
    arrivals: begun(START.arrivals),
    requests: begun(START.requests),
    invocations,
    errors: invocations - outcomes.success - outcomes.none,
    outcomes,
    coldStarts: begun(START.coldStarts),
    throttles: byRule.reduce((sum, [, count]) => sum + count, 0),
    throttlesByRule: new Map(byRule),
    rejects: begun(START.rejects),
    retries: begun(START.retries),
    gatewayTimeouts: begun(START.gatewayTimeouts),
    clientTimeouts: begun(START.clientTimeouts),
    billedMs: billing.tariff.rates.reduce((sum, rate, row) => sum + (fn === null || rate.fn === fn ? usedMs(usage, row) : 0), 0),
    costUsd: toUsd(sumOf(priceUsage(usage, billing.tariff, t))),
  }
}

function bornBy(digest: Digest, t: Micros, fn: number | null): number {
  const births = fn === null ? digest.born : [digest.born[fn]!]
  return births.reduce((sum, times) => sum + bisectRight(times, t), 0)
}

/** Histogram of the response times of invocations that had ended by `t`. */
function histogramAt(digest: Digest, trace: Trace, t: Micros): Int32Array {
  const width = digest.tally.functions * HISTOGRAM_BINS
  const snapshot = Math.floor(binAt(digest, t) / digest.stride)
  const counts = digest.histograms.slice(snapshot * width, (snapshot + 1) * width)
  const from = snapshot * digest.stride
  visitBin(digest, trace, { from, t, visit: (row) => addResponse(counts, trace, digest.tally, row) })
  return counts
}

export interface PercentileQuestion {
  /** Shares, 0 to 1. */
  shares: readonly number[]
  /** Only invocations that ended after this moment; from the beginning if left out. */
  after?: Micros
  /** Position of a function in the scenario; null or left out for all. */
  fn?: number | null
}

/** Response times counted by bins of `histogram.ts`: of what had ended by `t`, and after `after` if that is given. */
export function responsesAt(digest: Digest, trace: Trace, t: Micros, { after, fn = null }: Omit<PercentileQuestion, 'shares'>): Int32Array {
  const counts = histogramAt(digest, trace, t)
  if (after !== undefined) {
    const before = histogramAt(digest, trace, after)
    for (let bin = 0; bin < counts.length; bin++) counts[bin]! -= before[bin]!
  }
  if (fn !== null) return counts.subarray(fn * HISTOGRAM_BINS, (fn + 1) * HISTOGRAM_BINS)
  for (let at = HISTOGRAM_BINS; at < counts.length; at++) counts[at % HISTOGRAM_BINS]! += counts[at]!
  return counts.subarray(0, HISTOGRAM_BINS)
}

/**
 * Response times (arrival of the attempt to the end of its invocation) that the given shares of invocations
 * did not exceed by `t`. Microseconds, within 0.4 %; NaN while there is none.
 */
export function percentilesAt(digest: Digest, trace: Trace, t: Micros, { shares, ...question }: PercentileQuestion): number[] {
  return quantilesOf(responsesAt(digest, trace, t, question), shares)
}
