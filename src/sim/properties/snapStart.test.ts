import { expect, test } from 'vitest'
import { ms, seconds } from '../../base/units'
import type { FunctionConfig, Scenario } from '../scenario'
import { simulate } from '../simulate'
import { countOf, firstOf, rowsOf } from './testing/rows'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'

const at = (...times: number[]) => ({ arrivals: { kind: 'list' as const, requests: times.map((atMs) => ({ atMs })) } })

/** Requests one by one, each after its predecessor's environment has gone. */
function snapStart(coldStart: Partial<FunctionConfig['coldStart']>, assumptions: Partial<Scenario['assumptions']> = {}): Scenario {
  const base = plainScenario({}, {})
  return {
    ...base,
    functions: [plainFunction('fn', { SnapStart: { ApplyOn: 'PublishedVersions' }, coldStart: { ...base.functions[0]!.coldStart, ...coldStart } })],
    traffic: [{ ...base.traffic[0]!, Qualifier: '1', ...at(0, 20_000, 40_000) }],
    assumptions: { ...base.assumptions, idleLifetimeSeconds: fixed(1), ...assumptions },
  }
}

test('a published version restores a snapshot in place of download and init', () => {
  const rows = rowsOf(simulate(snapStart({ restore: fixed(700) })))
  expect(rows.slice(0, 4).map((row) => [row.kind, row.time, row.span])).toEqual([
    ['arrival', 0, 0],
    ['create', 0, ms(100)],
    ['restore', ms(100), ms(700)],
    ['handler', ms(800), ms(100)],
  ])
})

test('$LATEST has no snapshot', () => {
  const scenario = snapStart({ restore: fixed(700) })
  const rows = rowsOf(simulate({ ...scenario, traffic: [{ ...scenario.traffic[0]!, Qualifier: null }] }))
  expect([countOf(rows, 'restore'), countOf(rows, 'functionInit')]).toEqual([0, 3])
})

test('the first restores of a version find the snapshot uncached, and again after a deployment', () => {
  const rulesOf = (assumptions: Partial<Scenario['assumptions']>, interventions: Scenario['interventions'] = []): string[] =>
    rowsOf(simulate({ ...snapStart({ restore: null }, assumptions), interventions })).filter(({ kind }) => kind === 'restore').map(({ rule }) => rule)
  const [uncached] = rulesOf({ snapshotCache: 'never' })
  const [cached] = rulesOf({ snapshotCache: 'always' })
  expect(uncached).not.toBe(cached)
  expect(rulesOf({ snapshotCache: 'after-first-restores', uncachedRestores: 1 })).toEqual([uncached, cached, cached])
  const deployment = { kind: 'deployment' as const, atMs: 30_000, function: 'fn' }
  expect(rulesOf({ snapshotCache: 'after-first-restores', uncachedRestores: 1 }, [deployment])).toEqual([uncached, cached, uncached])
})

test('a restore beyond 10 s fails its request and costs the environment', () => {
  const rows = rowsOf(simulate(snapStart({ restore: fixed(15_000) }))).filter(({ request }) => request <= 0)
  const restore = firstOf(rows, 'restore')
  expect([restore.span, restore.outcome, restore.rule, restore.settles]).toEqual([seconds(10), 'restoreTimeout', 'LC-24', true])
  expect(firstOf(rows, 'shutdown').time).toBe(restore.end)
  expect(countOf(rows, 'handler')).toBe(0)
})

test('what becomes of a failed restore is known when it begins, as with handlers', () => {
  const scenario = snapStart({ restore: fixed(15_000) })
  const early = rowsOf(simulate({ ...scenario, durationMs: 5000 }))
  expect(early).toEqual(rowsOf(simulate(scenario)).slice(0, early.length))
})

test('a caller that gave up during a restore hears nothing of its failure', () => {
  const scenario = snapStart({ restore: fixed(15_000) })
  const client = { timeoutMs: 3000, retryMode: 'none' as const, maxAttempts: null }
  const rows = rowsOf(simulate({ ...scenario, traffic: [{ ...scenario.traffic[0]!, client }] })).filter(({ request }) => request === 0)
  expect(rows.filter(({ settles }) => settles).map(({ kind, time }) => [kind, time])).toEqual([['giveUp', seconds(3)]])
})

test('a failed restore is tried again by a client that retries', () => {
  const scenario = snapStart({ restore: fixed(15_000) })
  const client = { timeoutMs: null, retryMode: 'standard' as const, maxAttempts: 2 }
  const rows = rowsOf(simulate({ ...scenario, traffic: [{ ...scenario.traffic[0]!, ...at(0), via: 'function-url', client }] }))
  expect([countOf(rows, 'arrival'), countOf(rows, 'retryWait'), countOf(rows, 'restore')]).toEqual([2, 1, 2])
  expect(firstOf(rows, 'retryWait').time).toBe(ms(10_100))
  expect(rows.filter(({ settles }) => settles).map(({ kind, time }) => [kind, time > ms(10_100)])).toEqual([['restore', true]])
})
