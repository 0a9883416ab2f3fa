import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Scenario } from '../sim/scenario.ts'
import { defaultFunction, defaultScenario, defaultSource } from './defaults.ts'
import { parseScenario, parseScenarioText, type Issue } from './parse.ts'
import { arbitraryScenario } from './testing/arbitrary.ts'

const issuesOf = (input: unknown): Issue[] => {
  const result = parseScenario(input)
  return result.ok ? [] : result.issues
}
const only = (input: unknown): Issue => {
  const issues = issuesOf(input)
  expect(issues).toHaveLength(1)
  return issues[0]!
}
const withFunction = (changes: Parameters<typeof defaultFunction>[1]): Scenario =>
  defaultScenario({ functions: [defaultFunction('orders-api', changes)] })
const withSource = (changes: Parameters<typeof defaultSource>[2]): Scenario =>
  defaultScenario({ traffic: [defaultSource('callers', 'orders-api', changes)] })

describe('defaults', () => {
  it('are themselves valid, and an empty object means them', () => {
    expect(parseScenario({})).toEqual({ ok: true, scenario: defaultScenario() })
    expect(parseScenario(defaultScenario())).toEqual({ ok: true, scenario: defaultScenario() })
  })
  it('fill in whatever a nested object leaves out', () => {
    const result = parseScenario({ functions: [{ FunctionName: 'orders-api', handler: { memoryUsedMB: 90 } }] })
    const handler = { ...defaultFunction('x').handler, memoryUsedMB: 90 }
    expect(result).toEqual({ ok: true, scenario: withFunction({ handler }) })
  })
})

describe('valid scenarios', () => {
  it('parse to themselves, as objects and as text', () => {
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        expect(parseScenario(scenario)).toEqual({ ok: true, scenario })
        expect(parseScenarioText(JSON.stringify(scenario))).toEqual({ ok: true, scenario: JSON.parse(JSON.stringify(scenario)) })
      }),
      { numRuns: 150 },
    )
  })
})

describe('fields', () => {
  it('name path, value and allowed range', () => {
    expect(only({ functions: [{ FunctionName: 'a', MemorySize: 64 }], traffic: [] })).toMatchObject({
      path: 'functions[0].MemorySize',
      value: 64,
      allowed: 'a whole number from 128 to 10,240',
      message: 'functions[0].MemorySize is 64. Allowed: a whole number from 128 to 10,240.',
    })
  })
  it.each([
    [{ functions: [{ FunctionName: 'a', MemorySize: 128.5 }], traffic: [] }, 'functions[0].MemorySize'],
    [{ functions: [{ FunctionName: 'a', MemorySize: 10_241 }], traffic: [] }, 'functions[0].MemorySize'],
    [{ functions: [{ FunctionName: 'a', Timeout: 0 }], traffic: [] }, 'functions[0].Timeout'],
    [{ functions: [{ FunctionName: 'a', Timeout: 901 }], traffic: [] }, 'functions[0].Timeout'],
    [{ functions: [{ FunctionName: 'a', EphemeralStorage: { Size: 511 } }], traffic: [] }, 'functions[0].EphemeralStorage.Size'],
    [{ functions: [{ FunctionName: 'a', Runtime: 'cobol' }], traffic: [] }, 'functions[0].Runtime'],
    [{ functions: [{ FunctionName: 'a b' }], traffic: [] }, 'functions[0].FunctionName'],
    [{ functions: [] }, 'functions'],
    [{ durationMs: 0 }, 'durationMs'],
    [{ durationMs: Number.NaN }, 'durationMs'],
    [{ durationMs: Infinity }, 'durationMs'],
    [{ seed: -1 }, 'seed'],
    [{ seed: 2 ** 32 }, 'seed'],
    [{ lambdaAsOf: 'yesterday' }, 'lambdaAsOf'],
    [{ lambdaAsOf: '2025-02-29' }, 'lambdaAsOf'],
    [{ relaxed: ['XX-1'] }, 'relaxed[0]'],
    [{ account: { scalingRate: { burst: 0, refillPerSecond: 1 } } }, 'account.scalingRate.burst'],
    [{ account: { scalingRate: 'fast' } }, 'account.scalingRate'],
    [{ traffic: [{ name: 'x', function: 'orders-api', arrivals: { kind: 'flood' } }] }, 'traffic[0].arrivals.kind'],
    [{ traffic: [{ name: 'x', function: 'orders-api', arrivals: { kind: 'poisson', ratePerSecond: -1 } }] }, 'traffic[0].arrivals.ratePerSecond'],
    [{ traffic: [{ function: 'orders-api' }] }, 'traffic[0].name'],
    ['text', ''],
    [null, ''],
    [[], ''],
  ])('%j is refused at %s', (input, path) => {
    const issue = only(input)
    expect(issue.path).toBe(path)
    expect(issue.allowed).not.toBe('')
    expect(issue.message).not.toMatch(/undefined|\[object/)
  })
  it('suggests the nearest field for an unknown one', () => {
    const issue = only({ functions: [{ FunctionName: 'orders-api', memorySize: 256 }] })
    expect(issue).toMatchObject({ code: 'unknownField', path: 'functions[0].memorySize', allowed: 'MemorySize', value: 256 })
    expect(only({ traffic: [], account: { scalingRate: { burst: 1, refillPerSecond: 1, refil: 'x' } } }).allowed).toBe('refill')
    expect(only({ traffic: [{ name: 'a', function: 'orders-api', arrivals: { kind: 'poisson', ratePerSecond: 1, rate: 2 } }] }).allowed).toBe('ratePerSecond')
  })
  it('names the fields there are where none is near', () => {
    expect(only({ zzzzzz: 1 }).message).toMatch(/^There is no field zzzzzz\. Allowed: an object with the fields version, .+\.$/)
  })
  it('says the same once', () => {
    expect(only({ seed: 1e20 }).path).toBe('seed')
    const twins = [{ FunctionName: 'f' }, { FunctionName: 'f' }]
    expect(issuesOf({ functions: twins, traffic: [{ name: 'a', function: 'g' }] }).at(-1)!.allowed).toBe('f')
  })
  it('lists at most twenty issues and says how many are left', () => {
    const traffic = Array.from({ length: 30 }, (_, i) => ({ name: `s${i}`, function: 'orders-api', payloadKB: -1 }))
    const issues = issuesOf({ traffic })
    expect(issues).toHaveLength(21)
    expect(issues[20]!.message).toContain('10')
  })
})

describe('combinations', () => {
  it('keep 100 of the account unreserved (CC-03)', () => {
    expect(only(withFunction({ ReservedConcurrentExecutions: 950 }))).toMatchObject({
      path: 'functions[0].ReservedConcurrentExecutions',
      value: 950,
      allowed: 'at most 900',
      rule: 'CC-03',
    })
    expect(issuesOf(withFunction({ ReservedConcurrentExecutions: 900 }))).toEqual([])
    const two = [
      defaultFunction('orders-api', { ReservedConcurrentExecutions: 600 }),
      defaultFunction('b', { ReservedConcurrentExecutions: 400 }),
    ]
    expect(only(defaultScenario({ functions: two }))).toMatchObject({
      path: 'functions[1].ReservedConcurrentExecutions',
      allowed: 'at most 300',
    })
  })
  it.each<[string, Scenario, string, string]>([
    ['provisionedAboveReserved', withFunction({ ReservedConcurrentExecutions: 5, provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 6, readyAtStart: true }] }), 'functions[0].provisioned', 'CC-08'],
    ['provisionedAboveAccount', withFunction({ provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 901, readyAtStart: true }] }), 'functions[0].provisioned', 'CC-08'],
    ['provisionedOnLatest', withFunction({ provisioned: [{ Qualifier: '$LATEST', ProvisionedConcurrentExecutions: 6, readyAtStart: true }] }), 'functions[0].provisioned[0].Qualifier', 'CC-07'],
    ['snapStartRuntime', { ...withFunction({ SnapStart: { ApplyOn: 'PublishedVersions' } }), traffic: [] }, 'functions[0].SnapStart.ApplyOn', 'LC-25'],
    ['snapStartStorage', { ...withFunction({ Runtime: 'java21', EphemeralStorage: { Size: 513 }, SnapStart: { ApplyOn: 'PublishedVersions' } }), traffic: [] }, 'functions[0].EphemeralStorage.Size', 'LC-25'],
    ['snapStartProvisioned', { ...withFunction({ Runtime: 'java21', provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 6, readyAtStart: true }], SnapStart: { ApplyOn: 'PublishedVersions' } }), traffic: [] }, 'functions[0].SnapStart.ApplyOn', 'CC-16'],
    ['snapStartLatest', withFunction({ Runtime: 'java21', SnapStart: { ApplyOn: 'PublishedVersions' } }), 'traffic[0].Qualifier', 'LC-25'],
    ['integrationTimeout', withSource({ via: 'http-api', integrationTimeoutMs: 30_001 }), 'traffic[0].integrationTimeoutMs', 'SY-13'],
    ['functionUrlVersion', { ...withSource({ via: 'function-url', Qualifier: '3' }), functions: [defaultFunction('orders-api', { provisioned: [{ Qualifier: '3', ProvisionedConcurrentExecutions: 6, readyAtStart: true }] })] }, 'traffic[0].Qualifier', 'SY-19'],
  ])('%s is refused with its rule', (code, scenario, path, rule) => {
    expect(only(scenario)).toMatchObject({ code, path, rule })
  })
  it.each<[string, Scenario, string]>([
    ['integrationTimeout', withSource({ via: 'sdk', integrationTimeoutMs: 1000 }), 'traffic[0].integrationTimeoutMs'],
    ['unknownQualifier', withSource({ Qualifier: 'live' }), 'traffic[0].Qualifier'],
    ['unknownFunction', defaultScenario({ traffic: [defaultSource('callers', 'nobody')] }), 'traffic[0].function'],
    ['duplicateName', defaultScenario({ functions: [defaultFunction('orders-api'), defaultFunction('orders-api')] }), 'functions[1].FunctionName'],
    ['duplicateName', defaultScenario({ traffic: [defaultSource('a', 'orders-api'), defaultSource('a', 'orders-api')] }), 'traffic[1].name'],
    ['afterEnd', defaultScenario({ interventions: [{ kind: 'deployment', atMs: 60_001, function: 'orders-api' }] }), 'interventions[0].atMs'],
    ['unknownFunction', defaultScenario({ interventions: [{ kind: 'deployment', atMs: 1, function: 'x' }] }), 'interventions[0].function'],
    ['unknownSource', defaultScenario({ interventions: [{ kind: 'burst', atMs: 1, source: 'x', count: 1, spreadMs: 0 }] }), 'interventions[0].source'],
    ['endBeforeStart', defaultScenario({ interventions: [{ kind: 'fault', atMs: 9, untilMs: 9, function: 'orders-api', faults: {} }] }), 'interventions[0].untilMs'],
    ['settingTarget', defaultScenario({ interventions: [{ kind: 'setting', atMs: 9, function: null, set: { Timeout: 3 } }] }), 'interventions[0].set.Timeout'],
    ['emptySetting', defaultScenario({ interventions: [{ kind: 'setting', atMs: 9, function: null, set: {} }] }), 'interventions[0].set'],
    ['reservedSum', defaultScenario({ interventions: [{ kind: 'setting', atMs: 9, function: 'orders-api', set: { ReservedConcurrentExecutions: 901 } }] }), 'interventions[0].set.ReservedConcurrentExecutions'],
    ['quantiles', withSource({ arrivals: { kind: 'renewal', interval: { kind: 'empirical', quantiles: [[0.5, 10], [0.5, 12]] } } }), 'traffic[0].arrivals.interval.quantiles'],
    ['minAboveMax', withFunction({ handler: { ...defaultFunction('x').handler, io: { kind: 'uniform', min: 2, max: 1 } } }), 'functions[0].handler.io'],
    ['pointOrder', withSource({ arrivals: { kind: 'rate', points: [[10, 1], [5, 1]], periodMs: null } }), 'traffic[0].arrivals.points[1]'],
    ['period', withSource({ arrivals: { kind: 'rate', points: [[10, 1]], periodMs: 5 } }), 'traffic[0].arrivals.periodMs'],
    ['tooManyRequests', withSource({ arrivals: { kind: 'poisson', ratePerSecond: 1_000_000 } }), 'traffic'],
    ['tooManyRequests', withSource({ arrivals: { kind: 'renewal', interval: { kind: 'deterministic', value: 0 } } }), 'traffic'],
  ])('%s is refused', (code, scenario, path) => {
    expect(only(scenario)).toMatchObject({ code, path })
  })
  it('follow settings in the order of time', () => {
    const raise = { kind: 'setting', atMs: 5, function: null, set: { ConcurrentExecutions: 2000 } } as const
    const reserve = { kind: 'setting', atMs: 9, function: 'orders-api', set: { ReservedConcurrentExecutions: 1500 } } as const
    expect(issuesOf(defaultScenario({ interventions: [reserve, raise] }))).toEqual([])
    expect(only(defaultScenario({ interventions: [{ ...reserve, atMs: 4 }, raise] })).path).toBe('interventions[0].set.ReservedConcurrentExecutions')
  })
})

describe('a setting that asks for too much', () => {
  const functions = [
    defaultFunction('orders-api', { ReservedConcurrentExecutions: 100, provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 10, readyAtStart: true }] }),
    defaultFunction('b', { ReservedConcurrentExecutions: 100 }),
    defaultFunction('c', { provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 50, readyAtStart: true }] }),
  ]
  const settingOf = (name: string | null, set: object) =>
    only({ ...defaultScenario({ functions }), interventions: [{ kind: 'setting', atMs: 9, function: name, set }] })
  it.each<[string, string | null, object, string, unknown, string]>([
    ['reservedSum', 'orders-api', { ReservedConcurrentExecutions: 850 }, 'ReservedConcurrentExecutions', 850, 'at most 750'],
    ['reservedSum', 'orders-api', { ReservedConcurrentExecutions: 751 }, 'ReservedConcurrentExecutions', 751, 'at most 750'],
    ['provisionedAboveReserved', 'orders-api', { ReservedConcurrentExecutions: 5 }, 'ReservedConcurrentExecutions', 10, 'at most 5'],
    ['provisionedAboveReserved', 'orders-api', { ProvisionedConcurrentExecutions: { Qualifier: 'live', value: 101 } }, 'ProvisionedConcurrentExecutions', 101, 'at most 100'],
    ['provisionedAboveAccount', 'c', { ProvisionedConcurrentExecutions: { Qualifier: 'live', value: 701 } }, 'ProvisionedConcurrentExecutions', 701, 'at most 700'],
    ['accountTooSmall', null, { ConcurrentExecutions: 349 }, 'ConcurrentExecutions', 349, 'at least 350'],
  ])('%s: %s, %j', (...[code, name, set, field, value, allowed]) => {
    const issue = settingOf(name, set)
    expect(issue).toMatchObject({ code, path: `interventions[0].set.${field}`, value, allowed })
    expect(issue.message).toContain(issue.path)
    expect(issue.message).toContain(String(value))
  })
  it('is refused only when it does', () => {
    const scenario = defaultScenario({ functions })
    expect(issuesOf({ ...scenario, interventions: [
      { kind: 'setting', atMs: 9, function: 'orders-api', set: { ReservedConcurrentExecutions: 750 } },
      { kind: 'setting', atMs: 10, function: 'orders-api', set: { ReservedConcurrentExecutions: 100 } },
      { kind: 'setting', atMs: 11, function: null, set: { ConcurrentExecutions: 350 } },
    ] })).toEqual([])
  })
})

describe('shares of invocations that fail', () => {
  const { faults } = defaultFunction('any')
  type Shares = Partial<typeof faults>
  const withFaults = (own: Shares, ...laid: { atMs: number; untilMs?: number; faults: Shares }[]) => ({
    ...withFunction({ faults: { ...faults, ...own } }),
    interventions: laid.map((one) => ({ kind: 'fault' as const, function: 'orders-api', untilMs: null, ...one })),
  })
  it('add up to 1 at most', () => {
    const issue = only(withFaults({ errorRate: 0.7, crashRate: 0.6, outOfMemoryRate: 0.5 }))
    expect(issue).toMatchObject({ code: 'faultShares', path: 'functions[0].faults.outOfMemoryRate', value: 0.5, allowed: 'at most 0 here, 1 in all' })
    expect(issue.message).toBe('functions[0].faults.outOfMemoryRate is 0.5, beside errorRate 0.7 and crashRate 0.6. An invocation fails in one way. Allowed: at most 0 here, 1 in all.')
    expect(only(withFaults({ errorRate: 0.7, crashRate: 0.6 }))).toMatchObject({ path: 'functions[0].faults.crashRate', allowed: 'at most 0.3 here, 1 in all' })
    expect(issuesOf(withFaults({ errorRate: 0.7, crashRate: 0.2, outOfMemoryRate: 0.1 }))).toEqual([])
    expect(issuesOf(withFaults({ errorRate: 0.1, crashRate: 0.7, outOfMemoryRate: 0.2, initErrorRate: 1 }))).toEqual([])
  })
  it('so they do where interventions lie over them', () => {
    const issue = only(withFaults({ errorRate: 0.7 }, { atMs: 1000, faults: { crashRate: 0.6 } }))
    expect(issue).toMatchObject({ code: 'faultShares', path: 'interventions[0].faults.crashRate', value: 0.6, allowed: 'at most 0.3 here, 1 in all' })
    expect(issue.message).toContain('interventions[0].faults.crashRate is 0.6, beside errorRate 0.7 at 1,000 ms.')
    expect(issuesOf(withFaults({ errorRate: 0.7 }, { atMs: 1000, faults: { crashRate: 0.6, errorRate: 0.4 } }))).toEqual([])
    expect(only(withFaults({}, { atMs: 1000, faults: { crashRate: 0.6, errorRate: 0.5 } })).path).toBe('interventions[0].faults.crashRate')
    expect(issuesOf(withFaults({}, { atMs: 1000, untilMs: 2000, faults: { crashRate: 1 } }, { atMs: 2000, faults: { errorRate: 1 } }))).toEqual([])
    expect(only(withFaults({}, { atMs: 2000, faults: { errorRate: 1 } }, { atMs: 1000, untilMs: 2001, faults: { crashRate: 1 } })).path).toBe('interventions[0].faults.errorRate')
  })
  it('and where one that hid others is lifted', () => {
    const hides = { atMs: 1000, untilMs: 5000, faults: { errorRate: 0 } }
    const issue = only(withFaults({ errorRate: 0.7 }, hides, { atMs: 2000, faults: { crashRate: 0.6 } }))
    expect(issue).toMatchObject({ path: 'interventions[1].faults.crashRate' })
    expect(issue.message).toContain('at 5,000 ms')
    expect(issuesOf(withFaults({ errorRate: 0.7 }, hides, { atMs: 2000, untilMs: 5000, faults: { crashRate: 0.6 } }))).toEqual([])
    expect(issuesOf({ ...withFaults({ errorRate: 0.7 }, hides, { atMs: 2000, faults: { crashRate: 0.6 } }), durationMs: 4000 })).toEqual([])
  })
})

describe('text', () => {
  it.each([
    ['{"a": 1,}', 1, 9, '}'],
    ['{\n  "seed": 1\n  "durationMs": 2\n}', 3, 3, '"'],
    ['[1, 2', 1, 6, null],
    ['', 1, 1, null],
    ['{"a" 1}', 1, 6, '1'],
    ['{"a": 1} x', 1, 10, 'x'],
    ['{"a": 01}', 1, 8, '1'],
    ['{"a": "b\n"}', 1, 7, '"'],
    ['[}', 1, 2, '}'],
  ])('%j breaks at line %i, column %i', (text, line, column, found) => {
    const result = parseScenarioText(text)
    const message = result.ok ? '' : result.issues[0]!.message
    expect(message).toContain(`line ${line}, column ${column} `)
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'json', value: found }] })
  })
  it('finds an error exactly where the engine refuses the text', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', '}', ']', ',', ':', '"', 'x', '0'), (json, seed, junk) => {
        const at = seed % (json.length + 1)
        const text = json.slice(0, at) + junk + json.slice(at + 1)
        const refused = (() => {
          try {
            JSON.parse(text)
            return false
          } catch {
            return true
          }
        })()
        const result = parseScenarioText(text)
        expect(!result.ok && result.issues[0]!.code === 'json').toBe(refused)
      }),
      { numRuns: 500 },
    )
  })
  it('may begin with the mark of its encoding', () => {
    expect(parseScenarioText(`\uFEFF${JSON.stringify(defaultScenario())}`).ok).toBe(true)
    expect(parseScenarioText('\uFEFF{"a": 1,}')).toMatchObject({ ok: false, issues: [{ code: 'json', value: '}' }] })
  })
  it.each([['{\u200B}', 'U+200B'], ['{ \uFEFF}', 'U+FEFF'], ['[\u00A0]', 'U+00A0']])('%j: names a character that cannot be seen', (text, name) => {
    const result = parseScenarioText(text)
    expect(result.ok ? '' : result.issues[0]!.message).toContain(`(${name})`)
  })
  it('refuses depth and size', () => {
    expect(parseScenarioText('['.repeat(100_000))).toMatchObject({ ok: false, issues: [{ code: 'tooDeep' }] })
    expect(parseScenarioText(`"${'x'.repeat(2 ** 21)}"`)).toMatchObject({ ok: false, issues: [{ code: 'tooLong' }] })
  })
})

describe('anything', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is answered, never thrown at', () => {
    const near = fc.tuple(arbitraryScenario(), fc.string(), fc.anything()).map(([scenario, key, value]) => ({ ...scenario, [key]: value }))
    fc.assert(fc.property(fc.oneof(fc.anything({ maxDepth: 4 }), fc.jsonValue(), near), (input) => {
      const result = parseScenario(input)
      if (!result.ok) expect(result.issues.length).toBeGreaterThan(0)
    }), { numRuns: 500 })
  })
  it('is refused when any one field is replaced by nonsense', () => {
    const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
      typeof value !== 'object' || value === null ? [path] : [path, ...Object.entries(value).flatMap(([k, v]) => paths(v, [...path, Array.isArray(value) ? Number(k) : k]))]
    const replace = (value: unknown, [head, ...tail]: (string | number)[]): unknown =>
      head === undefined ? Symbol.for('nonsense') : Array.isArray(value)
        ? value.map((item, i) => (i === head ? replace(item, tail) : item))
        : { ...(value as object), [head]: replace((value as Record<string, unknown>)[head], tail) }
    fc.assert(fc.property(arbitraryScenario(), fc.nat(), (scenario, n) => {
      const all = paths(scenario)
      expect(parseScenario(replace(scenario, all[n % all.length]!)).ok).toBe(false)
    }), { numRuns: 300 })
  })
  it('takes the address of the schema, which is not part of the scenario', () => {
    const parsed = parseScenarioText('{"$schema": "./scenario.schema.json", "title": "t"}')
    expect(parsed).toEqual(parseScenario({ title: 't' }))
    expect(parsed.ok && '$schema' in parsed.scenario).toBe(false)
    expect(parseScenario({ $schema: 1 }).ok).toBe(false)
  })
  it.each(['provided.al2023', 'provided.al2', 'nodejs18.x', 'ruby4.0', 'go', 'rust', 'llrt'])('takes the runtime %s as it is written', (Runtime) => {
    const parsed = parseScenario({ functions: [{ FunctionName: 'f', Runtime }], traffic: [] })
    expect(parsed.ok && parsed.scenario.functions[0]!.Runtime).toBe(Runtime)
  })
  it('never builds a function from text', () => {
    vi.stubGlobal('Function', () => { throw new Error('unsafe-eval') })
    expect(parseScenario({}).ok).toBe(true)
  })
})
