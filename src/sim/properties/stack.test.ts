import * as fc from 'fast-check'
import { test } from 'vitest'
import type { Scenario } from '../scenario'
import { simulate } from '../simulate'
import type { Micros } from '../trace/schema'
import { demand, lanesOf, rowsOf } from './testing/rows'
import { fixed, holds, plainFunction, plainScenario, TIME_LIMIT_MS } from './testing/scenarios'

/**
 * Where the most recently used environment is taken first, starts cost nothing and idle time is limited to a fixed
 * tau, the n-th environment is alive exactly if n requests were in flight at some time in the last tau.
 */

const io = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((mean) => ({ kind: 'exponential' as const, mean })),
  fc.integer({ min: 1, max: 400 }).map((max) => ({ kind: 'uniform' as const, min: 0, max })),
)
const cases = fc.record({ seed: fc.nat(), ratePerSecond: fc.integer({ min: 1, max: 60 }), tauMs: fc.integer({ min: 0, max: 3000 }), io })

interface Case {
  seed: number
  ratePerSecond: number
  tauMs: number
  io: Scenario['functions'][number]['handler']['io']
}

function stackScenario({ seed, ratePerSecond, tauMs, io: law }: Case): Scenario {
  const none = fixed(0)
  const fn = plainFunction('fn')
  const base = plainScenario(
    { coldStart: { ...fn.coldStart, create: none, download: none, runtimeStart: none, functionInit: none }, handler: { ...fn.handler, io: law, firstCall: law } },
    { arrivals: { kind: 'poisson', ratePerSecond } },
  )
  return { ...base, seed, durationMs: 8000, assumptions: { ...base.assumptions, idleLifetimeSeconds: fixed(tauMs / 1000) } }
}

test('the number of environments is the sliding maximum of requests in flight', () => {
  holds(cases, (each) => {
    const trace = simulate(stackScenario(each))
    const tau = each.tauMs * 1000
    const runs = rowsOf(trace).filter(({ kind }) => kind === 'handler')
    const environments = lanesOf(trace).filter(({ kind }) => kind === 'environment')
    const inFlight = (at: Micros): number => runs.filter(({ time, end }) => time <= at && at < end).length
    /** In flight at the beginning of a window, or when a request came within it. */
    const peak = (from: Micros, to: Micros): number =>
      Math.max(inFlight(from), ...runs.filter(({ time }) => time > from && time <= to).map(({ time }) => inFlight(time)))
    for (let i = 1; i <= 20; i++) {
      // Half a microsecond off the grid: no event falls on the edge of a window.
      const at = Math.floor((trace.until * i) / 20) + 0.5
      const alive = environments.filter(({ born, died }) => born <= at && at < died).length
      demand(at > trace.until || alive === peak(at - tau, at), `${alive} alive instead of ${peak(at - tau, at)} at ${at}`)
    }
  }, 150)
}, TIME_LIMIT_MS)
