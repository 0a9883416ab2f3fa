/** What a selection means in another run of much the same scenario. */
import { NONE } from '../sim/trace/schema'
import type { LaneId, RecordId, Trace } from '../sim/trace/schema'
import { LANE } from '../sim/trace/writer'
import { environmentOrdinal, environmentWith } from './environments'

/** The same record of another run: of the same request or environment, of the same kind, the same one in order; or null. */
export function carriedRecord(before: Trace, after: Trace, record: RecordId): RecordId | null {
  const request = before.records.request[record] ?? NONE
  if (request !== NONE) return nth(after, matching(after, record, before, 'request', request), orderIn(before, record, 'request'))
  const lane = carriedLane(before, after, before.records.lane[record] ?? NONE)
  return lane === null ? null : nth(after, matching(after, record, before, 'lane', lane), orderIn(before, record, 'lane'))
}

type Column = 'request' | 'lane'
type Matches = (row: RecordId) => boolean

const matching = (after: Trace, record: RecordId, before: Trace, column: Column, value: number): Matches => {
  const kind = before.records.kind[record]
  return (row) => after.records[column][row] === value && after.records.kind[row] === kind
}

/** How many records of the same kind the request or lane had before. */
function orderIn({ records }: Trace, record: RecordId, column: Column): number {
  let count = 0
  for (let row = 0; row < record; row++) {
    if (records[column][row] === records[column][record] && records.kind[row] === records.kind[record]) count++
  }
  return count
}

function nth({ records }: Trace, matches: Matches, order: number): RecordId | null {
  let left = order
  for (let row = 0; row < records.length; row++) if (matches(row) && left-- === 0) return row
  return null
}

/** The same environment of another run (function and number), or the same other lane; or null. */
export function carriedLane(before: Trace, after: Trace, lane: LaneId): LaneId | null {
  if (lane < 0 || lane >= before.lanes.length) return null
  if (before.lanes.kind[lane] !== LANE.environment) return after.lanes.kind[lane] === before.lanes.kind[lane] ? lane : null
  const found = environmentWith(after, before.lanes.parent[lane]!, environmentOrdinal(before, lane))
  return found === NONE ? null : found
}
