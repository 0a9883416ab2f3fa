/** How handlers failed, and what became of messages, by source. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { deliveries } from './deliveries'
import { arrivalOf } from './flight'
import { messageIndex } from './messages'
import type { MessageCounts } from './messages'

export interface SourceFacts {
  /** Handlers that did not succeed. */
  failures: number
  /** From the first of them to the last. */
  failedFor: Micros
  /** At the end; null where there are none. */
  messages: MessageCounts | null
}

export interface SourcesFacts {
  sources: readonly SourceFacts[]
  /** Events and notes that went to destinations. */
  delivered: number
}

const SUCCESS = OUTCOMES.indexOf('success')

export function sourcesFacts(trace: Trace): SourcesFacts {
  const { records, lanes } = trace
  const first = lanes.kind.indexOf(LANE.source)
  const count = lanes.kind.filter((kind) => kind === LANE.source).length
  const failed = Array.from({ length: count }, () => ({ failures: 0, from: 0, to: 0 }))
  for (let row = 0; row < records.length; row++) {
    const outcome = records.outcome[row]! & OUTCOME_MASK
    if (records.kind[row] !== KIND.handler || outcome === SUCCESS || outcome === 0) continue
    const arrival = arrivalOf(trace, row)
    const source = arrival === NONE ? undefined : failed[records.lane[arrival]! - first]
    if (source === undefined) continue
    source.to = records.time[row]!
    if (source.failures++ === 0) source.from = source.to
  }
  return {
    sources: failed.map(({ failures, from, to }, at) => ({ failures, failedFor: to - from, messages: messageIndex(trace).countsAt(first + at, trace.until) })),
    delivered: deliveries(trace).reduce((sum, rows) => sum + rows.length, 0),
  }
}
