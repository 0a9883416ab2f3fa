import type { Micros } from '../trace/schema'

/** Many times, of which the earliest is at hand: a binary heap. */
export interface TimeHeap {
  /** The earliest; Infinity when there are none. */
  first(): Micros
  push(time: Micros): void
  /** Removes and returns the earliest; Infinity when there are none. */
  take(): Micros
  size(): number
}

export function createTimeHeap(): TimeHeap {
  const times: Micros[] = []

  function push(time: Micros): void {
    let hole = times.length
    times.push(time)
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (times[parent]! <= time) break
      times[hole] = times[parent]!
      hole = parent
    }
    times[hole] = time
  }

  /** Puts a time at the top, where the place is free, and lets it sink. */
  function sift(time: Micros): void {
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= times.length) break
      if (child + 1 < times.length && times[child + 1]! < times[child]!) child++
      if (times[child]! >= time) break
      times[hole] = times[child]!
      hole = child
    }
    times[hole] = time
  }

  function take(): Micros {
    const first = times[0]
    if (first === undefined) return Infinity
    const last = times.pop()!
    if (times.length > 0) sift(last)
    return first
  }

  return { first: () => times[0] ?? Infinity, push, take, size: () => times.length }
}
