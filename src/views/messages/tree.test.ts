import { describe, expect, it } from 'vitest'
import { familyOf, nodesOf } from '../../metrics/message/family.ts'
import { presetById } from '../../scenario/presets/index.ts'
import { simulate } from '../../sim/simulate.ts'
import { folded, nodeAfterKey, visibleNodes } from './tree.ts'

const { trace } = { trace: simulate(presetById('blocked-shard')!.scenario) }
const root = familyOf(trace, 1)!
const all = [...nodesOf(root)]
const move = (key: string, at: number, closed: ReadonlySet<number> = new Set()) => {
  const nodes = visibleNodes(root, closed)
  return nodeAfterKey(key, { nodes, node: nodes[at]!, closed })
}
const to = (at: number) => ({ kind: 'focus', request: all[at]!.request })

describe('keys in the tree of batches', () => {
  it('go up and down, to both ends, and nowhere beyond', () => {
    expect(move('ArrowDown', 0)).toEqual(to(1))
    expect(move('ArrowUp', 1)).toEqual(to(0))
    expect(move('End', 0)).toEqual(to(all.length - 1))
    expect(move('Home', 3)).toEqual(to(0))
    expect(move('ArrowUp', 0)).toBeNull()
    expect(move('ArrowDown', all.length - 1)).toBeNull()
    expect(move('x', 0)).toBeNull()
  })
  it('fold and unfold, or go to child and parent', () => {
    expect(move('ArrowRight', 0)).toEqual(to(1))
    expect(move('ArrowLeft', 1)).toEqual(to(0))
    expect(move('ArrowLeft', 0)).toEqual({ kind: 'close' })
    expect(move('ArrowRight', 0, new Set([root.request]))).toEqual({ kind: 'open' })
    expect(move('ArrowRight', 1)).toBeNull()
  })
})

it('shows a small family as a whole, and what is folded not', () => {
  expect(folded(root, root.request).size).toBe(0)
  expect(visibleNodes(root, new Set())).toHaveLength(all.length)
  expect(visibleNodes(root, new Set([all[2]!.request]))).toHaveLength(3)
})
