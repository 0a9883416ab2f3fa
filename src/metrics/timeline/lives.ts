/**
 * Lives of messages, each on a track of its own: from when it is sent until it is done with, and in between the spans
 * for which a batch holds it. A track is free again once its message is gone; those of a message group stay together.
 * Asynchronous events that are tried again have lives, too: what holds them is an attempt.
 */
import { arrivalOf } from '../flight'
import { NONE, SETTLES } from '../../sim/trace/schema'
import type { LaneId, Micros, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'

export interface Lives {
  /** Rows of messages, or numbers of requests; by track and within it by start. */
  of: Int32Array
  starts: Float64Array
  /** When it could be received at first: later than its start where it was delayed. */
  readies: Float64Array
  /** Infinity where it was still there at the end. */
  ends: Float64Array
  /** Code of the message event that ended it; `sent` where none did. */
  fates: Uint8Array
  /** Lives of track t are at `tracks[t]` to `tracks[t + 1]`. */
  tracks: Int32Array
  /** Message group of each track. */
  groups: Int32Array
  /** Spans of life l are at `holds[l]` to `holds[l + 1]`. */
  holds: Int32Array
  holdStarts: Float64Array
  /** Infinity where it was still held at the end. */
  holdEnds: Float64Array
  /** The arrivals of the batches that held it. */
  holdRecords: Int32Array
}

export interface Life {
  of: number
  group: number
  start: Micros
  ready: Micros
  end: Micros
  fate: number
  holds: { start: Micros; end: Micros; record: RecordId }[]
}

const newLife = (of: number, group: number, start: Micros): Life => ({ of, group, start, ready: start, end: Infinity, fate: MESSAGE.sent, holds: [] })

/** Lives of the messages of a source, in order of sending. @param groupOf by key */
export function messageLives({ messages, messageEvents: events }: Trace, source: LaneId, groupOf: (key: number) => number): Life[] {
  const lives = new Map<number, Life>()
  for (let row = 0; row < events.length; row++) {
    const message = events.message[row]!
    if (messages.lane[message] !== source) continue
    const time = events.time[row]!
    const kind = events.kind[row]!
    if (kind === MESSAGE.sent) lives.set(message, newLife(message, groupOf(messages.key[message]!), time))
    const life = lives.get(message)!
    const hold = life.holds.at(-1)
    if (kind === MESSAGE.received) life.holds.push({ start: time, end: Infinity, record: events.record[row]! })
    else if (hold !== undefined && hold.end === Infinity) hold.end = time
    if (kind === MESSAGE.appeared) life.ready = time
    else if (kind !== MESSAGE.received && kind !== MESSAGE.sent && kind !== MESSAGE.returned) Object.assign(life, { end: time, fate: kind })
  }
  return [...lives.values()]
}

/** Lives of the asynchronous events of a source that are tried again, in order of arrival. */
export function eventLives(trace: Trace, source: LaneId): Life[] {
  const { records } = trace
  const lives = new Map<number, Life | null>()
  for (let id = 0; id < records.length; id++) if (records.kind[id] === KIND.retryWait && records.lane[id] === source) lives.set(records.request[id]!, null)
  for (let id = 0; id < records.length; id++) {
    const request = records.request[id]!
    const known = lives.get(request)
    if (known === undefined) continue
    const life = known ?? newLife(request, 0, records.time[id]!)
    if (known === null) lives.set(request, life)
    addRecord(trace, life, id)
  }
  return [...lives.values()].filter((life) => life !== null)
}

/** Another record of an event: an attempt begins or ends, or the event is given up. */
function addRecord(trace: Trace, life: Life, id: RecordId): void {
  const { records, until } = trace
  const kind = records.kind[id]
  const start = records.time[id]!
  const end = start + records.span[id]!
  if (kind === KIND.arrival) life.holds.push({ start, end: Infinity, record: id })
  else if (end > until) return
  else if (kind === KIND.drop) Object.assign(life, { end, fate: MESSAGE.discarded })
  else if (kind === KIND.handler || kind === KIND.throttle) {
    const hold = life.holds.at(-1)
    if (hold?.record === arrivalOf(trace, id)) hold.end = end
    if ((records.outcome[id]! & SETTLES) !== 0) Object.assign(life, { end, fate: MESSAGE.deleted })
  }
}

/** Puts lives on tracks; null if they take more than `most`. */
export function trackLives(lives: readonly Life[], most: number): Lives | null {
  const tracks: { group: number; end: Micros; lives: Life[] }[] = []
  for (const life of lives) {
    const free = tracks.find(({ group, end }) => group === life.group && end <= life.start)
    if (free !== undefined) {
      free.lives.push(life)
      free.end = life.end
    } else if (tracks.push({ group: life.group, end: life.end, lives: [life] }) > most) return null
  }
  return packed(tracks.toSorted((a, b) => a.group - b.group))
}

function packed(tracks: readonly { group: number; lives: readonly Life[] }[]): Lives {
  const all = tracks.flatMap((track) => track.lives)
  const holds = all.flatMap((life) => life.holds)
  return {
    of: Int32Array.from(all, ({ of }) => of),
    starts: Float64Array.from(all, ({ start }) => start),
    readies: Float64Array.from(all, ({ ready }) => ready),
    ends: Float64Array.from(all, ({ end }) => end),
    fates: Uint8Array.from(all, ({ fate }) => fate),
    tracks: sumsOf(tracks.map((track) => track.lives.length)),
    groups: Int32Array.from(tracks, ({ group }) => group),
    holds: sumsOf(all.map((life) => life.holds.length)),
    holdStarts: Float64Array.from(holds, ({ start }) => start),
    holdEnds: Float64Array.from(holds, ({ end }) => end),
    holdRecords: Int32Array.from(holds, ({ record }) => record),
  }
}

/** 0, then the sums up to and including each. */
function sumsOf(counts: readonly number[]): Int32Array {
  const sums = new Int32Array(counts.length + 1)
  counts.forEach((count, at) => (sums[at + 1] = sums[at]! + count))
  return sums
}

/** The life of a message (or of an event, by its request), or NONE. */
export function lifeOf({ of }: Lives, what: number): number {
  const at = of.indexOf(what)
  return at < 0 ? NONE : at
}
