/** What happened to each attempt, read from the records of a trace. */
import { isInvocation } from '../../metrics/billing.ts'
import { ruleAt } from '../../rules/registry.ts'
import { LANE_KINDS, NONE, OUTCOME_MASK, OUTCOMES, POOLS, RECORD_KINDS, type Micros, type Pool, type RecordId, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'

export interface Attempt {
  /** Lane of its source. */
  source: number
  arrival: Micros
  outcome: 'cold' | 'warm' | 'throttled'
  /** Rank of the environment among all in order of creation, from 1; 0 without one. */
  environment: number
  pool: Pool | null
  /** End of its invocation; null without one. */
  end: Micros | null
  /** Rule that refused it. */
  throttledBy: string | null
  /** Row of its invocation: the handler, or an init inside the invoke that ended it. */
  invocation: RecordId | null
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
        invocation: null,
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
    if (isInvocation(trace, row)) {
      const lane = records.lane[row]!
      attempt.environment = lane - base + 1
      attempt.pool = POOLS[lanes.pool[lane]!]!
      attempt.end = records.time[row]! + records.span[row]!
      attempt.invocation = row
    }
  }
  return [...byArrival.values()]
}

/**
 * Attempts whose whole course the run shows. An admitted one without an invocation, or one that was cut off where the
 * model knows no timeout, would give wrong numbers that look right.
 */
export function wholeAttempts(trace: Trace, hasTimeout = false): readonly Attempt[] {
  const attempts = attemptsOf(trace)
  const unfinished = attempts.filter(({ outcome, invocation }) => outcome !== 'throttled' && invocation === null).length
  if (unfinished > 0) throw new Error(TOOLS_TEXT.unfinished(unfinished))
  if (!hasTimeout) refuseCutOff(trace)
  return attempts
}

/** Refuses a run in which an invocation came to the end of what a record can hold. */
export function refuseCutOff(trace: Trace): void {
  const { length, outcome } = trace.records
  const timeout = OUTCOMES.indexOf('timeout')
  const cut = Array.from({ length }, (_, row) => row).filter((row) => isInvocation(trace, row) && (outcome[row]! & OUTCOME_MASK) === timeout)
  if (cut.length > 0) throw new Error(TOOLS_TEXT.cutOff(cut.length))
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
