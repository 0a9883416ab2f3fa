/** Messages that can be received now, in the order in which they are. */
export interface WaitingMessages {
  readonly size: number
  add(message: number): void
  /** Takes up to so many out. */
  take(count: number): number[]
  /** Messages of a batch are visible again: they go back to where they came from. */
  giveBack(messages: readonly number[]): void
  /** A message of a batch is gone for good. */
  remove(message: number): void
}

/** A standard queue: first in, first out, and what returns comes last. */
export function createStandardQueue(): WaitingMessages {
  let line: number[] = []
  let head = 0
  return {
    get size() {
      return line.length - head
    },
    add: (message) => void line.push(message),
    take(count) {
      const taken = line.slice(head, head + count)
      head += taken.length
      if (head > 1024 && head * 2 > line.length) {
        line = line.slice(head)
        head = 0
      }
      return taken
    },
    giveBack: (messages) => void line.push(...messages),
    remove: () => undefined,
  }
}

interface Group {
  line: number[]
  /** Received, and neither deleted nor visible again: nothing behind them may be received (rule SQ-14). */
  readonly out: Set<number>
}

/** A FIFO queue: in order within each message group, and one batch in flight per group (rule SQ-13). */
export function createFifoQueue(groupOf: (message: number) => number): WaitingMessages {
  const groups = new Map<number, Group>()
  const group = (message: number): Group => {
    const key = groupOf(message)
    const known = groups.get(key)
    if (known !== undefined) return known
    const created: Group = { line: [], out: new Set() }
    groups.set(key, created)
    return created
  }
  return {
    get size() {
      let size = 0
      for (const { line, out } of groups.values()) if (out.size === 0) size += line.length
      return size
    },
    add: (message) => void group(message).line.push(message),
    take(count) {
      const open = [...groups.values()].filter(({ line, out }) => out.size === 0 && line.length > 0)
      open.sort((a, b) => a.line[0]! - b.line[0]!)
      const taken: number[] = []
      for (const { line, out } of open) {
        if (taken.length === count) break
        const part = line.splice(0, count - taken.length)
        for (const message of part) out.add(message)
        taken.push(...part)
      }
      return taken
    },
    giveBack(messages) {
      for (const message of [...messages].sort((a, b) => b - a)) {
        const of = group(message)
        of.out.delete(message)
        of.line.unshift(message)
      }
    },
    remove: (message) => void group(message).out.delete(message),
  }
}
