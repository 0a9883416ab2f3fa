import type { IdleSelection } from '../scenario'
import type { Environment } from './environment'

/** Idle environments of one function version, handed out by the chosen policy (not documented by AWS: rule LC-19). */
export interface IdlePool {
  put(environment: Environment): void
  /** Removes and returns the environment the policy chooses, or null. */
  take(): Environment | null
  remove(environment: Environment): void
  isEmpty(): boolean
  /** Oldest release first. */
  list(): Environment[]
}

export function createIdlePool(selection: IdleSelection): IdlePool {
  switch (selection) {
    case 'most-recently-used':
      return createStack()
    case 'least-recently-used':
      return createLine()
    case 'newest-created':
      return createNewestPool()
  }
}

/** In order of release. Taking is by far the most frequent, removing from the middle (an expiry) rare. */
function createStack(): IdlePool {
  // Never shortened while in use: a stack that only moves its end is faster than one that grows and shrinks.
  const items: Environment[] = []
  const stack = { count: 0 }
  return {
    put(environment) {
      items[stack.count++] = environment
    },
    take: () => (stack.count === 0 ? null : items[--stack.count]!),
    remove(environment) {
      items.splice(items.indexOf(environment), 1)
      stack.count--
    },
    isEmpty: () => stack.count === 0,
    list: () => items.slice(0, stack.count),
  }
}

const COMPACT_AT = 1024

function createLine(): IdlePool {
  let items: Environment[] = []
  let head = 0
  return {
    put: (environment) => void items.push(environment),
    take() {
      if (head === items.length) return null
      const first = items[head++]!
      if (head === COMPACT_AT) {
        items = items.slice(head)
        head = 0
      }
      return first
    },
    remove: (environment) => void items.splice(items.indexOf(environment, head), 1),
    isEmpty: () => head === items.length,
    list: () => items.slice(head),
  }
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

  return {
    put,
    take,
    remove: (environment) => void idle.delete(environment),
    isEmpty: () => idle.size === 0,
    list: () => [...idle],
  }
}
