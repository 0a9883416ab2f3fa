/** The life of each message as rows of the table of message events, and which messages a batch held. */
import { NONE } from '../../sim/trace/schema'
import type { LaneId, MessageEvent, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE_EVENTS } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { once } from '../once'

/** Rows put in order of a number that each has. */
interface Grouped {
  offset: Int32Array
  rows: Int32Array
}

/** @param keyOf the group of a row; NONE leaves it out */
function grouped(groups: number, length: number, keyOf: (row: number) => number): Grouped {
  const offset = new Int32Array(groups + 1)
  for (let row = 0; row < length; row++) {
    const key = keyOf(row)
    if (key !== NONE) offset[key + 1]!++
  }
  for (let key = 0; key < groups; key++) offset[key + 1]! += offset[key]!
  const rows = new Int32Array(offset[groups]!)
  const next = offset.slice()
  for (let row = 0; row < length; row++) {
    const key = keyOf(row)
    if (key !== NONE) rows[next[key]!++] = row
  }
  return { offset, rows }
}

const groupOf = ({ offset, rows }: Grouped, key: number): Int32Array => rows.subarray(offset[key], offset[key + 1])

const stories = once(({ messages, messageEvents: { length, message } }) => grouped(messages.length, length, (row) => message[row]!))

const byRequest = once(({ records, requests }) => grouped(requests, records.length, (row) => records.request[row]!))

const members = once((trace) => {
  const { records, messageEvents: events, requests } = trace
  return grouped(requests, events.length, (row) => {
    const record = events.record[row]!
    return events.kind[row] === MESSAGE.received && record !== NONE && record < records.length ? records.request[record]! : NONE
  })
})

/** Numbers of messages within their source, from 1, and the messages of each source. */
const numbers = once(({ messages: { length, lane } }) => {
  const number = new Int32Array(length)
  const perLane = new Map<LaneId, number[]>()
  for (let message = 0; message < length; message++) {
    const own = perLane.get(lane[message]!)
    if (own) own.push(message)
    else perLane.set(lane[message]!, [message])
    number[message] = (own?.length ?? 1)
  }
  return { number, perLane }
})

/** What happened to a message, in order. */
export const storyOf = (trace: Trace, message: number): Int32Array => groupOf(stories(trace), message)

/** Number of a message within its source, from 1. */
export const messageNumber = (trace: Trace, message: number): number => numbers(trace).number[message] ?? 0

/** The message of a source with that number, or NONE. */
export const messageWith = (trace: Trace, lane: LaneId, number: number): number => numbers(trace).perLane.get(lane)?.[number - 1] ?? NONE

/** Messages of a source in the order of sending. */
export const messagesOfLane = (trace: Trace, lane: LaneId): readonly number[] => numbers(trace).perLane.get(lane) ?? []

/** The records of a request in order of time. */
export const recordsOfRequest = (trace: Trace, request: number): Int32Array =>
  request === NONE ? new Int32Array(0) : groupOf(byRequest(trace), request)

/** With which events the messages of a batch were received; nothing for a request that is no batch. */
export const receiptsOf = (trace: Trace, request: number): Int32Array =>
  request === NONE || trace.messageEvents.length === 0 ? new Int32Array(0) : groupOf(members(trace), request)

export const eventAt = ({ messageEvents }: Trace, row: number): MessageEvent => MESSAGE_EVENTS[messageEvents.kind[row]!]!

/** The same message's event before or after another, or NONE. */
export function eventBeside(trace: Trace, row: number, by: 1 | -1): number {
  const story = storyOf(trace, trace.messageEvents.message[row]!)
  return story[story.indexOf(row) + by] ?? NONE
}

/** How often a message had been received by an event, that event included. */
export function receivesBy(trace: Trace, row: number): number {
  let count = 0
  for (const each of storyOf(trace, trace.messageEvents.message[row]!)) if (each <= row && trace.messageEvents.kind[each] === MESSAGE.received) count++
  return count
}

/** The request of an event: of the batch it was received with, or of the record because of which it happened; or NONE. */
export function requestOfEvent({ records, messageEvents }: Trace, row: number): number {
  const record: RecordId = messageEvents.record[row]!
  return record === NONE || record >= records.length ? NONE : records.request[record]!
}
