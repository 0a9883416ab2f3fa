import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from '../../chart/surface.ts'
import { cellBox, gridOf, rowInGrid } from './grid.ts'
import { ACROSS_MIN, layoutFlow, preferredHeight, type FlowLayout } from './layout.ts'
import type { FlowPlan } from './plan.ts'

const entryPoints = ['sdk', 'rest-api', 'http-api', 'function-url', 'alb', 'event', 'event-source'] as const

interface Shape {
  functions: { sources: number[]; provisioned: number; onDemand: number; pools: number; downstream: boolean; outlets: number }[]
}

/** Up to twenty functions, each with callers by any door and up to three thousand environments. */
const shapes: fc.Arbitrary<Shape> = fc.record({
  functions: fc.array(
    fc.record({
      sources: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 0, maxLength: 4 }),
      provisioned: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })),
      onDemand: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3000 })),
      pools: fc.integer({ min: 1, max: 3 }),
      downstream: fc.boolean(),
      outlets: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 20 },
  ),
})
const sizes = fc.record({ width: fc.integer({ min: 290, max: 1600 }), height: fc.integer({ min: 40, max: 500 }) })

function planFor({ functions }: Shape): FlowPlan {
  const sources: FlowPlan['sources'][number][] = []
  const doors: FlowPlan['doors'][number][] = []
  let first = 0
  const plans = functions.map((shape, fn): FlowPlan['functions'][number] => {
    const groups = [
      { kind: 'provisioned' as const, functionLane: fn + 1, first, count: shape.provisioned },
      { kind: 'on-demand' as const, functionLane: fn + 1, first: first + shape.provisioned, count: shape.onDemand },
    ].filter(({ count }) => count > 0)
    first += shape.provisioned + shape.onDemand
    for (const via of shape.sources.map((at) => entryPoints[at]!)) {
      const known = doors.findIndex((door) => door.via === via && door.fn === fn)
      const queue = via === 'event-source' ? ('sqs' as const) : null
      const door = via === 'sdk' || queue !== null ? -1 : known >= 0 ? known : doors.push({ via, fn, waits: null }) - 1
      sources.push({ name: `s${sources.length}`, fn, door, via, queue, service: null, follows: -1, deadLetters: null, status: {} as never })
    }
    const pools = Array.from({ length: shape.pools }, () => ({ kind: 'reserved' as const, limit: [{ time: 0, value: 8 }] }))
    return { name: `f${fn}`, lane: fn + 1, groups, pools, downstream: shape.downstream, pays: shape.downstream && shape.pools === 2 }
  })
  const roles = ['onSuccess', 'onFailure', 'deadLetter'] as const
  const outlets = functions.flatMap((shape, fn) => roles.slice(0, shape.outlets).map((role, destination) => ({ role, fn, arn: '', destination, notes: false })))
  return { sources, doors, functions: plans, outlets }
}

const boxesOf = ({ sources, doors, functions, outlets, lambda }: FlowLayout): Box[] => [
  ...sources.map(({ box }) => box),
  ...doors,
  ...lambda,
  ...functions.map(({ box }) => box),
  ...outlets.map(({ box }) => box),
  ...functions.flatMap(({ downstream }) => (downstream ? [downstream.box] : [])),
]

const within = (box: Box, outer: Box): boolean =>
  box.x >= outer.x - 0.5 && box.y >= outer.y - 0.5 && box.x + box.width <= outer.x + outer.width + 0.5 && box.y + box.height <= outer.y + outer.height + 0.5
const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.5 && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.5

describe('the layout of any scenario at any size', () => {
  it('keeps every box in the panel and apart from the others', () => {
    fc.assert(
      fc.property(shapes, sizes, (shape, size) => {
        const layout = layoutFlow(planFor(shape), size)
        const sheet = { x: 0, y: 0, width: layout.width, height: layout.height }
        expect(layout.width).toBe(size.width)
        expect(layout.height).toBeGreaterThanOrEqual(size.height)
        const boxes = boxesOf(layout)
        expect(boxes.filter((box) => !within(box, sheet) || Math.min(box.width, box.height) < 24)).toEqual([])
        expect(boxes.flatMap((box, at) => boxes.slice(at + 1).filter((other) => overlap(box, other)).map((other) => [box, other]))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('keeps cells in their function and meters in their gate', () => {
    fc.assert(
      fc.property(shapes, sizes, (shape, size) => {
        for (const { box, grids, gate, meters } of layoutFlow(planFor(shape), size).functions) {
          for (const grid of grids) {
            if (grid.mode === 'bar') continue
            expect(within(cellBox(grid, grid.first + grid.count - 1), box)).toBe(true)
            expect(within(cellBox(grid, grid.first + Math.min(grid.count, grid.columns) - 1), grid.box)).toBe(true)
          }
          for (const meter of meters) expect(within(meter, gate)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('leads every caller to its function from left to right', () => {
    fc.assert(
      fc.property(shapes, sizes, (shape, size) => {
        const plan = planFor(shape)
        const layout = layoutFlow(plan, size)
        layout.sources.forEach(({ box, legs }, at) => {
          const { door, fn } = plan.sources[at]!
          expect(legs).toHaveLength(door < 0 ? 1 : 2)
          expect(legs[0]!.x0).toBe(box.x + box.width)
          expect(legs.at(-1)!.x1).toBe(layout.functions[fn]!.gate.x)
          for (const { x0, x1 } of legs) expect(x1 - x0).toBeGreaterThanOrEqual(20)
        })
      }),
      { numRuns: 100 },
    )
  })

  it('puts the environments below where the panel is narrow', () => {
    const plan = planFor({ functions: [{ sources: [2], provisioned: 0, onDemand: 8, pools: 1, downstream: false, outlets: 0 }] })
    const wide = layoutFlow(plan, { width: ACROSS_MIN, height: 120 }).functions[0]!
    const narrow = layoutFlow(plan, { width: ACROSS_MIN - 1, height: 120 }).functions[0]!
    expect(wide.box.x).toBeGreaterThan(wide.gate.x + wide.gate.width)
    expect(narrow.box.y).toBeGreaterThan(narrow.gate.y + narrow.gate.height)
    expect(preferredHeight(plan, 366)).toBeGreaterThan(preferredHeight(plan, 808))
  })
})

describe('cells', () => {
  const box = { x: 10, y: 20, width: 290, height: 62 }

  it('say less the more there are', () => {
    const modes = [8, 60, 1000, 20_000].map((count) => gridOf({ first: 0, count }, box).mode)
    expect(modes).toEqual(['tank', 'cell', 'dense', 'bar'])
  })

  it('are found where they are drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 2999 }), (count, at) => {
        const grid = gridOf({ first: 5, count }, box)
        if (grid.mode === 'bar' || at >= count) return
        const cell = cellBox(grid, 5 + at)
        expect(rowInGrid(grid, cell.x + cell.width / 2, cell.y + cell.height / 2)).toBe(5 + at)
      }),
    )
    expect(rowInGrid(gridOf({ first: 0, count: 8 }, box), 5, 30)).toBe(-1)
  })
})
