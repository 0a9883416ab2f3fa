import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventQueue, EVENT_CLASS, pop, pushAfter, pushAt, pushInOrder, setAside, sizeOf } from './queue'
import type { EventClass } from './queue'
import { createHeapQueue } from './testing/heap'

/** One move in a random life of a queue: a few pushes at a distance from the present, then a few pops. */
interface Move {
  ahead: number
  pushes: number
  spread: number
  eventClass: number
  pops: number
}

const distance = fc.oneof(
  fc.constantFrom(0, 1, 1023, 1024, 4_193_279, 4_193_280, 4_194_304, 300_000_000, 86_400_000_000),
  fc.nat(50),
  fc.nat(5_000_000),
  fc.nat(600_000_000),
)

const move: fc.Arbitrary<Move> = fc.record({
  ahead: distance,
  pushes: fc.oneof(fc.nat(4), fc.nat(60)),
  spread: fc.constantFrom(0, 0, 1, 7, 1000, 250_000, 40_000_000),
  eventClass: fc.nat(4),
  pops: fc.oneof(fc.nat(4), fc.nat(90)),
})

/** Plays the moves on both queues and compares them after every push and pop. */
function play(moves: readonly Move[], start: number): void {
  const queue = createEventQueue(16)
  const twin = createHeapQueue()
  queue.now = start
  let payload = 0
  const popBoth = (): void => {
    expect(queue.time).toBe(twin.time)
    expect(pop(queue)).toBe(twin.pop())
  }
  for (const { ahead, pushes, spread, eventClass, pops } of moves) {
    for (let i = 0; i < pushes; i++) {
      const delay = ahead + ((i * 7919) % 101) * spread
      const ownClass = ((eventClass + (i % 3)) % 5) as EventClass
      if (i % 2 === 0) pushAt(queue, queue.now + delay, ownClass, payload)
      else pushAfter(queue, delay, ownClass, payload)
      twin.push(queue.now + delay, ownClass, payload++)
      expect(sizeOf(queue)).toBe(twin.size())
      expect(queue.time).toBe(twin.time)
    }
    for (let i = 0; i < pops && twin.size() > 0; i++) popBoth()
  }
  while (twin.size() > 0) popBoth()
  expect(sizeOf(queue)).toBe(0)
  expect(queue.time).toBe(Infinity)
}

/** Keeps `pending` events in the queue and returns how many pops went back in time or differ from the twin. */
function hold(pending: number, pops: number, gap: (i: number) => number): number {
  const queue = createEventQueue()
  const twin = createHeapQueue()
  const draw = (i: number): number => Math.imul(i ^ (i >>> 15), 0x2c1b3c6d) >>> 12
  const ownClass = (i: number): EventClass => (draw(i + 7) % 5) as EventClass
  const push = (time: number, i: number): void => {
    pushAt(queue, time, ownClass(i), i)
    twin.push(time, ownClass(i), i)
  }
  for (let i = 0; i < pending; i++) push(draw(i) % gap(i), i)
  let wrong = 0
  for (let i = pending; i < pending + pops; i++) {
    const now = queue.time
    if (now !== twin.time) wrong++
    const payload = pop(queue)
    if (payload !== twin.pop()) wrong++
    push(now + (draw(i) % gap(i)), i)
    if (queue.time < now) wrong++
  }
  return wrong
}

describe('event queue', () => {
  it('orders by time, then class, then order of scheduling', () => {
    const queue = createEventQueue()
    pushAt(queue, 5, EVENT_CLASS.arrival, 1)
    pushAt(queue, 5, EVENT_CLASS.completion, 2)
    pushAt(queue, 5, EVENT_CLASS.completion, 3)
    pushAt(queue, 4, EVENT_CLASS.deadline, 4)
    pushAt(queue, 300_000_000, EVENT_CLASS.expiry, 5)
    pushAt(queue, 300_000_000, EVENT_CLASS.completion, 6)
    expect(queue.time).toBe(4)
    expect(Array.from({ length: 6 }, () => pop(queue))).toEqual([4, 2, 3, 1, 6, 5])
    expect(sizeOf(queue)).toBe(0)
    expect(queue.time).toBe(Infinity)
  })

  it('gives what a plain heap gives, whatever is pushed and popped', () => {
    const start = fc.constantFrom(0, 1, 2 ** 31 - 5, 1e12, 2 ** 48 + 1)
    fc.assert(fc.property(fc.array(move, { maxLength: 80 }), start, play), { numRuns: 400 })
  })

  it('stays in order while it fits itself to the traffic', () => {
    expect(hold(3, 20_000, () => 4_000_000_000)).toBe(0)
    expect(hold(64, 40_000, () => 1_000_000)).toBe(0)
    expect(hold(5_000, 60_000, () => 3)).toBe(0)
    expect(hold(5_000, 60_000, () => 300_000)).toBe(0)
  })

  it('stays in order when the traffic changes its pace, bursts included', () => {
    const paces = [1, 20, 2_000_000, 50, 300_000_000]
    expect(hold(700, 100_000, (i) => paces[(i >> 14) % paces.length]!)).toBe(0)
    expect(hold(700, 50_000, (i) => (i % 50 === 0 ? 300_000_000 : 1000))).toBe(0)
  })

  it('keeps times beyond 2^31 buckets apart', () => {
    const queue = createEventQueue()
    const times = [1e12, 1e12 + 1, 2 ** 43, 2 ** 43 + 4096 * 1024, 2 ** 50]
    for (const [i, time] of times.entries()) pushAt(queue, time, EVENT_CLASS.completion, i)
    const popped = times.map(() => [queue.time, pop(queue)])
    expect(popped).toEqual(times.map((time, i) => [time, i]).sort((a, b) => a[0]! - b[0]!))
  })
})

it('an event comes in the order in which its place was set aside, whenever it is put in', () => {
  const queue = createEventQueue()
  const control = EVENT_CLASS.control
  pushAt(queue, 50, control, 1)
  const order = setAside(queue, 2)
  pushAt(queue, 50, control, 4)
  pushAt(queue, 10, control, 0)
  expect(pop(queue)).toBe(0)
  pushInOrder(queue, 50, { eventClass: control, payload: 3, order: order + 1 })
  pushInOrder(queue, 50, { eventClass: control, payload: 2, order })
  pushAt(queue, 50, EVENT_CLASS.arrival, 5)
  expect([1, 2, 3, 4, 5].map(() => pop(queue))).toEqual([1, 2, 3, 4, 5])
})
