import { describe, expect, it } from 'vitest'
import { createClock } from '../../playback/clock.ts'
import { BEATS_PER_SECOND } from '../frame/beat.ts'
import { createPaintQueue, type Painter } from './paintQueue.ts'

function setUp() {
  let next: ((nowMs: number) => void) | null = null
  let time = 0
  const painted: string[] = []
  const clock = createClock({ requestFrame: (callback) => void (next = callback) })
  const queue = createPaintQueue(clock, () => time)
  const painter = (name: string, ms: number, isOutdated: Painter['isOutdated'] = () => false): Painter => {
    const made = { cost: 0, isOutdated, paint: () => void (painted.push(name), (time += ms)) }
    queue.add(made)
    return made
  }
  /** What the next frame paints, or null if there is none. */
  const frame = (nowMs = 16): string[] | null => {
    const run = next
    next = null
    if (run === null) return null
    painted.length = 0
    run(nowMs)
    return [...painted]
  }
  return { queue, clock, painter, frame }
}

describe('canvases that wait to be painted', () => {
  it('share a frame as long as they are quick', () => {
    const { queue, painter, frame } = setUp()
    for (const one of [painter('a', 0.3), painter('b', 0.3), painter('c', 0.3)]) queue.ask(one)
    expect(frame()).toEqual(['a', 'b', 'c'])
    expect(frame()).toBeNull()
  })

  it('take turns when they are slow, whoever waits longest first, and none starves', () => {
    const { queue, painter, frame } = setUp()
    const slow = painter('slow', 1.2)
    const quick = painter('quick', 0.2)
    const other = painter('other', 0.9)
    const all = [slow, quick, other]
    all.forEach((each) => queue.ask(each))
    frame()
    while (frame() !== null);
    all.forEach((each) => queue.ask(each))
    expect(frame()).toEqual(['slow', 'quick'])
    all.forEach((each) => queue.ask(each))
    expect(frame()).toEqual(['other'])
    expect(frame()).toEqual(['slow', 'quick'])
    expect(frame()).toBeNull()
  })

  it('are all painted in the next frame where it is urgent', () => {
    const { queue, painter, frame } = setUp()
    const all = [painter('one', 1.2), painter('two', 1.2), painter('three', 1.2)]
    all.forEach((each) => queue.ask(each))
    while (frame() !== null);
    queue.ask(all[0]!)
    queue.ask(all[1]!)
    queue.ask(all[2]!, 'urgent')
    expect(frame()).toEqual(['one', 'three'])
    expect(frame()).toEqual(['two'])
  })

  it('may be slower than any frame', () => {
    const { queue, painter, frame } = setUp()
    const one = painter('one', 50)
    for (let i = 0; i < 2; i++) {
      queue.ask(one)
      expect(frame()).toEqual(['one'])
    }
  })

  it('are painted in the very frame that moves what they follow, and forgotten when removed', () => {
    const { queue, clock, painter, frame } = setUp()
    let seen = 0
    const follower = painter('follower', 0.1, ({ time }) => time !== seen && (seen = time) > 0)
    clock.setUntil(100)
    frame()
    clock.seek(50)
    expect(frame()).toEqual(['follower'])
    queue.ask(follower)
    queue.remove(follower)
    expect(frame()).toEqual([])
  })

  it('leave the frame after the first of a beat to new texts while playing, unless it is urgent', () => {
    const { queue, clock, painter, frame } = setUp()
    const one = painter('one', 0.1)
    const two = painter('two', 0.1)
    clock.setUntil(1e9)
    clock.play()
    const beatMs = 1000 / BEATS_PER_SECOND
    frame(10 * beatMs)
    queue.ask(one)
    queue.ask(two, 'urgent')
    expect(frame(10 * beatMs + 16)).toEqual(['two'])
    expect(frame(10 * beatMs + 32)).toEqual(['one'])
  })
})
