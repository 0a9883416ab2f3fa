/**
 * Pending events in a strict total order: time, then class, then order of scheduling.
 *
 * A calendar: near events lie in buckets of equal width, each a short sorted list, and a bitmap says which
 * buckets hold any, so that the next one is found by counting zeros. What is too far ahead for the calendar, or
 * would make a list long, waits in a heap. The next event is the earlier of both heads, so where an event waits is
 * a matter of speed only. No allocation per event.
 */

/** At equal times completions come first, arrivals last (rule MC-01). */
export const EVENT_CLASS = { completion: 0, expiry: 1, deadline: 2, control: 3, arrival: 4 } as const
export type EventClass = (typeof EVENT_CLASS)[keyof typeof EVENT_CLASS]

export interface EventQueue {
  readonly size: number
  /** Time of the earliest event, Infinity when empty. */
  readonly time: number
  /**
   * Schedules `payload` (a non-negative integer below 2^31 that means something to the caller).
   * @param time integer microseconds, not before the last popped event
   */
  push(time: number, eventClass: EventClass, payload: number): void
  /** Removes the earliest event and returns its payload. The queue must not be empty. */
  pop(): number
}

const CLASS_SPAN = 2 ** 48
/** Node 0 stands for "none": its time is Infinity, so that it is before nothing. */
const NONE = 0
const FEWEST_BUCKETS = 4096
const MOST_BUCKETS = 2 ** 18
/** Buckets per pending event: enough for most events to be near when one bucket holds one of the next events. */
const BUCKETS_PER_EVENT = 4
/** Width of a bucket, as a power of two of microseconds, until it is known how dense the events are: 1 ms. */
const FIRST_EXPONENT = 10
/** Pops after which the width is reconsidered: at first, and later. */
const FIRST_REVIEW = 256
const REVIEW = 4096
/** An event that would lie deeper in its bucket goes to the heap. */
const DEEPEST = 8

export function createEventQueue(initialCapacity = 1024): EventQueue {
  // Nodes: columns by node number; `next` links a bucket's list, or the free nodes.
  let times = new Float64Array(initialCapacity)
  let orders = new Float64Array(initialCapacity)
  let payloads = new Int32Array(initialCapacity)
  let next = new Int32Array(initialCapacity)
  let free = NONE
  let used = 1
  let sequence = 0
  times[NONE] = Infinity

  // The calendar: first and last node of each bucket, and a bit for each that has one.
  let heads = new Int32Array(FEWEST_BUCKETS)
  let tails = new Int32Array(FEWEST_BUCKETS)
  let occupied = new Int32Array(FEWEST_BUCKETS >> 5)
  let mask = FEWEST_BUCKETS - 1
  let exponent = FIRST_EXPONENT
  let inCalendar = 0
  let near = NONE

  // The heap: node numbers.
  let heap = new Int32Array(initialCapacity)
  let inHeap = 0

  let first = NONE
  let untilReview = FIRST_REVIEW
  let reviewEvery = FIRST_REVIEW
  // Fields, not variables: V8 boxes doubles in closures at every write.
  const scale = { now: 0.5, reviewedAt: 0.5, perMicro: 0.5, reach: 0.5 }
  scale.now = 0
  scale.reviewedAt = 0
  setScale()

  /** An event nearer than `reach` has a bucket that no event of another turn of the calendar can share. */
  function setScale(): void {
    scale.perMicro = 1 / 2 ** exponent
    scale.reach = mask * 2 ** exponent
  }

  function grow(): void {
    const wider = times.length * 2
    times = widen(times, new Float64Array(wider))
    orders = widen(orders, new Float64Array(wider))
    payloads = widen(payloads, new Int32Array(wider))
    next = widen(next, new Int32Array(wider))
    heap = widen(heap, new Int32Array(wider))
  }

  function push(time: number, eventClass: EventClass, payload: number): void {
    let node = free
    if (node !== NONE) free = next[node]!
    else {
      if (used === times.length) grow()
      node = used++
    }
    const order = eventClass * CLASS_SPAN + sequence++
    times[node] = time
    orders[node] = order
    payloads[node] = payload
    place(node, time, order)
    if (time < queue.time || (time === queue.time && order < orders[first]!)) {
      first = node
      queue.time = time
    }
  }

  function place(node: number, time: number, order: number): void {
    if (time - scale.now >= scale.reach || !insert(node, time, order)) pushFar(node, time, order)
  }

  /** Puts a node into its bucket, unless it would lie too deep. */
  function insert(node: number, time: number, order: number): boolean {
    const bucket = (time * scale.perMicro) & mask
    const head = heads[bucket]!
    if (head === NONE) {
      heads[bucket] = tails[bucket] = node
      next[node] = NONE
      occupied[bucket >> 5]! |= 1 << (bucket & 31)
      if (isAfter(near, time, order)) near = node
    } else if (isAfter(tails[bucket]!, time, order)) {
      if (!insertBefore(bucket, node, time, order)) return false
    } else {
      next[tails[bucket]!] = node
      tails[bucket] = node
      next[node] = NONE
    }
    inCalendar++
    return true
  }

  /** Puts a node into a bucket's list, somewhere before its last. */
  function insertBefore(bucket: number, node: number, time: number, order: number): boolean {
    let here = heads[bucket]!
    if (isAfter(here, time, order)) {
      heads[bucket] = node
      next[node] = here
      if (isAfter(near, time, order)) near = node
      return true
    }
    for (let depth = 1; depth < DEEPEST; depth++) {
      const previous = here
      here = next[here]!
      if (isAfter(here, time, order)) {
        next[previous] = node
        next[node] = here
        return true
      }
    }
    return false
  }

  function isAfter(node: number, time: number, order: number): boolean {
    const other = times[node]!
    return other > time || (other === time && orders[node]! > order)
  }

  function pop(): number {
    const node = first
    const time = queue.time
    scale.now = time
    if (node === near) removeNear(time)
    else removeFar()
    next[node] = free
    free = node
    if (--untilReview === 0) review()
    chooseFirst()
    return payloads[node]!
  }

  function chooseFirst(): void {
    const far = heap[0]!
    const nearTime = times[near]!
    const farTime = times[far]!
    first = farTime < nearTime || (farTime === nearTime && orders[far]! < orders[near]!) ? far : near
    queue.time = times[first]!
  }

  function removeNear(time: number): void {
    const bucket = (time * scale.perMicro) & mask
    const after = next[near]!
    heads[bucket] = after
    inCalendar--
    if (after !== NONE) {
      near = after
      return
    }
    occupied[bucket >> 5]! &= ~(1 << (bucket & 31))
    near = inCalendar === 0 ? NONE : heads[nextOccupied(bucket)]!
  }

  /** The first bucket after the given one that holds an event; there must be one. Past the last bucket it begins anew. */
  function nextOccupied(bucket: number): number {
    let word = bucket >> 5
    let bits = occupied[word]! & (-2 << (bucket & 31))
    while (bits === 0) {
      word = (word + 1) & (mask >> 5)
      bits = occupied[word]!
    }
    return (word << 5) + 31 - Math.clz32(bits & -bits)
  }

  function pushFar(node: number, time: number, order: number): void {
    let hole = inHeap++
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const above = heap[parent]!
      if (times[above]! < time || (times[above] === time && orders[above]! < order)) break
      heap[hole] = above
      hole = parent
    }
    heap[hole] = node
  }

  function removeFar(): void {
    const node = heap[--inHeap]!
    heap[inHeap] = NONE
    if (inHeap === 0) return
    const time = times[node]!
    const order = orders[node]!
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= inHeap) break
      if (child + 1 < inHeap && isBefore(heap[child + 1]!, heap[child]!)) child++
      const below = heap[child]!
      if (time < times[below]! || (time === times[below] && order < orders[below]!)) break
      heap[hole] = below
      hole = child
    }
    heap[hole] = node
  }

  function isBefore(a: number, b: number): boolean {
    const difference = times[a]! - times[b]!
    return difference < 0 || (difference === 0 && orders[a]! < orders[b]!)
  }

  /**
   * Fits the calendar to the events of late, unless it fits them about: a bucket is to be as wide as their mean
   * distance. The mean is over as many events as are pending, or a burst would be taken for the rule.
   */
  function review(): void {
    const pending = inCalendar + inHeap
    if (reviewEvery < pending) {
      untilReview = pending - reviewEvery
      reviewEvery = pending
      return
    }
    const distance = (scale.now - scale.reviewedAt) / reviewEvery
    const fitting = Math.max(0, 31 - Math.clz32(Math.min(distance, 2 ** 31)))
    scale.reviewedAt = scale.now
    reviewEvery = untilReview = REVIEW
    let buckets = FEWEST_BUCKETS
    while (buckets < MOST_BUCKETS && buckets < pending * BUCKETS_PER_EVENT) buckets *= 2
    if (Math.abs(fitting - exponent) > 1 || buckets > mask + 1 || buckets * 4 < mask + 1) rebuild(fitting, buckets)
  }

  function rebuild(fitting: number, buckets: number): void {
    const nodes = Array.from(heap.subarray(0, inHeap))
    for (const head of heads) for (let node = head; node !== NONE; node = next[node]!) nodes.push(node)
    heads = new Int32Array(buckets)
    tails = new Int32Array(buckets)
    occupied = new Int32Array(buckets >> 5)
    mask = buckets - 1
    exponent = fitting
    setScale()
    heap.fill(NONE, 0, inHeap)
    inHeap = 0
    inCalendar = 0
    near = NONE
    for (const node of nodes) place(node, times[node]!, orders[node]!)
  }

  const queue = {
    get size() {
      return inCalendar + inHeap
    },
    time: Infinity,
    push,
    pop,
  }
  return queue
}

function widen<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
