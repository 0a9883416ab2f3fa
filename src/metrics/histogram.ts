/**
 * Bins for durations: 128 per power of two, so that no bin is wider than 0.8 % of its value; below 128
 * microseconds every microsecond has its own.
 */
import type { Micros } from '../sim/trace/schema'

const BITS = 7
const PER_OCTAVE = 1 << BITS
const MAX_SPAN = 0xffffffff

/** Enough for every span a trace can hold (2^32 microseconds, 71 minutes). */
export const HISTOGRAM_BINS = (32 - BITS + 1) * PER_OCTAVE

/** The bin of a duration; longer ones than the last bin holds count there. */
export function binOf(micros: Micros): number {
  const value = micros < MAX_SPAN ? micros : MAX_SPAN
  if (value < PER_OCTAVE) return value
  const octave = 31 - Math.clz32(value)
  return ((octave - BITS + 1) << BITS) + ((value >>> (octave - BITS)) & (PER_OCTAVE - 1))
}

/** The middle of a bin, microseconds: at most 0.4 % from any value in it. */
export function middleOf(bin: number): Micros {
  const octave = (bin >>> BITS) + BITS - 1
  if (octave < BITS) return bin
  const width = 2 ** (octave - BITS)
  return (PER_OCTAVE + (bin & (PER_OCTAVE - 1))) * width + (width - 1) / 2
}

/** The smallest value that at least the given shares of all counted values do not exceed; NaN if there is none. */
export function quantilesOf(counts: ArrayLike<number>, shares: readonly number[]): number[] {
  let total = 0
  for (let bin = 0; bin < counts.length; bin++) total += counts[bin]!
  return shares.map((share) => quantile(counts, share * total))
}

function quantile(counts: ArrayLike<number>, rank: number): number {
  let below = 0
  for (let bin = 0; bin < counts.length; bin++) {
    below += counts[bin]!
    if (below > 0 && below >= rank) return middleOf(bin)
  }
  return NaN
}
