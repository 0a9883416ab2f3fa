/**
 * Where the marks of a time axis stand and what unit they speak. All arithmetic is on integer microseconds:
 * no tick is ever off by a rounding error.
 */
import { MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_MS, MICROS_PER_SECOND } from '../../base/units.ts'
import type { TimeScale } from './timeScale.ts'

export type TimeUnit = 'µs' | 'ms' | 's' | 'clock'

export interface TimeTicks {
  step: number
  times: number[]
  unit: TimeUnit
  /** Decimals that tell neighbouring ticks apart in that unit. */
  decimals: number
}

const decimalSteps = [1, 2, 5].flatMap((lead) => [0, 1, 2, 3, 4, 5].map((power) => lead * 10 ** power))

/** Steps a reader can count in, in microseconds, ascending. */
const STEPS: readonly number[] = [
  ...decimalSteps.toSorted((a, b) => a - b),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MICROS_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MICROS_PER_MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672].map((n) => n * MICROS_PER_HOUR),
]

const UNIT_SIZE: Readonly<Record<TimeUnit, number>> = { µs: 1, ms: MICROS_PER_MS, s: MICROS_PER_SECOND, clock: MICROS_PER_SECOND }

/** The unit everything is told in when the settings name one. A matter of wording, like a language: set once, read everywhere. */
let wanted: 'auto' | 'ms' | 's' = 'auto'
export function setTimeUnit(unit: typeof wanted): void {
  wanted = unit
}

/** The unit in which times up to `until` are told. */
export function unitFor(until: number): TimeUnit {
  if (wanted !== 'auto') return wanted
  if (until < 2 * MICROS_PER_MS) return 'µs'
  if (until < MICROS_PER_SECOND) return 'ms'
  return until <= 2 * MICROS_PER_MINUTE ? 's' : 'clock'
}

/** Decimals that a multiple of `step` needs in `unit`. */
export function decimalsFor(step: number, unit: TimeUnit): number {
  let decimals = 0
  for (let size = UNIT_SIZE[unit]; size > 1 && step % size !== 0; size /= 10) decimals++
  return decimals
}

/** Ticks between `from` and `to` (microseconds), at most `count` or so. `until` is the length of the whole run. */
export function timeTicks(domain: readonly [number, number], count: number, until = domain[1]): TimeTicks {
  const [from, to] = domain
  const step = stepFor((to - from) / Math.max(1, count))
  const unit = unitFor(until)
  return { step, times: multiples(step, { from, to }), unit, decimals: decimalsFor(step, unit) }
}

function stepFor(least: number): number {
  const wanted = Math.max(1, least)
  return STEPS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / MICROS_PER_HOUR) * MICROS_PER_HOUR
}

function multiples(step: number, { from, to }: { from: number; to: number }): number[] {
  const times: number[] = []
  for (let n = Math.ceil(from / step); n * step <= to; n++) times.push(n * step)
  return times
}

/** Ticks of a scale, about `spacing` pixels apart; none within a fold. */
export function scaleTicks(scale: TimeScale, spacing: number, until: number): TimeTicks {
  const step = stepFor(scale.density > 0 ? spacing / scale.density : 1)
  const unit = unitFor(until)
  const times = scale.pieces.flatMap((piece) => (piece.folded ? [] : multiples(step, piece)))
  return { step, times: [...new Set(times)], unit, decimals: decimalsFor(step, unit) }
}

/** Ticks of a count axis: whole numbers, 0 included, about `count` of them. */
export function countTicks(max: number, count: number): number[] {
  const wanted = Math.max(1, max / Math.max(1, count))
  let power = 1
  while (power * 10 <= wanted) power *= 10
  const step = [1, 2, 5, 10].map((lead) => lead * power).find((candidate) => candidate >= wanted) ?? power * 10
  const values: number[] = []
  for (let value = 0; value <= max; value += step) values.push(value)
  return values
}
