/** A binary heap of nodes: for events that do not fit the calendar. */
import { isBefore, NO_NODE, widen } from './nodes'
import type { Nodes } from './nodes'

export interface NodeHeap {
  /** The earliest first; NO_NODE when empty. */
  entries: Int32Array
  size: number
}

export function createNodeHeap(): NodeHeap {
  return { entries: new Int32Array(256), size: 0 }
}

export function pushNode(heap: NodeHeap, nodes: Nodes, node: number): void {
  if (heap.size === heap.entries.length) heap.entries = widen(heap.entries, new Int32Array(heap.size * 2))
  const { entries } = heap
  let hole = heap.size++
  while (hole > 0) {
    const parent = (hole - 1) >> 1
    if (isBefore(nodes, entries[parent]!, node)) break
    entries[hole] = entries[parent]!
    hole = parent
  }
  entries[hole] = node
}

/** Removes the earliest node. */
export function popNode(heap: NodeHeap, nodes: Nodes): void {
  const { entries } = heap
  const size = --heap.size
  const moved = entries[size]!
  entries[size] = NO_NODE
  if (size === 0) return
  let hole = 0
  for (;;) {
    let child = 2 * hole + 1
    if (child >= size) break
    if (child + 1 < size && isBefore(nodes, entries[child + 1]!, entries[child]!)) child++
    if (isBefore(nodes, moved, entries[child]!)) break
    entries[hole] = entries[child]!
    hole = child
  }
  entries[hole] = moved
}
