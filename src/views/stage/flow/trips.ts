/**
 * Requests on their way. In the trace an attempt arrives, is refused or answered in an instant; on the stage each
 * is a trip in a window around that instant. The window is display time: as much simulated time as passes at the
 * playback rate in `TRIP_MS`. What is drawn is a function of trace, time and rate, the same forwards and backwards.
 */
import { NONE, OUTCOMES, OUTCOME_MASK, type RecordId } from '../../../sim/trace/schema.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import { isFailure } from '../../../metrics/timeline/survey.ts'
import { arrivalOf } from '../../../metrics/flight.ts'
import { gaveUpAt } from '../../../metrics/timeline/timelineIndex.ts'
import { countUpTo } from '../../../metrics/timeline/flowIndex.ts'
import type { FlowData, FlowState } from './state.ts'

/** Real milliseconds from the caller to Lambda. */
const TRIP_MS = 700
const MICROS_PER_MS = 1000
/** More than this on one arrow are a stream with a rate. */
export const DOTS_MAX = 18
/** The way from Lambda's gate to the environments, as a share of the way there. */
const ENTRY_SHARE = 0.35

/** Simulated microseconds that a trip takes on the screen. */
export const tripWindow = (rate: number, until: number): number =>
  Math.max(1, Math.min(until, Math.abs(rate) * TRIP_MS * MICROS_PER_MS))

export type TripKind = 'request' | 'entry' | 'answer' | 'refusal' | 'giveUp'

export interface Trip {
  kind: TripKind
  source: number
  /** Share of its way, 0 to 1. */
  progress: number
  record: RecordId
  /** Answers: the function failed. Refusals: it came no further than the gateway. */
  failed: boolean
  /** Where it was drawn, CSS pixels; written by whoever draws. */
  x: number
  y: number
}

/** Numbers of what moves on the arrows of a source. */
export interface Streams {
  requests: number
  refusals: number
  giveUps: number
  answers: number
}

export interface Trips {
  length: number
  list: Trip[]
  streams: Streams[]
  window: number
}

export const createTrips = (sources: number): Trips => ({
  length: 0,
  list: [],
  streams: Array.from({ length: sources }, () => ({ requests: 0, refusals: 0, giveUps: 0, answers: 0 })),
  window: 1,
})

function add(trips: Trips, kind: TripKind, source: number, record: RecordId): Trip {
  let trip = trips.list[trips.length]
  if (!trip) trips.list.push((trip = { kind, source, record, progress: 0, failed: false, x: 0, y: 0 }))
  trips.length++
  trip.kind = kind
  trip.source = source
  trip.record = record
  trip.failed = false
  return trip
}

/** Positions in `ids` of the records with a time in `(from, to]`. */
function stretch(ids: Int32Array, times: Float64Array, from: number, to: number): [number, number] {
  return [countUpTo(ids, times, from), countUpTo(ids, times, to)]
}

/** What became of an arrival at once: true if it was refused. */
function isRefused({ trace }: FlowData, arrival: RecordId): boolean {
  const { kind, cause, length, time } = trace.records
  for (let id = arrival + 1; id < length && time[id] === time[arrival]; id++) {
    if (cause[id] === arrival) return kind[id] === KIND.throttle || kind[id] === KIND.reject
  }
  return false
}

function sourceTrips(data: FlowData, time: number, trips: Trips, source: number): void {
  const { trace, flow } = data
  const events = flow.sources[source]
  if (!events) return
  const times = trace.records.time
  const { window } = trips
  const streams = trips.streams[source]!

  const [first, last] = stretch(events.arrivals, times, time, time + window)
  streams.requests = last - first
  if (streams.requests <= DOTS_MAX) {
    for (let at = first; at < last; at++) {
      const id = events.arrivals[at]!
      add(trips, 'request', source, id).progress = 1 - (times[id]! - time) / window
    }
  }
  const entering = window * ENTRY_SHARE
  const [from, to] = stretch(events.arrivals, times, time - entering, time)
  if (to - from <= DOTS_MAX) {
    for (let at = from; at < to; at++) {
      const id = events.arrivals[at]!
      if (!isRefused(data, id)) add(trips, 'entry', source, id).progress = (time - times[id]!) / entering
    }
  }
  for (const kind of ['refusal', 'giveUp'] as const) {
    const ids = kind === 'refusal' ? events.refusals : events.giveUps
    const [a, b] = stretch(ids, times, time - window, time)
    if (kind === 'refusal') streams.refusals = b - a
    else streams.giveUps = b - a
    for (let at = Math.max(a, b - DOTS_MAX); at < b; at++) {
      const id = ids[at]!
      const trip = add(trips, kind, source, id)
      trip.progress = (time - times[id]!) / window
      trip.failed = trace.records.kind[id] === KIND.reject
    }
  }
}

const RESTORE_TIMEOUT = OUTCOMES.indexOf('restoreTimeout')

/** Answers that left the environments of a row lately and that somebody still waits for. */
function answerTrips({ trace, index, flow }: FlowData, { time, position }: FlowState, trips: Trips, row: number): void {
  const { records } = trace
  const first = index.offset[row]!
  for (let at = position[row]!; at >= first; at--) {
    const id = index.ids[at]!
    const end = records.time[id]! + records.span[id]!
    if (end <= time - trips.window) return
    const kind = records.kind[id]!
    const answers = kind === KIND.handler || (kind === KIND.restore && (records.outcome[id]! & OUTCOME_MASK) === RESTORE_TIMEOUT)
    if (!answers || end > time || records.request[id] === NONE) continue
    const arrival = arrivalOf(trace, id)
    if (arrival === NONE || (gaveUpAt(index, arrival) ?? Infinity) < end) continue
    const source = records.lane[arrival]! - flow.firstSource
    if (++trips.streams[source]!.answers > DOTS_MAX) return
    const trip = add(trips, 'answer', source, id)
    trip.progress = (time - end) / trips.window
    trip.failed = isFailure(records.outcome[id]!)
  }
}

/** Gathers what is on the arrows at the time of a state. Trips beyond `length` are left from before. */
export function readTrips(data: FlowData, state: FlowState, window: number, trips: Trips): void {
  trips.length = 0
  trips.window = window
  trips.streams.forEach((streams, source) => {
    streams.answers = 0
    sourceTrips(data, state.time, trips, source)
  })
  for (const { groups } of data.plan.functions) {
    for (const group of groups) for (let row = group.first; row < group.first + group.count; row++) answerTrips(data, state, trips, row)
  }
}
