/** Where the marks of interventions stand over the time axis: pure geometry, in CSS pixels. */

export interface Mark {
  /** Positions in the scenario's list: several where marks would lie on one another. */
  indices: readonly number[]
  /** Centre of the mark's sign. */
  x: number
  /** Room for the words beside the sign; 0 where there is none. */
  room: number
}

/** Width of a sign, which is also the least target. */
export const SIGN = 24
const GAP = 4
/** Words narrower than this say nothing. */
const LEAST_ROOM = 44

interface MarksOptions {
  toPx: (micros: number) => number
  /** Ends of the axis. */
  range: readonly [number, number]
}

/** Marks of what happens within the range, in order of time; those closer than a sign are one. */
export function layoutMarks(timesMs: readonly number[], { toPx, range }: MarksOptions): Mark[] {
  const placed = timesMs
    .map((ms, index) => ({ index, x: toPx(ms * 1000) }))
    .filter(({ x }) => x >= range[0] - 0.5 && x <= range[1] + 0.5)
    .toSorted((a, b) => a.x - b.x || a.index - b.index)
  const groups: { indices: number[]; x: number }[] = []
  for (const { index, x } of placed) {
    const last = groups.at(-1)
    if (last !== undefined && x - last.x < SIGN + GAP) last.indices.push(index)
    else groups.push({ indices: [index], x })
  }
  return groups.map(({ indices, x }, at) => {
    const end = groups[at + 1]?.x ?? range[1] + SIGN
    const room = Math.floor(end - x - SIGN - GAP)
    return { indices, x: Math.min(range[1] - SIGN / 2, Math.max(range[0] + SIGN / 2, x)), room: room < LEAST_ROOM ? 0 : room }
  })
}
