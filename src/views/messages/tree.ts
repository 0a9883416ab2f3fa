/** Which nodes of a tree of batches are on show, and where keys lead. */
import { nodesOf, type BatchNode } from '../../metrics/message/family.ts'

/** A family with more than so many batches begins with parts of it folded. */
const MANY = 60

/** Requests of nodes that begin folded: those of a large family that do not lead to the selected one. */
export function folded(root: BatchNode, selected: number): ReadonlySet<number> {
  const nodes = [...nodesOf(root)]
  if (nodes.length <= MANY) return new Set()
  const kept = new Set<number>()
  for (let node = nodes.find(({ request }) => request === selected) ?? null; node !== null; node = node.parent) kept.add(node.request)
  return new Set(nodes.flatMap(({ request, children, depth }) => (children.length > 0 && depth > 1 && !kept.has(request) ? [request] : [])))
}

export function visibleNodes(node: BatchNode, closed: ReadonlySet<number>): BatchNode[] {
  return closed.has(node.request) ? [node] : [node, ...node.children.flatMap((child) => visibleNodes(child, closed))]
}

export type TreeMove = { kind: 'focus'; request: number } | { kind: 'open' | 'close' }

interface TreeState {
  nodes: readonly BatchNode[]
  node: BatchNode
  closed: ReadonlySet<number>
}

/** What a key does, as in any tree; null for other keys, and where there is no further to go. */
export function nodeAfterKey(key: string, { nodes, node, closed }: TreeState): TreeMove | null {
  const at = nodes.indexOf(node)
  const to = (next: BatchNode | undefined | null): TreeMove | null => (next ? { kind: 'focus', request: next.request } : null)
  switch (key) {
    case 'ArrowDown':
      return to(nodes[at + 1])
    case 'ArrowUp':
      return to(nodes[at - 1])
    case 'Home':
      return to(nodes[0])
    case 'End':
      return to(nodes.at(-1))
    case 'ArrowRight':
      if (node.children.length === 0) return null
      return closed.has(node.request) ? { kind: 'open' } : to(node.children[0])
    case 'ArrowLeft':
      if (node.children.length > 0 && !closed.has(node.request)) return { kind: 'close' }
      return to(node.parent)
    default:
      return null
  }
}
