/**
 * Monotone map between simulated time (microseconds) and CSS pixels, as an immutable value: pieces of even pace,
 * one where nothing is folded.
 */
import type { Pieces, Stretch } from './folding.ts'

/** A folded stretch and where it is drawn. */
export interface Fold extends Stretch {
  /** CSS pixels, cut to the range. */
  readonly left: number
  readonly right: number
}

/** A piece of the range in which time runs evenly. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
  readonly folded: boolean
}

export interface TimeScale {
  readonly domain: readonly [from: number, to: number]
  readonly range: readonly [left: number, right: number]
  /** Pixels per microsecond outside of folds. */
  readonly density: number
  readonly folds: readonly Fold[]
  readonly pieces: readonly Piece[]
  toPx(time: number): number
  /** Not rounded; callers that need a moment of the trace round it. */
  toTime(px: number): number
}

export function createTimeScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  pieces?: Pieces,
): TimeScale {
  return pieces === undefined || pieces.folds.length === 0 ? linearScale(domain, range) : foldedScale(domain, range, pieces)
}

function linearScale(domain: readonly [number, number], range: readonly [number, number]): TimeScale {
  const [from, to] = domain
  const [left, right] = range
  const density = to > from ? (right - left) / (to - from) : 0
  return {
    domain,
    range,
    density,
    folds: [],
    pieces: [{ from, to, left, right, folded: false }],
    toPx: (time) => left + (time - from) * density,
    toTime: (px) => (density === 0 ? from : from + (px - left) / density),
  }
}

/** First position in `values`, but the last, whose successor is beyond `value`. */
function pieceAt(values: readonly number[], value: number): number {
  let low = 0
  let high = values.length - 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle + 1]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function foldedScale(domain: readonly [number, number], range: readonly [number, number], { times, shares, reach, folds }: Pieces): TimeScale {
  const [left, right] = range
  const width = right - left
  const density = width / reach
  const px = shares.map((share) => left + share * width)
  const between = (value: number, [from, to]: readonly [readonly number[], readonly number[]], at: number): number => {
    const span = from[at + 1]! - from[at]!
    return span === 0 ? to[at + 1]! : to[at]! + ((value - from[at]!) / span) * (to[at + 1]! - to[at]!)
  }
  const toPx = (time: number): number => {
    // Beyond the view nothing is folded: what lies there is cut off anyway.
    if (time < domain[0]) return left + (time - domain[0]) * density
    if (time > domain[1]) return right + (time - domain[1]) * density
    return between(time, [times, px], pieceAt(times, time))
  }
  const starts = new Set(folds.map(({ from }) => Math.max(from, domain[0])))
  return {
    domain,
    range,
    density,
    folds: folds.map(({ from, to }) => ({ from, to, left: toPx(Math.max(from, domain[0])), right: toPx(Math.min(to, domain[1])) })),
    pieces: times.slice(1).map((to, at) => ({ from: times[at]!, to, left: px[at]!, right: px[at + 1]!, folded: starts.has(times[at]!) })),
    toPx,
    toTime: (at) => {
      if (at < left) return domain[0] + (at - left) / density
      if (at > right) return domain[1] + (at - right) / density
      return between(at, [px, times], pieceAt(px, at))
    },
  }
}
