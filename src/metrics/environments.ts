/** Numbers by which people tell execution environments apart. */
import { NONE } from '../sim/trace/schema'
import type { LaneId, Trace } from '../sim/trace/schema'
import { LANE } from '../sim/trace/writer'

const kept = new WeakMap<Trace, Int32Array>()

function numbersOf(trace: Trace): Int32Array {
  const known = kept.get(trace)
  if (known !== undefined) return known
  const { lanes } = trace
  const counts = new Int32Array(lanes.length)
  const numbers = new Int32Array(lanes.length).fill(NONE)
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] === LANE.environment) numbers[lane] = ++counts[lanes.parent[lane]!]!
  }
  kept.set(trace, numbers)
  return numbers
}

/** Number of an environment within its function, in order of creation, from 1; NONE for other lanes. */
export const environmentNumber = (trace: Trace, lane: LaneId): number => numbersOf(trace)[lane] ?? NONE
