import { ruleIndex } from '../../rules/registry'
import type { World } from '../../sim/lambda/world'
import { addMessageEvent, MESSAGE } from '../../sim/trace/messages'
import { NONE, OUTCOMES } from '../../sim/trace/schema'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { appendRecord, KIND, whatOf } from '../../sim/trace/writer'
import { failedIn, messageName } from '../batchResponse'
import { isAboveAge, isTooOld } from './state'
import type { Batch, Stream, Verdict } from './state'

/** What becomes of the records of a batch after an attempt. */

const SUCCESS = OUTCOMES.indexOf('success')
const NOTE = whatOf(KIND.delivery, ruleIndex('ST-12'))

/** What becomes of a batch whose attempt ends like this. @param at when it ends */
export function judge({ relaxed }: World, stream: Stream, { batch, outcome, at }: { batch: Batch; outcome: number; at: Micros }): Verdict {
  const first = outcome === SUCCESS ? firstFailed(stream, batch) : 0
  if (first === NONE) return 'done'
  if (first > 0) return 'rest'
  const { bisects, retries } = stream.plan
  if (bisects && batch.messages.length > 1) return 'split'
  const most = relaxed.has('UN-05') ? 0 : retries
  if (most >= 0 && batch.failures + 1 > most) return 'discard'
  return batch.messages.some((message) => isTooOld(stream, message, at)) ? 'skip' : 'retry'
}

/** Position of the first record that failed by what the function reports, NONE if none did. */
function firstFailed({ plan, source, known }: Stream, batch: Batch): number {
  if (!plan.reports) return NONE
  const { batchResponse } = source.fn.version.config.handler
  const names = (): string[] => batch.messages.map((message) => messageName(known.number[message]!))
  return (batchResponse === null ? batch.failed : failedIn(batchResponse, names()))[0] ?? NONE
}

/** A batch is over: its records are done, given up, or parts of new batches of its lane. */
export function finish(world: World, stream: Stream, batch: Batch, { request, record }: { request: number; record: RecordId }): void {
  const { lane, messages, verdict } = batch
  const note = (event: number, of: readonly number[]): void => {
    for (const message of of) addMessageEvent(world.messages, event, message, record)
  }
  if (verdict === 'done') note(MESSAGE.deleted, messages)
  else if (verdict === 'discard') giveUp(world, stream, { messages, request, record })
  else if (verdict === 'skip') {
    const { now } = world.clock
    const old = messages.filter((message) => isTooOld(stream, message, now))
    giveUp(world, stream, { messages: old.filter((message) => isAboveAge(stream, message, now)), request, record })
    note(MESSAGE.expired, old.filter((message) => !isAboveAge(stream, message, now)))
    const left = messages.filter((message) => !isTooOld(stream, message, now))
    if (left.length > 0) lane.parts.unshift({ messages: left, cause: record, final: false })
  } else {
    const middle = verdict === 'rest' ? firstFailed(stream, batch) : Math.floor(messages.length / 2)
    const parts = [messages.slice(0, middle), messages.slice(middle)]
    if (verdict === 'rest') note(MESSAGE.deleted, parts.shift()!)
    lane.parts.unshift(...parts.map((part) => ({ messages: part, cause: record, final: false })))
  }
}

/** Records that are given up with their batch: a note of them goes to the on-failure destination (rule ST-12). */
function giveUp(world: World, { source }: Stream, { messages, request, record }: { messages: readonly number[]; request: number; record: RecordId }): void {
  for (const message of messages) addMessageEvent(world.messages, MESSAGE.discarded, message, record)
  if (source.destination === NONE || messages.length === 0) return
  appendRecord(world.records, { lane: source.destination, request, cause: record }, 0, NOTE)
}

/** Which records fail in an invocation that begins now. A handler that reports stops at the first; one that throws has had all of them. */
export function failing({ failures, known, plan }: Stream, { messages }: Batch): readonly number[] {
  const failed: number[] = []
  if (failures === null) return failed
  for (let position = 0; position < messages.length && !(plan.reports && failed.length > 0); position++) {
    if (known.failures[messages[position]!]!-- > 0) failed.push(position)
  }
  return failed
}
