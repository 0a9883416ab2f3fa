/** The slow twin of the event queue: a binary heap, simple enough to be seen to be right. */
import type { EventClass } from '../queue'

interface Entry {
  time: number
  eventClass: EventClass
  sequence: number
  payload: number
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.time !== b.time) return a.time < b.time
  return a.eventClass !== b.eventClass ? a.eventClass < b.eventClass : a.sequence < b.sequence
}

export interface HeapQueue {
  push(time: number, eventClass: EventClass, payload: number): void
  pop(): number
  size(): number
  readonly time: number
}

export function createHeapQueue(): HeapQueue {
  const entries: Entry[] = []
  let sequence = 0

  function push(time: number, eventClass: EventClass, payload: number): void {
    const entry = { time, eventClass, sequence: sequence++, payload }
    let hole = entries.length
    entries.push(entry)
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (isBefore(entries[parent]!, entry)) break
      entries[hole] = entries[parent]!
      hole = parent
    }
    entries[hole] = entry
  }

  function pop(): number {
    const { payload } = entries[0]!
    const moved = entries.pop()!
    if (entries.length > 0) sift(moved)
    return payload
  }

  /** Places an entry, walking the hole at the root down. */
  function sift(moved: Entry): void {
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= entries.length) break
      if (child + 1 < entries.length && isBefore(entries[child + 1]!, entries[child]!)) child++
      if (isBefore(moved, entries[child]!)) break
      entries[hole] = entries[child]!
      hole = child
    }
    entries[hole] = moved
  }

  return {
    push,
    pop,
    size: () => entries.length,
    get time() {
      return entries[0]?.time ?? Infinity
    },
  }
}
