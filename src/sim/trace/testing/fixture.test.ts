import { describe, expect, it } from 'vitest'
import { FIRST_BURST, traceFromText } from './fixture.ts'
import { KIND } from '../writer.ts'
import { NONE, RECORD_KINDS, SETTLES } from '../schema.ts'

describe('traceFromText', () => {
  const trace = traceFromText(1000, 'f/1@provisioned: 10 create#1 20 + handler#1!timeout 30; 200 shutdown 2\nf: 15 throttle#2')
  const { records, lanes } = trace
  const kinds = Array.from(records.kind, (kind) => RECORD_KINDS[kind])

  it('sorts by time and adds arrivals', () => {
    expect(kinds).toEqual(['arrival', 'create', 'arrival', 'throttle', 'handler', 'shutdown'])
    expect([...records.time]).toEqual([10_000, 10_000, 15_000, 15_000, 30_000, 200_000])
  })
  it('links causes to earlier rows', () => {
    expect([...records.cause]).toEqual([NONE, 0, NONE, 2, 1, NONE])
  })
  it('settles each request once', () => {
    expect([...records.outcome].map((outcome) => outcome >= SETTLES)).toEqual([false, false, false, true, true, false])
  })
  it('knows when environments live and in which pool', () => {
    expect([...lanes.born][2]).toBe(10_000)
    expect([...lanes.died][2]).toBe(202_000)
    expect([...lanes.pool][2]).toBe(1)
  })
  it('keeps levels', () => {
    const burst = traceFromText(6000, FIRST_BURST)
    expect(Math.max(...burst.levels.busyMax[0]!)).toBe(8)
    expect(burst.levels.throttles[1]!.reduce((a, b) => a + b)).toBe(3)
    expect(burst.records.kind.filter((kind) => kind === KIND.handler)).toHaveLength(22)
  })
})
