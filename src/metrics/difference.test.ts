import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeFromFork } from '../scenario/fork.ts'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import { defaultSource } from '../scenario/defaults.ts'
import type { Scenario } from '../sim/scenario.ts'
import { rowsOf, type Row } from '../sim/properties/testing/rows.ts'
import { arbitraryScenario } from '../scenario/testing/arbitrary.ts'
import { anyScenario, holds, plainFunction, TIME_LIMIT_MS } from '../sim/properties/testing/scenarios.ts'
import { simulate } from '../sim/simulate.ts'
import { KIND } from '../sim/trace/writer.ts'
import { differenceOf, fateOf } from './difference.ts'

const home = HOME_PRESET.scenario
const withAll = (patch: Partial<Scenario['functions'][number]>) => (scenario: Scenario): Scenario => ({
  ...scenario,
  functions: scenario.functions.map((one) => ({ ...one, ...patch })),
})

describe('two futures', () => {
  it('without a difference in configuration are identical', () => {
    holds(anyScenario(), (scenario) => {
      const difference = differenceOf(simulate(scenario), simulate(structuredClone(scenario)))
      expect(difference).toMatchObject({ requests: [], parting: null, counts: { outcome: 0, cold: 0, latency: 0, added: 0, missing: 0 } })
    }, 80)
  }, TIME_LIMIT_MS)

  it('have the same past before their fork', () => {
    const memory = fc.constantFrom(128, 1024, 3008)
    const cases = fc.tuple(arbitraryScenario(), fc.double({ min: 0, max: 1, noNaN: true }), memory)
    holds(cases, ([scenario, share, MemorySize]) => {
      const micros = Math.round(scenario.durationMs * 1000 * share)
      const other = changeFromFork(scenario, micros / 1000, withAll({ MemorySize, Timeout: 1 }))
      const { parting, requests } = differenceOf(simulate(scenario), simulate(other))
      expect(parting?.at ?? Infinity).toBeGreaterThanOrEqual(micros)
      // A request settled before the fork is settled the same way.
      for (const { a, b } of requests) expect(Math.max(a?.settled ?? Infinity, b?.settled ?? Infinity)).toBeGreaterThanOrEqual(micros)
    }, 80)
  }, TIME_LIMIT_MS)

  it('share the arrivals of every source, and the draws of requests the change cannot reach', () => {
    const story = (rows: readonly Row[], lane: number) => {
      const own = new Set(rows.filter((row) => row.kind === 'arrival' && row.lane === lane).map(({ request }) => request))
      return rows.filter(({ request }) => own.has(request)).map(({ time, span, kind, outcome }) => ({ time, span, kind, outcome }))
    }
    holds(arbitraryScenario(), (scenario) => {
      const account = { ...scenario.account, ConcurrentExecutions: 10_000, scalingRate: 'off' as const, requestsPerSecondPerConcurrency: 'off' as const }
      const base: Scenario = {
        ...scenario, account,
        functions: [...scenario.functions, plainFunction('last')],
        traffic: [...scenario.traffic, defaultSource('last callers', 'last', { arrivals: { kind: 'poisson', ratePerSecond: 5 } })],
      }
      const changed = changeFromFork(base, 1000, (shown) => ({
        ...shown,
        functions: shown.functions.map((one) => (one.FunctionName === 'last' ? { ...one, MemorySize: 512, faults: { ...one.faults, errorRate: 1 } } : one)),
      }))
      const [a, b] = [rowsOf(simulate(base)), rowsOf(simulate(changed))]
      const firstSource = 1 + base.functions.length
      base.traffic.forEach((source, i) => {
        const arrivals = (rows: readonly Row[]) => rows.filter((row) => row.kind === 'arrival' && row.lane === firstSource + i && row.cause === -1).map(({ time }) => time)
        expect(arrivals(b)).toEqual(arrivals(a))
        if (source.function !== 'last') expect(story(b, firstSource + i)).toEqual(story(a, firstSource + i))
      })
    }, 80)
  }, TIME_LIMIT_MS)
})

describe('differences', () => {
  const reserved = (value: number) => changeFromFork(home, 1010, withAll({ ReservedConcurrentExecutions: value }))
  const difference = differenceOf(simulate(home), simulate(reserved(20)))

  it('count each request once, by the most telling of its differences', () => {
    expect(difference.matched).toBe(25)
    expect(difference.counts.outcome).toBeGreaterThan(0)
    const sum = Object.values(difference.counts).reduce((total, count) => total + count, 0)
    expect(sum).toBe(difference.requests.length)
    for (const { a, b, kind } of difference.requests) if (kind === 'outcome') expect(a!.outcome).not.toBe(b!.outcome)
  })
  it('are between what can be told of each request by itself', () => {
    const [a, b] = [simulate(home), simulate(reserved(20))]
    for (const one of difference.requests) {
      expect(fateOf(a, one.a!.request)).toEqual(one.a)
      expect(fateOf(b, one.b!.request)).toEqual(one.b)
    }
    expect(fateOf(a, 1000)).toBeNull()
  })
  it('begin where the runs part', () => {
    expect(difference.parting!.at).toBeGreaterThanOrEqual(1_010_000)
    expect(difference.requests[0]!.a!.arrived).toBeLessThanOrEqual(difference.parting!.at)
  })
  it('begin with the records that differ', () => {
    const [a, b] = [simulate(home), simulate(reserved(20))]
    const { parting } = differenceOf(a, b)
    expect([a.records.kind[parting!.a!], b.records.kind[parting!.b!]]).toEqual([KIND.throttle, KIND.create])
    expect(a.records.request[parting!.a!]).toBe(b.records.request[parting!.b!])
  })
  it('of a burst that only B has are requests added, and shift no other', () => {
    const burst = { kind: 'burst', atMs: 2000, source: 'callers', count: 5, spreadMs: 20 } as const
    const { counts, requests, matched } = differenceOf(simulate(home), simulate({ ...home, interventions: [burst] }))
    expect(counts.added).toBe(5)
    expect(matched).toBe(25)
    expect(requests.filter(({ kind }) => kind === 'added').every(({ a, b }) => a === null && b!.arrived >= 2_000_000)).toBe(true)
  })
})
