import { MESSAGE_EVENTS } from './schema'
import type { LaneId, MessageEvent, MessageEvents, Messages, RecordId } from './schema'
import type { Clock } from './writer'

/** Numeric codes of what happens to messages. */
export const MESSAGE = Object.fromEntries(MESSAGE_EVENTS.map((event, code) => [event, code])) as Record<MessageEvent, number>

/** Messages and what happens to them, as they are appended. */
export interface MessageTable {
  /** False: nothing is kept but the count. */
  readonly kept: boolean
  readonly clock: Clock
  messages: Messages
  events: MessageEvents
}

/** @param expected messages to make room for; more are possible */
export function createMessageTable(clock: Clock, kept: boolean, expected = 0): MessageTable {
  const room = kept ? Math.ceil(expected) : 0
  return { kept, clock, messages: createMessages(room), events: createEvents(room * EVENTS_OF_MOST) }
}

/** Most messages are sent, received and deleted. */
const EVENTS_OF_MOST = 3

const createMessages = (capacity: number): Messages => ({ length: 0, lane: new Int32Array(capacity), key: new Int32Array(capacity) })

const createEvents = (capacity: number): MessageEvents => ({
  length: 0,
  time: new Float64Array(capacity),
  kind: new Uint8Array(capacity),
  message: new Int32Array(capacity),
  record: new Int32Array(capacity),
})

/** Of a trace without queues and streams. */
export const noMessages = () => ({ messages: createMessages(0), messageEvents: createEvents(0) })

/** Adds a message; returns its row. */
export function addMessage({ messages, kept }: MessageTable, lane: LaneId, key: number): number {
  const row = messages.length++
  if (!kept) return row
  if (row === messages.lane.length) {
    messages.lane = widened(messages.lane, Int32Array)
    messages.key = widened(messages.key, Int32Array)
  }
  messages.lane[row] = lane
  messages.key[row] = key
  return row
}

/** Something happens to a message now. @param code of MESSAGE */
export function addMessageEvent({ events, kept, clock }: MessageTable, code: number, message: number, record: RecordId): void {
  if (!kept) return
  const row = events.length++
  if (row === events.time.length) {
    events.time = widened(events.time, Float64Array)
    events.kind = widened(events.kind, Uint8Array)
    events.message = widened(events.message, Int32Array)
    events.record = widened(events.record, Int32Array)
  }
  events.time[row] = clock.now
  events.kind[row] = code
  events.message[row] = message
  events.record[row] = record
}

/** What happened last to a message did so at a moment before the run. */
export function backdate({ events, kept }: MessageTable, at: number): void {
  if (kept) events.time[events.length - 1] = at
}

/** Both tables, cut to their length. Call once. */
export function messagesOf({ messages, events, kept }: MessageTable): { messages: Messages; messageEvents: MessageEvents } {
  const { length } = events
  const count = kept ? messages.length : 0
  return {
    messages: { length: count, lane: cut(messages.lane, count), key: cut(messages.key, count) },
    messageEvents: {
      length,
      time: cut(events.time, length),
      kind: cut(events.kind, length),
      message: cut(events.message, length),
      record: cut(events.record, length),
    },
  }
}

/** Copies only where much would be wasted. */
const cut = <T extends Column>(column: T, length: number): T => (column.length > length * 1.05 + 1024 ? column.slice(0, length) : column.subarray(0, length)) as T

type Column = Float64Array | Int32Array | Uint8Array

function widened<T extends Column>(from: T, make: new (length: number) => T): T {
  const to = new make(Math.max(256, from.length * 2))
  ;(to as Float64Array).set(from as Float64Array)
  return to
}
