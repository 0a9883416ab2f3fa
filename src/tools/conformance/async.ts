/** One asynchronous event, followed through its attempts to its end. */
import { ms } from '../../base/units.ts'
import type { FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import { NONE, OUTCOME_MASK, OUTCOMES, RECORD_KINDS, type RecordId, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { choiceOf, numberOf, numberOrNull, textOf } from './inputs.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import type { Adapter, Json, JsonObject } from './types.ts'

/** How often the event fails; null: every time. */
const FAILURES: Readonly<Record<string, number | null>> = { always: null, 'first attempt only': 1, 'first two attempts': 2, never: 0 }

const CONDITIONS: Readonly<Record<string, string>> = {
  retriesExhausted: 'RetriesExhausted',
  eventAgeExceeded: 'EventAgeExceeded',
  zeroReservedConcurrency: 'ZeroReservedConcurrency',
}

const SECONDS = 1e6
/** What a run may last beyond the age of the event: the last wait and what runs then. */
const MARGIN_SECONDS = 1_000

interface Occupied {
  from: number
  to: number
}

/** The other event, if the case has one, by when it holds the environment. */
function occupiedBy(inputs: JsonObject): Occupied | null {
  if (inputs['other'] === undefined || inputs['other'] === null) return null
  const words = textOf(inputs, 'other')
  const found = /^event X (?:occupies the environment|runs alone) from ([\d.]+) s to ([\d.]+) s$/.exec(words)
  if (found === null) throw new Error(TOOLS_TEXT.unknownValue('other', words, ['event X occupies the environment from A s to B s']))
  return { from: Number(found[1]), to: Number(found[2]) }
}

function functionOf(inputs: JsonObject, number: number): FunctionConfig {
  const failAttempts = choiceOf(inputs, 'fails', FAILURES)
  const config = modelFunction({
    name: MODEL_FUNCTION,
    handler: fixed(numberOf(inputs, 'duration_s') * 1000),
    reserved: numberOrNull(inputs, 'reserved_concurrency'),
  })
  return {
    ...config,
    faults: { ...config.faults, failRequests: failAttempts === 0 ? [] : [number], failAttempts: failAttempts === 0 ? 1 : failAttempts },
    EventInvokeConfig: {
      MaximumRetryAttempts: numberOf(inputs, 'max_retry_attempts'),
      MaximumEventAgeInSeconds: numberOf(inputs, 'max_event_age_s'),
      DestinationConfig: { OnSuccess: { Destination: 'arn:aws:sqs:::succeeded' }, OnFailure: { Destination: 'arn:aws:sqs:::failed' } },
    },
  }
}

/** @returns the scenario, and the number of the event among its requests */
function scenarioOf(inputs: JsonObject): { scenario: Scenario; request: number } {
  const queued = numberOf(inputs, 'queued_at_s')
  const other = occupiedBy(inputs)
  const request = other !== null && other.from <= queued ? 1 : 0
  const source = (name: string, at: number, seconds: number) => ({
    ...modelSource(name, MODEL_FUNCTION, { kind: 'list' as const, requests: [{ atMs: at * 1000, handlerMs: seconds * 1000 }] }),
    via: 'event' as const,
  })
  const ends = Math.max(queued, other?.to ?? 0) + numberOf(inputs, 'max_event_age_s') + 4 * numberOf(inputs, 'duration_s') + MARGIN_SECONDS
  const scenario = modelScenario({
    seed: 1,
    durationSeconds: ends,
    functions: [functionOf(inputs, request + 1)],
    traffic: [...(other === null ? [] : [source('other', other.from, other.to - other.from)]), source('event', queued, numberOf(inputs, 'duration_s'))],
  })
  return { scenario, request }
}

const outcomeOf = ({ records }: Trace, row: RecordId) => OUTCOMES[records.outcome[row]! & OUTCOME_MASK]!
const secondsOf = ({ records }: Trace, row: RecordId): number => records.time[row]! / SECONDS

/** Invocations of the event in order. */
function attemptsOf(trace: Trace, rows: readonly RecordId[]): Json[] {
  return rows.map((row, index) => ({
    n: index + 1,
    start_s: secondsOf(trace, row),
    end_s: (trace.records.time[row]! + trace.records.span[row]!) / SECONDS,
    result: outcomeOf(trace, row) === 'success' ? 'success' : 'error',
  }))
}

function finalOf(trace: Trace, { handlers, drop }: { handlers: readonly RecordId[]; drop: RecordId }): Json {
  const last = handlers.at(-1)
  if (drop !== NONE) return { t_s: secondsOf(trace, drop), to: 'on-failure/DLQ', condition: CONDITIONS[outcomeOf(trace, drop)]!, invoke_count: handlers.length }
  if (last === undefined) return null
  return { t_s: (trace.records.time[last]! + trace.records.span[last]!) / SECONDS, to: 'on-success', condition: 'Success', invoke_count: handlers.length }
}

export const traceAsync: Adapter = (inputs) => {
  const { scenario, request } = scenarioOf(inputs)
  const trace = simulate(scenario)
  const { records } = trace
  const rowsOf = (kind: RecordKind): RecordId[] =>
    Array.from({ length: records.length }, (_, row) => row).filter((row) => records.request[row] === request && RECORD_KINDS[records.kind[row]!] === kind)
  const handlers = rowsOf('handler').filter((row) => records.time[row]! < ms(scenario.durationMs))
  return {
    attempts: attemptsOf(trace, handlers),
    final: finalOf(trace, { handlers, drop: rowsOf('drop')[0] ?? NONE }),
    throttled_deliveries_s: rowsOf('throttle').map((row) => secondsOf(trace, row)),
  }
}
