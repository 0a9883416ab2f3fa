/** Linear map between simulated time (microseconds) and CSS pixels, as an immutable value. */

export interface TimeScale {
  readonly domain: readonly [from: number, to: number]
  readonly range: readonly [left: number, right: number]
  /** Pixels per microsecond. */
  readonly density: number
  toPx(time: number): number
  /** Not rounded; callers that need a moment of the trace round it. */
  toTime(px: number): number
}

export function createTimeScale(domain: readonly [number, number], range: readonly [number, number]): TimeScale {
  const [from, to] = domain
  const [left, right] = range
  const density = to > from ? (right - left) / (to - from) : 0
  return {
    domain,
    range,
    density,
    toPx: (time) => left + (time - from) * density,
    toTime: (px) => (density === 0 ? from : from + (px - left) / density),
  }
}
