import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scenario } from '../scenario'
import { simulate } from '../simulate'
import { MESSAGE } from '../trace/messages'
import { defaultSource } from '../../scenario/defaults'
import { rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { anyScenario, fixed, holds, plainFunction, plainScenario, TIME_LIMIT_MS } from './testing/scenarios'

/** Times at which each source sends its requests and messages; retries and batches depend on what happens and are left out. */
function firstArrivals(scenario: Scenario): (readonly number[])[] {
  const trace = simulate(scenario)
  const { messages, messageEvents } = trace
  const rows = rowsOf(trace)
  const polled = new Set(messages.lane)
  const requests = rows.filter((row) => row.kind === 'arrival' && rows[row.cause]?.kind !== 'retryWait' && !polled.has(row.lane))
  const sent = Array.from(messageEvents.time).filter((_, event) => messageEvents.kind[event] === MESSAGE.sent)
  return [...requests.map(({ lane, time }) => [lane, time]), ...sent.map((time, message) => [messages.lane[message]!, time])]
}

test('memory, idle lifetime, faults and limits leave the traffic alone', () => {
  holds(anyScenario(), (scenario) => {
    const expected = firstArrivals(scenario)
    const memory = { ...scenario, functions: scenario.functions.map((fn) => ({ ...fn, MemorySize: 3000 })) }
    const idle = { ...scenario, assumptions: { ...scenario.assumptions, idleLifetimeSeconds: fixed(0.5) } }
    const limit = { ...scenario, account: { ...scenario.account, ConcurrentExecutions: 2 } }
    const faults = { ...scenario, functions: scenario.functions.map((fn) => ({ ...fn, faults: { ...fn.faults, crashRate: 0.5 } })) }
    for (const changed of [memory, idle, limit, faults]) expect(firstArrivals(changed)).toEqual(expected)
  }, 150)
}, TIME_LIMIT_MS)

/** What happens to the requests of the first source, without numbers that others shift. */
function storyOf(scenario: Scenario, lane: number): Partial<Row>[] {
  const rows = rowsOf(simulate(scenario))
  const own = new Set(rows.filter((row) => row.kind === 'arrival' && row.lane === lane).map(({ request }) => request))
  return rows
    .filter(({ request }) => own.has(request))
    .map(({ time, span, kind, outcome, settles, rule }) => ({ time, span, kind, outcome, settles, rule }))
}

test('another function with traffic of its own changes nothing for the first where no limit couples them', () => {
  holds(anyScenario(), (scenario) => {
    if (scenario.traffic.length === 0) return
    const alone: Scenario = {
      ...scenario,
      account: { ...scenario.account, ConcurrentExecutions: 10_000, scalingRate: 'off', requestsPerSecondPerConcurrency: 'off' },
      // A quota set later would couple them again.
      interventions: scenario.interventions.filter((event) => event.kind !== 'setting' || event.function !== null),
    }
    const other = plainFunction('another')
    // It fails, gives up and retries, so that it uses everything that is counted.
    const client = { timeoutMs: 50, retryMode: 'standard' as const, maxAttempts: null }
    const traffic = [...alone.traffic, defaultSource('others', 'another', { arrivals: { kind: 'poisson', ratePerSecond: 20 }, client })]
    const both = { ...alone, functions: [...alone.functions, other], traffic }
    const lane = 1 + alone.functions.length
    expect(storyOf(both, lane + 1)).toEqual(storyOf(alone, lane))
  })
}, TIME_LIMIT_MS)

test('requests of a second source have luck of their own, and leave durations of the first alone', () => {
  const durations = (scenario: Scenario): number[] => {
    const rows = rowsOf(simulate(scenario))
    const lane = 1 + scenario.functions.length
    const own = rows.filter((row) => row.kind === 'arrival' && row.lane === lane).map(({ request }) => request)
    const handlers = new Map(rows.filter(({ kind }) => kind === 'handler').map((row) => [row.request, row.span]))
    return own.map((request) => handlers.get(request) ?? NaN)
  }
  holds(fc.nat(), (seed) => {
    const fn = plainFunction('fn', { handler: { ...plainFunction('fn').handler, io: { kind: 'exponential', mean: 100 }, firstCall: { kind: 'exponential', mean: 100 } } })
    const base = { ...plainScenario({ handler: fn.handler }, {}), seed, durationMs: 8000 }
    const alone = durations(base)
    const both = durations({ ...base, traffic: [...base.traffic, defaultSource('others', 'fn')] })
    // A request that starts warm in one run and cold in the other may still be initialising at the end of one.
    alone.forEach((span, i) => expect(Number.isNaN(span) || Number.isNaN(both[i]!) || span === both[i]).toBe(true))
    expect(new Set(alone).size).toBeGreaterThan(alone.length / 2)
  }, 50)
}, TIME_LIMIT_MS)
