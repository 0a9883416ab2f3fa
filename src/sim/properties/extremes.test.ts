import { expect, test } from 'vitest'
import { seconds } from '../../base/units'
import type { IdleSelection, Scenario } from '../scenario'
import { simulate } from '../simulate'
import type { Micros, Trace } from '../trace/schema'
import { fixed, plainScenario, TIME_LIMIT_MS } from './testing/scenarios'

/**
 * Valid scenarios as large as they may be. Each takes a second or two; where an event costs more the more
 * environments there are, each would take minutes, and the time limit of the test says so.
 */

const HOURS = 3_600_000
const MOST = 999_900

/** Environments alive at a moment: their lanes have a pool. */
function aliveAt({ lanes, until }: Trace, moment: Micros = until): number {
  let count = 0
  for (let lane = 3; lane < lanes.length; lane++) if (lanes.born[lane]! <= moment && lanes.died[lane]! > moment) count++
  return count
}

function crowd(changes: Partial<Scenario>, units: number): Scenario {
  const provisioned = units === 0 ? [] : [{ Qualifier: 'live', ProvisionedConcurrentExecutions: units, readyAtStart: true }]
  const none = { kind: 'bursts', bursts: [] } as const
  const { account, ...rest } = plainScenario({ provisioned }, { Qualifier: units === 0 ? null : 'live', arrivals: none })
  return { ...rest, account: { ...account, ConcurrentExecutions: 1_000_000 }, ...changes }
}

test('a million provisioned environments give way to one', () => {
  const set = { ProvisionedConcurrentExecutions: { Qualifier: 'live', value: 1 } }
  const trace = simulate(crowd({ durationMs: 5000, interventions: [{ kind: 'setting', atMs: 1000, function: 'fn', set }] }, MOST))
  expect([aliveAt(trace, seconds(0.5)), aliveAt(trace)]).toEqual([MOST, 1])
}, TIME_LIMIT_MS)

test('a hundred times the same million is asked for: what is superseded is never made', () => {
  const interventions = Array.from({ length: 100 }, (_, n) => ({ kind: 'deployment', atMs: 1000 + n, function: 'fn' }) as const)
  const assumptions = { ...crowd({}, 0).assumptions, provisionedPreparationMinutes: fixed(1) }
  const trace = simulate(crowd({ durationMs: 62_000, interventions, assumptions }, MOST))
  // 61.099 s after the start, then one every 10 ms.
  expect(aliveAt(trace) - MOST).toBe(91)
}, TIME_LIMIT_MS)

test('many provisioned environments grow old and are replaced', () => {
  const assumptions = { ...crowd({}, 0).assumptions, lifetimeCapHours: { kind: 'uniform', min: 2, max: 4 } as const }
  const trace = simulate(crowd({ durationMs: 5 * HOURS, assumptions }, 60_000))
  expect(aliveAt(trace)).toBeGreaterThan(59_900)
  expect(trace.lanes.length).toBeGreaterThan(120_000)
}, TIME_LIMIT_MS)

test.each(['most-recently-used', 'newest-created', 'least-recently-used'] satisfies IdleSelection[])('a crowd of idle environments leaves one by one: %s', (idleSelection) => {
  const { assumptions, traffic } = crowd({}, 0)
  const trace = simulate(
    crowd({
      durationMs: 0.2 * HOURS,
      assumptions: { ...assumptions, idleSelection, idleLifetimeSeconds: { kind: 'uniform', min: 60, max: 600 } },
      traffic: [{ ...traffic[0]!, arrivals: { kind: 'bursts', bursts: [{ atMs: 0, count: 200_000, spreadMs: 100 }] } }],
    }, 0),
  )
  expect([aliveAt(trace, seconds(30)), aliveAt(trace)]).toEqual([200_000, 0])
}, TIME_LIMIT_MS)

test('requests up to an hour late, a round every millisecond', () => {
  const { traffic } = crowd({}, 0)
  const arrivals = { kind: 'schedule', periodMs: 1, offsetMs: 0, count: 1, jitterMs: HOURS } as const
  const trace = simulate(crowd({ durationMs: 5000, traffic: [{ ...traffic[0]!, arrivals }] }, 0))
  expect(trace.requests).toBeLessThan(20)
}, TIME_LIMIT_MS)
