import { describe, expect, it } from 'vitest'
import { HOME_PRESET } from '../scenario/presets/index'
import { KIND } from '../sim/trace/writer'
import { simulate } from '../sim/simulate'
import { createDigest } from './digest'
import { rangeFigures } from './range'

const trace = simulate(HOME_PRESET.scenario)
const digest = createDigest(trace, HOME_PRESET.scenario)
const count = (kind: number, from: number, to: number): number => {
  let found = 0
  for (let id = 0; id < trace.records.length; id++) {
    const { time, request, kind: kinds } = trace.records
    if (kinds[id] === kind && request[id]! >= 0 && time[id]! >= from && time[id]! <= to) found++
  }
  return found
}

describe('a range in numbers', () => {
  it('counts what begins in it, its ends included', () => {
    const first = trace.records.time[0]!
    for (const [from, to] of [[0, trace.until], [first, first], [first + 1, 2_000_000], [2_000_000, 4_000_000]] as const) {
      expect(rangeFigures(digest, trace, { from, to })).toMatchObject({
        arrivals: count(KIND.arrival, from, to),
        coldStarts: count(KIND.create, from, to),
        throttles: count(KIND.throttle, from, to),
      })
    }
  })
  it('has no percentile where nothing ended', () => {
    expect(rangeFigures(digest, trace, { from: 0, to: 10 })).toMatchObject({ p50: NaN, p99: NaN })
    const all = rangeFigures(digest, trace, { from: 0, to: trace.until })
    expect(all.p99).toBeGreaterThanOrEqual(all.p50)
  })
})
