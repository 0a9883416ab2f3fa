/** Why a request found no environment at all: there had been none yet, or none was left. */
import { ruleAt } from '../../rules/registry'
import type { Scenario } from '../../sim/scenario'
import type { LaneId, Micros, RecordId, Trace } from '../../sim/trace/schema'
import { KIND, POOL } from '../../sim/trace/writer'
import { doingAt, environmentNumber, isEnvironment, qualifierAsked, qualifierOf, recordsOf } from '../environments'

export type ShutdownReason = 'idle' | 'age' | 'outdated' | 'capacity' | 'replaced' | 'restore'

export type Lack =
  /** The function never had one. */
  | { kind: 'first' }
  /** There are some, of other versions. */
  | { kind: 'version' }
  /** The last that could have served went before. */
  | { kind: 'gone'; last: number; reason: ShutdownReason; idle: Micros }

const SHUTDOWN_REASONS: Readonly<Record<string, ShutdownReason>> = {
  'LC-16': 'idle', 'LC-15': 'age', 'LC-20': 'outdated', 'CC-12': 'capacity', 'CC-13': 'replaced', 'LC-24': 'restore',
}

/** Why an environment was shut down. */
export const shutdownReason = ({ records }: Trace, shutdown: RecordId): ShutdownReason =>
  SHUTDOWN_REASONS[ruleAt(records.rule[shutdown]!).id] ?? 'outdated'

/** How long an environment had been idle when it was shut down. */
export function idleBefore(trace: Trace, shutdown: RecordId): Micros {
  const before = doingAt(trace, trace.records.lane[shutdown]!, shutdown)
  return before.kind === 'free' ? trace.records.time[shutdown]! - before.since : 0
}

/** Why none was there on demand when `create` was written for a request. */
export function lackAt({ trace, scenario }: { trace: Trace; scenario: Scenario }, create: RecordId): Lack {
  const { records, lanes } = trace
  const own = records.lane[create]!
  const qualifier = qualifierAsked(trace, scenario, records.cause[create]!)
  const serves = (lane: LaneId): boolean => {
    const known = qualifierOf(trace, scenario, lane)
    return known === undefined || known === qualifier
  }
  let lastShutdown: RecordId | null = null
  let others = false
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lane === own || !isEnvironment(trace, lane) || lanes.parent[lane] !== lanes.parent[own] || lanes.pool[lane] === POOL.provisioned) continue
    if (recordsOf(trace, lane)[0]! > create) continue
    others = true
    const shutdown = recordsOf(trace, lane).at(-1)!
    const gone = records.kind[shutdown] === KIND.shutdown && shutdown < create
    if (gone && serves(lane) && shutdown > (lastShutdown ?? 0)) lastShutdown = shutdown
  }
  if (lastShutdown === null) return { kind: others ? 'version' : 'first' }
  const last = environmentNumber(trace, records.lane[lastShutdown]!)
  return { kind: 'gone', last, reason: shutdownReason(trace, lastShutdown), idle: idleBefore(trace, lastShutdown) }
}
