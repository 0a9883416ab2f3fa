/** What went to destinations and dead-letter queues, by lane. */
import { NONE } from '../sim/trace/schema'
import type { LaneId, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { once } from './once'

function deliveriesOf({ records, lanes }: Trace): readonly Int32Array[] {
  const found = new Map<LaneId, number[]>()
  for (let lane = 0; lane < lanes.length; lane++) if (lanes.kind[lane] === LANE.destination) found.set(lane, [])
  if (found.size === 0) return []
  for (let row = 0; row < records.length; row++) if (records.kind[row] === KIND.delivery) found.get(records.lane[row]!)?.push(row)
  return [...found.values()].map((rows) => Int32Array.from(rows))
}

/** Records of deliveries in order of time, for each destination in the order of lanes. */
export const deliveries: (trace: Trace) => readonly Int32Array[] = once(deliveriesOf)

/** The delivery that a record led to at once, or NONE. */
export function deliveryAfter({ records }: Trace, record: RecordId): RecordId {
  if (record === NONE) return NONE
  // It follows the end of what led to it.
  const end = records.time[record]! + records.span[record]!
  for (let row = record + 1; row < records.length && records.time[row]! <= end; row++) {
    if (records.kind[row] === KIND.delivery && records.cause[row] === record) return row
  }
  return NONE
}
