/**
 * Shards of a stream over time: each owns a part of the keys. A split halves a shard's part between two new shards,
 * a merge joins two neighbours in one; the old ones take no more records (rule ST-19).
 */

/** From, inclusive, to, exclusive, of the key space from 0 to 1. */
export interface KeyRange {
  readonly from: number
  readonly to: number
}

export interface Resharding {
  shard: number
  change: 'split' | 'merge'
}

/** The parts of so many shards of equal size. */
export const evenRanges = (count: number): KeyRange[] => Array.from({ length: count }, (_, n) => ({ from: n / count, to: (n + 1) / count }))

/** Where a key lies: keys go round the shards there are at first, and within each are spread by halves. */
export function placeOf(key: number, shards: number): number {
  let within = 0
  let half = 0.5
  for (let rest = Math.floor(key / shards); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) within += half
    half /= 2
  }
  return ((key % shards) + within) / shards
}

/**
 * What a change of shards does. @param open ranges of the shards that take records, by their number; null: closed
 * @returns which close, and the ranges of those that begin; null where it cannot be done
 */
export function resharded(open: readonly (KeyRange | null)[], { shard, change }: Resharding): { closed: readonly number[]; opened: readonly KeyRange[] } | null {
  const range = open[shard] ?? null
  if (range === null) return null
  if (change === 'split') {
    const middle = (range.from + range.to) / 2
    return { closed: [shard], opened: [{ from: range.from, to: middle }, { from: middle, to: range.to }] }
  }
  const next = open.findIndex((other) => other !== null && other.from === range.to)
  return next < 0 ? null : { closed: [shard, next], opened: [{ from: range.from, to: open[next]!.to }] }
}

/** The shards that take records after these changes, by number; null: closed. */
export function shardsAfter(count: number, changes: readonly Resharding[]): (KeyRange | null)[] {
  const open: (KeyRange | null)[] = evenRanges(count)
  for (const each of changes) {
    const done = resharded(open, each)
    if (done === null) continue
    for (const closed of done.closed) open[closed] = null
    open.push(...done.opened)
  }
  return open
}
