/** Values a slider can rest on. Pure, so that ranges are testable. */

const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]

type Stops = (min: number, max: number, step: number) => readonly number[]

/** Ranges there is room for: more than the knobs of a scenario have. */
const MOST_RANGES = 500

/** Every knob asks for its stops at every change of a scenario, mostly for the same. */
function remembered(make: Stops): Stops {
  const made = new Map<string, readonly number[]>()
  return (min, max, step) => {
    const key = `${min} ${max} ${step}`
    const known = made.get(key)
    if (known !== undefined) return known
    if (made.size === MOST_RANGES) made.clear()
    const stops = make(min, max, step)
    made.set(key, stops)
    return stops
  }
}

/** From `min` to `max` in equal steps; both ends included. */
export const linearStops = remembered((min, max, step) => {
  const count = Math.floor((max - min) / step + 1e-9)
  const stops = Array.from({ length: count + 1 }, (_, index) => round(min + index * step))
  if (stops.at(-1) !== max) stops.push(max)
  return stops
})

/** Round numbers, ten to a decade, from `min` to `max`. A `min` of 0 is a stop before the first of `step`. */
export const logStops = remembered((min, max, step) => {
  const from = min > 0 ? min : step
  const stops = new Set<number>([min, from])
  for (let decade = 10 ** Math.floor(Math.log10(from)); decade <= max; decade *= 10) {
    for (const mantissa of MANTISSAS) {
      const value = round(Math.round((mantissa * decade) / step) * step)
      if (value > from && value < max) stops.add(value)
    }
  }
  stops.add(max)
  return [...stops].sort((a, b) => a - b)
})

/** Index of the stop closest to `value`. */
export function nearestStop(stops: readonly number[], value: number): number {
  let low = 0
  let high = stops.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stops[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  const above = stops[low] ?? value
  const below = stops[low - 1]
  return below !== undefined && value - below < above - value ? low - 1 : low
}

/** Drops what binary fractions add to decimal steps. */
function round(value: number): number {
  return Number(value.toPrecision(12))
}
