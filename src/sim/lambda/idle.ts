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
  const order = createReleaseOrder()
  if (selection === 'newest-created') return createNewestPool(order)
  const take = selection === 'most-recently-used' ? order.takeLast : order.takeFirst
  return { put: order.append, take, remove: order.remove, isEmpty: order.isEmpty, list: order.list }
}

/** Doubly linked list through the environments themselves: constant time everywhere, no allocation. */
function createReleaseOrder() {
  let first: Environment | null = null
  let last: Environment | null = null

  function append(environment: Environment): void {
    environment.previous = last
    environment.next = null
    if (last === null) first = environment
    else last.next = environment
    last = environment
  }

  function remove(environment: Environment): void {
    const { previous, next } = environment
    if (previous === null) first = next
    else previous.next = next
    if (next === null) last = previous
    else next.previous = previous
    environment.previous = null
    environment.next = null
  }

  function taken(environment: Environment | null): Environment | null {
    if (environment !== null) remove(environment)
    return environment
  }

  function list(): Environment[] {
    const environments: Environment[] = []
    for (let at = first; at !== null; at = at.next) environments.push(at)
    return environments
  }

  return { append, remove, list, isEmpty: () => first === null, takeFirst: () => taken(first), takeLast: () => taken(last) }
}

/** Newest created first: a heap of lanes; entries of environments that are no longer idle are dropped when they surface. */
function createNewestPool(order: ReturnType<typeof createReleaseOrder>): IdlePool {
  const heap: Environment[] = []

  function put(environment: Environment): void {
    order.append(environment)
    if (environment.queued) {
      environment.pooled = true
      return
    }
    environment.queued = true
    environment.pooled = true
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

  function remove(environment: Environment): void {
    order.remove(environment)
    environment.pooled = false
  }

  function take(): Environment | null {
    for (let newest = popNewest(); newest !== null; newest = popNewest()) {
      if (!newest.pooled) continue
      remove(newest)
      return newest
    }
    return null
  }

  return { put, take, remove, isEmpty: order.isEmpty, list: order.list }
}
