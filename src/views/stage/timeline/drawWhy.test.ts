import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainOf } from '../../../metrics/chain.ts'
import { relatedRecords } from '../../../metrics/environments.ts'
import { NONE, type RecordId, type Trace } from '../../../sim/trace/schema.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import type { Box } from '../../chart/surface.ts'
import { createTimeScale } from '../../chart/timeScale.ts'
import { createRecordingSurface } from '../../chart/recordingSurface.ts'
import { burst, indexOf, palette } from '../testing.ts'
import { recordBox } from './recordBox.ts'
import { joined, laneBox } from './drawSelection.ts'
import { drawWhy, stationsOf, STATION_RADIUS, veilOf } from './drawWhy.ts'
import { layoutTimeline } from './layout.ts'
import { laneAt } from './walk.ts'

const trace = burst()
const index = indexOf(trace)
const layout = layoutTimeline(index.rows, { width: 900, height: 420 })
const scaled = (from: number, to: number) => createTimeScale([from, to], [layout.plot.x, layout.plot.x + layout.plot.width])
const rowsOf = ({ records }: Trace, kind: number): RecordId[] => Array.from(records.kind.subarray(0, records.length), (each, row) => (each === kind ? row : NONE)).filter((row) => row !== NONE)
const chain = (record: RecordId) => chainOf(trace, record).toReversed()

const area = ({ width, height }: Box): number => width * height
const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

describe('the veil', () => {
  it('covers all but the holes, and nothing twice', () => {
    const whole = { x: 0, y: 0, width: 100, height: 60 }
    const hole = fc.record({ x: fc.integer({ min: -20, max: 110 }), y: fc.integer({ min: -20, max: 70 }), width: fc.integer({ min: 1, max: 50 }), height: fc.integer({ min: 1, max: 30 }) })
    fc.assert(
      fc.property(fc.array(hole, { maxLength: 6 }), (holes) => {
        const veil = veilOf(whole, holes)
        for (let x = 0.5; x < 100; x += 7) {
          for (let y = 0.5; y < 60; y += 5) {
            const dot = { x, y, width: 0.001, height: 0.001 }
            const covers = veil.filter((box) => overlap(box, dot) > 0).length
            expect(covers).toBe(holes.some((box) => overlap(box, dot) > 0) ? 0 : 1)
          }
        }
      }),
    )
    expect(veilOf(whole, []).reduce((sum, box) => sum + area(box), 0)).toBe(6000)
  })
})

describe('stations', () => {
  it('stand apart, inside the plot, from the effect back to the root, at any zoom', () => {
    for (const [from, to] of [[0, 6_000_000], [900_000, 2_100_000], [1_000_000, 1_050_000]] as const) {
      for (const record of [...rowsOf(trace, KIND.handler), ...rowsOf(trace, KIND.throttle), ...rowsOf(trace, KIND.shutdown)]) {
        const stations = stationsOf({ index, layout, scale: scaled(from, to), chain: chain(record), related: [] })
        stations.forEach((station, at) => {
          const next = stations[at + 1]
          if (next === undefined) return
          expect(next.x).toBeLessThanOrEqual(station.x)
          if (Math.abs(next.y - station.y) < 2 * STATION_RADIUS) expect(station.x - next.x).toBeGreaterThanOrEqual(2 * STATION_RADIUS)
        })
      }
    }
  })

  it('that had to move aside stand clear of their bars, so that the lines to their moments show', () => {
    for (const handler of rowsOf(trace, KIND.handler)) {
      const stations = stationsOf({ index, layout, scale: scaled(0, 60_000_000), chain: chain(handler), related: [] })
      if (stations.length < 4) continue
      for (const { y, anchor } of stations) expect(Math.abs(y - anchor.y)).toBeGreaterThan(2 * STATION_RADIUS)
    }
  })

  it('of an arrival alone stand at the row of its request, which is not dimmed', () => {
    const [handler] = rowsOf(trace, KIND.handler)
    const related = relatedRecords(trace, trace.records.request[handler!]!)
    const scene = { index, layout, palette, scale: scaled(900_000, 2_100_000), chain: chain(related[0]!), current: 0, related, around: [], label: String }
    expect(trace.records.kind[related[0]!]).toBe(KIND.arrival)
    expect(stationsOf(scene)[0]!.anchor.y).toBe(stationsOf({ ...scene, chain: chain(handler!) })[0]!.anchor.y)
    const surface = createRecordingSurface(900, 420)
    drawWhy(surface, scene)
    const bar = recordBox(scene, handler!)!
    for (const { box } of surface.of('rect')) expect(overlap(box, bar)).toBe(0)
  })

  it('are numbered from the effect, joined by one line, and drawn the same each time', () => {
    const [handler] = rowsOf(trace, KIND.handler)
    const scene = { index, layout, palette, scale: scaled(0, 6_000_000), chain: chain(handler!), current: 0, related: [], around: [], label: (place: number) => String(place + 1) }
    const [first, second] = [createRecordingSurface(900, 420), createRecordingSurface(900, 420)]
    drawWhy(first, scene)
    drawWhy(second, scene)
    expect(first.calls).toEqual(second.calls)
    const texts = first.calls.flatMap((call) => (call.kind === 'text' ? [call.text] : []))
    expect(texts).toEqual(['1', '2', '3', '4', '5', '6'])
  })
})

describe('what belongs to the selection', () => {
  it('is outlined as one where it touches', () => {
    const box = (x: number, width: number, y = 0): Box => ({ x, y, width, height: 10 })
    expect(joined([box(0, 10), box(9, 10), box(30, 5), box(0, 10, 20)])).toEqual([box(0, 19), box(30, 5), box(0, 10, 20)])
  })

  it('is the whole life of an environment', () => {
    const lane = index.rows.laneIds[0]!
    const scale = scaled(0, 6_000_000)
    const life = laneBox({ index, layout, scale }, lane)!
    expect(life.x).toBeCloseTo(scale.toPx(trace.lanes.born[lane]!) - 3)
    expect(laneBox({ index, layout, scale }, 0)).toBeNull()
  })

  it('is the next environment of a row when its label is asked again', () => {
    const row = 0
    const first = laneAt(index, { row, time: 0, after: null })
    expect(first).toBe(index.rows.laneIds[0])
    expect(laneAt(index, { row, time: 0, after: first })).not.toBeNull()
    expect(laneAt(index, { row: -1, time: 0, after: null })).toBeNull()
  })
})
