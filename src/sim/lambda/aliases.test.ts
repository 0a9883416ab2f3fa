import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults.ts'
import { parseScenario } from '../../scenario/parse.ts'
import { simulate } from '../simulate'
import { KIND, LANE, POOL } from '../trace/writer'
import { hashTrace } from '../trace/hash'
import type { AliasConfig, FunctionConfig, Scenario } from '../scenario'

const COUNT = 2000

const canary = (share: number): AliasConfig => ({
  Name: 'live',
  FunctionVersion: '1',
  RoutingConfig: { AdditionalVersionWeights: { '2': share } },
})

function scenarioWith(aliases: readonly AliasConfig[], changes: Partial<FunctionConfig> = {}, Qualifier = 'live'): Scenario {
  const arrivals = { kind: 'regular' as const, ratePerSecond: 20, offsetMs: 0 }
  return defaultScenario({
    durationMs: (COUNT * 1000) / 20,
    functions: [defaultFunction('orders-api', { aliases, ...changes })],
    traffic: [defaultSource('callers', 'orders-api', { Qualifier, arrivals })],
  })
}

const run = (scenario: Scenario) => {
  const checked = parseScenario(scenario)
  expect(checked.ok ? [] : checked.issues).toEqual([])
  return simulate(scenario)
}

/** Arrivals and times of the handlers of each request. */
function arrivalsOf(scenario: Scenario): number[] {
  const { records } = run(scenario)
  return [...records.kind.subarray(0, records.length)].flatMap((kind, i) => (kind === KIND.arrival ? [records.time[i] ?? 0] : []))
}
const coldStarts = (scenario: Scenario): number => {
  const { lanes } = run(scenario)
  return [...lanes.kind.subarray(0, lanes.length)].filter((kind) => kind === LANE.environment).length
}

describe('an alias', () => {
  it('stands for its version: the run is that of the version', () => {
    const named = scenarioWith([{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }])
    expect(hashTrace(run(named))).toBe(hashTrace(run(scenarioWith([], { provisioned: [] }, '$LATEST'))))
  })
  it('without weight, or with all of it, sends every request to one version', () => {
    const one = coldStarts(scenarioWith([{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }]))
    expect(coldStarts(scenarioWith([canary(0)]))).toBe(one)
    expect(coldStarts(scenarioWith([canary(1)]))).toBe(one)
  })
  it('that splits gives versions environments of their own and moves no arrival', () => {
    const whole = scenarioWith([{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }])
    const split = scenarioWith([canary(0.5)])
    expect(coldStarts(split)).toBeGreaterThan(coldStarts(whole))
    expect(arrivalsOf(split)).toEqual(arrivalsOf(whole))
  })
  it('shares environments with the version it names', () => {
    const direct = (Qualifier: string) => ({
      ...scenarioWith([{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }, { Name: 'old', FunctionVersion: '1', RoutingConfig: null }]),
      traffic: [
        defaultSource('a', 'orders-api', { Qualifier: 'live', arrivals: { kind: 'list', requests: [{ atMs: 0 }] } }),
        defaultSource('b', 'orders-api', { Qualifier, arrivals: { kind: 'list', requests: [{ atMs: 10_000 }] } }),
      ],
    })
    expect(coldStarts(direct('1'))).toBe(1)
    expect(coldStarts(direct('old'))).toBe(1)
    const three = { ...direct('1'), functions: [defaultFunction('orders-api', { aliases: [{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }, { Name: 'next', FunctionVersion: '3', RoutingConfig: null }] })] }
    expect(coldStarts({ ...three, traffic: three.traffic.map((source) => (source.name === 'b' ? { ...source, Qualifier: 'next' } : source)) })).toBe(2)
  })
  it('brings provisioned concurrency to its version', () => {
    const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 30, readyAtStart: true }]
    const aliases = [{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }]
    expect(coldStarts(scenarioWith(aliases, { provisioned }, '1'))).toBe(30)
  })
})

it('a share of the requests goes to the other version, in proportion', () => {
  // No environment is ever free again, so each request opens one of its version's own.
  const count = (share: number): number => {
    const fn = defaultFunction('orders-api', { aliases: [canary(share)], provisioned: [{ Qualifier: '2', ProvisionedConcurrentExecutions: 800, readyAtStart: true }] })
    const trace = run({ ...scenarioWith([]), functions: [fn] })
    const { records, lanes } = trace
    const pools = [...records.kind.subarray(0, records.length)].flatMap((kind, i) => (kind === KIND.handler ? [lanes.pool[records.lane[i] ?? 0]] : []))
    return pools.filter((pool) => pool === POOL.provisioned).length / pools.length
  }
  expect(count(0.3)).toBeGreaterThan(0.26)
  expect(count(0.3)).toBeLessThan(0.34)
})

describe('what aliases must keep', () => {
  const codes = (aliases: readonly AliasConfig[], changes: Partial<FunctionConfig> = {}): string[] => {
    const result = parseScenario(scenarioWith(aliases, changes))
    return result.ok ? [] : result.issues.map(({ code }) => code)
  }
  it.each([
    ['a third version', { Name: 'live', FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { '2': 0.1, '3': 0.1 } } }, 'aliasWeights'],
    ['the same version', { Name: 'live', FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { '1': 0.1 } } }, 'aliasVersion'],
    ['a share above 1', canary(1.5), 'invalid'],
    ['$LATEST', { Name: 'live', FunctionVersion: '$LATEST', RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } } }, 'aliasVersion'],
  ])('%s is refused', (_, alias, code) => {
    expect(codes([alias])).toEqual([code])
  })
  it('a number is no name, and a split alias has no provisioned concurrency', () => {
    expect(codes([{ Name: '7', FunctionVersion: '1', RoutingConfig: null }, canary(0.1)])).toEqual(['aliasName'])
    const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 3, readyAtStart: true }]
    expect(codes([canary(0.1)], { provisioned })).toEqual(['aliasProvisioned'])
  })
})
