import { describe, expect, it } from 'vitest'
import * as t from './transport.ts'

const run: t.Transport = { ...t.IDLE_TRANSPORT, until: 6_000_000, playing: true }

describe('advance', () => {
  it('moves by elapsed time times the rate', () => {
    expect(t.advance({ ...run, rate: 0.25 }, 16).time).toBe(4000)
    expect(t.advance({ ...run, rate: 1 / 1000, time: 10 }, 16).time).toBe(26)
  })
  it('stays put when paused', () => {
    const paused = { ...run, playing: false }
    expect(t.advance(paused, 50)).toBe(paused)
  })
  it('counts at most 100 ms of a stalled frame', () => {
    expect(t.advance(run, 60_000).time).toBe(100_000)
  })
  it('stops exactly at the end and, in reverse, at 0', () => {
    expect(t.advance({ ...run, time: 5_990_000 }, 50)).toMatchObject({ time: 6_000_000, playing: false })
    expect(t.advance({ ...run, time: 10_000, rate: -1 }, 50)).toMatchObject({ time: 0, playing: false })
  })
  it('repeats a loop without losing what overshoots', () => {
    const looped = t.setLoop(run, [2_000_000, 1_000_000])
    expect(looped.loop).toEqual([1_000_000, 2_000_000])
    expect(t.advance({ ...looped, time: 1_990_000 }, 50)).toMatchObject({ time: 1_040_000, playing: true })
    expect(t.advance({ ...looped, time: 1_010_000, rate: -1 }, 50)).toMatchObject({ time: 1_960_000, playing: true })
  })
  it('wraps a loop shorter than a frame', () => {
    const looped = t.setLoop({ ...run, time: 1_000_000 }, [1_000_000, 1_007_000])
    const { time } = t.advance(looped, 50)
    expect(time).toBeGreaterThanOrEqual(1_000_000)
    expect(time).toBeLessThan(1_007_000)
  })
})

describe('rush', () => {
  const idle = t.setRush(run, [{ from: 1_000_000, to: 5_000_000 }])
  it('crosses a stretch in less than half a second, forwards and backwards', () => {
    const play = (from: t.Transport, ms: number) => Array.from({ length: ms / 20 }).reduce<t.Transport>((state) => t.advance(state, 20), from)
    expect(play({ ...idle, time: 1_000_000 }, t.RUSH_MS).time).toBeCloseTo(5_000_000, 3)
    expect(play({ ...idle, time: 5_000_000, rate: -1 }, t.RUSH_MS).time).toBeCloseTo(1_000_000, 3)
  })
  it('keeps the pace up to the stretch and after it, within one frame', () => {
    expect(t.advance({ ...idle, time: 990_000 }, 20).time).toBeCloseTo(1_000_000 + 10 * 10_000, 3)
    expect(t.advance({ ...idle, time: 4_950_000 }, 20).time).toBeCloseTo(5_000_000 + 15_000, 3)
    expect(t.advance({ ...idle, time: 5_500_000 }, 20).time).toBe(5_520_000)
  })
  it('never slows down', () => {
    expect(t.advance({ ...idle, rate: 100, time: 1_000_000 }, 10).time).toBe(2_000_000)
  })
})

describe('commands', () => {
  it('plays from the other end when spent', () => {
    expect(t.play({ ...run, playing: false, time: 6_000_000 })).toMatchObject({ time: 0, playing: true })
    expect(t.play({ ...run, playing: false, time: 0, rate: -1 })).toMatchObject({ time: 6_000_000, playing: true })
    expect(t.play(t.IDLE_TRANSPORT).playing).toBe(false)
  })
  it('rests on whole microseconds', () => {
    expect(t.pause({ ...run, time: 12.4 })).toMatchObject({ time: 12, playing: false })
  })
  it('seeks within the run and survives nonsense', () => {
    expect(t.seek(run, 9e9).time).toBe(6_000_000)
    expect(t.seek(run, -1).time).toBe(0)
    expect(t.seek(run, Number.NaN).time).toBe(0)
  })
  it('clamps the rate and keeps its direction', () => {
    expect(t.setRate(run, 1e9).rate).toBe(t.RATE_MAX)
    expect(t.setRate(run, -1e-9).rate).toBe(-t.RATE_MIN)
    expect(t.setRate(run, 0)).toBe(run)
  })
  it('keeps the playhead when the run is redone, where it still fits', () => {
    expect(t.setUntil({ ...run, time: 5e6 }, 7e6).time).toBe(5e6)
    expect(t.setUntil({ ...run, time: 5e6 }, 3e6).time).toBe(3e6)
    expect(t.setUntil(t.setLoop(run, [4e6, 5e6]), 3e6).loop).toBeNull()
  })
  it('drops an empty loop', () => {
    expect(t.setLoop(run, [5, 5]).loop).toBeNull()
  })
})

describe('rates', () => {
  it('plays a run in about twelve seconds', () => {
    for (const seconds of [0.02, 0.5, 6, 60, 600, 3600, 86_400]) {
      const plays = seconds / t.defaultRate(seconds * 1e6)
      expect(plays).toBeGreaterThan(12 / 1.9)
      expect(plays).toBeLessThan(12 * 1.9)
    }
  })
  it('steps through the offered rates and ends at the last', () => {
    expect(t.neighbourRate(1, 1)).toBe(2)
    expect(t.neighbourRate(-1, -1)).toBe(-0.5)
    expect(t.neighbourRate(t.RATE_MAX, 1)).toBe(t.RATE_MAX)
  })
})
