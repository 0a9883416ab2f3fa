import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'

const crank = () => {
  let pending: ((now: number) => void) | null = null
  let requests = 0
  return {
    requestFrame: (callback: (now: number) => void) => {
      pending = callback
      requests++
    },
    step: (now: number) => {
      const callback = pending
      pending = null
      callback?.(now)
    },
    requests: () => requests,
  }
}

describe('clock', () => {
  it('plays by the elapsed time between frames and stops at the end', () => {
    const frames = crank()
    const clock = createClock(frames)
    const changes: boolean[] = []
    clock.onChange((state) => changes.push(state.playing))
    clock.setUntil(100_000)
    clock.play()
    frames.step(1000)
    expect(clock.time()).toBe(0)
    frames.step(1016)
    expect(clock.time()).toBe(16_000)
    frames.step(1116)
    expect(clock.state()).toMatchObject({ time: 100_000, playing: false })
    expect(changes).toEqual([false, true, false])
    frames.step(1132)
    expect(clock.idle()).toBe(true)
  })

  it('does not count a pause', () => {
    const frames = crank()
    const clock = createClock(frames)
    clock.setUntil(10_000_000)
    clock.play()
    frames.step(0)
    frames.step(10)
    clock.pause()
    frames.step(20)
    clock.play()
    frames.step(90_000)
    expect(clock.time()).toBe(10_000)
    frames.step(90_010)
    expect(clock.time()).toBe(20_000)
  })

  it('asks for one frame however often a repaint is wanted', () => {
    const frames = crank()
    const clock = createClock(frames)
    let painted = 0
    clock.onFrame(() => painted++)
    clock.requestFrame()
    clock.requestFrame()
    expect(frames.requests()).toBe(1)
    frames.step(0)
    expect(painted).toBe(1)
    expect(clock.idle()).toBe(true)
  })

  it('tells changes and frames apart', () => {
    const frames = crank()
    const clock = createClock(frames)
    let changes = 0
    const stop = clock.onChange(() => changes++)
    clock.setUntil(1e9)
    clock.play()
    expect(changes).toBe(2)
    for (let now = 0; now < 500; now += 16) frames.step(now)
    expect(changes).toBe(2)
    stop()
    clock.seek(5)
    expect(changes).toBe(2)
    expect(clock.time()).toBe(5)
  })

  it('tells where somebody goes, but not where a link was', () => {
    const clock = createClock(crank())
    clock.setUntil(1000)
    const sought: number[] = []
    clock.onSeek((time) => sought.push(time))
    clock.restore(700)
    expect(clock.time()).toBe(700)
    clock.seek(5000)
    expect(sought).toEqual([1000])
  })

  it('moves in steps for reduced motion and covers the same time', () => {
    const frames = crank()
    const clock = createClock(frames)
    clock.setUntil(1e9)
    clock.setStepMs(500)
    clock.play()
    const seen = new Set<number>()
    for (let now = 0; now <= 2000; now += 20) {
      frames.step(now)
      seen.add(clock.time())
    }
    expect([...seen]).toEqual([0, 500_000, 1_000_000, 1_500_000, 2_000_000])
  })
})
