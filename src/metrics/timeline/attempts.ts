/**
 * Attempts of batches: when each ended and how, and until when it keeps its lane or its messages to itself. One row for
 * every arrival of a polled source, so that a batch and its retries can be drawn as spans.
 */
import { bisectLeft } from '../../base/bisect'
import { NONE, OUTCOME_MASK, OUTCOMES, SETTLES } from '../../sim/trace/schema'
import type { RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'

/** How an attempt ended. `partly`: the function succeeded, and some of the batch is tried again. */
export const FATES = ['open', 'done', 'partly', 'failed', 'refused'] as const
export type Fate = (typeof FATES)[number]
export const FATE = Object.fromEntries(FATES.map((fate, code) => [fate, code])) as Record<Fate, number>

export interface Attempts {
  /** Arrivals, ascending. */
  ids: Int32Array
  /** End of the invocation, or the refusal; Infinity where it was still going on when the run ended. */
  ends: Float64Array
  /** When its messages can be tried again, or are done with; Infinity where neither has come by the end of the run. */
  frees: Float64Array
  /** The next attempt of the same batch, or NONE. */
  nexts: Int32Array
  /** Index into FATES. */
  fates: Uint8Array
  /** The how-many-th batch of its source: attempts of one batch share it. */
  numbers: Int32Array
  /** Messages in it. */
  sizes: Int32Array
}

const SUCCESS = OUTCOMES.indexOf('success')

/** Position of an arrival among the attempts, or NONE. */
export function attemptOf({ ids }: Pick<Attempts, 'ids'>, arrival: RecordId): number {
  const at = bisectLeft(ids, arrival)
  return ids[at] === arrival ? at : NONE
}

const createAttempts = (count: number): Attempts => ({
  ids: new Int32Array(count),
  ends: new Float64Array(count).fill(Infinity),
  frees: new Float64Array(count).fill(Infinity),
  nexts: new Int32Array(count).fill(NONE),
  fates: new Uint8Array(count),
  numbers: new Int32Array(count),
  sizes: new Int32Array(count),
})

export const noAttempts = (): Attempts => createAttempts(0)

/** @param polled by lane: 1 where messages are hidden for a time, 2 where batches keep a lane waiting, 0 for all others */
export function buildAttempts(trace: Trace, polled: Uint8Array): Attempts {
  const { records, requests } = trace
  let count = 0
  for (let id = 0; id < records.length; id++) if (records.kind[id] === KIND.arrival && polled[records.lane[id]!]! > 0) count++
  const attempts = createAttempts(count)
  /** The last attempt of each request so far. */
  const last = new Int32Array(requests).fill(NONE)
  readRecords(trace, { polled, attempts, last })
  readMessages(trace, { polled, attempts, last })
  return attempts
}

interface Building {
  polled: Uint8Array
  attempts: Attempts
  last: Int32Array
}

function readRecords({ records, lanes, until }: Trace, { polled, attempts, last }: Building): void {
  const { ids, ends, frees, nexts, fates, numbers } = attempts
  const perLane = new Int32Array(lanes.length)
  let next = 0
  for (let id = 0; id < records.length; id++) {
    const request = records.request[id]!
    const kind = records.kind[id]
    if (kind === KIND.arrival && polled[records.lane[id]!]! > 0) {
      const before = last[request]!
      if (before !== NONE) {
        frees[before] = records.time[id]!
        nexts[before] = next
      }
      numbers[next] = before === NONE ? ++perLane[records.lane[id]!]! : numbers[before]!
      ids[next] = id
      last[request] = next++
    } else if ((kind === KIND.handler || kind === KIND.throttle) && request !== NONE && last[request] !== NONE) {
      const at = last[request]!
      const end = records.time[id]! + records.span[id]!
      if (end > until) continue
      ends[at] = end
      fates[at] = kind === KIND.throttle ? FATE.refused : (records.outcome[id]! & OUTCOME_MASK) === SUCCESS ? FATE.done : FATE.failed
      // A lane goes on as soon as its batch is settled; a queue keeps hiding the messages.
      const lane = records.lane[ids[at]!]!
      if (polled[lane] === 2 && (records.outcome[id]! & SETTLES) !== 0) frees[at] = end
    }
  }
}

function readMessages({ messages, messageEvents: events, records }: Trace, { polled, attempts, last }: Building): void {
  const { fates, frees, sizes } = attempts
  const batches = last.length
  const [size, over, done] = [new Int32Array(batches), new Int32Array(batches), new Int32Array(batches)]
  const freed = new Float64Array(batches)
  /** The request of the batch that holds a message. */
  const holder = new Int32Array(messages.length).fill(NONE)
  for (let row = 0; row < events.length; row++) {
    const message = events.message[row]!
    const kind = events.kind[row]!
    if (kind === MESSAGE.received) {
      const request = records.request[events.record[row]!] ?? NONE
      holder[message] = request
      if (request !== NONE) size[request]!++
      continue
    }
    const request = holder[message]!
    if (request === NONE) continue
    holder[message] = NONE
    over[request]!++
    if (kind === MESSAGE.deleted) done[request]!++
    freed[request] = events.time[row]!
  }
  last.forEach((at, request) => {
    if (at === NONE) return
    const lane = records.lane[attempts.ids[at]!]!
    if (polled[lane] === 1 && over[request] === size[request]) frees[at] = freed[request]!
    if (fates[at] === FATE.done && done[request]! < size[request]!) fates[at] = FATE.partly
  })
  attempts.ids.forEach((id, at) => (sizes[at] = size[records.request[id]!]!))
}
