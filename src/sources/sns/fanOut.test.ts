import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SERVICE, defaultScenario, defaultSource } from '../../scenario/defaults'
import { rowsOf } from '../../sim/properties/testing/rows'
import { holds, plainFunction } from '../../sim/properties/testing/scenarios'
import type { Arrivals, Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'

const sns = { ...DEFAULT_SERVICE, kind: 'sns' as const }

/** One topic and its subscribers. */
function topic(arrivals: Arrivals, subscribers: number, changes: Partial<Scenario> = {}): Scenario {
  const names = Array.from({ length: subscribers }, (_, n) => `fn-${n}`)
  return defaultScenario({
    durationMs: 60_000,
    functions: names.map((name) => plainFunction(name)),
    traffic: names.map((name, n) => defaultSource(n === 0 ? 'orders' : `also ${name}`, name, { via: 'event', service: sns, arrivals: n === 0 ? arrivals : { kind: 'same', source: 'orders' } })),
    ...changes,
  })
}

const arrivals = fc.oneof<fc.Arbitrary<Arrivals>[]>(
  fc.record({ kind: fc.constant('poisson' as const), ratePerSecond: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
  fc.record({ kind: fc.constant('bursts' as const), bursts: fc.array(fc.record({ atMs: fc.nat(50_000), count: fc.integer({ min: 1, max: 9 }), spreadMs: fc.nat(2000) }), { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('expression' as const), ScheduleExpression: fc.constantFrom('rate(1 minute)', 'cron(* * * * ? *)'), MaximumWindowInMinutes: fc.constant(0) }),
)

test('every subscriber gets every message, at the same moment, bursts of interventions too', () => {
  holds(fc.record({ arrivals, subscribers: fc.integer({ min: 1, max: 4 }), extra: fc.nat(5) }), ({ arrivals: sent, subscribers, extra }) => {
    const interventions = extra === 0 ? [] : [{ kind: 'burst' as const, atMs: 5000, source: 'orders', count: extra, spreadMs: 1000 }]
    const scenario = topic(sent, subscribers, { interventions })
    const rows = rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'arrival')
    const timesOf = (n: number): number[] => rows.filter(({ lane }) => lane === 1 + subscribers + n).map(({ time }) => time)
    for (let n = 1; n < subscribers; n++) expect(timesOf(n)).toEqual(timesOf(0))
  }, 60)
})

test('a subscriber that fails leaves the others alone', () => {
  const base = topic({ kind: 'list', requests: [{ atMs: 0 }] }, 3)
  const functions = base.functions.map((fn, n) => (n === 1 ? { ...fn, ReservedConcurrentExecutions: 0 } : fn))
  const rows = rowsOf(simulate({ ...base, functions }))
  expect(rows.filter(({ kind }) => kind === 'handler').map(({ outcome }) => outcome)).toEqual(['success', 'success'])
  expect(rows.filter(({ kind }) => kind === 'drop').map(({ outcome }) => outcome)).toEqual(['zeroReservedConcurrency'])
})
