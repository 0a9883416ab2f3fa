import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createConnections } from './connections'

/** Serves first come first served by trying every moment: slow and plain. */
function naive(limit: number, asks: readonly { at: number; use: number }[]): number[] {
  const ends: number[] = []
  let last = 0
  return asks.map(({ at, use }) => {
    last = Math.max(at, last)
    while (ends.filter((end) => end > last).length >= limit) last++
    ends.push(last + use)
    return last
  })
}

test('connections go to who came first, as soon as one is free', () => {
  const asks = fc.array(fc.record({ gap: fc.nat(20), use: fc.integer({ min: 1, max: 40 }) }), { maxLength: 40 })
  fc.assert(
    fc.property(asks, fc.integer({ min: 1, max: 4 }), (list, limit) => {
      let now = 0
      const timed = list.map(({ gap, use }) => ({ at: (now += gap), use }))
      const connections = createConnections(limit)
      const served = timed.map(({ at, use }) => {
        const start = at + connections.waitAt(at)
        connections.hold(start + use)
        return start
      })
      expect(served).toEqual(naive(limit, timed))
    }),
    { seed: 1 },
  )
})

test('fewer connections: those in use count; more connections are free at once', () => {
  const connections = createConnections(3)
  for (const until of [10, 20, 30]) connections.hold(until)
  connections.resize(1, 5)
  expect(connections.waitAt(5)).toBe(25)
  connections.resize(2, 5)
  expect(connections.waitAt(5)).toBe(0)
})

test('a connection nobody holds costs no wait', () => {
  const connections = createConnections(1)
  expect([connections.waitAt(7), connections.waitAt(7)]).toEqual([0, 0])
})
