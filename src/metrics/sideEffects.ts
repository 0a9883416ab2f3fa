/** What external calls with side effects came to: executions that asked, what was paid, how often again, and what keys kept from happening. */
import { OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { LaneId, Micros, Outcome, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { once } from './once'

export interface SideEffectCounts {
  /** Side effects in all, and how many of them were for what had been paid for before. */
  paid: number
  again: number
  /** Duplicates avoided: the key was known. */
  done: number
  /** Executions that failed because another one held the key. */
  busy: number
}

export const NO_SIDE_EFFECTS: SideEffectCounts = { paid: 0, again: 0, done: 0, busy: 0 }

function rowsOf({ records }: Trace): ReadonlyMap<LaneId, Int32Array> {
  const found = new Map<LaneId, RecordId[]>()
  for (let row = 0; row < records.length; row++) {
    if (records.kind[row] !== KIND.sideEffect) continue
    const lane = records.lane[row]!
    const known = found.get(lane)
    if (known) known.push(row)
    else found.set(lane, [row])
  }
  return new Map([...found].map(([lane, rows]) => [lane, Int32Array.from(rows)]))
}

/** Records of external calls in order of time, by lane of the downstream. */
export const sideEffects: (trace: Trace) => ReadonlyMap<LaneId, Int32Array> = once(rowsOf)

/** The lane behind a function, or NONE. @param lane of the function */
export const downstreamOf = ({ lanes }: Trace, lane: LaneId): LaneId => lanes.parent.findIndex((parent, at) => parent === lane && lanes.kind[at] === LANE.downstream)

const WORTH: Readonly<Partial<Record<Outcome, Partial<SideEffectCounts>>>> = { paid: { paid: 1 }, paidAgain: { paid: 1, again: 1 }, alreadyDone: { done: 1 }, inProgress: { busy: 1 } }

/** Sums up to each record, so that a moment costs a bisection: one table per downstream. */
function sumsOf(trace: Trace): ReadonlyMap<LaneId, readonly SideEffectCounts[]> {
  const { outcome } = trace.records
  return new Map(
    [...sideEffects(trace)].map(([lane, rows]) => {
      let sum = NO_SIDE_EFFECTS
      return [lane, Array.from(rows, (row) => (sum = plus(sum, WORTH[OUTCOMES[outcome[row]! & OUTCOME_MASK]!] ?? {})))]
    }),
  )
}

const plus = (a: SideEffectCounts, b: Partial<SideEffectCounts>): SideEffectCounts => ({
  paid: a.paid + (b.paid ?? 0), again: a.again + (b.again ?? 0), done: a.done + (b.done ?? 0), busy: a.busy + (b.busy ?? 0),
})

const sums = once(sumsOf)

/** Counts of a downstream up to a moment. */
export function sideEffectsAt(trace: Trace, lane: LaneId, time: Micros): SideEffectCounts {
  const rows = sideEffects(trace).get(lane)
  if (rows === undefined) return NO_SIDE_EFFECTS
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (trace.records.time[rows[middle]!]! <= time) low = middle + 1
    else high = middle
  }
  return low === 0 ? NO_SIDE_EFFECTS : sums(trace).get(lane)![low - 1]!
}

/** Counts of the whole run, all functions together. */
export function sideEffectsOf(trace: Trace): SideEffectCounts {
  return [...sums(trace).values()].reduce<SideEffectCounts>((sum, own) => plus(sum, own.at(-1) ?? NO_SIDE_EFFECTS), NO_SIDE_EFFECTS)
}
