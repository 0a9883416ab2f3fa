/** What a line of the log says, in data: the message catalogue puts it into Lambda's words. */
import { streamKey, u32 } from '../base/random'
import { runtimeOf } from '../rules/runtimes'
import type { Scenario } from '../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { LaneId, Micros, Outcome, RecordId, Trace } from '../sim/trace/schema'
import { KIND, POOL } from '../sim/trace/writer'
import { phasesOf } from './billing'
import type { Billing } from './billing'
import { functionOf } from './flight'
import type { LogRow } from './logEvents'
import { firstArrival, reportLine, requestId } from './report'
import type { ReportLine } from './report'

export type LogStatus = 'success' | 'error' | 'timeout'
export type InitializationType = 'on-demand' | 'provisioned-concurrency' | 'snap-start'

export interface LogFacts {
  row: LogRow
  functionName: string
  /** As in the log: `$LATEST` or the number of a published version. */
  version: string
  /** Identifier as in the API, such as `nodejs22.x`. */
  runtime: string
  /** Stands for the hash in the runtime's ARN. */
  runtimeHash: string
  /** ISO date of the day on which the run begins, at midnight UTC. */
  date: string
  /** Null for lines that belong to no request. */
  requestId: string | null
  initializationType: InitializationType
  status: LogStatus
  outcome: Outcome
  errorType: string | null
  /** Length of the init or restore that is reported, or Duration of the invocation. */
  duration: Micros
  /** Of `report` lines. */
  report: ReportLine | null
}

export interface LogSource {
  trace: Trace
  scenario: Scenario
  billing: Billing
}

export const ERROR_TYPES: Partial<Record<Outcome, string>> = {
  functionError: 'Error',
  crash: 'Runtime.ExitError',
  outOfMemory: 'Runtime.OutOfMemory',
  responseTooLarge: 'Function.ResponseSizeTooLarge',
  timeout: 'Sandbox.Timedout',
  restoreTimeout: 'SnapStartTimeoutException',
}

function statusOf(outcome: Outcome): LogStatus {
  if (outcome === 'none' || outcome === 'success') return 'success'
  return outcome === 'timeout' || outcome === 'restoreTimeout' ? 'timeout' : 'error'
}

/** Hexadecimal digits that belong to one thing of one run. */
function hexOf(seed: number, name: string, { index, words }: { index: number; words: number }): string {
  const key = streamKey(seed, name)
  return Array.from({ length: words }, (_, word) => u32(key, index * words + word).toString(16).padStart(8, '0')).join('')
}

/** Version that an environment runs: unpublished code unless its function is called by version or alias. */
export function versionOf(trace: Trace, scenario: Scenario, lane: LaneId): string {
  const name = scenario.functions[functionOf(trace, lane) - 1]?.FunctionName
  const sources = scenario.traffic.filter((source) => source.function === name)
  const latest = trace.lanes.pool[lane] !== POOL.provisioned && sources.some(({ Qualifier }) => Qualifier === null)
  return latest || sources.length === 0 ? '$LATEST' : String(trace.lanes.version[lane])
}

/** Name of an environment's log stream (rule LG-04). */
export function streamName(trace: Trace, scenario: Scenario, lane: LaneId): string {
  const day = scenario.lambdaAsOf.replaceAll('-', '/')
  return `${day}/[${versionOf(trace, scenario, lane)}]${hexOf(scenario.seed, 'logStream', { index: lane, words: 4 })}`
}

export const logGroup = (functionName: string): string => `/aws/lambda/${functionName}`

/** Id of the request that a record serves: that of its REPORT line. */
function requestIdOf({ trace, scenario }: LogSource, record: RecordId): string | null {
  if (trace.records.request[record] === NONE) return null
  const { arrival } = phasesOf(trace, record)
  return requestId(scenario.seed, arrival === NONE ? record : firstArrival(trace, arrival))
}

const { handler: HANDLER, suppressedInit: SUPPRESSED_INIT, functionInit: FUNCTION_INIT, runtimeStart: RUNTIME_START } = KIND

/** Duration of an invocation, or of an Init phase up to and with this record. */
function durationOf(trace: Trace, record: RecordId): Micros {
  const { records } = trace
  const kind = records.kind[record]!
  if (kind === HANDLER || kind === SUPPRESSED_INIT) return phasesOf(trace, record).duration
  const cause = records.cause[record]!
  const before = kind === FUNCTION_INIT && cause !== NONE && records.kind[cause] === RUNTIME_START ? records.span[cause]! : 0
  return before + records.span[record]!
}

/** Works out what a line says. */
export function logFacts(source: LogSource, row: LogRow): LogFacts {
  const { trace, scenario, billing } = source
  const { record, lane } = row
  const config = scenario.functions[functionOf(trace, lane) - 1]!
  const outcome = OUTCOMES[trace.records.outcome[record]! & OUTCOME_MASK]!
  const provisioned = trace.lanes.pool[lane] === POOL.provisioned
  const restored = trace.records.kind[record] === KIND.restore
  const status = statusOf(outcome)
  return {
    row,
    functionName: config.FunctionName,
    version: versionOf(trace, scenario, lane),
    runtime: runtimeOf(config.Runtime)?.apiName ?? config.Runtime,
    runtimeHash: hexOf(scenario.seed, `runtime ${config.Runtime}`, { index: 0, words: 8 }),
    date: scenario.lambdaAsOf,
    requestId: requestIdOf(source, record),
    initializationType: provisioned ? 'provisioned-concurrency' : restored ? 'snap-start' : 'on-demand',
    status,
    outcome,
    errorType: status === 'success' ? null : (ERROR_TYPES[outcome] ?? 'Error'),
    duration: durationOf(trace, record),
    report: row.type === 'report' ? reportLine(trace, { billing, scenario }, record) : null,
  }
}
