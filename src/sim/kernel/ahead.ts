import type { StreamKey } from '../../base/random'
import type { Micros } from '../trace/schema'
import { BLOCK, limited } from './sampler'
import type { Draw, Fill } from './sampler'

/**
 * Draws are pure functions of (stream, counter), so they can be made ahead of need, a block at a time: in a tight
 * loop they take half the time they take one by one between other work. Nothing else changes.
 */

/** A duration that every invocation asks for: one by one, and in blocks. */
export interface BlockLaw {
  readonly draw: Draw
  readonly fill: Fill
}

/** Durations of one stream, of which a block is at hand. */
export interface Durations {
  readonly key: StreamKey
  readonly draw: Draw
  readonly fill: Fill
  readonly block: Int32Array
  /** Counter of the first in the block. */
  first: number
}

export function drawAhead({ draw, fill }: BlockLaw, key: StreamKey): Durations {
  return { key, draw, fill, block: new Int32Array(BLOCK), first: -BLOCK }
}

/** Counters ask mostly in order; whatever lies outside the present block is drawn by itself. */
export function durationAt(durations: Durations, counter: number): Micros {
  const at = counter - durations.first
  if (at >= 0 && at < BLOCK) return durations.block[at]!
  return durationBeyond(durations, counter)
}

/** What `law` draws: from the block where it is of this law, else by itself. */
export function durationBy(law: BlockLaw, durations: Durations, counter: number): Micros {
  return law.draw === durations.draw ? durationAt(durations, counter) : limited(law.draw(durations.key, counter))
}

function durationBeyond(durations: Durations, counter: number): Micros {
  const { block, key, first } = durations
  // Retries have counters of their own, far away.
  if (counter < first || counter >= first + 2 * BLOCK) return limited(durations.draw(key, counter))
  durations.first = counter
  durations.fill(block, key, counter)
  return block[0]!
}

/** Values of a sequence, in order. `value` is the present one. */
export interface Ahead {
  value: Micros
  readonly block: Float64Array
  at: number
  /** Writes the next values of the sequence. */
  readonly fill: (block: Float64Array) => void
}

/** Begins with the first value. */
export function readAhead(fill: (block: Float64Array) => void): Ahead {
  const ahead: Ahead = { value: 0, block: new Float64Array(BLOCK), at: BLOCK, fill }
  moveOn(ahead)
  return ahead
}

/** Makes the next value the present one. */
export function moveOn(ahead: Ahead): void {
  if (ahead.at === BLOCK) {
    ahead.fill(ahead.block)
    ahead.at = 0
  }
  ahead.value = ahead.block[ahead.at++]!
}
