/** A batch opened: what became of each of its messages. */
import { NONE } from '../../sim/trace/schema'
import type { MessageEvent, Micros, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { lastTry, reasonOf } from './reason'
import type { Run } from './reason'
import { eventAt, eventBeside, receiptsOf, receivesBy, requestOfEvent, storyOf } from './story'

/** What became of a message of a batch next. `open`: nothing before the end of the run. */
export const MESSAGE_FATES = ['deleted', 'checkpointed', 'returned', 'reported', 'retried', 'split', 'deadLettered', 'discarded', 'expired', 'open'] as const
export type MessageFate = (typeof MESSAGE_FATES)[number]

/** What a message comes to in the end, where that is something else than what became of it next. */
const ENDS: ReadonlySet<MessageEvent> = new Set(['deleted', 'deadLettered', 'discarded', 'expired'])

export interface BatchRow {
  message: number
  /** With which event it was received. */
  receipt: number
  /** How often it had been received, this time included. */
  receives: number
  fate: MessageFate
  /** When; null for `open`. */
  at: Micros | null
  /** How it ended later on; null where the fate says it, or there was no end. */
  end: MessageEvent | null
}

/** Messages of the batch of a request; empty for other requests. */
export const batchSize = (trace: Trace, request: number): number => receiptsOf(trace, request).length

export function batchRow(run: Run, request: number, position: number): BatchRow {
  const { trace } = run
  const { messageEvents: events } = trace
  const receipt = receiptsOf(trace, request)[position]!
  const message = events.message[receipt]!
  const story = storyOf(trace, message)
  const next = eventBeside(trace, receipt, 1)
  const last = story[story.length - 1]!
  return {
    message,
    receipt,
    receives: receivesBy(trace, receipt),
    fate: fateOf(run, next),
    at: next === NONE ? null : events.time[next]!,
    end: last > next && next !== NONE && ENDS.has(eventAt(trace, last)) ? eventAt(trace, last) : null,
  }
}

/** @param next what happened to the message after it was received, or NONE */
function fateOf(run: Run, next: number): MessageFate {
  const { trace } = run
  if (next === NONE) return 'open'
  const event = eventAt(trace, next)
  const reason = reasonOf(run, next)
  if (event === 'returned') return reason === 'report' ? 'reported' : 'returned'
  if (event === 'deleted') return reason === 'deleted' || reason === 'unreported' ? 'deleted' : 'checkpointed'
  if (event === 'received') return reason === 'split' ? 'split' : isReported(run, next) ? 'reported' : 'retried'
  return event === 'deadLettered' || event === 'discarded' || event === 'expired' ? event : 'open'
}

/** Whether a record of a stream is the one that the function named: the first of what is tried again. */
function isReported(run: Run, row: number): boolean {
  if (reasonOf(run, row) !== 'rest') return false
  return receiptsOf(run.trace, requestOfEvent(run.trace, row))[0] === row
}

/** How many messages of a batch had each fate, and how many of the others were dead letters in the end. */
export function batchTally(run: Run, request: number): { fates: Readonly<Partial<Record<MessageFate, number>>>; deadLettered: number } {
  const { trace } = run
  const { kind } = trace.messageEvents
  const fates: Partial<Record<MessageFate, number>> = {}
  const known = new Map<string, MessageFate>()
  let deadLettered = 0
  for (const receipt of receiptsOf(trace, request)) {
    const next = eventBeside(trace, receipt, 1)
    // What happened by the same record in the same way needs no second look.
    const key = next === NONE ? '' : `${kind[next]} ${trace.messageEvents.record[next]} ${kind[next] === MESSAGE.received && receiptsOf(trace, requestOfEvent(trace, next))[0] === next}`
    const fate = known.get(key) ?? fateOf(run, next)
    known.set(key, fate)
    fates[fate] = (fates[fate] ?? 0) + 1
    const story = storyOf(trace, trace.messageEvents.message[receipt]!)
    if (fate !== 'deadLettered' && kind[story[story.length - 1]!] === MESSAGE.deadLettered) deadLettered++
  }
  return { fates, deadLettered }
}

/** With which record the batch of a request ended, or NONE. */
export const endOfBatch = (trace: Trace, request: number): number => lastTry(trace, request, Infinity)
