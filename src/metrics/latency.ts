/** Response times split into those that waited for a cold start and those that did not. */
import type { Micros, Trace } from '../sim/trace/schema'
import { responsesAt } from './counts'
import type { Digest } from './digest'
import { HISTOGRAM_BINS, binOf, quantilesOf } from './histogram'
import { responseOf } from './tally'
import { coldInvocations } from './within'
import type { Part } from './within'

export interface Responses {
  /** Counts by bin of `histogram.ts`. */
  all: Int32Array
  cold: Int32Array
  warm: Int32Array
}

/** Response times of invocations that ended within a part of a run. @param fn position of a function; null for all */
export function responsesWithin(digest: Digest, trace: Trace, { from, to }: Part, fn: number | null = null): Responses {
  const all = responsesAt(digest, trace, to, { fn, ...(from === null ? {} : { after: from }) })
  const cold = new Int32Array(HISTOGRAM_BINS)
  const { records } = trace
  for (const record of coldInvocations(trace)) {
    if (records.time[record]! > to) break
    const end = records.time[record]! + records.span[record]!
    if (end > to || (from !== null && end <= from)) continue
    if (fn === null || digest.tally.fnOfLane[records.lane[record]!] === fn) cold[binOf(responseOf(trace, record))]! += 1
  }
  return { all, cold, warm: all.map((count, bin) => count - cold[bin]!) }
}

/** Shares whose response times are shown. */
export const SHARES = [0.5, 0.9, 0.95, 0.99, 0.999] as const

export const percentilesOf = (counts: Int32Array): Micros[] => quantilesOf(counts, SHARES)
export const totalOf = (counts: Int32Array): number => counts.reduce((sum, count) => sum + count, 0)
