import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scenario } from '../scenario'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import { demand, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { anyScenario, holds, plainScenario, fixed, TIME_LIMIT_MS } from './testing/scenarios'

/** What a learner can ask "what if not" of. */
const asked = (row: Row): boolean => ['throttle', 'retryWait', 'network'].includes(row.kind) || (row.kind === 'create' && row.request !== NONE)

const relax = (scenario: Scenario, rule: string): Row[] => rowsOf(simulate({ ...scenario, relaxed: [rule] }))

/** Without numbers that shift once a record is missing; whether a failure settles its request is what a retry decides. */
const essence = ({ time, span, kind, outcome, rule, request, lane }: Row) => ({ time, span, kind, outcome, rule, request, lane })

test('without its rule, what the rule did first does not happen, and all before is the same', () => {
  holds(fc.tuple(anyScenario(), fc.nat()), ([scenario, choice]) => {
    const rows = rowsOf(simulate(scenario))
    const candidates = rows.filter(asked)
    if (candidates.length === 0) return
    const { rule } = candidates[choice % candidates.length]!
    const first = candidates.find((row) => row.rule === rule)!
    const other = relax(scenario, rule)
    // The rate of provisioned environments leaves its mark only where a spilled request opens an environment.
    if (rule !== 'CC-10') {
      // An environment opened ahead is recorded just before the cold start that is the reason for it.
      const known = first.kind === 'create' ? first.cause + 1 : first.id
      const changed = rows.findIndex((row, i) => i < known && JSON.stringify(essence(row)) !== JSON.stringify(other[i] && essence(other[i])))
      demand(changed < 0, `relaxing ${rule} changes what came before it struck`, first, rows[changed], other[changed])
    }
    const same = other[first.id]
    const kept = same !== undefined && same.kind === first.kind && same.rule === rule && same.request === first.request && same.time === first.time
    demand(!kept, 'the rule strikes though it is relaxed', first, same)
  }, 500)
}, TIME_LIMIT_MS)

test('a relaxed rule strikes nowhere in the run', () => {
  holds(fc.tuple(anyScenario(), fc.nat()), ([scenario, choice]) => {
    const candidates = rowsOf(simulate(scenario)).filter(asked)
    if (candidates.length === 0) return
    const { rule, kind } = candidates[choice % candidates.length]!
    for (const row of relax(scenario, rule)) demand(row.rule !== rule || row.kind !== kind || (kind === 'create' && row.request === NONE), 'a relaxed rule strikes', row)
  })
}, TIME_LIMIT_MS)

const burst = (count: number) => ({ arrivals: { kind: 'bursts' as const, bursts: [{ atMs: 1000, count, spreadMs: 0 }] } })

/** Scenarios in which exactly one rule refuses requests. */
const REFUSED: readonly [rule: string, scenario: Scenario][] = [
  ['CC-02', plainScenario({}, burst(5), { account: { ConcurrentExecutions: 2, scalingRate: 'off', requestsPerSecondPerConcurrency: 'off', freeTier: false } })],
  ['CC-04', plainScenario({ ReservedConcurrentExecutions: 2 }, burst(5))],
  ['CC-06', plainScenario({ ReservedConcurrentExecutions: 0 }, burst(5), { account: { ConcurrentExecutions: 1000, scalingRate: 'off', requestsPerSecondPerConcurrency: null, freeTier: false } })],
  ['CC-11', plainScenario({ ReservedConcurrentExecutions: 2, provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 2, readyAtStart: true }] }, burst(5))],
  ['CC-19', plainScenario({}, burst(5), { account: { ConcurrentExecutions: 1000, scalingRate: { burst: 2, refillPerSecond: 1, refill: 'continuous' }, requestsPerSecondPerConcurrency: 'off', freeTier: false } })],
  ['CC-21', plainScenario({}, burst(5), { lambdaAsOf: '2019-06-01', account: { ConcurrentExecutions: 1000, scalingRate: { burst: 2, refillPerSecond: 1, refill: 'continuous' }, requestsPerSecondPerConcurrency: 'off', freeTier: false } })],
  ['CC-23', plainScenario({}, burst(5), { account: { ConcurrentExecutions: 20, scalingRate: 'off', requestsPerSecondPerConcurrency: 0.1, freeTier: false } })],
  ['CC-23R', plainScenario({ ReservedConcurrentExecutions: 20 }, burst(5), { account: { ConcurrentExecutions: 1000, scalingRate: 'off', requestsPerSecondPerConcurrency: 0.1, freeTier: false } })],
]

test.each(REFUSED)('%s alone refuses these requests, and without it all are served', (rule, scenario) => {
  const throttles = rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'throttle')
  expect([...new Set(throttles.map((row) => row.rule))]).toEqual([rule])
  expect(relax(scenario, rule).filter(({ kind }) => kind === 'throttle')).toEqual([])
})

test('without cold starts the first request runs at once', () => {
  const rows = relax(plainScenario({}, burst(1)), 'LC-18')
  expect(rows.map(({ kind, time }) => [kind, time])).toEqual([['arrival', 1e6], ['handler', 1e6]])
})

test('without retries a failure is final', () => {
  const scenario = plainScenario({ ReservedConcurrentExecutions: 0 }, { ...burst(1), client: { timeoutMs: null, retryMode: 'standard', maxAttempts: null } })
  expect(rowsOf(simulate(scenario)).filter(({ kind }) => kind === 'arrival')).toHaveLength(3)
  expect(relax(scenario, 'SY-06').map(({ kind, settles }) => [kind, settles])).toEqual([['arrival', false], ['throttle', true]])
})

test('without a function timeout a slow handler ends, and still does after a change of settings', () => {
  const interventions = [{ kind: 'setting' as const, atMs: 0, function: 'fn', set: { Timeout: 1 } }]
  const base = plainScenario({ Timeout: 1 }, burst(1), { interventions })
  const scenario = { ...base, functions: base.functions.map((fn) => ({ ...fn, handler: { ...fn.handler, firstCall: fixed(5000) } })) }
  expect(rowsOf(simulate(scenario)).at(-1)).toMatchObject({ kind: 'handler', span: 1e6, outcome: 'timeout', rule: 'LC-07' })
  expect(relax(scenario, 'LC-07').at(-1)).toMatchObject({ kind: 'handler', span: 5e6, outcome: 'success' })
})
