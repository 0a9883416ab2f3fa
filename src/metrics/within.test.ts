import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import { simulate } from '../sim/simulate'
import { FIRST_BURST, traceFromText } from '../sim/trace/testing/fixture'
import { countsAt } from './counts'
import { createDigest } from './digest'
import { responsesWithin, totalOf } from './latency'
import { sumOf, toUsd } from './money'
import { gaugesAt } from './quotas'
import { coldInvocations, costLinesWithin, countsWithin } from './within'

const runs = fc.record({ seed: fc.nat(10_000), rate: fc.integer({ min: 5, max: 60 }), freeTier: fc.boolean() }).map(({ seed, rate, freeTier }) => {
  const base = defaultScenario()
  const scenario = defaultScenario({
    seed,
    durationMs: 6000,
    account: { ...base.account, freeTier },
    functions: [defaultFunction('f', { ReservedConcurrentExecutions: 6 }), defaultFunction('g')],
    traffic: [
      defaultSource('a', 'f', { arrivals: { kind: 'poisson', ratePerSecond: rate } }),
      defaultSource('b', 'g', { arrivals: { kind: 'poisson', ratePerSecond: 10 } }),
    ],
  })
  const trace = simulate(scenario)
  return { trace, scenario, digest: createDigest(trace, scenario) }
})
const cuts = fc.tuple(fc.nat(6_000_000), fc.nat(6_000_000)).map((pair) => pair.toSorted((a, b) => a - b))

describe('parts of a run', () => {
  it('add up: counts, latencies and the bill', () => {
    fc.assert(
      fc.property(runs, cuts, ({ trace, digest }, [a, b]) => {
        const parts = [{ from: null, to: a! }, { from: a!, to: b! }, { from: b!, to: trace.until }]
        const whole = countsAt(digest, trace, trace.until)
        for (const name of ['requests', 'invocations', 'throttles', 'coldStarts', 'billedMs'] as const) {
          expect(parts.reduce((sum, part) => sum + countsWithin(digest, trace, part)[name], 0)).toBe(whole[name])
        }
        expect(parts.reduce((sum, part) => sum + totalOf(responsesWithin(digest, trace, part).all), 0)).toBe(whole.invocations)
        const bill = parts.reduce((sum, part) => sum + sumOf(costLinesWithin(digest, trace, part)), 0n)
        expect(toUsd(bill)).toBe(whole.costUsd)
      }),
      { numRuns: 25 },
    )
  })
  it('split latencies into cold and warm without losing one', () => {
    fc.assert(
      fc.property(runs, cuts, fc.constantFrom(null, 0, 1), ({ trace, digest }, [from, to], fn) => {
        const { all, cold, warm } = responsesWithin(digest, trace, { from: from!, to: to! }, fn)
        expect(totalOf(cold) + totalOf(warm)).toBe(totalOf(all))
        expect(Math.min(...warm)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 25 },
    )
  })
})

it('the picture of the product has eight cold invocations', () => {
  const trace = traceFromText(6000, FIRST_BURST)
  expect([...coldInvocations(trace)].map((record) => trace.records.request[record])).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6, 7, 8]))
  expect(coldInvocations(trace).length).toBe(8)
})

describe('gauges', () => {
  const base = defaultScenario()
  const scenario = defaultScenario({
    account: { ...base.account, scalingRate: { burst: 10, refillPerSecond: 2, refill: 'continuous' } },
    functions: [defaultFunction('orders', { ReservedConcurrentExecutions: 8 })],
  })
  const run = { trace: traceFromText(6000, FIRST_BURST), scenario }
  const at = (ms: number) => Object.fromEntries(gaugesAt(run, ms * 1000).map(({ kind, used, limit }) => [kind, [used, limit]]))
  it('tell what is used of each limit', () => {
    expect(at(1100)).toEqual({ account: [8, 1000], reserved: [8, 8], newEnvironments: [8, 10], requestRate: [8, 80] })
    // Two seconds later four tokens are back.
    expect(at(3100).newEnvironments).toEqual([4, 10])
    expect(at(3100).account).toEqual([6, 1000])
    expect(at(500)).toMatchObject({ account: [0, 1000], newEnvironments: [0, 10] })
  })
})
