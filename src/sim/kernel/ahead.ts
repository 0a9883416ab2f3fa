import type { StreamKey } from '../../base/random'
import type { Micros } from '../trace/schema'

/**
 * Draws are pure functions of (stream, counter), so they can be made ahead of need, a block at a time: in a tight
 * loop they take half the time they take one by one between other work. Nothing else changes.
 */

const BLOCK = 256
/** Blocks of durations hold 31 bits, so that a draw is a small integer and never boxed: over 35 minutes. */
const LONGEST_DRAW: Micros = 2 ** 31 - 1

/** Durations of one stream. Counters ask mostly in order; whatever lies outside the present block is drawn by itself. */
export function drawAhead(draw: (key: StreamKey, counter: number) => Micros, key: StreamKey): (counter: number) => Micros {
  const block = new Int32Array(BLOCK)
  const limited = (counter: number): Micros => Math.min(draw(key, counter), LONGEST_DRAW) | 0
  let first = -BLOCK
  return (counter) => {
    const at = counter - first
    if (at >= 0 && at < BLOCK) return block[at]!
    // Retries and requests of interventions have counters of their own, far away.
    if (at < 0 || at >= 2 * BLOCK) return limited(counter)
    first = counter
    for (let i = 0; i < BLOCK; i++) block[i] = limited(counter + i)
    return block[0]!
  }
}

/** Values of a sequence, in order. `value` is the present one. */
export interface Ahead {
  value: Micros
  readonly block: Float64Array
  at: number
  readonly next: () => Micros
}

/** Begins with the first value. */
export function readAhead(next: () => Micros): Ahead {
  const ahead: Ahead = { value: 0, block: new Float64Array(BLOCK), at: BLOCK, next }
  moveOn(ahead)
  return ahead
}

/** Makes the next value the present one. */
export function moveOn(ahead: Ahead): void {
  if (ahead.at === BLOCK) refill(ahead)
  ahead.value = ahead.block[ahead.at++]!
}

function refill(ahead: Ahead): void {
  for (let i = 0; i < BLOCK; i++) ahead.block[i] = ahead.next()
  ahead.at = 0
}
