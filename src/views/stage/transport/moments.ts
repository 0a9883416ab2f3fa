/** Moments worth jumping to, in order of time, and the search among them. */
import { interestingRecords } from '../../../metrics/flight.ts'
import { OUTCOMES, OUTCOME_MASK, RECORD_KINDS, type RecordId, type RecordKind, type Trace } from '../../../sim/trace/schema.ts'
import type { Moment } from '../../../text/en/stage.ts'
import { bisectLeft, bisectRight } from '../../../base/bisect.ts'

export interface Moments {
  /** Microseconds, ascending. */
  times: Float64Array
  kinds: readonly Moment[]
  records: readonly RecordId[]
}

const MOMENT_OF: Partial<Record<RecordKind, Moment>> = {
  create: 'coldStart',
  throttle: 'throttle',
  reject: 'reject',
  retryWait: 'retry',
  giveUp: 'giveUp',
  shutdown: 'shutdown',
  provision: 'provision',
  intervention: 'intervention',
}

const BY_KIND: readonly (Moment | undefined)[] = RECORD_KINDS.map((kind) => MOMENT_OF[kind])

/** A failure is worth seeing when it happens, at the end of its record. */
export function momentsOf(trace: Trace, interesting = interestingRecords(trace)): Moments {
  const { records } = trace
  const found = Array.from(interesting, (record) => {
    const kind = BY_KIND[records.kind[record]!]
    const outcome = OUTCOMES[records.outcome[record]! & OUTCOME_MASK]
    const failed: Moment = outcome === 'timeout' || outcome === 'restoreTimeout' ? 'timeout' : 'failure'
    const start = records.time[record]!
    const time = kind ? start : Math.min(trace.until, start + records.span[record]!)
    return { record, time, kind: kind ?? failed }
  }).sort((a, b) => a.time - b.time || a.record - b.record)
  return {
    times: Float64Array.from(found, ({ time }) => time),
    kinds: found.map(({ kind }) => kind),
    records: found.map(({ record }) => record),
  }
}

/** Position of the next moment after `time` (+1) or the last before it (-1), or -1. */
export function nextMoment({ times }: Moments, time: number, step: 1 | -1): number {
  if (step > 0) {
    const at = bisectRight(times, time)
    return at < times.length ? at : -1
  }
  return bisectLeft(times, time) - 1
}

/** Start of the next or previous record; null at the ends of the trace. */
export function nextRecordTime({ records }: Trace, time: number, step: 1 | -1): number | null {
  const at = step > 0 ? bisectRight(records.time, time, 0, records.length) : bisectLeft(records.time, time, 0, records.length) - 1
  return at >= 0 && at < records.length ? records.time[at]! : null
}

/** Marks for a bar of `width` pixels: at most one per three pixels, the first of each wins. */
export function spacedMarks({ times, kinds }: Moments, until: number, width: number): { at: number; kind: Moment }[] {
  const marks: { at: number; kind: Moment }[] = []
  let last = -Infinity
  for (let i = 0; i < times.length; i++) {
    const at = times[i]! / Math.max(1, until)
    if ((at - last) * width < 3) continue
    marks.push({ at, kind: kinds[i]! })
    last = at
  }
  return marks
}
