/** How an event ended by its model, and what a synchronous caller saw. */
import type { FunctionConfig, PushService } from '../../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { MessageId, Micros, Outcome, RecordId, Trace } from '../../sim/trace/schema'
import { KIND } from '../../sim/trace/writer'
import { arrivalOf } from '../flight'
import { eventAt, recordsOfRequest, storyOf } from '../message/story'
import type { Model } from './compares'

/** How an event can end. `kept`: the caller has the answer, whatever it is. `noted`: a destination has a record of it. */
export type End = 'kept' | 'done' | 'deadLettered' | 'noted' | 'lost' | 'expired'

export interface Ending {
  kind: End
  at: Micros
}

export interface Answer {
  outcome: Outcome
  at: Micros
}

const SUCCESS = OUTCOMES.indexOf('success')

export function endOfMessage(trace: Trace, message: MessageId): Ending | null {
  const { messageEvents: events, records } = trace
  const story = storyOf(trace, message)
  const last = story[story.length - 1]!
  const at = events.time[last]!
  const record = events.record[last]!
  switch (eventAt(trace, last)) {
    case 'deleted':
      return { kind: 'done', at }
    case 'deadLettered':
      return { kind: 'deadLettered', at }
    case 'expired':
      return { kind: 'expired', at }
    case 'discarded':
      return { kind: record !== NONE && isNoted(trace, records.request[record]!, at) ? 'noted' : 'lost', at }
    default:
      return null
  }
}

/** Whether a delivery tells of the end of a request. */
const isNoted = (trace: Trace, request: number, at: Micros): boolean =>
  recordsOfRequest(trace, request).some((row) => trace.records.kind[row] === KIND.delivery && trace.records.time[row]! === at)

export function endOfRequest(trace: Trace, { model, request, fn, service }: { model: Model; request: number; fn: FunctionConfig; service: PushService | null }): Ending | null {
  const { records, until } = trace
  if (model === 'synchronous') {
    const answer = answerOf(trace, request)
    return answer === null ? null : { kind: 'kept', at: answer.at }
  }
  for (const row of recordsOfRequest(trace, request)) {
    const at = records.time[row]! + records.span[row]!
    if (records.kind[row] === KIND.drop) return { kind: isNotTaken(trace, row) ? (service?.DeadLetterConfig.Arn ? 'deadLettered' : 'lost') : endOfDropped(fn), at }
    if (records.kind[row] === KIND.handler && (records.outcome[row]! & OUTCOME_MASK) === SUCCESS && at <= until) return { kind: 'done', at }
  }
  return null
}

const NOT_TAKEN: readonly Outcome[] = ['handOverDenied', 'handOverFailed']
/** A service gave the event up that Lambda never took. */
export const isNotTaken = ({ records }: Trace, drop: RecordId): boolean => NOT_TAKEN.includes(OUTCOMES[records.outcome[drop]! & OUTCOME_MASK]!)

const endOfDropped = ({ DeadLetterConfig, EventInvokeConfig }: FunctionConfig): End =>
  DeadLetterConfig.TargetArn ? 'deadLettered' : EventInvokeConfig.DestinationConfig.OnFailure ? 'noted' : 'lost'

/** What a caller saw in the end: the answer to its last attempt, or that it gave up. */
export function answerOf(trace: Trace, request: number): Answer | null {
  const { records, until } = trace
  const own = recordsOfRequest(trace, request)
  const isAnswer = (row: RecordId): boolean => [KIND.handler, KIND.throttle, KIND.reject, KIND.giveUp].includes(records.kind[row] as never)
  const gaveUp = own.findLast((row) => records.kind[row] === KIND.giveUp)
  const last = own.findLast(isAnswer)
  const shown = gaveUp !== undefined && last !== undefined && arrivalOf(trace, gaveUp) === arrivalOf(trace, last) ? gaveUp : last
  if (shown === undefined) return null
  const at = records.time[shown]! + records.span[shown]!
  return at > until ? null : { outcome: OUTCOMES[records.outcome[shown]! & OUTCOME_MASK]!, at }
}
