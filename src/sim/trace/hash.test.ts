import { describe, expect, test } from 'vitest'
import { NONE, type Trace } from './schema'
import { noMessages } from './messages'
import { hashTrace } from './hash'

/** Three records in two lanes; columns longer than what is used, as the engine may leave them. */
function sample(): Trace {
  return {
    engine: '1',
    until: 1000,
    records: {
      length: 3,
      time: Float64Array.of(0, 10, 2 ** 40, 99),
      span: Uint32Array.of(0, 5, 6, 99),
      kind: Uint8Array.of(0, 3, 9, 99),
      outcome: Uint8Array.of(0, 0, 129, 99),
      rule: Uint16Array.of(1, 2, 3, 99),
      lane: Int32Array.of(1, 2, 2, 99),
      request: Int32Array.of(0, 0, 0, 99),
      cause: Int32Array.of(NONE, 0, 1, 99),
    },
    lanes: {
      length: 2,
      kind: Uint8Array.of(0, 1),
      parent: Int32Array.of(NONE, 0),
      pool: Uint8Array.of(0, 0),
      version: Uint16Array.of(0, 1),
      born: Float64Array.of(0, 0),
      died: Float64Array.of(Infinity, Infinity),
    },
    levels: { binSpan: 1, bins: 0, busyMax: [], busyEnd: [], initMax: [], aliveEnd: [], throttles: [], coldStarts: [], arrivals: [] },
    ...noMessages(),
    requests: 1,
    longestSpan: 6,
    stoppedAt: null,
  }
}

const changed = (change: (trace: Trace) => void): string => {
  const trace = sample()
  change(trace)
  return hashTrace(trace)
}

describe('hash of a trace', () => {
  test('stays what it was: links and stored results carry it', () => {
    expect(hashTrace(sample())).toBe('8a68d4227a7b6c8f')
  })
  test('every column counts', () => {
    const original = hashTrace(sample())
    const hashes = new Set([original])
    let changes = 0
    const { records, lanes } = sample()
    for (const table of ['records', 'lanes'] as const) {
      for (const column of Object.keys(table === 'records' ? records : lanes).filter((key) => key !== 'length')) {
        hashes.add(
          changed((trace) => {
            const values = (trace[table] as unknown as Record<string, Int32Array>)[column]!
            values[1] = values[1]! === 0 ? 7 : 0
          }),
        )
        changes++
      }
    }
    expect(hashes.size).toBe(changes + 1)
  })
  test('so do the end, the engine, an early stop and the number of requests', () => {
    const changes: ((trace: Trace) => void)[] = [
      () => undefined,
      (trace) => void (trace.until = 1001),
      (trace) => void (trace.engine = '2'),
      (trace) => void (trace.stoppedAt = 0),
      (trace) => void (trace.requests = 2),
      (trace) => void (trace.records.length = 2),
    ]
    expect(new Set(changes.map(changed)).size).toBe(changes.length)
  })
  test('what lies beyond the length of a column does not', () => {
    expect(changed((trace) => void (trace.records.time[3] = 5))).toBe(hashTrace(sample()))
  })
  test('two changes of the same bit in neighbouring rows do not cancel', () => {
    const flipped = changed((trace) => {
      trace.records.span[0] = 0x80000000
      trace.records.span[1] = 0x80000005
    })
    expect(flipped).not.toBe(hashTrace(sample()))
  })
  test('columns may be views into a shared buffer at any offset', () => {
    const moved = changed((trace) => {
      const bytes = new Uint8Array(16)
      bytes.set(trace.records.kind, 3)
      trace.records.kind = bytes.subarray(3, 7)
    })
    expect(moved).toBe(hashTrace(sample()))
  })
})
