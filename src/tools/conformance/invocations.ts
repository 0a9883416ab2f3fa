/** What happened to each attempt, read from the records of a trace. */
import { ruleAt } from '../../rules/registry.ts'
import { LANE_KINDS, NONE, POOLS, RECORD_KINDS, type Micros, type Pool, type RecordId, type RecordKind, type Trace } from '../../sim/trace/schema.ts'

export interface Attempt {
  /** Lane of its source. */
  source: number
  arrival: Micros
  outcome: 'cold' | 'warm' | 'throttled'
  /** Rank of the environment among all in order of creation, from 1; 0 without one. */
  environment: number
  pool: Pool | null
  /** End of the handler; null without one. */
  end: Micros | null
  /** Rule that refused it. */
  throttledBy: string | null
  /** Row of its handler. */
  handler: RecordId | null
}

const kindOf = (trace: Trace, row: RecordId): RecordKind => RECORD_KINDS[trace.records.kind[row]!]!

/** The arrival at the root of a record's causes, NONE if there is none. */
function arrivalOf(trace: Trace, row: RecordId): RecordId {
  let at = row
  while (at !== NONE && kindOf(trace, at) !== 'arrival') at = trace.records.cause[at]!
  return at
}

function firstEnvironment(trace: Trace): number {
  const environment = LANE_KINDS.indexOf('environment')
  const first = trace.lanes.kind.subarray(0, trace.lanes.length).indexOf(environment)
  return first < 0 ? trace.lanes.length : first
}

const COLD_KINDS: ReadonlySet<RecordKind> = new Set(['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore'])

/** One row per arrival, in the order of arrival. */
export function attemptsOf(trace: Trace): readonly Attempt[] {
  const { records, lanes } = trace
  const base = firstEnvironment(trace)
  const byArrival = new Map<RecordId, Attempt>()
  for (let row = 0; row < records.length; row++) {
    const kind = kindOf(trace, row)
    if (kind === 'arrival') {
      byArrival.set(row, {
        source: records.lane[row]!,
        arrival: records.time[row]!,
        outcome: 'warm',
        environment: 0,
        pool: null,
        end: null,
        throttledBy: null,
        handler: null,
      })
      continue
    }
    const attempt = byArrival.get(arrivalOf(trace, row))
    if (attempt === undefined) continue
    if (COLD_KINDS.has(kind)) attempt.outcome = 'cold'
    if (kind === 'throttle') {
      attempt.outcome = 'throttled'
      attempt.throttledBy = ruleAt(records.rule[row]!).id
    }
    if (kind === 'handler') {
      const lane = records.lane[row]!
      attempt.environment = lane - base + 1
      attempt.pool = POOLS[lanes.pool[lane]!]!
      attempt.end = records.time[row]! + records.span[row]!
      attempt.handler = row
    }
  }
  return [...byArrival.values()]
}

/** Environments reclaimed until a moment: [moment, rank from 1], in order of time. */
export function expiriesUntil(trace: Trace, until: Micros): readonly (readonly [Micros, number])[] {
  const base = firstEnvironment(trace)
  return Array.from(trace.lanes.died.subarray(base, trace.lanes.length), (died, index) => [died, index + 1] as const)
    .filter(([died]) => died <= until)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

export function environmentsCreated(trace: Trace): number {
  return trace.lanes.length - firstEnvironment(trace)
}

/** Most attempts in flight at once; one that ends as another arrives does not overlap it. */
export function highestConcurrency(attempts: readonly Attempt[]): number {
  const changes = attempts.flatMap(({ arrival, end }) => (end === null ? [] : [[arrival, 1] as const, [end, -1] as const]))
  changes.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  let level = 0
  let highest = 0
  for (const [, step] of changes) {
    level += step
    highest = Math.max(highest, level)
  }
  return highest
}

const LETTERS = { cold: 'C', warm: 'W', throttled: 'R' } as const

/** One letter per attempt: Cold, Warm, Refused. */
export function outcomeLetters(attempts: readonly Attempt[]): string {
  return attempts.map((attempt) => LETTERS[attempt.outcome]).join('')
}

export function countOutcome(attempts: readonly Attempt[], outcome: Attempt['outcome']): number {
  return attempts.filter((attempt) => attempt.outcome === outcome).length
}
