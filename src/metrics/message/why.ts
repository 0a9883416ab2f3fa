/** Why something happened to a message: what happened to it before, with the invocations in between, back to when it was sent. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
import { STEPS_SHOWN } from '../why/steps'
import { recordsOfRequest, requestOfEvent, storyOf } from './story'

/** An event of the message, or an invocation or refusal of a batch it was in. */
export type MessageLink = { kind: 'event'; row: number } | { kind: 'record'; record: RecordId; left: Left | null }

/** Why a try left the message where it was; null where it did not. `late`: it ended after the message had been visible again. */
export type Left = 'failed' | 'refused' | 'reported' | 'late'

export interface MessageStep {
  /** One link, or what happened again and again. */
  kind: 'single' | 'again'
  /** In order of time. */
  links: readonly MessageLink[]
}

const SUCCESS = OUTCOMES.indexOf('success')

/** Everything that led to an event of a message, from its sending to the event itself. */
export function messageChain(trace: Trace, row: number): MessageLink[] {
  const { records, messageEvents: events } = trace
  const until = events.time[row]!
  const story = storyOf(trace, events.message[row]!)
  const chain: MessageLink[] = []
  for (let at = 0; story[at]! <= row; at++) {
    const each = story[at]!
    chain.push({ kind: 'event', row: each })
    if (events.kind[each] !== MESSAGE.received || each === row) continue
    const tries = recordsOfRequest(trace, requestOfEvent(trace, each)).filter((record) => isTry(trace, record) && records.time[record]! <= until)
    tries.forEach((record, place) => chain.push({ kind: 'record', record, left: leftBy(trace, record, place < tries.length - 1 ? NONE : story[at + 1]!) }))
  }
  return chain
}

const isTry = ({ records }: Trace, record: RecordId): boolean => records.kind[record] === KIND.handler || records.kind[record] === KIND.throttle

/** @param next what happened to the message after the try, or NONE: another try of the same batch */
function leftBy({ records, messageEvents: events }: Trace, record: RecordId, next: number): Left | null {
  if (records.kind[record] === KIND.throttle) return 'refused'
  if ((records.outcome[record]! & OUTCOME_MASK) !== SUCCESS) return 'failed'
  if (next === NONE) return 'reported'
  if (events.kind[next] === MESSAGE.deleted) return null
  return events.time[next]! < records.time[record]! + records.span[record]! ? 'late' : 'reported'
}

/** The link with which the trouble of a message began: the first try that left it. -1: none. */
export const firstTrouble = (chain: readonly MessageLink[]): number => chain.findIndex((link) => link.kind === 'record' && link.left !== null)

/** The event first and the sending last; at most `STEPS_SHOWN` steps, of which the first failure is always one. */
export function messageSteps(trace: Trace, row: number): readonly MessageStep[] {
  const chain = messageChain(trace, row)
  const single = (link: MessageLink): MessageStep => ({ kind: 'single', links: [link] })
  if (chain.length <= STEPS_SHOWN) return chain.map(single).toReversed()
  const head = Math.max(1, Math.min(firstTrouble(chain) + 1, STEPS_SHOWN - 2))
  const tail = STEPS_SHOWN - head - 1
  const again: MessageStep = { kind: 'again', links: chain.slice(head, chain.length - tail) }
  return [...chain.slice(0, head).map(single), again, ...chain.slice(chain.length - tail).map(single)].toReversed()
}

/** What a step of repetitions stands for. */
export function repeated({ messageEvents: events }: Trace, { links }: MessageStep): { receives: number; failures: number; refusals: number } {
  const left = (link: MessageLink): Left | null => (link.kind === 'record' ? link.left : null)
  const refusals = links.filter((link) => left(link) === 'refused').length
  return {
    receives: links.filter((link) => link.kind === 'event' && events.kind[link.row] === MESSAGE.received).length,
    failures: links.filter((link) => left(link) !== null).length - refusals,
    refusals,
  }
}
