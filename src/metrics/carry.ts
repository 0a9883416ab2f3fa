/** What a selection means in another run of much the same scenario. */
import { NONE } from '../sim/trace/schema'
import type { LaneId, MessageId, RecordId, Trace } from '../sim/trace/schema'
import { LANE } from '../sim/trace/writer'
import { environmentNumber, environmentWith } from './environments'

/**
 * The same record of another run: of the same request or environment, of the same kind, the same one in order. Where
 * a request has none such, how it ended; or null.
 */
export function carriedRecord(before: Trace, after: Trace, record: RecordId): RecordId | null {
  const request = before.records.request[record] ?? NONE
  const kind = before.records.kind[record]
  if (request !== NONE) {
    return nth(after, { column: 'request', value: request, kind }, orderIn(before, record, 'request')) ?? lastOf(after, request)
  }
  const lane = carriedLane(before, after, before.records.lane[record] ?? NONE)
  return lane === null ? null : nth(after, { column: 'lane', value: lane, kind }, orderIn(before, record, 'lane'))
}

type Column = 'request' | 'lane'

interface Wanted {
  column: Column
  value: number
  kind: number | undefined
}

/** How many records of the same kind the request or lane had before. */
function orderIn({ records }: Trace, record: RecordId, column: Column): number {
  let count = 0
  for (let row = 0; row < record; row++) {
    if (records[column][row] === records[column][record] && records.kind[row] === records.kind[record]) count++
  }
  return count
}

function nth({ records }: Trace, { column, value, kind }: Wanted, order: number): RecordId | null {
  let left = order
  for (let row = 0; row < records.length; row++) {
    if (records[column][row] === value && records.kind[row] === kind && left-- === 0) return row
  }
  return null
}

/** The last record of a request, or null. */
function lastOf({ records }: Trace, request: number): RecordId | null {
  const last = records.request.lastIndexOf(request)
  return last < 0 ? null : last
}

/** The same environment of another run (function and number), or the same other lane; or null. */
export function carriedLane(before: Trace, after: Trace, lane: LaneId): LaneId | null {
  if (lane < 0 || lane >= before.lanes.length) return null
  if (before.lanes.kind[lane] !== LANE.environment) return after.lanes.kind[lane] === before.lanes.kind[lane] ? lane : null
  const found = environmentWith(after, before.lanes.parent[lane]!, environmentNumber(before, lane))
  return found === NONE ? null : found
}

/** The message of another run that was sent to the same source as the same one in order; or null. */
export function carriedMessage(before: Trace, after: Trace, message: MessageId): MessageId | null {
  const source = before.messages.lane[message]
  if (source === undefined) return null
  let order = 0
  for (let row = 0; row < message; row++) if (before.messages.lane[row] === source) order++
  for (let row = 0; row < after.messages.length; row++) if (after.messages.lane[row] === source && order-- === 0) return row
  return null
}
