import { describe, expect, it } from 'vitest'
import { createMemory } from './testing/memory.ts'
import { createUiStore } from './uiStore.ts'

describe('the selection', () => {
  it('is a record, an environment or a message, never two of them', () => {
    const store = createUiStore(createMemory().tab())
    store.select(7)
    store.selectLane(3)
    expect(store.getState()).toMatchObject({ selection: null, lane: 3 })
    store.select(8)
    expect(store.getState()).toMatchObject({ selection: 8, lane: null })
    store.selectMessage(5)
    expect(store.getState()).toMatchObject({ selection: null, lane: null, message: 5 })
    store.select(8)
    expect(store.getState()).toMatchObject({ selection: 8, message: null })
  })

  it('keeps the chain of causes while one steps along it, and no longer', () => {
    const store = createUiStore(createMemory().tab())
    store.select(9)
    store.setWhyOpen(true)
    store.setWhyChain([9, 5, 2])
    store.setWhyAround([1])
    store.select(5)
    expect(store.getState()).toMatchObject({ selection: 5, whyChain: [9, 5, 2], whyAround: [] })
    store.select(6)
    expect(store.getState().whyChain).toBeNull()
    expect(store.getState().whyOpen).toBe(true)
    store.setWhyChain([6])
    store.selectLane(1)
    expect(store.getState().whyChain).toBeNull()
    store.setWhyChain([6])
    store.setWhyOpen(false)
    expect(store.getState().whyChain).toBeNull()
  })

  it('counts what a person selects, not what is carried into another run', () => {
    const store = createUiStore(createMemory().tab())
    store.select(1)
    const { picks } = store.getState()
    store.carry({ selection: 4 })
    expect(store.getState()).toMatchObject({ selection: 4, picks })
    store.select(null)
    expect(store.getState().picks).toBe(picks + 1)
  })
})
