import { expect, test } from 'vitest'
import { DEFAULT_STREAM, defaultScenario } from '../../scenario/defaults'
import type { Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { rowsOf } from '../../sim/properties/testing/rows'
import { metricTotal } from './series'
import type { MetricName, Statistic } from './catalogue'

const MINUTES = 10 * 60e6

function total(scenario: Scenario, metric: MetricName, statistic: Statistic): number {
  const trace = simulate(scenario)
  return metricTotal({ trace, scenario }, { metric, statistic, fn: 0, stretch: { from: 0, to: MINUTES, knownBy: MINUTES } })
}

function scenarioWith(source: Partial<Scenario['traffic'][number]>, faults: Partial<Scenario['functions'][number]['faults']> = {}): Scenario {
  const base = defaultScenario()
  return {
    ...base,
    durationMs: MINUTES / 1000,
    functions: base.functions.map((fn) => ({ ...fn, faults: { ...fn.faults, ...faults } })),
    traffic: base.traffic.map((each) => ({ ...each, ...source })),
  }
}

const four = { kind: 'list' as const, requests: [0, 10, 20, 30].map((seconds) => ({ atMs: seconds * 1000 })) }

test('events are counted once when they are queued, and when they are given up', () => {
  const scenario = scenarioWith({ via: 'event', arrivals: four }, { failRequests: [2], failAttempts: null })
  expect(total(scenario, 'AsyncEventsReceived', 'Sum')).toBe(4)
  expect(total(scenario, 'AsyncEventsDropped', 'Sum')).toBe(1)
})

test('the age of an event is that at each attempt', () => {
  const scenario = scenarioWith({ via: 'event', arrivals: four }, { failRequests: [2], failAttempts: null })
  const rows = rowsOf(simulate(scenario))
  const last = rows.findLast(({ kind, outcome }) => kind === 'handler' && outcome === 'functionError')!
  expect(total(scenario, 'AsyncEventAge', 'SampleCount')).toBe(6)
  expect(total(scenario, 'AsyncEventAge', 'Maximum')).toBeCloseTo((last.time - 10e6) / 1000, 6)
})

test('the age of the iterator grows while a shard is blocked', () => {
  const eventSource = { ...DEFAULT_STREAM, partitionKeys: 1, mapping: { ...DEFAULT_STREAM.mapping, BatchSize: 1 } }
  const free = total(scenarioWith({ via: 'event-source', eventSource, arrivals: four }), 'IteratorAge', 'Maximum')
  const requests = four.requests.map((request, at) => (at === 0 ? { ...request, failAttempts: 5 } : request))
  const blocked = total(scenarioWith({ via: 'event-source', eventSource, arrivals: { kind: 'list', requests } }), 'IteratorAge', 'Maximum')
  expect(free).toBeLessThan(2000)
  // Waits of 1, 2, 4, 8 and 16 seconds before the sixth attempt.
  expect(blocked).toBeGreaterThan(31_000)
  expect(total(scenarioWith({ arrivals: four }), 'IteratorAge', 'Maximum')).toBeNaN()
})
