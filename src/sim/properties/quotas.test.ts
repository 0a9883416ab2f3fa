import { expect, test } from 'vitest'
import { simulate } from '../simulate'
import { KIND } from '../trace/writer'
import { defaultSource } from '../../scenario/defaults'
import { fixed, plainFunction, plainScenario } from './testing/scenarios'
import { rowsOf } from './testing/rows'

const burstAt = (atMs: number, count: number) => ({ kind: 'bursts' as const, bursts: [{ atMs, count, spreadMs: 0 }] })
const quick = { handler: { ...plainFunction('fn').handler, io: fixed(1), firstCall: fixed(1) } }
const account = { ConcurrentExecutions: 10_000, scalingRate: 'off', requestsPerSecondPerConcurrency: null, freeTier: false } as const

test('a reservation made during the run brings its quota of requests', () => {
  const scenario = plainScenario(quick, { arrivals: { kind: 'regular', ratePerSecond: 100, offsetMs: 0 } }, {
    durationMs: 5000,
    account,
    interventions: [{ kind: 'setting', atMs: 1000, function: 'fn', set: { ReservedConcurrentExecutions: 2 } }],
  })
  const refused = rowsOf(simulate(scenario)).filter((row) => row.rule === 'CC-23R')
  // 100 a second for four seconds; a quota of 20 lets 100 through, and some find both environments busy.
  expect(refused.length).toBeGreaterThan(200)
  expect(Math.min(...refused.map((row) => row.time))).toBeGreaterThan(1_000_000)
})

test('naming $LATEST and naming nothing reach the same environments', () => {
  const first = defaultSource('a', 'fn', { arrivals: { kind: 'list', requests: [{ atMs: 0 }] } })
  const second = defaultSource('b', 'fn', { Qualifier: '$LATEST', arrivals: { kind: 'list', requests: [{ atMs: 2000 }] } })
  const trace = simulate(plainScenario(quick, {}, { durationMs: 4000, traffic: [first, second] }))
  expect(rowsOf(trace).filter((row) => row.kind === 'create')).toHaveLength(1)
})

test('all APIs of an account share one throttle', () => {
  const api = (name: string) => defaultSource(name, 'fn', { via: 'http-api', arrivals: burstAt(0, 4000) })
  const trace = simulate(plainScenario(quick, {}, { durationMs: 1000, account, traffic: [api('a'), api('b')] }))
  const rejected = trace.records.kind.reduce((sum, kind) => sum + (kind === KIND.reject ? 1 : 0), 0)
  expect(rejected).toBe(8000 - 5000)
})
