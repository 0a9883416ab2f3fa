/** Moments worth jumping to, in order of time, and the search among them. */
import { interestingRecords } from '../../../metrics/flight.ts'
import { NONE, OUTCOMES, OUTCOME_MASK, RECORD_KINDS, type RecordId, type RecordKind, type Trace } from '../../../sim/trace/schema.ts'
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
  drop: 'drop',
  shutdown: 'shutdown',
  provision: 'provision',
  intervention: 'intervention',
}

const BY_KIND: readonly (Moment | undefined)[] = RECORD_KINDS.map((kind) => MOMENT_OF[kind])

const FAILED: readonly (Moment | undefined)[] = OUTCOMES.map((outcome) =>
  outcome === 'none' || outcome === 'success' ? undefined : outcome === 'timeout' || outcome === 'restoreTimeout' ? 'timeout' : 'failure',
)
/** Kinds that end badly or well; of the others the outcome says nothing of its own. */
const CAN_FAIL: readonly boolean[] = RECORD_KINDS.map((kind) => ['handler', 'functionInit', 'suppressedInit', 'restore'].includes(kind))

export const MOMENTS = [
  'coldStart', 'throttle', 'reject', 'retry', 'timeout', 'failure', 'giveUp', 'drop', 'shutdown', 'provision', 'intervention',
] as const satisfies readonly Moment[]
export const isMoment = (kind: string): kind is Moment => (MOMENTS as readonly string[]).includes(kind)

/** What a record is to somebody looking for the next event, if anything. */
function momentOf({ records }: Trace, record: RecordId): Moment | undefined {
  const code = records.kind[record]!
  if (CAN_FAIL[code]) return FAILED[records.outcome[record]! & OUTCOME_MASK]
  const kind = BY_KIND[code]
  // Environments made ahead of any request are no cold start.
  return kind === 'coldStart' && records.request[record] === NONE ? undefined : kind
}

/** What is told by its end happens then: failures, and capacity that is ready. */
const AT_END: ReadonlySet<Moment> = new Set(['timeout', 'failure', 'provision'])

function timeOf({ records, until }: Trace, record: RecordId, kind: Moment): number {
  const start = records.time[record]!
  return AT_END.has(kind) ? Math.min(until, start + records.span[record]!) : start
}

function sorted(trace: Trace, found: { record: RecordId; kind: Moment }[]): Moments {
  const timed = found.map(({ record, kind }) => ({ record, kind, time: timeOf(trace, record, kind) })).sort((a, b) => a.time - b.time || a.record - b.record)
  return {
    times: Float64Array.from(timed, ({ time }) => time),
    kinds: timed.map(({ kind }) => kind),
    records: timed.map(({ record }) => record),
  }
}

/** Whatever is worth a stop. */
export function momentsOf(trace: Trace, interesting = interestingRecords(trace)): Moments {
  const found = Array.from(interesting, (record) => ({ record, kind: momentOf(trace, record) ?? ('failure' as const) }))
  return sorted(trace, found)
}

/** More stops than anybody makes: beyond them the later ones are left out. */
const STOPS_MAX = 200_000

/** Every record of the chosen kinds. */
export function everyMoment(trace: Trace, kinds: readonly Moment[]): Moments {
  const wanted = new Set(kinds)
  const found: { record: RecordId; kind: Moment }[] = []
  for (let record = 0; record < trace.records.length && found.length < STOPS_MAX; record++) {
    const kind = momentOf(trace, record)
    if (kind !== undefined && wanted.has(kind)) found.push({ record, kind })
  }
  return sorted(trace, found)
}

/** How often each kind happens in a run. */
export function countMoments(trace: Trace): Readonly<Record<Moment, number>> {
  const counts = Object.fromEntries(MOMENTS.map((kind) => [kind, 0])) as Record<Moment, number>
  for (let record = 0; record < trace.records.length; record++) {
    const kind = momentOf(trace, record)
    if (kind !== undefined) counts[kind]++
  }
  return counts
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
