import { DEFAULT_SERVICE, defaultScenario, defaultSource } from '../../scenario/defaults'
import { rowsOf } from '../../sim/properties/testing/rows'
import { plainFunction } from '../../sim/properties/testing/scenarios'
import { simulate } from '../../sim/simulate'
import type { ServiceKind } from '../index'

/** Two events of a service, of which the first always fails: when each is first tried, seconds, and why it is tried again. */
export function pushed(kind: ServiceKind): { at: number[]; retriedBy: string[] } {
  const base = plainFunction('fn')
  const scenario = defaultScenario({
    durationMs: 600_000,
    functions: [{ ...base, faults: { ...base.faults, failRequests: [1], failAttempts: null } }],
    traffic: [defaultSource('events', 'fn', { via: 'event', service: { ...DEFAULT_SERVICE, kind }, arrivals: { kind: 'list', requests: [{ atMs: 0 }, { atMs: 5000 }] } })],
  })
  const rows = rowsOf(simulate(scenario))
  const tries = rows.filter((row) => row.kind === 'arrival')
  return {
    at: [0, 1].map((request) => (tries.find((row) => row.request === request)?.time ?? NaN) / 1e6),
    retriedBy: rows.filter((row) => row.kind === 'retryWait').map(({ rule }) => rule),
  }
}
