/** Times are integer microseconds. These constants and constructors are the only place that knows the factors. */
export const MICROS_PER_MS = 1000
export const MICROS_PER_SECOND = 1_000_000
export const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND
export const MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE
export const MICROS_PER_DAY = 24 * MICROS_PER_HOUR

/** Milliseconds as integer microseconds. */
export const ms = (value: number): number => Math.round(value * MICROS_PER_MS)
/** Seconds as integer microseconds. */
export const seconds = (value: number): number => Math.round(value * MICROS_PER_SECOND)
/** Minutes as integer microseconds. */
export const minutes = (value: number): number => Math.round(value * MICROS_PER_MINUTE)
/** Hours as integer microseconds. */
export const hours = (value: number): number => Math.round(value * MICROS_PER_HOUR)

/** Microseconds as milliseconds. */
export const toMs = (micros: number): number => micros / MICROS_PER_MS
/** Microseconds as seconds. */
export const toSeconds = (micros: number): number => micros / MICROS_PER_SECOND
