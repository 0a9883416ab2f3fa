import { createTimeHeap } from '../kernel/timeHeap'
import { NONE } from '../trace/schema'
import type { Micros } from '../trace/schema'
import { LANE } from '../trace/writer'
import type { FunctionState, World } from './world'

/**
 * A downstream that serves a limited number of connections, first come first served. Handlers ask in order of
 * time and each says how long it holds the connection, so the wait is known at once: no events needed.
 */
export interface Connections {
  /** How long one who asks at `now` waits for a connection; Infinity where there are none. */
  waitAt(now: Micros): Micros
  /** Takes the connection found by `waitAt` until `until`. */
  hold(until: Micros): void
  resize(limit: number, now: Micros): void
}

export function createConnections(limit: number): Connections {
  /** When each connection becomes free. */
  const free = createTimeHeap()
  const add = (count: number, from: Micros): void => {
    for (let i = 0; i < count; i++) free.push(from)
  }
  add(limit, 0)
  return {
    waitAt: (now) => Math.max(0, free.first() - now),
    hold(until) {
      free.take()
      free.push(until)
    },
    resize(newLimit, now) {
      while (free.size() > newLimit) free.take()
      add(newLimit - free.size(), now)
    },
  }
}

/** A lane for what lies behind a function, from when its connections are first limited. */
export function addDownstream(fn: FunctionState, { lanes, clock }: Pick<World, 'lanes' | 'clock'>): void {
  if (fn.downstreamLane === NONE) fn.downstreamLane = lanes.add(LANE.downstream, fn.lane, clock.now)
}
