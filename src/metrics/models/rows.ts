/**
 * The invocation models side by side: of each source one event, the first that fails if any does, with its attempts and
 * its end. All of it is read from the trace; where the event is at a moment is `stateAt` (state.ts).
 */
import type { EntryPoint, FunctionConfig, Scenario, ServiceKind, TrafficSource } from '../../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { LaneId, MessageId, Micros, Outcome, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
import { arrivalOf } from '../flight'
import { holderOf, isQueue, isStream, isTopic } from '../message/holder'
import type { Holder } from '../message/holder'
import { modelOf } from './compares'
import type { Model } from './compares'
import { mostAttempts } from './retries'
import { answerOf, endOfMessage, endOfRequest, isNotTaken } from './ends'
import type { Answer, Ending } from './ends'
import { eventAt, messagesOfLane, recordsOfRequest, requestOfEvent, storyOf } from '../message/story'

/** What is followed: a request, or a message on its way through several of them. */
export type Subject = { kind: 'request'; request: number } | { kind: 'message'; message: MessageId }

export interface Attempt {
  /** From its arrival to the end of its handler; an instant for a refusal. */
  from: Micros
  to: Micros
  outcome: Outcome
  record: RecordId
}

export interface ModelRow {
  model: Model
  source: string
  fn: string
  /** Who calls or sends. */
  via: EntryPoint
  service: ServiceKind | null
  holder: Holder
  lane: LaneId
  subject: Subject
  sentAt: Micros
  attempts: readonly Attempt[]
  /** How many attempts there can be by the configuration; null: no limit. */
  most: number | null
  /** Where failures end by the configuration: the name of a dead-letter queue or destination; null: nowhere. */
  target: string | null
  /** Of a queue: how long a message is hidden. */
  visibilitySeconds: number | null
  end: Ending | null
  /** When the caller had its answer or gave up, and which; for all but synchronous calls at once. */
  answer: Answer | null
  /** All events of the source: what `stateAt` counts. */
  traffic: Traffic
}

/** Moments, each list in order of time. */
export interface Traffic {
  sent: Float64Array
  /** Begin and end of each wait in the event queue or at the caller, of each run of the handler. */
  waits: Spans
  runs: Spans
  /** What went to where failures end. */
  out: Float64Array
}

export interface Spans {
  from: Float64Array
  to: Float64Array
}

/** A row for each source from which something came. */
export function modelRows(trace: Trace, scenario: Scenario): readonly ModelRow[] {
  const firsts = firstsOf(trace, scenario)
  return scenario.traffic.flatMap((source, at) => {
    const lane = scenario.functions.length + 1 + at
    const model = modelOf(source)
    const first = firsts.get(lane)!
    const subject = model === 'queue' || model === 'stream' ? messageOf(trace, lane) : requestOf(first)
    return subject === null ? [] : [rowOf({ trace, scenario, source, lane, model, subject, first })]
  })
}

interface First {
  request: number
  failing: number
  seen: Set<number>
  sent: Micros[]
  waits: [Micros[], Micros[]]
  runs: [Micros[], Micros[]]
  out: Micros[]
}

/** By source: the first request, the first that fails, and when something happened to any of them. */
function firstsOf(trace: Trace, { functions, traffic }: Scenario): ReadonlyMap<LaneId, First> {
  const { records } = trace
  const firsts = new Map<LaneId, First>(traffic.map((_, at) => [functions.length + 1 + at, { request: NONE, failing: NONE, seen: new Set(), sent: [], waits: [[], []], runs: [[], []], out: [] }]))
  for (let row = 0; row < records.length; row++) {
    const arrival = records.request[row] === NONE ? NONE : arrivalOf(trace, row)
    const first = arrival === NONE ? undefined : firsts.get(records.lane[arrival]!)
    if (first !== undefined) collect(trace, first, row)
  }
  return firsts
}

function collect({ records }: Trace, first: First, row: RecordId): void {
  const request = records.request[row]!
  const from = records.time[row]!
  const to = from + records.span[row]!
  const kind = records.kind[row]!
  if (kind === KIND.arrival && !first.seen.has(request)) {
    first.seen.add(request)
    first.sent.push(from)
    if (first.request === NONE) first.request = request
  } else if (kind === KIND.handler || kind === KIND.retryWait) {
    const [begins, ends] = kind === KIND.handler ? first.runs : first.waits
    begins.push(from)
    ends.push(to)
  } else if (kind === KIND.delivery) first.out.push(from)
  if (first.failing === NONE && isTrouble(kind, records.outcome[row]!)) first.failing = request
}

const sorted = (times: readonly Micros[]): Float64Array => Float64Array.from(times).sort()
const spansOf = ([from, to]: readonly [readonly Micros[], readonly Micros[]]): Spans => ({ from: sorted(from), to: sorted(to) })

const SUCCESS = OUTCOMES.indexOf('success')
const isTrouble = (kind: number, outcome: number): boolean =>
  kind === KIND.throttle || kind === KIND.reject || (kind === KIND.handler && (outcome & OUTCOME_MASK) !== SUCCESS && (outcome & OUTCOME_MASK) !== 0)

const requestOf = ({ request, failing }: First): Subject | null => (request === NONE ? null : { kind: 'request', request: failing === NONE ? request : failing })

/** The first message that was set aside or given up; else the first that was received twice; else the first. */
function messageOf(trace: Trace, lane: LaneId): Subject | null {
  const messages = messagesOfLane(trace, lane)
  const endsBadly = (message: MessageId): boolean => {
    const story = storyOf(trace, message)
    const last = eventAt(trace, story[story.length - 1]!)
    return last === 'deadLettered' || last === 'discarded'
  }
  const tried = (message: MessageId): number => attemptsOfMessage(trace, message).length
  const message = messages.find(endsBadly) ?? messages.slice(0, MOST_SEARCHED).find((each) => tried(each) > 1) ?? messages[0]
  return message === undefined ? null : { kind: 'message', message }
}
const MOST_SEARCHED = 1000

interface Making {
  trace: Trace
  scenario: Scenario
  source: TrafficSource
  lane: LaneId
  model: Model
  subject: Subject
  first: First
}

function rowOf(making: Making): ModelRow {
  const { trace, scenario, source, lane, model, subject, first } = making
  const fn = scenario.functions.find(({ FunctionName }) => FunctionName === source.function)!
  const attempts = subject.kind === 'message' ? attemptsOfMessage(trace, subject.message) : attemptsOfRequest(trace, subject.request)
  const { records } = trace
  const sentAt = subject.kind === 'message' ? trace.messageEvents.time[storyOf(trace, subject.message)[0]!]! : records.time[recordsOfRequest(trace, subject.request)[0]!]!
  return {
    model, lane, subject, sentAt, attempts,
    via: source.via,
    service: source.service?.kind ?? null,
    holder: holderOf(source.eventSource),
    source: source.name,
    fn: source.function,
    most: mostAttempts(scenario, source, fn),
    target: targetOf(trace, { source, fn, subject }),
    visibilitySeconds: isQueue(source.eventSource) ? source.eventSource.VisibilityTimeout : null,
    end: subject.kind === 'message' ? endOfMessage(trace, subject.message) : endOfRequest(trace, { model, request: subject.request, fn, service: source.service }),
    answer: model === 'synchronous' && subject.kind === 'request' ? answerOf(trace, subject.request) : null,
    traffic: { sent: sorted(first.sent), waits: spansOf(first.waits), runs: spansOf(first.runs), out: sorted(first.out) },
  }
}

/** Attempts of a request in order: what was invoked, and what was refused. */
function attemptsOfRequest(trace: Trace, request: number): Attempt[] {
  const { records } = trace
  return [...recordsOfRequest(trace, request)].flatMap((record): Attempt[] => {
    const kind = records.kind[record]
    if (kind !== KIND.handler && kind !== KIND.throttle && kind !== KIND.reject) return []
    const arrival = arrivalOf(trace, record)
    const from = records.time[arrival === NONE ? record : arrival]!
    return [{ from, to: records.time[record]! + records.span[record]!, outcome: OUTCOMES[records.outcome[record]! & OUTCOME_MASK]!, record }]
  })
}

function attemptsOfMessage(trace: Trace, message: MessageId): Attempt[] {
  const { kind } = trace.messageEvents
  return [...storyOf(trace, message)].flatMap((row) => (kind[row] === MESSAGE.received ? attemptsOfRequest(trace, requestOfEvent(trace, row)) : []))
}

/** The last part of an ARN is its name. */
const nameOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn

function targetOf(trace: Trace, { source: { eventSource, via, service }, fn: { DeadLetterConfig, EventInvokeConfig }, subject }: Pick<Making, 'source' | 'subject'> & { fn: FunctionConfig }): string | null {
  if (eventSource !== null && !isStream(eventSource) && !isTopic(eventSource)) return null
  const ofService = service?.DeadLetterConfig.Arn ?? null
  if (subject.kind === 'request' && recordsOfRequest(trace, subject.request).some((row) => trace.records.kind[row] === KIND.drop && isNotTaken(trace, row))) return ofService && nameOf(ofService)
  const arn = eventSource !== null ? eventSource.mapping.DestinationConfig.OnFailure?.Destination : (DeadLetterConfig.TargetArn ?? EventInvokeConfig.DestinationConfig.OnFailure?.Destination)
  return arn && modelOf({ via, eventSource }) !== 'synchronous' ? nameOf(arn) : null
}
