import { describe, expect, it } from 'vitest'
import { ruleAt, ruleIndex } from '../rules/registry'
import { defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import type { Scenario } from '../sim/scenario'
import { simulate } from '../sim/simulate'
import { RECORD_KINDS } from '../sim/trace/schema'
import type { Trace } from '../sim/trace/schema'
import { FIRST_BURST, traceFromText } from '../sim/trace/testing/fixture'
import { KIND } from '../sim/trace/writer'
import { blockersOf, chainOf } from './chain'
import { inFlightAt, interestingRecords, settlements } from './flight'
import { relaxationFor } from './relax'
import { decisiveOf } from './why/decisive'

const ORDERS = defaultScenario({ functions: [defaultFunction('orders', { ReservedConcurrentExecutions: 8 })], traffic: [] })
const BURST = traceFromText(6000, FIRST_BURST)

const rowsOf = (trace: Trace, kind: keyof typeof KIND): number[] =>
  [...trace.records.kind.keys()].filter((row) => trace.records.kind[row] === KIND[kind])
const kindsOf = (trace: Trace, rows: Iterable<number>): string[] => Array.from(rows, (row) => RECORD_KINDS[trace.records.kind[row]!]!)

describe('inFlightAt', () => {
  it('counts by environment, function, source and account, ends excluded', () => {
    const trace = traceFromText(1000, 'f:\ng:\nf/1: 100 create#1 50 + handler#1 100\ng/1: 200 handler#2 100\nf/2@provisioned: 100 create 500')
    const lane = (kind: number, n = 0) => [...trace.lanes.kind.keys()].filter((each) => trace.lanes.kind[each] === kind)[n]!
    const [f, g, environment, source] = [lane(1), lane(1, 1), lane(4), lane(2)]
    expect([99, 100, 149, 150, 249, 250].map((ms) => inFlightAt(trace, f, ms * 1000))).toEqual([0, 1, 1, 1, 1, 0])
    expect(inFlightAt(trace, 0, 220_000)).toBe(2)
    expect(inFlightAt(trace, g, 220_000)).toBe(1)
    expect(inFlightAt(trace, environment, 220_000)).toBe(1)
    expect(inFlightAt(trace, source, 220_000)).toBe(1)
  })
})

describe('settlements', () => {
  it('tell when each request arrived and how it ended', () => {
    const all = [...settlements(traceFromText(1000, 'f/1: 10 create#0 50 + handler#0!timeout 100; 200 handler#2 30; 990 handler#3 20\nf: 20 throttle#1'))]
    expect(all.map(({ request, outcome, arrived, settled }) => [request, outcome, arrived, settled])).toEqual([
      [1, 'none', 20_000, 20_000], [0, 'timeout', 10_000, 160_000], [2, 'none', 200_000, 230_000],
    ])
  })
})

describe('interestingRecords', () => {
  it('stop at firsts and at the beginning of runs', () => {
    const rows = [...interestingRecords(BURST)]
    expect(kindsOf(BURST, rows)).toEqual(['create', 'throttle', 'handler', 'throttle', 'shutdown'])
    expect(rows.map((row) => BURST.records.time[row]! / 1000)).toEqual([1000, 1120, 1530, 4520, 5600])
  })

  it('keep functions apart and every intervention', () => {
    const trace = traceFromText(9000, 'f:\ng:\nf: 10 intervention; 11 intervention; 50 throttle#1; 900 throttle#2; 1800 throttle#3; 2900 throttle#4\ng: 60 throttle#5')
    expect([...interestingRecords(trace)].map((row) => trace.records.time[row]! / 1000)).toEqual([10, 11, 50, 60, 2900])
  })
})

describe('chainOf', () => {
  it('leads from the root to the record', () => {
    const [handler] = rowsOf(BURST, 'handler')
    expect(kindsOf(BURST, chainOf(BURST, handler!))).toEqual(['arrival', 'create', 'download', 'runtimeStart', 'functionInit', 'handler'])
  })

  it('follows retries back to the first attempt', () => {
    const scenario = defaultScenario({
      durationMs: 10_000,
      functions: [defaultFunction('f', { ReservedConcurrentExecutions: 0 })],
      traffic: [defaultSource('s', 'f', { arrivals: { kind: 'list', requests: [{ atMs: 5 }] }, client: { timeoutMs: null, retryMode: 'standard', maxAttempts: 3 } })],
    })
    const trace = simulate(scenario)
    const last = rowsOf(trace, 'throttle').at(-1)!
    expect(kindsOf(trace, chainOf(trace, last))).toEqual([
      'arrival', 'throttle', 'retryWait', 'arrival', 'throttle', 'retryWait', 'arrival', 'throttle',
    ])
    expect(blockersOf(trace, scenario, last)).toEqual({ limit: 'switchedOff', allowed: 0, records: [], window: 0 })
  })
})

/** Every throttle of a run of simultaneous requests. */
function throttlesOf(scenario: Scenario): { trace: Trace; blockers: ReturnType<typeof blockersOf>[] } {
  const trace = simulate(scenario)
  return { trace, blockers: rowsOf(trace, 'throttle').map((row) => blockersOf(trace, scenario, row)) }
}

const burstOf = (name: string, count: number) =>
  defaultSource(`${name}-callers`, name, { arrivals: { kind: 'bursts', bursts: [{ atMs: 10, count, spreadMs: 100 }] } })
const slow = { ...defaultFunction('x').handler, io: { kind: 'deterministic' as const, value: 2000 }, work: { kind: 'deterministic' as const, value: 0 } }

const none = { kind: 'deterministic' as const, value: 0 }
const instant = { ...defaultFunction('x').coldStart, create: none, download: none, runtimeStart: none, functionInit: none }

describe('blockersOf', () => {
  it('names the eight that were busy', () => {
    const trace = traceFromText(6000, FIRST_BURST)
    const throttle = rowsOf(trace, 'throttle')[0]!
    trace.records.rule[throttle] = ruleIndex('CC-04')
    const blockers = blockersOf(trace, ORDERS, throttle)!
    expect([blockers.limit, blockers.allowed, blockers.records.length]).toEqual(['reserved', 8, 8])
    expect(new Set(blockers.records.map((row) => trace.records.lane[row])).size).toBe(8)
    expect(blockersOf(trace, ORDERS, rowsOf(trace, 'handler')[0]!)).toBeNull()
  })

  it('finds as many in flight as the limit allows, in runs of the engine', () => {
    const reserved = throttlesOf(defaultScenario({ functions: [defaultFunction('f', { ReservedConcurrentExecutions: 3, handler: slow })], traffic: [burstOf('f', 9)] }))
    expect(reserved.blockers.length).toBeGreaterThan(0)
    for (const each of reserved.blockers) expect([each!.limit, each!.allowed, each!.records.length]).toEqual(['reserved', 3, 3])

    const shared = throttlesOf(
      defaultScenario({
        account: { ...defaultScenario().account, ConcurrentExecutions: 10 },
        functions: [defaultFunction('f', { handler: slow }), defaultFunction('g', { handler: slow }), defaultFunction('h', { ReservedConcurrentExecutions: 4 })],
        traffic: [burstOf('f', 5), burstOf('g', 5)],
      }),
    )
    expect(shared.blockers.length).toBeGreaterThan(0)
    for (const each of shared.blockers) expect([each!.limit, each!.allowed, each!.records.length]).toEqual(['unreserved', 6, 6])
  })

  it('leaves provisioned capacity aside', () => {
    const provisioned = [{ Qualifier: '1', ProvisionedConcurrentExecutions: 4, readyAtStart: true }]
    const scenario = defaultScenario({
      account: { ...defaultScenario().account, ConcurrentExecutions: 10 },
      functions: [defaultFunction('f', { handler: slow, provisioned })],
      traffic: [{ ...burstOf('f', 15), Qualifier: '1' }],
    })
    const { blockers } = throttlesOf(scenario)
    expect(blockers.length).toBe(5)
    for (const each of blockers) expect([each!.limit, each!.allowed, each!.records.length]).toEqual(['unreserved', 6, 6])
  })

  it('follows the limits as they change', () => {
    const scenario = defaultScenario({
      functions: [defaultFunction('f', { ReservedConcurrentExecutions: 3, handler: slow })],
      traffic: [defaultSource('s', 'f', { arrivals: { kind: 'bursts', bursts: [{ atMs: 5000, count: 9, spreadMs: 100 }] } })],
      interventions: [{ kind: 'setting', atMs: 1000, function: 'f', set: { ReservedConcurrentExecutions: 5 } }],
    })
    const { blockers } = throttlesOf(scenario)
    expect(blockers.map((each) => [each!.allowed, each!.records.length])).toEqual([[5, 5], [5, 5], [5, 5], [5, 5]])
  })

  it('names what used up a rate', () => {
    const account = { ...defaultScenario().account, scalingRate: { burst: 2, refillPerSecond: 1, refill: 'continuous' as const } }
    const scaling = throttlesOf(defaultScenario({ account, functions: [defaultFunction('f', { handler: slow })], traffic: [burstOf('f', 5)] }))
    expect(scaling.blockers.map((each) => [each!.limit, each!.allowed, each!.records.length])).toEqual(Array(3).fill(['scalingRate', 2, 2]))

    const rate = throttlesOf(
      defaultScenario({
        account: { ...defaultScenario().account, requestsPerSecondPerConcurrency: 2 },
        functions: [defaultFunction('f', { ReservedConcurrentExecutions: 10, coldStart: instant, handler: { ...slow, io: { kind: 'deterministic', value: 1 } } })],
        traffic: [defaultSource('s', 'f', { arrivals: { kind: 'regular', ratePerSecond: 60, offsetMs: 0 } })],
      }),
    )
    const limited = rate.blockers.filter((each) => each!.limit === 'requestRate')
    expect(limited.length).toBeGreaterThan(0)
    for (const each of limited) {
      expect(each!.allowed).toBe(20)
      expect(each!.records.length).toBeGreaterThanOrEqual(19)
    }
  })
})

describe('relaxationFor', () => {
  it('adds the rule behind a record, once', () => {
    const trace = traceFromText(100, 'orders: 5 throttle#1')
    trace.records.rule.fill(ruleIndex('CC-04'))
    const [throttle] = rowsOf(trace, 'throttle')
    const relaxed = relaxationFor(trace, ORDERS, throttle!)
    expect(relaxed).toEqual({ rule: 'CC-04', scenario: { ...ORDERS, relaxed: ['CC-04'] } })
    expect(relaxationFor(trace, relaxed!.scenario, throttle!)).toBeNull()
    expect(ORDERS.relaxed).toEqual([])
  })

  it('takes the network interface of old times away, and leaves the cold start what it is', () => {
    const inVpc = defaultScenario({ lambdaAsOf: '2019-09-02', functions: [defaultFunction('f', { vpc: true })], traffic: [burstOf('f', 1)] })
    const trace = simulate(inVpc)
    const [network] = rowsOf(trace, 'network')
    const chain = chainOf(trace, network!)
    expect(chain.map((row) => ruleAt(trace.records.rule[row]!).id).slice(1)).toEqual(['LC-18', 'CS-06H'])
    expect(decisiveOf(trace, network!)).toBe(chain[1])
    const relaxed = relaxationFor(trace, inVpc, network!)!
    expect(relaxed.rule).toBe('CS-06H')
    expect(rowsOf(simulate(relaxed.scenario), 'network')).toEqual([])
  })

  it('is not offered where nothing stood in the way, nor for rules the engine cannot do without', () => {
    const trace = traceFromText(100, 'orders: 5 throttle#1')
    trace.records.rule.fill(ruleIndex('CC-04'))
    expect(relaxationFor(trace, ORDERS, rowsOf(trace, 'arrival')[0]!)).toBeNull()
    trace.records.rule.fill(ruleIndex('MD-03'))
    expect(relaxationFor(trace, ORDERS, rowsOf(trace, 'throttle')[0]!)).toBeNull()
  })
})
