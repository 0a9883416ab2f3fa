/**
 * Pending events in rows by node: nothing is allocated per event. A node is the even number of its row: what is read
 * together lies side by side, in one line of the processor's cache.
 */

/** Stands for no node. Its time is Infinity, so that it is before nothing. */
export const NO_NODE = 0

const CLASS_SPAN = 2 ** 48

export interface Nodes {
  /** At a node its time; after it its class, then order of scheduling, which decide between equal times. */
  keys: Float64Array
  /** At a node the next one of the same list; after it the payload. */
  links: Int32Array
  /** List of nodes that hold no event. */
  free: number
  scheduled: number
}

export function createNodes(capacity: number): Nodes {
  const nodes: Nodes = { keys: new Float64Array(2 * capacity), links: new Int32Array(2 * capacity), free: NO_NODE, scheduled: 0 }
  nodes.keys[NO_NODE] = Infinity
  freeFrom(nodes, 2)
  return nodes
}

/** Lists all nodes from the given one on as free: none of those before is. */
function freeFrom(nodes: Nodes, first: number): void {
  const { links } = nodes
  for (let node = first; node < links.length; node += 2) links[node] = node + 2 < links.length ? node + 2 : NO_NODE
  nodes.free = first
}

/** Takes a node for an event, whose time is still to be set. Each one taken is later in the order than those before it. */
export function takeNode(nodes: Nodes, eventClass: number, payload: number): number {
  if (nodes.free === NO_NODE) grow(nodes)
  const node = nodes.free
  nodes.free = nodes.links[node]!
  nodes.keys[node + 1] = eventClass * CLASS_SPAN + nodes.scheduled++
  nodes.links[node + 1] = payload
  return node
}

/** Moves a node that was just taken to a place in the order that was set aside. */
export function moveInOrder({ keys }: Nodes, node: number, eventClass: number, order: number): void {
  keys[node + 1] = eventClass * CLASS_SPAN + order
}

export function freeNode(nodes: Nodes, node: number): void {
  nodes.links[node] = nodes.free
  nodes.free = node
}

export function isBefore({ keys }: Nodes, a: number, b: number): boolean {
  const time = keys[a]!
  const other = keys[b]!
  return time < other || (time === other && keys[a + 1]! < keys[b + 1]!)
}

function grow(nodes: Nodes): void {
  const used = nodes.links.length
  nodes.keys = widen(nodes.keys, new Float64Array(used * 2))
  nodes.links = widen(nodes.links, new Int32Array(used * 2))
  freeFrom(nodes, used)
}

/** Copies a column into a longer one. */
export function widen<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
