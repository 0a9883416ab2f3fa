/**
 * Events of the near future in buckets of equal width, each a short sorted list, used again and again like the
 * hours of a clock. A bitmap says which buckets hold any, so that the next one is found by counting zeros.
 */
import { isBefore, NO_NODE } from './nodes'
import type { Nodes } from './nodes'

/** An event that would lie deeper in its bucket is refused. */
const DEEPEST = 8

export interface Calendar {
  /** First and last node of each bucket, side by side. */
  readonly ends: Int32Array
  /** A bit for each bucket that holds a node. */
  readonly occupied: Int32Array
  readonly mask: number
  /** Width of a bucket: 2^exponent microseconds. */
  readonly exponent: number
  readonly perMicro: number
  /** Events less than this ahead of the present have a bucket that no other turn of the clock shares with them. */
  readonly reach: number
  size: number
  /** The earliest node, NO_NODE when empty, and its bucket. */
  first: number
  bucket: number
}

/** @param buckets a power of two, at least 32 */
export function createCalendar(exponent: number, buckets: number): Calendar {
  const width = 2 ** exponent
  return {
    ends: new Int32Array(2 * buckets),
    occupied: new Int32Array(buckets >> 5),
    mask: buckets - 1,
    exponent,
    perMicro: 1 / width,
    reach: (buckets - 1) * width,
    size: 0,
    first: NO_NODE,
    bucket: 0,
  }
}

/** The first nodes of all buckets. */
export function headsOf({ ends }: Calendar): Int32Array {
  return ends.filter((_, at) => at % 2 === 0)
}

/** Puts a node less than `reach` ahead into its bucket. False: it would lie too deep. */
export function insertNode(calendar: Calendar, nodes: Nodes, node: number): boolean {
  const { ends } = calendar
  const bucket = (nodes.keys[node]! * calendar.perMicro) & calendar.mask
  if (ends[2 * bucket] !== NO_NODE) return insertAmong(calendar, nodes, node, bucket)
  ends[2 * bucket] = node
  ends[2 * bucket + 1] = node
  nodes.links[node] = NO_NODE
  calendar.occupied[bucket >> 5]! |= 1 << (bucket & 31)
  if (isBefore(nodes, node, calendar.first)) {
    calendar.first = node
    calendar.bucket = bucket
  }
  calendar.size++
  return true
}

/** The same into a bucket that holds others. */
function insertAmong(calendar: Calendar, nodes: Nodes, node: number, bucket: number): boolean {
  const { ends } = calendar
  const { links } = nodes
  const head = ends[2 * bucket]!
  if (isBefore(nodes, node, head)) {
    ends[2 * bucket] = node
    links[node] = head
    if (head === calendar.first) calendar.first = node
  } else {
    const tail = ends[2 * bucket + 1]!
    if (isBefore(nodes, tail, node)) {
      links[tail] = node
      ends[2 * bucket + 1] = node
      links[node] = NO_NODE
    } else if (!insertBetween(nodes, head, node)) return false
  }
  calendar.size++
  return true
}

/** Puts a node into the list after `head` and before its last. */
function insertBetween(nodes: Nodes, head: number, node: number): boolean {
  const { links } = nodes
  let previous = head
  for (let depth = 1; depth < DEEPEST; depth++) {
    const here = links[previous]!
    if (isBefore(nodes, node, here)) {
      links[previous] = node
      links[node] = here
      return true
    }
    previous = here
  }
  return false
}

/** Removes the earliest node. */
export function removeFirst(calendar: Calendar, nodes: Nodes): void {
  const { first, bucket, ends } = calendar
  const after = nodes.links[first]!
  ends[2 * bucket] = after
  calendar.size--
  if (after !== NO_NODE) {
    calendar.first = after
    return
  }
  calendar.occupied[bucket >> 5]! &= ~(1 << (bucket & 31))
  if (calendar.size === 0) {
    calendar.first = NO_NODE
    return
  }
  calendar.bucket = nextOccupied(calendar, bucket)
  calendar.first = ends[2 * calendar.bucket]!
}

/** The first bucket after the given one that holds a node; there must be one. After the last bucket comes the first. */
function nextOccupied({ occupied, mask }: Calendar, bucket: number): number {
  const lastWord = mask >> 5
  let word = bucket >> 5
  let bits = occupied[word]! & (-2 << (bucket & 31))
  while (bits === 0) {
    word = (word + 1) & lastWord
    bits = occupied[word]!
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits)
}
