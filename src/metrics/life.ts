/** The life of a request, and of an execution environment, put together from their records. */
import { NONE, RECORD_KINDS } from '../sim/trace/schema'
import type { LaneId, Micros, RecordId, RecordKind, Trace } from '../sim/trace/schema'
import { KIND } from '../sim/trace/writer'
import { isInvocation } from './billing'
import { endOf, recordsOf, relatedRecords } from './environments'
import { admissionOf } from './why/whyNot'

/** Where X-Ray would show it. Lambda's own segment holds what comes before the function; the rest is the function's. */
export type Segment = 'caller' | 'service' | 'initialization' | 'restore' | 'invocation'

const SEGMENTS: Readonly<Partial<Record<RecordKind, Segment>>> = {
  arrival: 'caller', throttle: 'caller', reject: 'caller', retryWait: 'caller', giveUp: 'caller', drop: 'caller', delivery: 'caller', connectionWait: 'invocation', sideEffect: 'invocation',
  create: 'service', network: 'service', download: 'service',
  runtimeStart: 'initialization', functionInit: 'initialization', restore: 'restore',
  suppressedInit: 'invocation', handler: 'invocation',
}

export interface LifePart {
  record: RecordId
  kind: RecordKind
  segment: Segment
  start: Micros
  span: Micros
}

export interface Life {
  parts: readonly LifePart[]
  from: Micros
  to: Micros
  attempts: number
}

/** Everything that happened to a request, in order. */
export function lifeOfRequest(trace: Trace, request: number): Life {
  const { records } = trace
  const parts: LifePart[] = []
  for (const row of relatedRecords(trace, request)) {
    const kind = RECORD_KINDS[records.kind[row]!]!
    const segment = SEGMENTS[kind]
    if (segment !== undefined) parts.push({ record: row, kind, segment, start: records.time[row]!, span: records.span[row]! })
  }
  const from = parts[0]?.start ?? 0
  const to = parts.reduce((end, part) => Math.max(end, part.start + part.span), from)
  return { parts, from, to, attempts: parts.filter(({ kind }) => kind === 'arrival').length }
}

/** How long a request spent in each segment, in the order in which they begin. What overlaps (a wait inside the handler) counts once. */
export function segmentsOf({ parts }: Life): readonly { segment: Segment; span: Micros; start: Micros }[] {
  const found = new Map<Segment, { segment: Segment; span: Micros; start: Micros }>()
  for (const { segment, span, start, kind } of parts) {
    if (kind === 'connectionWait' || kind === 'sideEffect') continue
    const known = found.get(segment)
    if (known === undefined) found.set(segment, { segment, span, start })
    else known.span += span
  }
  return [...found.values()]
}

export interface EnvironmentLife {
  lane: LaneId
  born: Micros
  /** Null: alive at the end. */
  died: Micros | null
  /** The records that say why it came and why it went, or NONE. */
  create: RecordId
  shutdown: RecordId
  /** Phases of its start. */
  starting: Micros
  busy: Micros
  idle: Micros
  /** Stretches of idleness and the longest of them. */
  idleStretches: number
  longestIdle: Micros
  invocations: readonly RecordId[]
}

/** What an environment did until the end of the run. */
export function lifeOfEnvironment(trace: Trace, lane: LaneId): EnvironmentLife {
  const { records, lanes, until } = trace
  const own = recordsOf(trace, lane)
  const first = own[0] ?? NONE
  const last = own.at(-1) ?? NONE
  const create = first !== NONE && records.kind[first] === KIND.create ? first : NONE
  const shutdown = last !== NONE && records.kind[last] === KIND.shutdown ? last : NONE
  const idle = idleStretches(trace, lane)
  const invocations = [...own].filter((row) => isInvocation(trace, row))
  const spent = (kinds: readonly number[]): Micros =>
    own.reduce((sum, row) => sum + (kinds.includes(records.kind[row]!) ? Math.min(records.span[row]!, until - records.time[row]!) : 0), 0)
  return {
    lane,
    born: lanes.born[lane]!,
    died: lanes.died[lane]! <= until ? lanes.died[lane]! : null,
    create,
    shutdown,
    starting: spent([KIND.create, KIND.network, KIND.download, KIND.runtimeStart, KIND.functionInit, KIND.restore]),
    busy: spent([KIND.handler, KIND.suppressedInit]),
    idle: idle.reduce((sum, span) => sum + span, 0),
    idleStretches: idle.length,
    longestIdle: idle.reduce((longest, span) => Math.max(longest, span), 0),
    invocations,
  }
}

/** Lengths of the times in which nothing was asked of an environment. */
export function idleStretches(trace: Trace, lane: LaneId): readonly Micros[] {
  const { records, lanes, until } = trace
  const found: Micros[] = []
  let free = lanes.born[lane]!
  for (const row of recordsOf(trace, lane)) {
    if (records.time[row]! > free) found.push(records.time[row]! - free)
    free = endOf(trace, row)
    if (records.kind[row] === KIND.shutdown) return found
  }
  if (until > free) found.push(until - free)
  return found
}

/** The invocation that the attempt of a record led to, or NONE. */
export function invocationOf(trace: Trace, record: RecordId): RecordId {
  if (isInvocation(trace, record)) return record
  const admission = admissionOf(trace, record)
  if (admission === NONE) return NONE
  const { records } = trace
  const own = recordsOf(trace, records.lane[admission]!)
  return own.find((row) => row >= admission && records.request[row] === records.request[admission] && isInvocation(trace, row)) ?? NONE
}
