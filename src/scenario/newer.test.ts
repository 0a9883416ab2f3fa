import { expect, it } from 'vitest'
import { createBilling, billedMs, isInvocation } from '../metrics/billing.ts'
import { simulate } from '../sim/simulate.ts'
import { defaultFunction, defaultScenario, defaultSource } from './defaults.ts'
import { newerThanDate } from './newer.ts'

const modern = defaultFunction('modern', {
  Runtime: 'java21', Architectures: ['arm64'], MemorySize: 10_240, EphemeralStorage: { Size: 1024 },
  SnapStart: { ApplyOn: 'PublishedVersions' },
})
const image = defaultFunction('image', { PackageType: 'Image', Runtime: 'python3.13' })
const go = defaultFunction('go', { Runtime: 'go', provisioned: [{ Qualifier: '1', ProvisionedConcurrentExecutions: 1, readyAtStart: true }] })
const scenario = (lambdaAsOf: string) =>
  defaultScenario({
    lambdaAsOf,
    functions: [modern, image, go],
    traffic: [defaultSource('url', 'image', { via: 'function-url' }), defaultSource('api', 'go', { via: 'http-api' })],
  })

it('names what came later, since when, and who uses it', () => {
  expect(newerThanDate(scenario('2019-12-02')).map(({ rule, since, users, runtime }) => [rule, since, users.join(), runtime])).toEqual([
    ['AV-01', '2019-12-03', 'go', null],
    ['AV-02', '2020-03-12', 'api', null],
    ['AV-03', '2020-12-01', 'image', null],
    ['AV-04', '2020-12-01', 'modern', null],
    ['AV-05', '2021-09-29', 'modern', null],
    ['AV-06', '2022-03-24', 'modern', null],
    ['AV-07', '2022-04-06', 'url', null],
    ['AV-08', '2022-11-28', 'modern', null],
    ['AV-10', '2023-11-17', 'modern', 'java21'],
  ])
})
it('says nothing from the first day on', () => {
  expect(newerThanDate(scenario('2021-09-29')).map(({ rule }) => rule)).not.toContain('AV-05')
  expect(newerThanDate(scenario('2021-09-28')).map(({ rule }) => rule)).toContain('AV-05')
  expect(newerThanDate(scenario('2026-11-23'))).toEqual([])
})
it('sees settings that change later, and SnapStart by the language', () => {
  const plain = defaultFunction('plain', { Runtime: 'python3.12', SnapStart: { ApplyOn: 'PublishedVersions' } })
  const later = defaultScenario({
    lambdaAsOf: '2024-01-01',
    functions: [plain],
    interventions: [{ kind: 'setting', atMs: 1, function: 'plain', set: { MemorySize: 4096 } }],
  })
  expect(newerThanDate(later).map(({ rule }) => rule)).toEqual(['AV-09'])
  expect(newerThanDate({ ...later, lambdaAsOf: '2020-11-30' }).map(({ rule }) => rule)).toEqual(['AV-04', 'AV-10', 'AV-09'])
})
it('the bill rounds up to 100 ms until December 2020, and to 1 ms since', () => {
  const fixed = (value: number) => ({ kind: 'deterministic', value }) as const
  const fn = defaultFunction('f', { handler: { io: fixed(130.4), work: fixed(0), firstCall: fixed(130.4), memoryUsedMB: 1, responseKB: 1, batchResponse: null, sideEffectAtMs: null, idempotency: 'off', idempotencyStoreMs: 0 } })
  const billed = (lambdaAsOf: string) => {
    const one = defaultScenario({ lambdaAsOf, functions: [fn], traffic: [defaultSource('s', 'f', { arrivals: { kind: 'list', requests: [{ atMs: 0 }, { atMs: 5000 }] } })], durationMs: 10_000 })
    const trace = simulate(one)
    const billing = createBilling(trace, one)
    return Array.from({ length: trace.records.length }, (_, row) => row).filter((row) => isInvocation(trace, row)).map((row) => billedMs(trace, billing, row))
  }
  expect(billed('2020-11-30')).toEqual([200, 200])
  expect(billed('2020-12-01')).toEqual([131, 131])
})
