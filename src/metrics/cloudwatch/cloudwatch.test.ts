import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults'
import { simulate } from '../../sim/simulate'
import { FIRST_BURST, traceFromText } from '../../sim/trace/testing/fixture'
import { countsAt } from '../counts'
import { createDigest } from '../digest'
import { METRICS, METRIC_NAMES } from './catalogue'
import type { MetricName, Statistic } from './catalogue'
import { quotaOf } from './limit'
import type { Run } from './samples'
import { metricSeries, metricTotal } from './series'

const MS = 1000
const SECOND = 1_000_000
const runOf = (text: string, untilMs = 6000, scenario = defaultScenario({ functions: [defaultFunction('f')] })): Run => ({
  trace: traceFromText(untilMs, text),
  scenario,
})

interface Ask {
  metric: MetricName
  statistic: Statistic
  period?: number
  knownBy?: number
  fn?: number | null
}
function ask(run: Run, { metric, statistic, period = SECOND, knownBy = run.trace.until, fn = null }: Ask): number[] {
  const stretch = { from: 0, to: Math.min(knownBy, run.trace.until) + 1, knownBy }
  return [...metricSeries(run, { metric, statistic, period, fn, stretch }).values]
}

const SMALL = `
f: 2500 throttle#4
f/1: 200 create#1 100 + functionInit#1 300 + handler#1 500; 1900 handler#3!functionError 400
f/2: 1000 handler#2 100; 4000 suppressedInit#5 250 + handler#5 50
`

describe('samples', () => {
  const run = runOf(SMALL)
  it('stamp an invocation with its start, without its Init phase', () => {
    // Starts at 600, 1000, 1900 and 4000 ms: the last with the init inside its invoke.
    expect(ask(run, { metric: 'Invocations', statistic: 'Sum' })).toEqual([1, 2, NaN, NaN, 1, NaN, NaN])
    expect(ask(run, { metric: 'Duration', statistic: 'Average' })).toEqual([500, 250, NaN, NaN, 300, NaN, NaN])
    expect(ask(run, { metric: 'Duration', statistic: 'Maximum' })).toEqual([500, 400, NaN, NaN, 300, NaN, NaN])
    expect(ask(run, { metric: 'Duration', statistic: 'Minimum' })).toEqual([500, 100, NaN, NaN, 300, NaN, NaN])
    expect(ask(run, { metric: 'Duration', statistic: 'p50', period: 10 * SECOND })).toEqual([300])
    expect(ask(run, { metric: 'Duration', statistic: 'p99', period: 10 * SECOND })).toEqual([500])
  })
  it('count an error when it started, and a 0 with what did not fail', () => {
    expect(ask(run, { metric: 'Errors', statistic: 'Sum' })).toEqual([0, 1, NaN, NaN, 0, NaN, NaN])
    expect(ask(run, { metric: 'Errors', statistic: 'Average', period: 10 * SECOND })).toEqual([0.25])
    expect(ask(run, { metric: 'Throttles', statistic: 'Sum' })).toEqual([0, 0, 1, NaN, 0, NaN, NaN])
    expect(ask(run, { metric: 'Throttles', statistic: 'SampleCount', period: 10 * SECOND })).toEqual([5])
  })
  it('are known from the end of the invocation on', () => {
    expect(ask(run, { metric: 'Invocations', statistic: 'Sum', knownBy: 1099 * MS })).toEqual([NaN, NaN])
    expect(ask(run, { metric: 'Invocations', statistic: 'Sum', knownBy: 1100 * MS })).toEqual([1, 1])
    expect(ask(run, { metric: 'Errors', statistic: 'Sum', knownBy: 2299 * MS })).toEqual([0, 0, NaN])
    expect(ask(run, { metric: 'Errors', statistic: 'Sum', knownBy: 2300 * MS })).toEqual([0, 1, NaN])
  })
})

describe('gauges', () => {
  it('tell the highest level of a period, and nothing where nothing ran', () => {
    const run = runOf(SMALL)
    expect(ask(run, { metric: 'ConcurrentExecutions', statistic: 'Maximum' })).toEqual([1, 2, 1, NaN, 1, NaN, NaN])
    // 800 ms of the first second.
    expect(ask(run, { metric: 'ConcurrentExecutions', statistic: 'Average' })[0]).toBeCloseTo(0.8, 12)
  })
  it('ClaimedAccountConcurrency: 600 reserved and 200 provisioned, idle, are 800', () => {
    const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 200, readyAtStart: true }]
    const scenario = defaultScenario({
      functions: [defaultFunction('r', { ReservedConcurrentExecutions: 600 }), defaultFunction('p', { provisioned }), defaultFunction('n')],
    })
    const run = runOf('r:\np:\nn:\nn/1: 0 handler#1 100; 100 handler#2 300\nn/2: 150 handler#3 50', 900, scenario)
    expect(ask(run, { metric: 'ClaimedAccountConcurrency', statistic: 'Maximum' })).toEqual([802])
    expect(ask(run, { metric: 'ClaimedAccountConcurrency', statistic: 'Maximum', period: 100 * MS }).slice(0, 2)).toEqual([801, 802])
    expect(ask(run, { metric: 'UnreservedConcurrentExecutions', statistic: 'Maximum' })).toEqual([2])
    expect(quotaOf(scenario, 'ConcurrentExecutions', 0, 0)).toEqual({ kind: 'reserved', value: 600 })
    expect(quotaOf(scenario, 'ConcurrentExecutions', 2, 0)).toEqual({ kind: 'unreserved', value: 200 })
    expect(quotaOf(scenario, 'ProvisionedConcurrentExecutions', 1, 0)).toEqual({ kind: 'provisioned', value: 200 })
    expect(quotaOf(scenario, 'Invocations', null, 0)).toBeNull()
  })
  it('of provisioned environments are a share of what is provisioned', () => {
    const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 4, readyAtStart: true }]
    const scenario = defaultScenario({ functions: [defaultFunction('f', { provisioned })], traffic: [defaultSource('s', 'f', { Qualifier: 'live' })] })
    const run = runOf('f/1@provisioned: 0 handler#1 100\nf/2@provisioned: 50 handler#2 100\nf/3: 60 handler#3 10', 900, scenario)
    expect(ask(run, { metric: 'ProvisionedConcurrentExecutions', statistic: 'Maximum' })).toEqual([2])
    expect(ask(run, { metric: 'ProvisionedConcurrencyUtilization', statistic: 'Maximum' })).toEqual([0.5])
    expect(ask(run, { metric: 'ProvisionedConcurrencyInvocations', statistic: 'Sum' })).toEqual([2])
    expect(ask(run, { metric: 'ProvisionedConcurrencySpilloverInvocations', statistic: 'Sum' })).toEqual([1])
  })
})

/** Small runs with errors, limits and cold starts. */
const runs = fc
  .record({ seed: fc.nat(10_000), rate: fc.integer({ min: 5, max: 80 }), reserved: fc.integer({ min: 1, max: 20 }), errorRate: fc.constantFrom(0, 0.2) })
  .map(({ seed, rate, reserved, errorRate }) => {
    const one = defaultFunction('f', { ReservedConcurrentExecutions: reserved, Timeout: 1 })
    const scenario = defaultScenario({
      seed,
      durationMs: 8000,
      functions: [{ ...one, faults: { ...one.faults, errorRate, initErrorRate: errorRate } }, defaultFunction('g')],
      traffic: [
        defaultSource('a', 'f', { arrivals: { kind: 'poisson', ratePerSecond: rate } }),
        defaultSource('b', 'g', { arrivals: { kind: 'poisson', ratePerSecond: 10 } }),
      ],
    })
    return { trace: simulate(scenario), scenario }
  })
const periods = fc.constantFrom(100 * MS, SECOND, 3 * SECOND, 60 * SECOND)
const known = (values: readonly number[]): number[] => values.filter((value) => value === value)
const sum = (values: readonly number[]): number => known(values).reduce((total, value) => total + value, 0)

describe('of any run', () => {
  it('periods add up to what the digest counts, at every moment', () => {
    fc.assert(
      fc.property(runs, periods, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(null, 0, 1), (run, period, share, fn) => {
        const knownBy = Math.round(share * run.trace.until)
        const counts = countsAt(createDigest(run.trace, run.scenario), run.trace, knownBy, fn)
        const total = (metric: MetricName) => sum(ask(run, { metric, statistic: 'Sum', period, knownBy, fn }))
        expect(total('Invocations')).toBe(counts.invocations)
        expect(total('Errors')).toBe(counts.errors)
        expect(total('Throttles')).toBe(counts.throttles)
      }),
      { numRuns: 40 },
    )
  })
  it('the highest concurrency is the one the engine kept', () => {
    fc.assert(
      fc.property(runs, periods, (run, period) => {
        for (const fn of [null, 0, 1]) {
          const { busyMax } = run.trace.levels
          const highest = Math.max(0, ...known(ask(run, { metric: 'ConcurrentExecutions', statistic: 'Maximum', period, fn })))
          expect(highest).toBe(busyMax[fn === null ? 0 : fn + 1]!.reduce((most, value) => Math.max(most, value), 0))
        }
      }),
      { numRuns: 20 },
    )
  })
  it('following the playhead gives what looking at everything again gives', () => {
    fc.assert(
      fc.property(runs, periods, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...METRICS), (run, period, share, metric) => {
        const t = Math.round(share * run.trace.until)
        for (const statistic of metric.statistics) {
          const question = { metric: metric.name, statistic, period, fn: null }
          const followed = metricSeries(run, { ...question, stretch: { from: 0, to: t + 1, knownBy: t } })
          // Another trace object knows nothing kept.
          const fresh = { ...run, trace: { ...run.trace, longestSpan: run.trace.until + 1 } }
          const again = metricSeries(fresh, { ...question, stretch: { from: 0, to: t + 1, knownBy: t } })
          expect([...followed.values]).toEqual([...again.values])
        }
      }),
      { numRuns: 25 },
    )
  })
  it('what neighbouring ranges count is what both together count', () => {
    const whole = fc.tuple(fc.nat(8_000_000), fc.nat(8_000_000), fc.nat(8_000_000)).map((times) => times.toSorted((a, b) => a - b))
    fc.assert(
      fc.property(runs, whole, (run, [a, b, c]) => {
        for (const metric of ['Invocations', 'Errors', 'Throttles', 'Duration'] as const) {
          const total = (from: number, to: number) => {
            const value = metricTotal(run, { metric, statistic: 'Sum', fn: null, stretch: { from, to, knownBy: Infinity } })
            return value === value ? value : 0
          }
          expect(total(a!, b!) + total(b!, c!)).toBeCloseTo(total(a!, c!), 6)
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('catalogue', () => {
  it('has every metric once, in the order of the names', () => {
    expect(METRICS.map(({ name }) => name)).toEqual(METRIC_NAMES)
    for (const { rules, statistics } of METRICS) expect(rules.length * statistics.length).toBeGreaterThan(0)
  })
  it('reads the picture of the product', () => {
    const run = runOf(FIRST_BURST, 6000, defaultScenario({ functions: [defaultFunction('orders', { ReservedConcurrentExecutions: 8 })] }))
    const minute = (metric: MetricName, statistic: Statistic) => ask(run, { metric, statistic, period: 60 * SECOND })[0]
    expect(minute('Invocations', 'Sum')).toBe(22)
    expect(minute('Throttles', 'Sum')).toBe(3)
    expect(minute('Errors', 'Sum')).toBe(1)
    expect(minute('ConcurrentExecutions', 'Maximum')).toBe(8)
  })
})
