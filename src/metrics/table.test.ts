import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import { simulate } from '../sim/simulate'
import { FIRST_BURST, traceFromText } from '../sim/trace/testing/fixture'
import { timelineTable } from './table'
import type { TableOrder } from './table'

const orders = fc.constantFrom<TableOrder>('start', 'lane', 'duration')
const runs = fc.record({ seed: fc.nat(10_000), rate: fc.integer({ min: 1, max: 60 }) }).map(({ seed, rate }) =>
  simulate(
    defaultScenario({
      seed,
      durationMs: 4000,
      functions: [defaultFunction('f', { ReservedConcurrentExecutions: 4 }), defaultFunction('g')],
      traffic: [
        defaultSource('a', 'f', { arrivals: { kind: 'poisson', ratePerSecond: rate } }),
        defaultSource('b', 'g', { arrivals: { kind: 'poisson', ratePerSecond: 5 } }),
      ],
    }),
  ),
)

it('has every record of a trace once, as it is there, in any order', () => {
  fc.assert(
    fc.property(runs, orders, (trace, order) => {
      const { records } = trace
      const table = timelineTable(trace, order)
      const rows = Array.from({ length: table.length }, (_, row) => table.at(row))
      expect(rows.map(({ record }) => record).toSorted((a, b) => a - b)).toEqual(Array.from({ length: records.length }, (_, record) => record))
      rows.forEach((cells, row) => {
        const { record } = cells
        expect(table.rowOf(record)).toBe(row)
        expect([cells.start, cells.lane]).toEqual([records.time[record], records.lane[record]])
        const end = cells.open ? trace.until : records.time[record]! + records.span[record]!
        expect(cells.start + cells.duration).toBe(end)
      })
    }),
    { numRuns: 25 },
  )
})

it('is sorted by start, lane or duration', () => {
  const trace = traceFromText(6000, FIRST_BURST)
  const all = (order: TableOrder) => {
    const table = timelineTable(trace, order)
    return Array.from({ length: table.length }, (_, row) => table.at(row))
  }
  const ascending = (values: readonly number[]) => expect(values).toEqual(values.toSorted((a, b) => a - b))
  ascending(all('start').map(({ start }) => start))
  ascending(all('lane').map(({ lane }) => lane))
  ascending(all('duration').map(({ duration }) => -duration))
  const byStart = timelineTable(trace, 'start')
  expect(byStart.at(byStart.rowAt(1_000_000)).start).toBe(1_000_000)
  expect(byStart.rowAt(999_999)).toBe(-1)
})
