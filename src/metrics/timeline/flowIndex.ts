/** What each source did, by time: counts up to a moment and what lies in a stretch of time are then bisections. */
import { OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { RecordId, Trace } from '../../sim/trace/schema'
import { KIND, LANE } from '../../sim/trace/writer'
import { arrivalOf } from '../flight'

/** Records of one source in order of time. */
export interface SourceEvents {
  arrivals: Int32Array
  /** Throttles and what was refused before Lambda. */
  refusals: Int32Array
  giveUps: Int32Array
  retries: Int32Array
  /** Events that a service could not hand over to Lambda. */
  notTaken: Int32Array
  /** When the waits before a retry end, ascending, microseconds. */
  retryEnds: Float64Array
}

export interface FlowIndex {
  sources: readonly SourceEvents[]
  /** Lane of the first source. */
  firstSource: number
}

/** What is kept, by kind: the column it goes to. */
const COLUMNS = ['arrivals', 'refusals', 'giveUps', 'retries', 'drops'] as const
const COLUMN_OF = new Int8Array(256).fill(-1)
COLUMN_OF[KIND.arrival] = 0
COLUMN_OF[KIND.throttle] = 1
COLUMN_OF[KIND.reject] = 1
COLUMN_OF[KIND.giveUp] = 2
COLUMN_OF[KIND.retryWait] = 3
COLUMN_OF[KIND.drop] = 4

/** Of a drop: Lambda never had the event. */
const HAND_OVER: ReadonlySet<number> = new Set([OUTCOMES.indexOf('handOverDenied'), OUTCOMES.indexOf('handOverFailed')])

export function buildFlowIndex(trace: Trace): FlowIndex {
  const { records, lanes } = trace
  const firstSource = Math.max(0, lanes.kind.indexOf(LANE.source))
  let count = 0
  while (lanes.kind[firstSource + count] === LANE.source) count++
  const sizes = Array.from({ length: count }, () => new Int32Array(COLUMNS.length))
  // A throttle stands on the lane of its function; its arrival says who was refused.
  const sourceOf = (id: RecordId): number => records.lane[records.kind[id] === KIND.throttle ? arrivalOf(trace, id) : id]! - firstSource
  for (let id = 0; id < records.length; id++) {
    const column = COLUMN_OF[records.kind[id]!]!
    if (column >= 0) sizes[sourceOf(id)]![column]!++
  }
  const filled = sizes.map((own) => Array.from(own, (size) => new Int32Array(size)))
  const next = sizes.map(() => new Int32Array(COLUMNS.length))
  for (let id = 0; id < records.length; id++) {
    const column = COLUMN_OF[records.kind[id]!]!
    if (column >= 0) {
      const source = sourceOf(id)
      filled[source]![column]![next[source]![column]!++] = id
    }
  }
  const sources = filled.map(([arrivals, refusals, giveUps, retries, drops]): SourceEvents => ({
    arrivals: arrivals!,
    refusals: refusals!,
    giveUps: giveUps!,
    retries: retries!,
    notTaken: drops!.filter((id) => HAND_OVER.has(records.outcome[id]! & OUTCOME_MASK)),
    retryEnds: Float64Array.from(retries!, (id) => records.time[id]! + records.span[id]!).sort(),
  }))
  return { sources, firstSource }
}

/** How many of `ids` begin at `time` or before. */
export function countUpTo(ids: Int32Array, times: Float64Array, time: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[ids[middle]!]! <= time) low = middle + 1
    else high = middle
  }
  return low
}
