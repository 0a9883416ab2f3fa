/**
 * Messages of queues and streams by time: how many of a source are in which state, how old the oldest is, and which
 * make up a batch. A table of changes with sums at intervals, so that a moment costs a bisection and a few steps.
 */
import { bisectRight } from '../base/bisect'
import { NONE } from '../sim/trace/schema'
import type { LaneId, MessageEvent, Micros, RecordId, Trace } from '../sim/trace/schema'
import { MESSAGE } from '../sim/trace/messages'
import { once } from './once'

/** Where a message is. `done` is deleted from a queue, or behind the checkpoint of a stream. */
export const MESSAGE_STATES = ['unsent', 'delayed', 'waiting', 'inFlight', 'done', 'deadLettered', 'discarded', 'expired', 'filtered'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]
export type MessageCounts = Readonly<Record<MessageState, number>>

const STATE = Object.fromEntries(MESSAGE_STATES.map((state, code) => [state, code])) as Record<MessageState, number>
const STATE_AFTER: Readonly<Record<MessageEvent, MessageState>> = {
  sent: 'waiting',
  received: 'inFlight',
  returned: 'waiting',
  deleted: 'done',
  deadLettered: 'deadLettered',
  discarded: 'discarded',
  expired: 'expired',
  appeared: 'waiting',
  filtered: 'filtered',
}
const AFTER = Uint8Array.from(Object.entries(STATE_AFTER).toSorted(([a], [b]) => MESSAGE[a as MessageEvent] - MESSAGE[b as MessageEvent]), ([, state]) => STATE[state])
/** States a message leaves no more. */
const FIRST_FINAL = STATE.done

/** Sums are kept after each so many changes. */
const INTERVAL = 64
const STATES = MESSAGE_STATES.length

interface LaneTable {
  /** Of each change: when, from which state to which, and how many messages at the head of the line are done with. */
  times: Float64Array
  from: Uint8Array
  to: Uint8Array
  heads: Int32Array
  /** Counts before every INTERVAL-th change, one row of states each. */
  sums: Int32Array
  /** When each message was sent, in order. */
  sentAt: Float64Array
}

export interface MessageIndex {
  /** @returns null where a lane holds no messages */
  countsAt(lane: LaneId, time: Micros): MessageCounts | null
  /** How long the oldest message has been there that is not done with; 0 if there is none. */
  oldestAge(lane: LaneId, time: Micros): Micros
}

/** What happened to messages, by lane of their source. */
function eventsByLane({ messages, messageEvents: events }: Trace): ReadonlyMap<LaneId, number[]> {
  const lanes = new Map<LaneId, number[]>()
  for (let row = 0; row < events.length; row++) {
    const lane = messages.lane[events.message[row]!]!
    const known = lanes.get(lane)
    if (known) known.push(row)
    else lanes.set(lane, [row])
  }
  return lanes
}

/** Messages that are sent with a delay. */
function delayedOf({ messages, messageEvents: { length, kind, message } }: Trace): Uint8Array {
  const delayed = new Uint8Array(messages.length)
  for (let row = 0; row < length; row++) if (kind[row] === MESSAGE.appeared) delayed[message[row]!] = 1
  return delayed
}

function tableOf({ messageEvents: events, messages }: Trace, rows: readonly number[], state: { of: Uint8Array; delayed: Uint8Array; place: Int32Array }): LaneTable {
  const table: LaneTable = {
    times: new Float64Array(rows.length),
    from: new Uint8Array(rows.length),
    to: new Uint8Array(rows.length),
    heads: new Int32Array(rows.length),
    sums: new Int32Array(Math.ceil(rows.length / INTERVAL) * STATES),
    sentAt: new Float64Array(rows.length),
  }
  const counts = new Int32Array(STATES)
  const finished = new Uint8Array(messages.length)
  let sent = 0
  let head = 0
  rows.forEach((row, at) => {
    if (at % INTERVAL === 0) table.sums.set(counts, (at / INTERVAL) * STATES)
    const message = events.message[row]!
    const kind = events.kind[row]!
    const to = kind === MESSAGE.sent && state.delayed[message] === 1 ? STATE.delayed : AFTER[kind]!
    table.times[at] = events.time[row]!
    table.from[at] = state.of[message]!
    table.to[at] = to
    if (kind === MESSAGE.sent) {
      state.place[message] = sent
      table.sentAt[sent++] = events.time[row]!
    }
    counts[state.of[message]!]!--
    counts[to]!++
    state.of[message] = to
    if (to >= FIRST_FINAL) finished[state.place[message]!] = 1
    while (head < sent && finished[head] === 1) head++
    table.heads[at] = head
  })
  table.sentAt = table.sentAt.slice(0, sent)
  return table
}

function indexOf(trace: Trace): MessageIndex {
  const { length } = trace.messages
  const state = { of: new Uint8Array(length), delayed: delayedOf(trace), place: new Int32Array(length) }
  const tables = new Map([...eventsByLane(trace)].map(([lane, rows]) => [lane, tableOf(trace, rows, state)]))
  return {
    countsAt(lane, time) {
      const table = tables.get(lane)
      if (table === undefined) return null
      const changes = bisectRight(table.times, time)
      const known = Math.min(Math.floor(changes / INTERVAL), table.sums.length / STATES - 1)
      const counts = table.sums.slice(known * STATES, (known + 1) * STATES)
      for (let at = known * INTERVAL; at < changes; at++) {
        counts[table.from[at]!]!--
        counts[table.to[at]!]!++
      }
      const named = Object.fromEntries(MESSAGE_STATES.map((name, code) => [name, counts[code]!])) as Record<MessageState, number>
      return { ...named, unsent: 0 }
    },
    oldestAge(lane, time) {
      const table = tables.get(lane)
      const changes = table === undefined ? 0 : bisectRight(table.times, time)
      if (table === undefined || changes === 0) return 0
      const oldest = table.sentAt[table.heads[changes - 1]!]
      return oldest === undefined || oldest > time ? 0 : time - oldest
    },
  }
}

/** A batch: the how-many-th of its source, and how many messages it holds. */
export interface BatchFacts {
  number: number
  size: number
}

/** Facts of batches by the number of their request. */
function batchesOf({ records, messageEvents: events }: Trace): ReadonlyMap<number, BatchFacts> {
  const batches = new Map<number, BatchFacts>()
  const perLane = new Map<LaneId, number>()
  for (let row = 0; row < events.length; row++) {
    const record = events.record[row]!
    if (events.kind[row] !== MESSAGE.received || record === NONE || record >= records.length) continue
    const request = records.request[record]!
    const known = batches.get(request)
    if (known) {
      known.size++
      continue
    }
    const number = (perLane.get(records.lane[record]!) ?? 0) + 1
    perLane.set(records.lane[record]!, number)
    batches.set(request, { number, size: 1 })
  }
  return batches
}

export const messageIndex: (trace: Trace) => MessageIndex = once(indexOf)
const allBatches = once(batchesOf)

/** The batch that a record is about, or null. */
export function batchOf(trace: Trace, record: RecordId): BatchFacts | null {
  const request = trace.records.request[record]!
  return trace.messageEvents.length === 0 || request === NONE ? null : (allBatches(trace).get(request) ?? null)
}
