/** What there is to say about a record when it is asked why it happened: names and numbers, no words. */
import { ruleAt } from '../../rules/registry'
import type { EntryPoint, FunctionConfig, HandlerConfig, Intervention, Scenario, TrafficSource } from '../../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES, RECORD_KINDS } from '../../sim/trace/schema'
import type { LaneId, Micros, Outcome, RecordId, RecordKind, Trace } from '../../sim/trace/schema'
import { KIND, POOL } from '../../sim/trace/writer'
import { blockersOf } from '../chain'
import type { Blockers } from '../chain'
import { doingAt, endOf, environmentNumber, isEnvironment } from '../environments'
import { arrivalOf, functionOf, isStartKind } from '../flight'
import { batchOf } from '../messages'
import type { BatchFacts } from '../messages'
import { idleBefore, lackAt, shutdownReason } from './lack'
import type { Lack, ShutdownReason } from './lack'
import { peersAt } from './whyNot'

export interface Run {
  trace: Trace
  scenario: Scenario
}

/** Why an environment was created. */
export type CreateReason = 'request' | 'spill' | 'provisioned' | 'replacement' | 'proactive'
/** How an invocation found its environment. */
export type StartKind = 'cold' | 'warm' | 'ahead' | 'provisioned' | 'repeated' | 'ignored'

/** Who tries again: a client, Lambda with an event of its queue, a service that could not hand it over, or the poller of an event source. */
export type Retrier = 'caller' | 'queue' | 'poller' | 'service'

/** Shared by all: whose it is, where, how long and how it ended. */
interface Common {
  /** Number from 1, or null. */
  request: number | null
  fn: string
  /** Number of the environment from 1, or 0. */
  env: number
  span: Micros
  outcome: Outcome
  /** Still going on when the run ended. */
  ongoing: boolean
  /** The scenario gives the length. */
  given: boolean
}

export type WhyFacts = Common &
  (
    | { kind: 'arrival'; attempt: number; source: string; via: EntryPoint; sent: boolean; batch: BatchFacts | null }
    | { kind: 'throttle'; limit: Blockers['limit']; allowed: number; used: number; window: Micros }
    | { kind: 'reject' }
    | { kind: 'create'; because: CreateReason; busy: number; lack: Lack | null }
    | { kind: 'network' }
    | { kind: 'download'; codeSizeMB: number; image: boolean }
    | { kind: 'runtimeStart'; runtime: string; image: boolean }
    | { kind: 'functionInit'; preset: string }
    | { kind: 'restore' }
    | { kind: 'suppressedInit' }
    | { kind: 'handler'; start: StartKind; idle: Micros; waited: Micros }
    | { kind: 'shutdown'; reason: ShutdownReason; idle: Micros }
    | { kind: 'giveUp'; via: EntryPoint; gateway: boolean; waited: Micros }
    | { kind: 'retryWait'; attempt: number; after: Outcome; by: Retrier; source: string }
    | { kind: 'connectionWait' }
    | { kind: 'provision'; ready: boolean; asked: boolean }
    | { kind: 'drop'; because: 'retries' | 'age' | 'off' | 'loop' | 'handOver'; attempts: number; lost: boolean; source: string }
    | { kind: 'delivery'; target: string; deadLetter: boolean; after: 'success' | 'failure'; source: string | null }
    | { kind: 'sideEffect'; guards: HandlerConfig['idempotency']; batch: BatchFacts | null }
    | { kind: 'intervention'; what: Intervention['kind'] | 'faultEnd' | 'unknown'; target: string }
  )

/** The facts about a record. */
export function factsOf(run: Run, record: RecordId): WhyFacts {
  return { ...commonOf(run, record), ...OF_KIND[kindAt(run.trace, record)](run, record) } as WhyFacts
}

const kindAt = (trace: Trace, record: RecordId): RecordKind => RECORD_KINDS[trace.records.kind[record]!]!
const outcomeAt = (trace: Trace, record: RecordId): Outcome => OUTCOMES[trace.records.outcome[record]! & OUTCOME_MASK]!
const ruleIdAt = (trace: Trace, record: RecordId) => ruleAt(trace.records.rule[record]!).id

function commonOf({ trace, scenario }: Run, record: RecordId): Common {
  const { records } = trace
  const lane = records.lane[record]!
  const request = records.request[record]!
  return {
    request: request === NONE ? null : request + 1,
    fn: scenario.functions[functionOf(trace, lane) - 1]?.FunctionName ?? '',
    env: isEnvironment(trace, lane) ? environmentNumber(trace, lane) : 0,
    span: records.span[record]!,
    outcome: outcomeAt(trace, record),
    ongoing: records.span[record]! > 0 && endOf(trace, record) > trace.until,
    given: ruleIdAt(trace, record) === 'MC-15',
  }
}

const configAt = ({ trace, scenario }: Run, record: RecordId): FunctionConfig => scenario.functions[functionOf(trace, trace.records.lane[record]!) - 1]!

const sourceAt = ({ scenario }: Run, lane: LaneId): TrafficSource | undefined => scenario.traffic[lane - 1 - scenario.functions.length]

/** Number of the attempt whose arrival a record leads back to, from 1. */
export function attemptOf(trace: Trace, record: RecordId): number {
  const { kind, cause } = trace.records
  let count = 0
  for (let at = record; at !== NONE; at = cause[at]!) if (kind[at] === KIND.arrival) count++
  return Math.max(1, count)
}

/** Where the note of a discarded batch goes. */
function noteTarget(run: Run, record: RecordId): string {
  const arrival = arrivalOf(run.trace, record)
  const { eventSource } = (arrival === NONE ? undefined : sourceAt(run, run.trace.records.lane[arrival]!)) ?? { eventSource: null }
  if (eventSource === null || !('mapping' in eventSource) || !('DestinationConfig' in eventSource.mapping)) return ''
  return eventSource.mapping.DestinationConfig.OnFailure?.Destination ?? ''
}

/** Why events are given up, by the outcome of the record. */
const DROPPED: Partial<Record<Outcome, Extract<WhyFacts, { kind: 'drop' }>['because']>> = {
  retriesExhausted: 'retries', eventAgeExceeded: 'age', recursiveLoop: 'loop', handOverDenied: 'handOver', handOverFailed: 'handOver',
}

type Own<K extends RecordKind> = Omit<Extract<WhyFacts, { kind: K }>, keyof Common>
type Describers = { [K in RecordKind]: (run: Run, record: RecordId) => Own<K> }

const OF_KIND: Describers = {
  arrival: (run, record) => {
    const { trace } = run
    const source = sourceAt(run, trace.records.lane[record]!)
    return { kind: 'arrival', attempt: attemptOf(trace, record), source: source?.name ?? '', via: source?.via ?? 'sdk', sent: isSent(trace, record), batch: batchOf(trace, record) }
  },
  throttle: (run, record) => {
    const { limit, allowed, records, window } = blockersOf(run.trace, run.scenario, record)!
    return { kind: 'throttle', limit, allowed, used: records.length, window }
  },
  reject: () => ({ kind: 'reject' }),
  create: (run, record) => {
    const because = createReason(run.trace, record)
    const busy = busyAt(run, record).length
    return { kind: 'create', because, busy, lack: because === 'request' && busy === 0 ? lackAt(run, record) : null }
  },
  network: () => ({ kind: 'network' }),
  download: (run, record) => {
    const { coldStart, PackageType } = configAt(run, record)
    return { kind: 'download', codeSizeMB: coldStart.codeSizeMB, image: PackageType === 'Image' }
  },
  runtimeStart: (run, record) => {
    const { Runtime, PackageType } = configAt(run, record)
    return { kind: 'runtimeStart', runtime: Runtime, image: PackageType === 'Image' }
  },
  functionInit: (run, record) => ({ kind: 'functionInit', preset: configAt(run, record).coldStart.initPreset }),
  restore: () => ({ kind: 'restore' }),
  suppressedInit: () => ({ kind: 'suppressedInit' }),
  handler: ({ trace }, record) => ({ kind: 'handler', ...startOf(trace, record), waited: waitOf(trace, record) }),
  shutdown: ({ trace }, record) => ({ kind: 'shutdown', reason: shutdownReason(trace, record), idle: idleBefore(trace, record) }),
  giveUp: (run, record) => {
    const { trace } = run
    const { records } = trace
    const arrival = arrivalOf(trace, record)
    const waited = arrival === NONE ? 0 : records.time[record]! - records.time[arrival]!
    const via = sourceAt(run, records.lane[record]!)?.via ?? 'sdk'
    return { kind: 'giveUp', via, gateway: outcomeAt(trace, record) === 'gatewayTimeout', waited }
  },
  retryWait: (run, record) => {
    const { trace } = run
    const cause = trace.records.cause[record]!
    const source = sourceAt(run, trace.records.lane[record]!)
    const handsOver = cause !== NONE && kindAt(trace, cause) === 'reject'
    const by = source?.via === 'event' ? (handsOver ? 'service' : 'queue') : source?.via === 'event-source' ? 'poller' : 'caller'
    return { kind: 'retryWait', attempt: attemptOf(trace, record) + 1, after: cause === NONE ? 'none' : outcomeAt(trace, cause), by, source: source?.name ?? '' }
  },
  connectionWait: () => ({ kind: 'connectionWait' }),
  provision: ({ trace }, record) => {
    const cause = trace.records.cause[record]!
    const asked = cause === NONE || trace.records.kind[cause] !== KIND.provision
    return { kind: 'provision', ready: trace.records.span[record] === 0, asked }
  },
  drop: (run, record) => {
    const outcome = outcomeAt(run.trace, record)
    const because = DROPPED[outcome] ?? 'off'
    const source = sourceAt(run, run.trace.records.lane[record]!)
    const { EventInvokeConfig, DeadLetterConfig } = configAt(run, record)
    const lost = because === 'handOver' ? (source?.service?.DeadLetterConfig.Arn ?? null) === null : DeadLetterConfig.TargetArn === null && EventInvokeConfig.DestinationConfig.OnFailure === null
    return { kind: 'drop', because, attempts: attemptOf(run.trace, record), lost, source: source?.name ?? '' }
  },
  delivery: (run, record) => {
    const rule = ruleIdAt(run.trace, record)
    const deadLetter = rule === 'AS-12'
    const cause = run.trace.records.cause[record]!
    if (rule === 'ST-12') return { kind: 'delivery', target: noteTarget(run, record), deadLetter, after: 'failure', source: null }
    const after = kindAt(run.trace, cause) === 'drop' ? 'failure' : 'success'
    if (after === 'failure' && DROPPED[outcomeAt(run.trace, cause)] === 'handOver') {
      const from = sourceAt(run, run.trace.records.lane[cause]!)
      return { kind: 'delivery', target: from?.service?.DeadLetterConfig.Arn ?? '', deadLetter: true, after, source: from?.name ?? '' }
    }
    const { EventInvokeConfig, DeadLetterConfig } = configAt(run, record)
    const { OnSuccess, OnFailure } = EventInvokeConfig.DestinationConfig
    const target = deadLetter ? DeadLetterConfig.TargetArn : (after === 'failure' ? OnFailure : OnSuccess)?.Destination
    return { kind: 'delivery', target: target ?? '', deadLetter, after, source: null }
  },
  sideEffect: (run, record) => ({ kind: 'sideEffect', guards: configAt(run, record).handler.idempotency, batch: batchOf(run.trace, record) }),
  intervention: (run, record) => ({ kind: 'intervention', ...interventionAt(run, record) }),
}

/** Whether an intervention sent the request. */
function isSent({ records }: Trace, record: RecordId): boolean {
  const cause = records.cause[record]!
  return cause !== NONE && records.kind[cause] === KIND.intervention
}

function createReason(trace: Trace, record: RecordId): CreateReason {
  switch (ruleIdAt(trace, record)) {
    case 'CC-10':
      return 'spill'
    case 'CC-12':
      return 'provisioned'
    case 'CC-13':
      return 'replacement'
    case 'LC-21':
      return 'proactive'
    default:
      return 'request'
  }
}

/** What kept the environments busy that could have taken the request for which a new one was created. */
export function busyAt(run: Run, record: RecordId): readonly RecordId[] {
  const reason = createReason(run.trace, record)
  if (reason !== 'request' && reason !== 'spill') return []
  return reason === 'spill' ? [...peersAt(run, record, true).busy, ...peersAt(run, record).busy] : peersAt(run, record).busy
}

/** Records that stood in the way: of a refused request, or of a warm start. */
export function obstaclesOf(run: Run, record: RecordId): readonly RecordId[] {
  switch (kindAt(run.trace, record)) {
    case 'throttle':
      return blockersOf(run.trace, run.scenario, record)?.records ?? []
    case 'create':
      return busyAt(run, record)
    default:
      return []
  }
}

/** How an invocation found its environment, and how long that had been idle. */
function startOf(trace: Trace, record: RecordId): { start: StartKind; idle: Micros } {
  const { records, lanes } = trace
  const lane = records.lane[record]!
  const cause = records.cause[record]!
  if (cause !== NONE && records.lane[cause] === lane) {
    return { start: isStartKind(records.kind[cause]!) ? 'cold' : 'repeated', idle: 0 }
  }
  const before = doingAt(trace, lane, record)
  if (before.kind !== 'free') return { start: 'ignored', idle: 0 }
  const idle = records.time[record]! - before.since
  if (lanes.pool[lane] === POOL.provisioned) return { start: 'provisioned', idle }
  return { start: lanes.pool[lane] === POOL.proactive ? 'ahead' : 'warm', idle }
}

/** From the arrival of the attempt to the start of its handler. */
function waitOf(trace: Trace, record: RecordId): Micros {
  const arrival = arrivalOf(trace, record)
  return arrival === NONE ? 0 : trace.records.time[record]! - trace.records.time[arrival]!
}

/** Which intervention of the scenario a record stands for: same moment, same target, in the order of the scenario. */
function interventionAt({ trace, scenario }: Run, record: RecordId): { what: Intervention['kind'] | 'faultEnd' | 'unknown'; target: string } {
  const { records } = trace
  const time = records.time[record]!
  const lane = records.lane[record]!
  const target = lane === 0 ? '' : (scenario.functions[lane - 1]?.FunctionName ?? sourceAt({ trace, scenario }, lane)?.name ?? '')
  const isAt = (ms: number | null): boolean => ms !== null && Math.round(ms * 1000) === time
  const names = (each: Intervention): boolean => ('source' in each ? each.source : (each.function ?? '')) === target
  const candidates = scenario.interventions.flatMap((each) => {
    if (!names(each)) return []
    return [...(isAt(each.atMs) ? [each.kind] : []), ...(each.kind === 'fault' && isAt(each.untilMs) ? ['faultEnd' as const] : [])]
  })
  let earlier = 0
  for (let row = record - 1; row >= 0 && records.time[row] === time; row--) {
    if (records.kind[row] === KIND.intervention && records.lane[row] === lane) earlier++
  }
  return { what: candidates[earlier] ?? 'unknown', target }
}
