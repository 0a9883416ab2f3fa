/**
 * Folding of idle stretches: none takes more than a fixed share of the view. Time outside of folds runs evenly,
 * so a fold comes and goes without a jump while zooming: it is as wide as the stretch would be just then.
 *
 * The unit of length is the view: 1 is its whole width. `reach` is how many microseconds that width stands for
 * outside of folds; without folds it is the span on show.
 */

/** A stretch in which nothing happens, microseconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Folding {
  /** Ascending, apart from one another. */
  readonly idle: readonly Stretch[]
  /** The same, longest first. */
  readonly longest: readonly Stretch[]
  /** Share of the view that a fold takes. */
  readonly width: number
}

export const createFolding = (idle: readonly Stretch[], width: number): Folding => ({
  idle,
  longest: idle.toSorted((a, b) => b.to - b.from - (a.to - a.from)),
  width,
})

export const UNFOLDED: Folding = createFolding([], 1)

/** Where pieces of even pace meet: at `times[i]` the share `shares[i]` of the view is reached. */
export interface Pieces {
  readonly times: readonly number[]
  readonly shares: readonly number[]
  readonly reach: number
  /** Folded stretches that the view touches. */
  readonly folds: readonly Stretch[]
}

/** The same for every view without folds: who watches only them is not told of the view's moves. */
const NO_FOLDS: readonly Stretch[] = []

/** A view that shows less than this outside of folds shows nothing but a fold, which then lies open. */
const REACH_MIN = 50

const isFolded = ({ from, to }: Stretch, reach: number, width: number): boolean => to - from > width * reach

/** The reach of a view, or null where nothing folds. */
export function reachOf({ longest, width }: Folding, { from, to }: Stretch): number | null {
  let shown = to - from
  let room = 1
  for (const stretch of longest) {
    // Not wider than a fold as it is: nothing shorter is either.
    if (!isFolded(stretch, shown / room, width)) break
    const seen = Math.min(stretch.to, to) - Math.max(stretch.from, from)
    if (seen <= 0) continue
    shown -= seen
    room -= (width * seen) / (stretch.to - stretch.from)
    if (shown < REACH_MIN * room) return null
  }
  return room === 1 ? null : shown / room
}

/** First position of a stretch that ends after `time`. */
function firstAfter(idle: readonly Stretch[], time: number): number {
  let low = 0
  let high = idle.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (idle[middle]!.to <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a view lies within one idle stretch, which is then open. */
export function liesOpen({ idle }: Folding, { from, to }: Stretch): boolean {
  const stretch = idle[firstAfter(idle, from)]
  return stretch !== undefined && stretch.from <= from && stretch.to >= to
}

/** How a view is put together. */
export function piecesOf(folding: Folding, { from, to }: Stretch): Pieces {
  const reach = reachOf(folding, { from, to })
  if (reach === null) return { times: [from, to], shares: [0, 1], reach: to - from, folds: NO_FOLDS }
  const times = [from]
  const shares = [0]
  const folds: Stretch[] = []
  const add = (time: number, share: number): void => {
    times.push(time)
    shares.push(shares.at(-1)! + share)
  }
  const { idle, width } = folding
  for (let at = firstAfter(idle, from); at < idle.length && idle[at]!.from < to; at++) {
    const stretch = idle[at]!
    if (!isFolded(stretch, reach, width)) continue
    const start = Math.max(stretch.from, from)
    const end = Math.min(stretch.to, to)
    if (start > times.at(-1)!) add(start, (start - times.at(-1)!) / reach)
    add(end, (width * (end - start)) / (stretch.to - stretch.from))
    folds.push(stretch)
  }
  if (to > times.at(-1)!) add(to, 0)
  // Rounding must not leave a gap at the end.
  shares[shares.length - 1] = 1
  return { times, shares, reach, folds: folds.length === 0 ? NO_FOLDS : folds }
}

/** The time that lies `share` of a view after `time` (before it, if negative), where folds stay folded. */
export const walk = (folding: Folding, time: number, { share, reach }: { share: number; reach: number }): number =>
  share < 0 ? walkBack(folding, time, { share: -share, reach }) : walkOn(folding, time, { share, reach })

function walkOn({ idle, width }: Folding, time: number, { share, reach }: { share: number; reach: number }): number {
  let at = time
  let left = share
  for (let i = firstAfter(idle, time); i < idle.length; i++) {
    const stretch = idle[i]!
    if (!isFolded(stretch, reach, width)) continue
    const start = Math.max(stretch.from, at)
    if ((start - at) / reach >= left) break
    left -= (start - at) / reach
    const length = stretch.to - stretch.from
    if ((width * (stretch.to - start)) / length >= left) return start + (left / width) * length
    left -= (width * (stretch.to - start)) / length
    at = stretch.to
  }
  return at + left * reach
}

function walkBack({ idle, width }: Folding, time: number, { share, reach }: { share: number; reach: number }): number {
  let at = time
  let left = share
  for (let i = Math.min(idle.length - 1, firstAfter(idle, time)); i >= 0; i--) {
    const stretch = idle[i]!
    if (stretch.from >= at || !isFolded(stretch, reach, width)) continue
    const end = Math.min(stretch.to, at)
    if ((at - end) / reach >= left) break
    left -= (at - end) / reach
    const length = stretch.to - stretch.from
    if ((width * (end - stretch.from)) / length >= left) return end - (left / width) * length
    left -= (width * (end - stretch.from)) / length
    at = stretch.from
  }
  return at - left * reach
}
