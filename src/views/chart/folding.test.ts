import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFolding, liesOpen, piecesOf, reachOf, UNFOLDED, walk, type Folding } from './folding.ts'
import { createTimeScale } from './timeScale.ts'
import { scaleTicks } from './ticks.ts'
import { fitViewport, reduceViewport, SPAN_MIN, viewportPieces, type Viewport } from './viewport.ts'

const UNTIL = 3_600_000_000
const WIDTH = 800
const SHARE = 40 / WIDTH

/** Idle stretches that alternate with busy ones, over a run of an hour. */
const idle = fc.array(fc.tuple(fc.integer({ min: 1, max: 60_000_000 }), fc.integer({ min: 1_000, max: 900_000_000 })), { maxLength: 30 }).map((parts) => {
  const stretches: { from: number; to: number }[] = []
  let at = 0
  for (const [busy, quiet] of parts) {
    const from = at + busy
    const to = Math.min(UNTIL, from + quiet)
    if (from >= UNTIL) break
    stretches.push({ from, to })
    at = to
  }
  return stretches
})
const views = fc.tuple(fc.integer({ min: 0, max: UNTIL - SPAN_MIN }), fc.integer({ min: SPAN_MIN, max: UNTIL })).map(([from, span]) => ({ from, to: Math.min(UNTIL, from + span) }))
const scaleFor = (folding: Folding, view: { from: number; to: number }) => createTimeScale([view.from, view.to], [100, 100 + WIDTH], piecesOf(folding, view))

describe('a folded scale', () => {
  it('is monotone, fills the plot and comes back to within a pixel', () => {
    fc.assert(
      fc.property(idle, views, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }), (stretches, view, shares) => {
        const scale = scaleFor(createFolding(stretches, SHARE), view)
        expect(scale.toPx(view.from)).toBeCloseTo(100, 6)
        expect(scale.toPx(view.to)).toBeCloseTo(100 + WIDTH, 6)
        const times = shares.map((share) => view.from + share * (view.to - view.from)).toSorted((a, b) => a - b)
        const px = times.map(scale.toPx)
        px.forEach((x, i) => {
          expect(x).toBeGreaterThanOrEqual((px[i - 1] ?? -Infinity) - 1e-9)
          expect(Math.abs(scale.toPx(scale.toTime(x)) - x)).toBeLessThan(1e-3)
        })
        for (const share of shares) {
          const x = 100 + share * WIDTH
          expect(Math.abs(scale.toPx(scale.toTime(x)) - x)).toBeLessThan(1)
        }
      }),
    )
  })
  it('never hides an edge: only what lies within an idle stretch is pressed together', () => {
    fc.assert(
      fc.property(idle, views, (stretches, view) => {
        const scale = scaleFor(createFolding(stretches, SHARE), view)
        for (const piece of scale.pieces) {
          if (!piece.folded) expect((piece.right - piece.left) / Math.max(1e-9, piece.to - piece.from)).toBeCloseTo(scale.density, 6)
          else expect(stretches.some(({ from, to }) => from <= piece.from && to >= piece.to)).toBe(true)
        }
        // Busy time gets at least the room it had without folds.
        expect(scale.density).toBeGreaterThanOrEqual(WIDTH / (view.to - view.from) - 1e-12)
      }),
    )
  })
  it('gives no fold more than its share, and no unfolded stretch either', () => {
    fc.assert(
      fc.property(idle, views, (stretches, view) => {
        const folding = createFolding(stretches, SHARE)
        const scale = scaleFor(folding, view)
        for (const { left, right } of scale.folds) expect(right - left).toBeLessThanOrEqual(40 + 1e-6)
        if (scale.folds.length === 0) return
        for (const { from, to } of stretches) {
          if (from >= view.from && to <= view.to) expect(scale.toPx(to) - scale.toPx(from)).toBeLessThanOrEqual(40 + 1e-6)
        }
      }),
    )
  })
  it('without idle time, or within one idle stretch, is the plain one', () => {
    expect(reachOf(UNFOLDED, { from: 0, to: 100 })).toBeNull()
    const folding = createFolding([{ from: 1e6, to: 9e6 }], SHARE)
    expect(liesOpen(folding, { from: 2e6, to: 3e6 })).toBe(true)
    expect(scaleFor(folding, { from: 2e6, to: 3e6 }).folds).toEqual([])
    expect(scaleFor(folding, { from: 0, to: 1e7 }).folds).toMatchObject([{ from: 1e6, to: 9e6 }])
  })
  it('has its ticks outside of folds', () => {
    const scale = scaleFor(createFolding([{ from: 10e6, to: 900e6 }], SHARE), { from: 0, to: 910e6 })
    const { times } = scaleTicks(scale, 110, 910e6)
    expect(times.length).toBeGreaterThan(3)
    for (const time of times) expect(time <= 10e6 || time >= 900e6).toBe(true)
  })
})

describe('a folded viewport', () => {
  const folded = (stretches: readonly { from: number; to: number }[]): Viewport =>
    reduceViewport(fitViewport(UNTIL), { kind: 'fold', folding: createFolding(stretches, SHARE) })

  it('walks there and back', () => {
    fc.assert(
      fc.property(idle, fc.integer({ min: 0, max: UNTIL }), fc.double({ min: 0, max: 2, noNaN: true }), fc.integer({ min: 1000, max: UNTIL }), (stretches, time, share, reach) => {
        const folding = createFolding(stretches, SHARE)
        const there = walk(folding, time, { share, reach })
        const back = walk(folding, there, { share: -share, reach })
        expect(Math.abs(walk(folding, back, { share, reach }) - there)).toBeLessThanOrEqual(1 + there * 1e-6)
        expect(there).toBeGreaterThanOrEqual(time)
      }),
    )
  })
  it('keeps the time under the pointer while zooming, and stays within the run', () => {
    fc.assert(
      fc.property(idle, fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.array(fc.constantFrom(0.5, 0.7, 1.6), { minLength: 1, maxLength: 12 }), (stretches, share, factors) => {
        let viewport = folded(stretches)
        for (const factor of factors) {
          const before = createTimeScale([viewport.from, viewport.to], [0, 1], viewportPieces(viewport))
          const at = before.toTime(share)
          viewport = reduceViewport(viewport, { kind: 'zoom', at, factor })
          expect(viewport.from).toBeGreaterThanOrEqual(0)
          expect(viewport.to).toBeLessThanOrEqual(UNTIL)
          expect(viewport.to).toBeGreaterThan(viewport.from)
          const after = createTimeScale([viewport.from, viewport.to], [0, 1], viewportPieces(viewport))
          const atEdge = viewport.from === 0 || viewport.to === UNTIL
          // Within one idle stretch the fold opens or closes, which moves what is around it.
          if (!atEdge && before.folds.length > 0 && after.folds.length > 0) expect(Math.abs(after.toPx(at) - share)).toBeLessThan(0.002)
        }
      }),
    )
  })
  it('pans over folds by pixels', () => {
    const viewport = folded([{ from: 60e6, to: 3000e6 }])
    const near = reduceViewport(viewport, { kind: 'zoom', at: 30e6, factor: 0.1 })
    const on = reduceViewport(near, { kind: 'pan', by: 0.5 })
    const scale = createTimeScale([near.from, near.to], [0, 1], viewportPieces(near))
    expect(scale.toTime(0.5)).toBeCloseTo(on.from, -2)
  })
})
