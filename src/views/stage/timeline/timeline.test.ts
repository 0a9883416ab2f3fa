import { describe, expect, it } from 'vitest'
import { traceFromText } from '../../../sim/trace/testing/fixture.ts'
import { NONE, RECORD_KINDS } from '../../../sim/trace/schema.ts'
import { KIND, LANE } from '../../../sim/trace/writer.ts'
import { createTimeScale } from '../../chart/timeScale.ts'
import { burst, indexOf, randomRun } from '../testing.ts'
import { assignSlots, CLASS_OF_KIND, gridFor, mergeCodes, scanCodes } from '../../../metrics/timeline/codes.ts'
import { layoutTimeline, leastHeight, rowAt, rowParts, rowPlace } from './layout.ts'
import { createLodBuilder, sampleLod } from '../../../metrics/timeline/lod.ts'
import { assignRows } from '../../../metrics/timeline/rows.ts'
import { lanesWithin, positionAfter, positionsWithin, rowOfRecord } from '../../../metrics/timeline/timelineIndex.ts'
import { recordAt, stepRecord } from './walk.ts'

describe('height', () => {
  it('is enough for every group at the least that the panel takes', () => {
    const { trace } = randomRun(60)
    const rows = assignRows(trace)
    const several = { ...rows, groups: [...rows.groups, ...rows.groups, ...rows.groups] }
    for (const each of [rows, several]) {
      const height = leastHeight(each)
      expect(layoutTimeline(each, { width: 800, height }).bottom).toBeLessThanOrEqual(height)
    }
  })
})

describe('rows', () => {
  it('gives an environment the lowest row that is free again', () => {
    const trace = traceFromText(1000, 'f/1: 0 handler 100; 200 shutdown\nf/2: 50 handler 100\nf/3: 200 handler 50\nf/4@provisioned: 0 handler 10')
    const rows = assignRows(trace)
    const rowOf = (name: number) => rows.rowOfLane[[...trace.lanes.kind].flatMap((kind, lane) => (kind === LANE.environment ? [lane] : []))[name]!]
    expect(rowOf(3)).toBe(0)
    expect([rowOf(0), rowOf(1), rowOf(2)]).toEqual([1, 2, 1])
    expect(rows.groups.map(({ kind, count }) => [kind, count])).toEqual([['provisioned', 1], ['on-demand', 2]])
  })
  it('needs as many rows as were ever alive together, and never overlaps', () => {
    const { trace } = randomRun(60)
    const rows = assignRows(trace)
    const { born, died } = trace.lanes
    const environments = [...rows.laneIds]
    const mostAlive = Math.max(...environments.map((lane) => environments.filter((o) => born[o]! <= born[lane]! && died[o]! > born[lane]!).length))
    expect(rows.groups.find((group) => group.kind === 'on-demand')?.count).toBe(mostAlive)
    for (let row = 0; row < rows.length; row++) {
      for (let at = rows.laneOffset[row]! + 1; at < rows.laneOffset[row + 1]!; at++) {
        expect(born[rows.laneIds[at]!]).toBeGreaterThanOrEqual(died[rows.laneIds[at - 1]!]!)
      }
    }
  })
  it('adds a row for refusals where there are any', () => {
    expect(assignRows(burst()).groups.map(({ kind }) => kind)).toEqual(['on-demand', 'throttled'])
  })
})

describe('index', () => {
  const { trace } = randomRun(80)
  const index = indexOf(trace)
  it('holds each record of a row once, in order of time', () => {
    const seen = new Set(index.ids)
    expect(seen.size).toBe(index.ids.length)
    for (let row = 0; row < index.rows.length; row++) {
      for (let at = index.offset[row]!; at < index.offset[row + 1]!; at++) {
        expect(rowOfRecord(index, index.ids[at]!)).toBe(row)
        if (at > index.offset[row]!) expect(index.ids[at]!).toBeGreaterThan(index.ids[at - 1]!)
      }
    }
    const expected = [...trace.records.kind].filter((kind) => CLASS_OF_KIND[kind]! >= 0 || kind === KIND.throttle || kind === KIND.shutdown).length
    expect(index.ids.length).toBe(expected)
  })
  it('finds what a look at every record finds', () => {
    const { time, span } = trace.records
    for (const domain of [[0, 1e6], [3.3e6, 3.4e6], [19e6, 2e7]] as const) {
      for (let row = 0; row < index.rows.length; row++) {
        const [first, last] = positionsWithin(index, row, domain)
        const all = [...index.ids.subarray(index.offset[row]!, index.offset[row + 1]!)]
        const touching = all.filter((id) => time[id]! <= domain[1] && time[id]! + span[id]! > domain[0])
        const found = [...index.ids.subarray(first, last)]
        for (const id of touching) expect(found).toContain(id)
        expect(found.length).toBeLessThanOrEqual(touching.length + 1)
        expect(positionAfter(index, row, domain[0]) - index.offset[row]!).toBe(all.filter((id) => time[id]! <= domain[0]).length)
        const lives = [...index.rows.laneIds.subarray(...lanesWithin(index, row, domain))]
        for (const lane of index.rows.laneIds.subarray(index.rows.laneOffset[row]!, index.rows.laneOffset[row + 1]!)) {
          if (trace.lanes.born[lane]! <= domain[1] && trace.lanes.died[lane]! > domain[0]) expect(lives).toContain(lane)
        }
      }
    }
  })
})

describe('codes', () => {
  const { trace } = randomRun(80)
  const index = indexOf(trace)
  const slots = assignSlots(index.rows)
  const columns = { from: 0, density: 400 / trace.until, count: 400 }
  const codes = new Uint8Array(slots.length * 400)
  scanCodes(index, { slots, columns, grid: gridFor(slots.length, 400) }, codes)

  it('are busy where the records are, and in the same measure', () => {
    const width = trace.until / 400
    const busy = new Float64Array(400)
    for (let id = 0; id < trace.records.length; id++) {
      if (CLASS_OF_KIND[trace.records.kind[id]!]! < 0 || rowOfRecord(index, id) !== 0) continue
      const start = trace.records.time[id]!
      const end = Math.min(trace.until, start + trace.records.span[id]!)
      for (let c = Math.floor(start / width); c * width < end && c < 400; c++) {
        busy[c]! += Math.max(0, Math.min(end, (c + 1) * width) - Math.max(start, c * width)) / width
      }
    }
    for (let c = 0; c < 400; c++) {
      const level = codes[c]! & 31
      if (busy[c]! > 0) expect(Math.abs((level - 2) / 29 - busy[c]!)).toBeLessThan(1 / 28)
      else expect(level).toBeLessThanOrEqual(2)
    }
  })
  it('of the levels of detail agree with a scan', () => {
    const lod = createLodBuilder()(index)
    // Bins are powers of two: with 256 columns they end where columns do.
    const even = { from: 0, density: 256 / lod.span, count: 256 }
    const [scanned, sampled] = [new Uint8Array(slots.length * 256), new Uint8Array(slots.length * 256)]
    scanCodes(index, { slots, columns: even, grid: gridFor(slots.length, 256) }, scanned)
    expect(sampleLod(lod, even, sampled)).toBe(true)
    for (let i = 0; i < scanned.length; i++) {
      expect(Math.abs((sampled[i]! & 31) - (scanned[i]! & 31))).toBeLessThanOrEqual(lod.levels.length + 1)
      if ((scanned[i]! & 31) > 2 && (sampled[i]! & 31) > 2) expect(sampled[i]! >> 5).toBe(scanned[i]! >> 5)
    }
    expect(sampleLod(lod, { from: 0, density: 1, count: 100 }, sampled)).toBe(false)
  })
  it('may be some columns wide where a rough picture will do', () => {
    const lod = createLodBuilder()(index)
    const { bins, codes: finest } = lod.levels[0]!
    const half = { from: 0, density: (2 * bins) / lod.span, count: 40 }
    const rough = new Uint8Array(slots.length * 40)
    expect(sampleLod(lod, half, rough)).toBe(false)
    expect(sampleLod(lod, half, rough, { widest: 4, enough: 2 })).toBe(true)
    for (let column = 0; column < 40; column++) expect([finest[column >> 1], finest[(column + 1) >> 1]]).toContain(rough[column])
    expect(sampleLod(lod, { ...half, density: (5 * bins) / lod.span }, rough, { widest: 4, enough: 2 })).toBe(false)
  })
  it('share slots when there are more rows than slots', () => {
    const shared = assignSlots(index.rows, 4)
    expect(shared.length).toBe(4)
    expect([...shared.rowsPerSlot].reduce((a, b) => a + b)).toBe(index.rows.groups[0]!.count)
    expect([...shared.slotOfRow].filter((slot) => slot >= 0).every((slot, at, all) => at === 0 || slot >= all[at - 1]!)).toBe(true)
  })
  it('merge to the more telling class and the mean level', () => {
    expect(mergeCodes(0, 1)).toBe(1)
    expect(mergeCodes(1, (5 << 5) | 10)).toBe((5 << 5) | 6)
    expect(mergeCodes((7 << 5) | 4, 8)).toBe((7 << 5) | 6)
  })
})

describe('layout', () => {
  const index = indexOf(burst())
  it('gives few rows room and many rows what there is', () => {
    const wide = layoutTimeline(index.rows, { width: 840, height: 480 })
    expect(wide.groups[0]!.rowHeight).toBeGreaterThan(40)
    expect(wide.bottom).toBeLessThanOrEqual(480)
    const low = layoutTimeline(index.rows, { width: 840, height: 120 })
    expect(low.groups[0]!.rowHeight).toBeLessThan(10)
    expect(low.bottom).toBeLessThanOrEqual(120)
  })
  it('finds the row under a point', () => {
    const layout = layoutTimeline(index.rows, { width: 840, height: 480 })
    for (let row = 0; row < index.rows.length; row++) {
      const { y, height } = rowPlace(layout, row)
      expect(rowAt(layout, y + height / 2)).toBe(row)
    }
    expect(rowAt(layout, 5)).toBe(-1)
  })
  it('keeps bar and ribbon within the row', () => {
    for (let height = 2; height < 60; height += 0.5) {
      const parts = rowParts(height)
      expect(parts.barTop + parts.barHeight).toBeLessThanOrEqual(height)
      if (parts.ribbonHeight > 0) expect(parts.ribbonTop + parts.ribbonHeight).toBeLessThanOrEqual(height + 1)
    }
  })
})

describe('walking', () => {
  const trace = burst()
  const index = indexOf(trace)
  const layout = layoutTimeline(index.rows, { width: 840, height: 480 })
  const scale = createTimeScale([0, trace.until], [layout.plot.x, layout.plot.x + layout.plot.width])
  const kindOf = (id: number) => RECORD_KINDS[trace.records.kind[id]!]
  it('hits the bar under the pointer and marks near it', () => {
    for (const id of index.ids) {
      const { y, height } = rowPlace(layout, rowOfRecord(index, id))
      const { time, span } = trace.records
      const x = scale.toPx(time[id]! + span[id]! / 2)
      expect(time[recordAt(index, layout, { x, y: y + height / 2, scale })]! / 1e6).toBeCloseTo(time[id]! / 1e6, 1)
    }
    expect(recordAt(index, layout, { x: scale.toPx(500_000), y: layout.plot.y + 20, scale })).toBe(NONE)
  })
  it('steps within a row and between rows', () => {
    const first = stepRecord(index, NONE, { to: 'right', time: 0 })
    expect(kindOf(first)).toBe('create')
    const second = stepRecord(index, first, { to: 'right', time: 0 })
    expect(trace.records.cause[second]).toBe(first)
    expect(stepRecord(index, second, { to: 'left', time: 0 })).toBe(first)
    expect(stepRecord(index, first, { to: 'left', time: 0 })).toBe(first)
    const below = stepRecord(index, first, { to: 'down', time: 0 })
    expect(rowOfRecord(index, below)).toBe(1)
    expect(stepRecord(index, below, { to: 'up', time: 0 })).toBe(first)
    expect(trace.records.request[stepRecord(index, first, { to: 'last', time: 0 })]).toBe(24)
    expect(stepRecord(index, first, { to: 'first', time: 0 })).toBe(first)
  })
})
