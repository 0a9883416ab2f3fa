import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { traceFromText } from '../sim/trace/testing/fixture'
import { idleStretches } from './idle'

describe('idle stretches', () => {
  it('lie before, between and after what happens', () => {
    const trace = traceFromText(1000, 'f/1: 100 handler#1 50\nf/1: 600 handler#2 100')
    expect(idleStretches(trace)).toEqual([{ from: 0, to: 100_000 }, { from: 150_000, to: 600_000 }, { from: 700_000, to: 1_000_000 }])
  })
  it('hold no edge of a record and no record', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 12 }), (parts) => {
        const trace = traceFromText(1000, parts.map(([at, span], i) => `f/${i + 1}: ${at} handler#${i + 1} ${span}`).join('\n'))
        for (const { from, to } of idleStretches(trace)) {
          for (let id = 0; id < trace.records.length; id++) {
            const start = trace.records.time[id]!
            const end = start + trace.records.span[id]!
            expect(end <= from || start >= to).toBe(true)
          }
        }
      }),
    )
  })
  it('is the whole run where nothing happens', () => {
    expect(idleStretches(traceFromText(1000, ''))).toEqual([{ from: 0, to: 1_000_000 }])
  })
})
