import { expect, test } from 'vitest'
import { metricTotal } from '../../metrics/cloudwatch/series'
import { destinationRecord } from '../../metrics/destinationRecord'
import { DEFAULT_EVENT_INVOKE, defaultScenario, defaultSource } from '../../scenario/defaults'
import { countOf, grouped, rowsOf } from '../../sim/properties/testing/rows'
import { plainFunction } from '../../sim/properties/testing/scenarios'
import type { Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'

function events(duplicateEventShare: number, count: number): Scenario {
  const base = defaultScenario()
  const EventInvokeConfig = { ...DEFAULT_EVENT_INVOKE, DestinationConfig: { OnSuccess: { Destination: 'arn:aws:sqs:us-east-1:123456789012:done' }, OnFailure: null } }
  return defaultScenario({
    durationMs: 60_000,
    functions: [{ ...plainFunction('fn'), EventInvokeConfig }],
    traffic: [defaultSource('events', 'fn', { via: 'event', arrivals: { kind: 'regular', ratePerSecond: count / 50, offsetMs: 0 } })],
    assumptions: { ...base.assumptions, duplicateEventShare },
  })
}

test('each copy follows its event, runs once, and is not received again', () => {
  const scenario = events(1, 10)
  const trace = simulate(scenario)
  const arrivals = rowsOf(trace).filter(({ kind }) => kind === 'arrival')
  const copies = arrivals.filter(({ cause }) => cause >= 0)
  expect(copies.length).toBeGreaterThan(8)
  for (const copy of copies) expect(copy.time - arrivals.find(({ id }) => id === copy.cause)!.time).toBe(1e6)
  const received = metricTotal({ trace, scenario }, { metric: 'AsyncEventsReceived', statistic: 'Sum', fn: 0, stretch: { from: 0, to: 61e6, knownBy: 61e6 } })
  expect(received).toBe(arrivals.length - copies.length)
})

test('both carry one request id', () => {
  const scenario = events(1, 3)
  const trace = simulate(scenario)
  const ids = rowsOf(trace).filter(({ kind }) => kind === 'delivery').map(({ id }) => JSON.stringify(destinationRecord(trace, id, scenario)).match(/"requestId":"([^"]+)"/)![1]!)
  expect(ids.length).toBeGreaterThan(4)
  expect(new Set(ids).size).toBe(Math.ceil(ids.length / 2))
})

test('a share of the events is doubled; none is by default', () => {
  const doubled = (share: number) => [...grouped(rowsOf(simulate(events(share, 400))), ({ cause }) => cause)].filter(([cause]) => cause >= 0).flatMap(([, rows]) => rows.filter(({ kind, cause }) => kind === 'arrival' && cause >= 0)).length
  expect(doubled(0)).toBe(0)
  expect(doubled(0.25)).toBeGreaterThan(80)
  expect(doubled(0.25)).toBeLessThan(120)
  expect(countOf(rowsOf(simulate(events(0, 400))), 'handler')).toBeGreaterThan(390)
})
