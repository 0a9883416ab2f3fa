/** Counts of a run that answer one question each: what a misconception is measured by. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, Outcome, RecordId, RecordKind, Trace } from '../sim/trace/schema'
import type { Scenario } from '../sim/scenario'
import { MESSAGE } from '../sim/trace/messages'
import { KIND, LANE } from '../sim/trace/writer'
import { billedMs, createBilling, isInvocation } from './billing'
import { costTable } from './costs'
import { sumOf, toUsd } from './money'
import { functionOf } from './flight'

/** What part of a run a count is about. */
export interface Scope {
  /** `FunctionName`; all functions without it. */
  readonly fn?: string
  /** Seconds; what began in between. */
  readonly from?: number
  readonly to?: number
  /** Message group or partition key. */
  readonly key?: number
}

export interface AnsweredRun {
  readonly trace: Trace
  readonly scenario: Scenario
}

const MICROS = 1e6

function laneOf({ scenario }: AnsweredRun, { fn }: Scope): number | null {
  return fn === undefined ? null : 1 + scenario.functions.findIndex(({ FunctionName }) => FunctionName === fn)
}

/** Records of a kind within a scope, and with one of the outcomes if any are given. */
function rows(run: AnsweredRun, scope: Scope, kind: RecordKind, outcomes?: readonly Outcome[]): RecordId[] {
  const { records } = run.trace
  const lane = laneOf(run, scope)
  const [from, to] = [(scope.from ?? 0) * MICROS, (scope.to ?? Infinity) * MICROS]
  const found: RecordId[] = []
  for (let row = 0; row < records.length; row++) {
    if (records.kind[row] !== KIND[kind] || records.time[row]! < from || records.time[row]! >= to) continue
    if (lane !== null && functionOf(run.trace, records.lane[row]!) !== lane) continue
    if (outcomes === undefined || outcomes.includes(OUTCOMES[records.outcome[row]! & OUTCOME_MASK]!)) found.push(row)
  }
  return found
}

/** Positions of events of messages within a scope. */
function messageRows(run: AnsweredRun, scope: Scope, event: keyof typeof MESSAGE): number[] {
  const { messages, messageEvents: events, lanes } = run.trace
  const lane = laneOf(run, scope)
  const [from, to] = [(scope.from ?? 0) * MICROS, (scope.to ?? Infinity) * MICROS]
  const found: number[] = []
  for (let row = 0; row < events.length; row++) {
    if (events.kind[row] !== MESSAGE[event] || events.time[row]! < from || events.time[row]! >= to) continue
    const message = events.message[row]!
    if (lane !== null && lanes.parent[messages.lane[message]!] !== lane) continue
    if (scope.key === undefined || messages.key[message] === scope.key) found.push(row)
  }
  return found
}

const FAILED: readonly Outcome[] = ['functionError', 'timeout', 'crash', 'outOfMemory']
const seconds = (time: Micros | undefined): number => (time === undefined ? 0 : time / MICROS)
const endOf = ({ records }: Trace, row: RecordId): Micros => records.time[row]! + records.span[row]!
const last = (values: readonly number[]): number | undefined => (values.length === 0 ? undefined : values.reduce((a, b) => Math.max(a, b)))
const spanMs = ({ trace }: AnsweredRun, found: readonly RecordId[]): number => found.reduce((sum, row) => sum + trace.records.span[row]!, 0) / 1000
const ofRequests = ({ records }: Trace) => (row: RecordId): boolean => records.request[row] !== NONE

/** Whose environment was not started for them. */
function warm(run: AnsweredRun, scope: Scope): number {
  const { records } = run.trace
  return rows(run, scope, 'handler').filter((row) => records.kind[records.cause[row]!] === KIND.arrival).length
}

/** The most in flight at a time: in a cold start or in a handler. */
function peak(run: AnsweredRun, scope: Scope): number {
  const { levels } = run.trace
  const [from, to] = [scope.from ?? 0, scope.to ?? Infinity].map((at) => (at * MICROS) / levels.binSpan)
  const own = levels.busyMax[laneOf(run, scope) ?? 0]!
  return own.reduce((most, value, bin) => (bin >= Math.floor(from!) && bin <= to! ? Math.max(most, value) : most), 0)
}

function gbSeconds(run: AnsweredRun, scope: Scope): number {
  const { trace, scenario } = run
  const billing = createBilling(trace, scenario)
  const lane = laneOf(run, scope)
  let sum = 0
  for (let row = 0; row < trace.records.length; row++) {
    const fn = functionOf(trace, trace.records.lane[row]!)
    if (!isInvocation(trace, row) || (lane !== null && fn !== lane)) continue
    sum += (billedMs(trace, billing, row) / 1000) * (scenario.functions[fn - 1]!.MemorySize / 1024)
  }
  return sum
}

/** How many invocations the busiest environment served. */
function mostCalls(run: AnsweredRun, scope: Scope): number {
  const calls = new Map<number, number>()
  for (const row of rows(run, scope, 'handler')) calls.set(run.trace.records.lane[row]!, (calls.get(run.trace.records.lane[row]!) ?? 0) + 1)
  return Math.max(0, ...calls.values())
}

/** A service gave an event up that Lambda had never taken, or put it into its own dead-letter queue. */
function isNotTaken({ records }: Trace, row: RecordId): boolean {
  const dropped = records.kind[row] === KIND.drop ? row : records.cause[row]!
  return dropped !== NONE && NOT_TAKEN.includes(OUTCOMES[records.outcome[dropped]! & OUTCOME_MASK]!)
}
const NOT_TAKEN: readonly Outcome[] = ['handOverDenied', 'handOverFailed']

const environments = ({ trace: { lanes } }: AnsweredRun): number => lanes.kind.filter((kind) => kind === LANE.environment).length
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export const ANSWERS = {
  coldStarts: (run, scope) => rows(run, scope, 'create').filter(ofRequests(run.trace)).length,
  warmStarts: warm,
  environments,
  mostCalls,
  peak,
  throttles: (run, scope) => rows(run, scope, 'throttle').length,
  throttleShare: (run, scope) => share(rows(run, scope, 'throttle').length, rows(run, scope, 'arrival').length) * 100,
  arrivals: (run, scope) => rows(run, scope, 'arrival').length,
  invocations: (run, scope) => rows(run, scope, 'handler').length,
  succeeded: (run, scope) => rows(run, scope, 'handler', ['success']).length,
  failed: (run, scope) => rows(run, scope, 'handler', FAILED).length,
  timeouts: (run, scope) => rows(run, scope, 'handler', ['timeout']).length,
  givenUp: (run, scope) => rows(run, scope, 'giveUp').length,
  dropped: (run, scope) => rows(run, scope, 'drop').filter((row) => !isNotTaken(run.trace, row)).length,
  looped: (run, scope) => rows(run, scope, 'reject', ['recursiveLoop']).length,
  delivered: (run, scope) => rows(run, scope, 'delivery').filter((row) => !isNotTaken(run.trace, row)).length,
  deliveredByService: (run, scope) => rows(run, scope, 'delivery').filter((row) => isNotTaken(run.trace, row)).length,
  connectionWaits: (run, scope) => rows(run, scope, 'connectionWait').length,
  received: (run, scope) => messageRows(run, scope, 'received').length,
  done: (run, scope) => messageRows(run, scope, 'deleted').length,
  deadLettered: (run, scope) => messageRows(run, scope, 'deadLettered').length,
  discarded: (run, scope) => messageRows(run, scope, 'discarded').length,
  donePerSecond: (run, scope) => messageRows(run, scope, 'deleted').length / ((scope.to ?? run.scenario.durationMs / 1000) - (scope.from ?? 0)),
  lastDone: (run, scope) => seconds(last(messageRows(run, scope, 'deleted').map((row) => run.trace.messageEvents.time[row]!))),
  paid: (run, scope) => rows(run, scope, 'sideEffect', ['paid', 'paidAgain']).length,
  paidAgain: (run, scope) => rows(run, scope, 'sideEffect', ['paidAgain']).length,
  alreadyDone: (run, scope) => rows(run, scope, 'sideEffect', ['alreadyDone']).length,
  lastStart: (run, scope) => seconds(last(rows(run, scope, 'handler').map((row) => run.trace.records.time[row]!))),
  lastEnd: (run, scope) => seconds(last([...rows(run, scope, 'handler'), ...rows(run, scope, 'suppressedInit')].map((row) => endOf(run.trace, row)))),
  handlerSeconds: (run, scope) => spanMs(run, rows(run, scope, 'handler')) / 1000,
  handlerMean: (run, scope) => share(spanMs(run, rows(run, scope, 'handler')), rows(run, scope, 'handler').length) / 1000,
  networkMs: (run, scope) => spanMs(run, rows(run, scope, 'network')),
  startMs: (run, scope) => spanMs(run, (['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore'] as const).flatMap((kind) => rows(run, scope, kind))),
  gbSeconds,
  usdPerMillion: (run, scope) => share(toUsd(sumOf(costTable(run.trace, run.scenario))), rows(run, scope, 'handler').length) * 1e6,
} as const satisfies Readonly<Record<string, (run: AnsweredRun, scope: Scope) => number>>

export type AnswerId = keyof typeof ANSWERS

/** One count of a run. */
export const answerOf = (run: AnsweredRun, answer: AnswerId, scope: Scope = {}): number => ANSWERS[answer](run, scope)
