/**
 * The order in which environments are shown and counted: that of their creation. A provisioned pool is there all at
 * once, and which of it takes a request is nowhere documented, so there it is the order of first use.
 */
import { NONE } from '../sim/trace/schema'
import type { LaneId, Trace } from '../sim/trace/schema'
import { POOL } from '../sim/trace/writer'

const isProvisioned = ({ lanes }: Trace, lane: LaneId): boolean => lanes.pool[lane] === POOL.provisioned

/** The first record of a request by provisioned environment; later than all others where none ever came; 0 for others. */
function firstUses(trace: Trace): Int32Array {
  const { records, lanes } = trace
  const unused = records.length
  const uses = Int32Array.from({ length: lanes.length }, (_, lane) => (isProvisioned(trace, lane) ? unused : 0))
  let open = uses.reduce((count, use) => count + (use === unused ? 1 : 0), 0)
  for (let row = 0; row < unused && open > 0; row++) {
    const lane = records.lane[row]!
    if (uses[lane] !== unused || records.request[row] === NONE) continue
    uses[lane] = row
    open--
  }
  return uses
}

/** Compares environments of one pool. */
export function byAppearance(trace: Trace): (a: LaneId, b: LaneId) => number {
  const { born } = trace.lanes
  const uses = firstUses(trace)
  return (a, b) => born[a]! - born[b]! || uses[a]! - uses[b]! || a - b
}

/** Provisioned environments of a function that came at the same moment, in order of creation. */
export function cohortsOf(trace: Trace): readonly (readonly LaneId[])[] {
  const { lanes } = trace
  const cohorts = new Map<string, LaneId[]>()
  for (let lane = 0; lane < lanes.length; lane++) {
    if (!isProvisioned(trace, lane)) continue
    const key = `${lanes.parent[lane]}:${lanes.born[lane]}`
    const cohort = cohorts.get(key)
    if (cohort) cohort.push(lane)
    else cohorts.set(key, [lane])
  }
  return [...cohorts.values()]
}
