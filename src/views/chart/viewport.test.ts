import { describe, expect, it } from 'vitest'
import { fitViewport, isWhole, keyAction, pointerActions, reduceViewport, SPAN_MIN, wheelAction, type ViewportAction } from './viewport.ts'

const whole = fitViewport(6_000_000)
const reduce = (...actions: ViewportAction[]) => actions.reduce(reduceViewport, whole)

describe('viewport', () => {
  it('zooms about a point that stays where it is', () => {
    const zoomed = reduce({ kind: 'zoom', at: 1_500_000, factor: 0.5 })
    expect(zoomed.to - zoomed.from).toBe(3_000_000)
    expect((1_500_000 - zoomed.from) / 3_000_000).toBeCloseTo(0.25, 12)
  })
  it('never leaves the run nor shrinks below the least span', () => {
    expect(reduce({ kind: 'zoom', at: 0, factor: 50 })).toEqual(whole)
    const tiny = reduce({ kind: 'zoom', at: 6_000_000, factor: 1e-12 })
    expect(tiny.to - tiny.from).toBeCloseTo(SPAN_MIN, 3)
    expect(tiny.to).toBeLessThanOrEqual(6_000_000)
    const panned = reduce({ kind: 'show', from: 1e6, to: 2e6 }, { kind: 'pan', by: 1e9 })
    expect([panned.from, panned.to]).toEqual([5e6, 6e6])
  })
  it('reveals only what is not on show', () => {
    const view = reduce({ kind: 'show', from: 1e6, to: 2e6 })
    expect(reduceViewport(view, { kind: 'reveal', from: 1.2e6, to: 1.4e6 })).toBe(view)
    expect(reduceViewport(view, { kind: 'reveal', from: 4e6, to: 4e6 })).toMatchObject({ from: 3.5e6, to: 4.5e6 })
  })
  it('keeps the whole run whole when its length changes, and a part where it was', () => {
    expect(isWhole(reduce({ kind: 'until', until: 9e6 }))).toBe(true)
    expect(reduce({ kind: 'show', from: 1e6, to: 2e6 }, { kind: 'until', until: 9e6 })).toEqual({ from: 1e6, to: 2e6, until: 9e6 })
    expect(reduce({ kind: 'show', from: 5e6, to: 6e6 }, { kind: 'until', until: 3e6 })).toEqual({ from: 2e6, to: 3e6, until: 3e6 })
  })
  it('survives a run of no length', () => {
    const empty = fitViewport(0)
    expect(reduceViewport(empty, { kind: 'zoom', at: 0, factor: 0.5 })).toMatchObject({ from: 0, to: 1 })
  })
})

describe('events', () => {
  const wheel = { deltaX: 0, deltaY: 0, deltaMode: 0, shiftKey: false, ctrlKey: false }
  const at = { time: 5, width: 600 }
  it('the wheel zooms, with shift or sideways it pans', () => {
    expect(wheelAction({ ...wheel, deltaY: -100 }, at)).toMatchObject({ kind: 'zoom', at: 5 })
    const zoomIn = wheelAction({ ...wheel, deltaY: -100 }, at)
    expect(zoomIn.kind === 'zoom' && zoomIn.factor).toBeLessThan(1)
    expect(wheelAction({ ...wheel, deltaY: 30, shiftKey: true }, at)).toEqual({ kind: 'pan', by: 0.05 })
    expect(wheelAction({ ...wheel, deltaX: 30, deltaY: 5 }, at)).toEqual({ kind: 'pan', by: 0.05 })
    expect(wheelAction({ ...wheel, deltaX: 2, deltaMode: 1 }, at)).toEqual({ kind: 'pan', by: 32 / 600 })
  })
  it('keys zoom about the playhead when it is on show', () => {
    expect(keyAction({ key: '+', shiftKey: false }, whole, 1e6)).toMatchObject({ kind: 'zoom', at: 1e6 })
    expect(keyAction({ key: '-', shiftKey: false }, { ...whole, from: 2e6 }, 1e6)).toMatchObject({ kind: 'zoom', at: 4e6 })
    expect(keyAction({ key: 'ArrowLeft', shiftKey: true }, whole, 0)).toEqual({ kind: 'pan', by: -1 / 8 })
    expect(keyAction({ key: 'ArrowLeft', shiftKey: false }, whole, 0)).toBeNull()
    expect(keyAction({ key: '0', shiftKey: false }, whole, 0)).toEqual({ kind: 'fit' })
  })
  it('two pointers keep the times under them', () => {
    const scale = { range: [0, 500], toTime: (px: number) => px * 1000 } as const
    const [zoom, pan] = pointerActions([100, 200], [100, 300], scale)
    expect(zoom).toEqual({ kind: 'zoom', at: 150_000, factor: 0.5 })
    expect(pan).toEqual({ kind: 'pan', by: -0.1 })
    expect(pointerActions([100], [90], scale)).toEqual([{ kind: 'pan', by: 0.02 }])
  })
})
