/** Why something happened to a message: what happened to it before, with the invocations in between, back to when it was sent. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
import { STEPS_SHOWN } from '../why/steps'
import { recordsOfRequest, requestOfEvent, storyOf } from './story'

/** An event of the message, or an invocation or refusal of a batch it was in. */
export type MessageLink = { kind: 'event'; row: number } | { kind: 'record'; record: RecordId }

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
  const chain: MessageLink[] = []
  for (const each of storyOf(trace, events.message[row]!)) {
    if (each > row) break
    chain.push({ kind: 'event', row: each })
    if (events.kind[each] !== MESSAGE.received || each === row) continue
    for (const record of recordsOfRequest(trace, requestOfEvent(trace, each))) {
      const isTry = records.kind[record] === KIND.handler || records.kind[record] === KIND.throttle
      if (isTry && records.time[record]! <= until) chain.push({ kind: 'record', record })
    }
  }
  return chain
}

/** The link with which the trouble of a message began: its first invocation that failed, was refused or named it. -1: none. */
export function firstTrouble({ records, messageEvents: events }: Trace, chain: readonly MessageLink[]): number {
  return chain.findIndex((link, at) => {
    if (link.kind === 'event') return false
    if (records.kind[link.record] === KIND.throttle) return true
    const next = chain[at + 1]
    // An invocation that succeeds and leaves the message is one that named it, or came too late.
    const left = next !== undefined && (next.kind === 'record' || events.kind[next.row] !== MESSAGE.deleted)
    return (records.outcome[link.record]! & OUTCOME_MASK) !== SUCCESS || left
  })
}

/** The event first and the sending last; at most `STEPS_SHOWN` steps, of which the first failure is always one. */
export function messageSteps(trace: Trace, row: number): readonly MessageStep[] {
  const chain = messageChain(trace, row)
  const single = (link: MessageLink): MessageStep => ({ kind: 'single', links: [link] })
  if (chain.length <= STEPS_SHOWN) return chain.map(single).toReversed()
  const head = Math.max(1, Math.min(firstTrouble(trace, chain) + 1, STEPS_SHOWN - 2))
  const tail = STEPS_SHOWN - head - 1
  const again: MessageStep = { kind: 'again', links: chain.slice(head, chain.length - tail) }
  return [...chain.slice(0, head).map(single), again, ...chain.slice(chain.length - tail).map(single)].toReversed()
}

/** What a step of repetitions stands for. */
export function repeated({ records, messageEvents: events }: Trace, { links }: MessageStep): { receives: number; failures: number; refusals: number } {
  const counts = { receives: 0, failures: 0, refusals: 0 }
  for (const link of links) {
    if (link.kind === 'event') counts.receives += Number(events.kind[link.row] === MESSAGE.received)
    else if (records.kind[link.record] === KIND.throttle) counts.refusals++
    else counts.failures += Number((records.outcome[link.record]! & OUTCOME_MASK) !== SUCCESS)
  }
  return counts
}

/** The records of the steps, the latest first: where the chain shows on the stage. */
export const recordsOfSteps = (steps: readonly MessageStep[]): RecordId[] =>
  steps.flatMap(({ links }) => links.flatMap((link) => (link.kind === 'record' && link.record !== NONE ? [link.record] : [])))
