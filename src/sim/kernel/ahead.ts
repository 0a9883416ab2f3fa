import type { StreamKey } from '../../base/random'
import type { Micros } from '../trace/schema'
import { BLOCK, limited } from './sampler'
import type { Draw, Fill } from './sampler'

/**
 * Draws are pure functions of (stream, counter), so they can be made ahead of need, a block at a time: in a tight
 * loop they take half the time they take one by one between other work. Nothing else changes.
 */

/** Durations of one stream. Counters ask mostly in order; whatever lies outside the present block is drawn by itself. */
export function drawAhead({ draw, fill }: { draw: Draw; fill: Fill }, key: StreamKey): (counter: number) => Micros {
  const block = new Int32Array(BLOCK)
  let first = -BLOCK
  return (counter) => {
    const at = counter - first
    if (at >= 0 && at < BLOCK) return block[at]!
    // Retries and requests of interventions have counters of their own, far away.
    if (at < 0 || at >= 2 * BLOCK) return limited(draw(key, counter))
    first = counter
    fill(block, key, first)
    return block[0]!
  }
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
