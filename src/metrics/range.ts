/** What happened in a stretch of the run, its ends included. */
import { countsAt, percentilesAt } from './counts'
import type { Digest } from './digest'
import type { Micros, Trace } from '../sim/trace/schema'

export interface RangeFigures {
  arrivals: number
  coldStarts: number
  throttles: number
  /** Response times of the invocations that ended in the range, microseconds; NaN without any. */
  p50: Micros
  p99: Micros
}

export function rangeFigures(digest: Digest, trace: Trace, { from, to }: { from: Micros; to: Micros }): RangeFigures {
  const before = countsAt(digest, trace, from - 1)
  const until = countsAt(digest, trace, to)
  const [p50 = NaN, p99 = NaN] = percentilesAt(digest, trace, to, { shares: [0.5, 0.99], after: from - 1 })
  return {
    arrivals: until.arrivals - before.arrivals,
    coldStarts: until.coldStarts - before.coldStarts,
    throttles: until.throttles - before.throttles,
    p50,
    p99,
  }
}
