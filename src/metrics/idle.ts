/** Where nothing goes on: no record begins or ends, none lasts. */
import type { Micros, Trace } from '../sim/trace/schema'

export interface IdleStretch {
  readonly from: Micros
  readonly to: Micros
}

/**
 * The stretches of a run without any record, in order; shorter ones than a bin of its levels are left out, so
 * that there are never more than bins. A shut-down environment is told by its record; one that idles is no record.
 */
export function idleStretches({ records, levels, until }: Trace): readonly IdleStretch[] {
  const { time, span, length } = records
  const least = Math.max(1, levels.binSpan)
  const found: IdleStretch[] = []
  let busyUntil = 0
  for (let record = 0; record < length; record++) {
    const start = time[record]!
    if (start - busyUntil >= least) found.push({ from: busyUntil, to: start })
    const end = start + span[record]!
    if (end > busyUntil) busyUntil = end
  }
  if (until - busyUntil >= least) found.push({ from: busyUntil, to: until })
  return found
}
