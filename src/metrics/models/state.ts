/** Where the event of a model is at a time, what its caller has seen, and how much else is where. A pure function of row and time. */
import { bisectRight } from '../../base/bisect'
import type { Micros, Outcome, Trace } from '../../sim/trace/schema'
import { messageIndex } from '../messages'
import type { End } from './ends'
import type { ModelRow, Spans } from './rows'

/** `holder`: the event queue, the SQS queue, the shard. `gone`: nowhere any more, done or lost. */
export type Place = 'unsent' | 'caller' | 'holder' | 'function' | 'end' | 'gone'

export interface ModelState {
  place: Place
  /** Attempts that have begun. */
  attempts: number
  /** Until the next attempt, where the event waits for one; null where none comes. */
  wait: Micros | null
  ended: End | null
  /** A synchronous caller has its answer. */
  answered: Outcome | null
  counts: ModelCounts
}

export interface ModelCounts {
  sent: number
  /** In the event queue, at the caller, in the queue or behind in the stream. */
  waiting: number
  running: number
  /** With where failures end. */
  out: number
}

export function stateAt(trace: Trace, row: ModelRow, time: Micros): ModelState {
  const { attempts, end, answer } = row
  const begun = attempts.filter(({ from }) => from <= time)
  const ended = end !== null && end.at <= time ? end.kind : null
  const running = ended === null && begun.some(({ to }) => to > time)
  const next = ended === null && !running && time >= row.sentAt ? attempts[begun.length] : undefined
  return {
    place: placeOf(row, { time, ended, running }),
    attempts: begun.length,
    wait: next === undefined ? null : next.from - time,
    ended,
    answered: answer !== null && answer.at <= time ? answer.outcome : null,
    counts: countsAt(trace, row, time),
  }
}

function placeOf({ model, sentAt }: ModelRow, { time, ended, running }: { time: Micros; ended: End | null; running: boolean }): Place {
  if (time < sentAt) return 'unsent'
  if (ended !== null) return PLACE_OF_END[ended]
  if (running) return 'function'
  return model === 'synchronous' ? 'caller' : 'holder'
}

const PLACE_OF_END: Readonly<Record<End, Place>> = { kept: 'caller', done: 'gone', deadLettered: 'end', noted: 'end', lost: 'gone', expired: 'gone' }

function countsAt(trace: Trace, { lane, traffic }: ModelRow, time: Micros): ModelCounts {
  const messages = messageIndex(trace).countsAt(lane, time)
  const running = openAt(traffic.runs, time)
  const out = bisectRight(traffic.out, time)
  if (messages === null) return { sent: bisectRight(traffic.sent, time), waiting: openAt(traffic.waits, time), running, out }
  const { unsent, waiting, delayed, inFlight, deadLettered } = messages
  const sent = Object.values(messages).reduce((sum, count) => sum + count, 0) - unsent
  return { sent, waiting: waiting + delayed + inFlight, running, out: out + deadLettered }
}

const openAt = ({ from, to }: Spans, time: Micros): number => bisectRight(from, time) - bisectRight(to, time)
