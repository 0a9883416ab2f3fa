import type { IdleSelection } from '../scenario'
import type { Environment } from './environment'

/** Idle environments of one function version, handed out by the chosen policy (not documented by AWS: rule LC-19). */
export interface IdlePool {
  put(environment: Environment): void
  /** Removes and returns the environment the policy chooses, or null. */
  take(): Environment | null
  remove(environment: Environment): void
  isEmpty(): boolean
  size(): number
  /** Oldest release first; at most so many. */
  list(most?: number): Environment[]
}

export function createIdlePool(selection: IdleSelection): IdlePool {
  switch (selection) {
    case 'most-recently-used':
      return createLine('last')
    case 'least-recently-used':
      return createLine('first')
    case 'newest-created':
      return createNewestPool()
  }
}

/** Fewer gaps are not worth closing. */
const FEWEST_GAPS = 1024

/**
 * In order of release, taken from one end. Whoever is removed from the middle (an expiry) leaves a gap; gaps are
 * closed when they are more than the rest, so that no removal takes longer than the others on average.
 */
function createLine(taken: 'first' | 'last'): IdlePool {
  // Never shortened while in use: an array of which only the end moves is faster than one that grows and shrinks.
  const items: (Environment | null)[] = []
  const line = { start: 0, end: 0, gaps: 0 }

  const size = (): number => line.end - line.start - line.gaps

  function put(environment: Environment): void {
    environment.slot = line.end
    items[line.end++] = environment
  }

  function takeLast(): Environment | null {
    while (line.end > line.start) {
      const last = items[--line.end]!
      if (last !== null) return last
      line.gaps--
    }
    return null
  }

  function takeFirst(): Environment | null {
    while (line.end > line.start) {
      const first = items[line.start++]!
      if (first === null) line.gaps--
      else {
        closeGaps()
        return first
      }
    }
    return null
  }

  function closeGaps(): void {
    const unused = line.start + line.gaps
    if (unused < FEWEST_GAPS || 2 * unused < line.end) return
    const rest = list()
    line.start = line.end = line.gaps = 0
    rest.forEach(put)
  }

  function remove({ slot }: Environment): void {
    items[slot] = null
    line.gaps++
    closeGaps()
  }

  function list(most = Infinity): Environment[] {
    const found: Environment[] = []
    for (let at = line.start; at < line.end && found.length < most; at++) {
      const item = items[at]!
      if (item !== null) found.push(item)
    }
    return found
  }

  return { put, take: taken === 'first' ? takeFirst : takeLast, remove, isEmpty: () => size() === 0, size, list }
}

/** Newest created first: a heap by lane; entries of environments that are no longer idle are dropped when they surface. */
function createNewestPool(): IdlePool {
  const heap: Environment[] = []
  const idle = new Set<Environment>()

  function put(environment: Environment): void {
    idle.add(environment)
    if (environment.queued) return
    environment.queued = true
    let hole = heap.length
    heap.push(environment)
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (heap[parent]!.lane > environment.lane) break
      heap[hole] = heap[parent]!
      hole = parent
    }
    heap[hole] = environment
  }

  function popNewest(): Environment | null {
    const newest = heap[0]
    if (newest === undefined) return null
    const moved = heap.pop()!
    if (heap.length > 0) sift(moved)
    newest.queued = false
    return newest
  }

  function sift(moved: Environment): void {
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.lane > heap[child]!.lane) child++
      if (heap[child]!.lane < moved.lane) break
      heap[hole] = heap[child]!
      hole = child
    }
    heap[hole] = moved
  }

  function take(): Environment | null {
    for (let newest = popNewest(); newest !== null; newest = popNewest()) {
      if (idle.delete(newest)) return newest
    }
    return null
  }

  function list(most = Infinity): Environment[] {
    const found: Environment[] = []
    for (const environment of idle) {
      if (found.length >= most) break
      found.push(environment)
    }
    return found
  }

  return {
    put,
    take,
    remove: (environment) => void idle.delete(environment),
    isEmpty: () => idle.size === 0,
    size: () => idle.size,
    list,
  }
}
