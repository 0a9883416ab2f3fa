import { describe, expect, it } from 'vitest'
import { RECORD_KINDS, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { eventRows, kindsIn, scrollToRow, windowOf } from './rows.ts'

function traceOf(rows: readonly (readonly [number, RecordKind])[]): Trace {
  const records = {
    length: rows.length,
    time: Float64Array.from(rows, ([time]) => time),
    kind: Uint8Array.from(rows, ([, kind]) => RECORD_KINDS.indexOf(kind)),
  }
  return { records, until: 100 } as unknown as Trace
}

const trace = traceOf([
  [0, 'arrival'],
  [0, 'create'],
  [10, 'arrival'],
  [10, 'throttle'],
  [30, 'handler'],
])

describe('rows of the list', () => {
  it('are the records themselves without a filter', () => {
    const rows = eventRows(trace, null)
    expect(rows.length).toBe(5)
    expect(rows.at(3)).toBe(3)
    expect(rows.rowAt(-1)).toBe(-1)
    expect(rows.rowAt(0)).toBe(1)
    expect(rows.rowAt(29)).toBe(3)
    expect(rows.rowAt(1000)).toBe(4)
  })

  it('are those of one kind with a filter', () => {
    const rows = eventRows(trace, 'arrival')
    expect(rows.length).toBe(2)
    expect([rows.at(0), rows.at(1)]).toEqual([0, 2])
    expect(rows.rowAt(5)).toBe(0)
    expect(rows.rowOf(4)).toBe(1)
    expect(eventRows(trace, 'giveUp').length).toBe(0)
    expect(eventRows(trace, 'giveUp').rowAt(50)).toBe(-1)
  })

  it('knows which kinds there are', () => {
    expect(kindsIn({ kinds: Int32Array.from(RECORD_KINDS, (kind) => ['handler', 'create', 'throttle', 'arrival'].indexOf(kind) + 1) })).toEqual(['arrival', 'throttle', 'create', 'handler'])
  })
})

describe('window', () => {
  const list = { rowHeight: 40, viewHeight: 400 }

  it('shows what is in view', () => {
    const shown = windowOf({ ...list, length: 1000, scrollTop: 4000 })
    expect(shown.height).toBe(40_000)
    expect(shown.first).toBe(96)
    expect(shown.last).toBe(115)
    expect(shown.top).toBe(96 * 40)
  })

  it('reaches the first and the last of millions of rows', () => {
    const length = 2_000_000
    const start = windowOf({ ...list, length, scrollTop: 0 })
    expect(start.first).toBe(0)
    const end = windowOf({ ...list, length, scrollTop: start.height - 400 })
    expect(end.last).toBe(length)
    expect(end.top + (length - end.first) * 40).toBeCloseTo(start.height, 3)
  })

  it.each([0, 5, 500_000, 1_234_567, 1_999_999])('scrolls to row %d of two million', (row) => {
    const length = 2_000_000
    const shown = windowOf({ ...list, length, scrollTop: scrollToRow(row, { ...list, length }) })
    expect(row).toBeGreaterThanOrEqual(shown.first)
    expect(row).toBeLessThan(shown.last)
  })
})
