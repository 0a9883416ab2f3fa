/** Pending events as columns by node number: nothing is allocated per event. */

/** Stands for no node. Its time is Infinity, so that it is before nothing. */
export const NO_NODE = 0

const CLASS_SPAN = 2 ** 48

export interface Nodes {
  times: Float64Array
  /** Class, then order of scheduling: decides between equal times. */
  orders: Float64Array
  payloads: Int32Array
  /** The next node of the same list. */
  next: Int32Array
  /** List of nodes to use again. */
  free: number
  used: number
  scheduled: number
}

export function createNodes(capacity: number): Nodes {
  const nodes: Nodes = {
    times: new Float64Array(capacity),
    orders: new Float64Array(capacity),
    payloads: new Int32Array(capacity),
    next: new Int32Array(capacity),
    free: NO_NODE,
    used: 1,
    scheduled: 0,
  }
  nodes.times[NO_NODE] = Infinity
  return nodes
}

/** Takes a node for an event, whose time is still to be set. Each one taken is later in the order than those before it. */
export function takeNode(nodes: Nodes, eventClass: number, payload: number): number {
  let node = nodes.free
  if (node !== NO_NODE) nodes.free = nodes.next[node]!
  else {
    if (nodes.used === nodes.times.length) grow(nodes)
    node = nodes.used++
  }
  nodes.orders[node] = eventClass * CLASS_SPAN + nodes.scheduled++
  nodes.payloads[node] = payload
  return node
}

export function freeNode(nodes: Nodes, node: number): void {
  nodes.next[node] = nodes.free
  nodes.free = node
}

export function isBefore({ times, orders }: Nodes, a: number, b: number): boolean {
  const time = times[a]!
  const other = times[b]!
  return time < other || (time === other && orders[a]! < orders[b]!)
}

function grow(nodes: Nodes): void {
  const capacity = nodes.times.length * 2
  nodes.times = widen(nodes.times, new Float64Array(capacity))
  nodes.orders = widen(nodes.orders, new Float64Array(capacity))
  nodes.payloads = widen(nodes.payloads, new Int32Array(capacity))
  nodes.next = widen(nodes.next, new Int32Array(capacity))
}

/** Copies a column into a longer one. */
export function widen<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
