/**
 * What differs between two runs. Requests are matched by their source and their number within it (requests of a
 * burst sent by hand by that burst), so that a request more in one run does not shift the others.
 */
import { NONE, OUTCOME_MASK, OUTCOMES, SETTLES } from '../sim/trace/schema'
import type { Micros, Outcome, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { relatedRecords } from './environments'

/** How a request fared in one run. */
export interface Fate {
  /** Its number in that run. */
  request: number
  arrived: Micros
  /** When its fate was settled; null if it was not by the end of the run. */
  settled: Micros | null
  outcome: Outcome
  /** An environment was started for it. */
  cold: boolean
}

export type DifferenceKind = 'outcome' | 'cold' | 'latency' | 'added' | 'missing'

export interface RequestDifference {
  /** Null where the run has no such request. */
  a: Fate | null
  b: Fate | null
  /** The most telling of what differs. */
  kind: DifferenceKind
  /** Of B over A, microseconds; null unless the function answered in both. */
  latency: Micros | null
}

export interface Difference {
  /** Requests found in both runs. */
  matched: number
  /** Those that differ, in order of arrival. */
  requests: readonly RequestDifference[]
  counts: Readonly<Record<DifferenceKind, number>>
  /** Where the runs part first; null if they never do. Interventions as such do not count. */
  parting: Parting | null
}

/** The first moment at which two runs part, and the records that make them part; null where a run has none there. */
export interface Parting {
  at: Micros
  a: RecordId | null
  b: RecordId | null
}

const FIRST_ATTEMPT = (trace: Trace, record: number): boolean => {
  const { kind, cause } = trace.records
  const because = cause[record]!
  return kind[record] === KIND.arrival && (because === NONE || kind[because] !== KIND.retryWait)
}

const newFate = (request: number, arrived: Micros): Fate => ({ request, arrived, settled: null, outcome: 'none', cold: false })

/** Requests by the stream they belong to, each stream in the order of its requests. */
function streamsOf(trace: Trace): { fates: Fate[]; streams: Map<string, Fate[]> } {
  const { records, lanes } = trace
  const firstSource = lanes.kind.indexOf(LANE.source)
  const fates: Fate[] = []
  const streams = new Map<string, Fate[]>()
  for (let record = 0; record < records.length; record++) {
    const request = records.request[record]!
    if (request === NONE) continue
    if (FIRST_ATTEMPT(trace, record)) {
      const because = records.cause[record]!
      const time = records.time[record]!
      const key = `${records.lane[record]! - firstSource}:${because === NONE ? '' : records.time[because]!}`
      const fate = newFate(request, time)
      fates[request] = fate
      const stream = streams.get(key)
      if (stream) stream.push(fate)
      else streams.set(key, [fate])
    }
    settle(trace, record, fates[request])
  }
  return { fates, streams }
}

function settle({ records, until }: Trace, record: number, fate: Fate | undefined): void {
  if (fate === undefined) return
  if (records.kind[record] === KIND.create) fate.cold = true
  const code = records.outcome[record]!
  const end = records.time[record]! + records.span[record]!
  if ((code & SETTLES) === 0 || end > until) return
  fate.settled = end
  fate.outcome = OUTCOMES[code & OUTCOME_MASK]!
}

/** How one request fared; null where the run has none of its number. */
export function fateOf(trace: Trace, request: number): Fate | null {
  const records = relatedRecords(trace, request)
  const first = records[0]
  if (first === undefined) return null
  const fate = newFate(request, trace.records.time[first]!)
  for (const record of records) settle(trace, record, fate)
  return fate
}

/** Settled without an invocation: how soon says nothing. */
const REFUSED: ReadonlySet<Outcome> = new Set(['throttled', 'apiThrottled', 'payloadTooLarge'])

/** From arrival to answer; null where the function gave none. */
export const latencyOf = ({ arrived, settled, outcome }: Fate): Micros | null =>
  settled === null || REFUSED.has(outcome) ? null : settled - arrived

function compareFates(a: Fate | undefined, b: Fate | undefined): RequestDifference | null {
  if (a === undefined || b === undefined) {
    return { a: a ?? null, b: b ?? null, kind: a === undefined ? 'added' : 'missing', latency: null }
  }
  const [before, after] = [latencyOf(a), latencyOf(b)]
  const latency = before === null || after === null ? null : after - before
  const kind = a.outcome !== b.outcome ? 'outcome' : a.cold !== b.cold ? 'cold' : a.settled !== b.settled ? 'latency' : null
  return kind === null ? null : { a, b, kind, latency }
}

const arrivalOf = ({ a, b }: RequestDifference): Micros => (a ?? b)!.arrived

/** Rows that are not interventions, one after the other. */
function* plainRows({ records }: Trace): Generator<number, undefined> {
  for (let row = 0; row < records.length; row++) if (records.kind[row] !== KIND.intervention) yield row
}

/** When the runs part, and by which records: the first that begin otherwise, or of which one ends otherwise. */
function partingOf(a: Trace, b: Trace): Parting | null {
  const rowsA = plainRows(a)
  const rowsB = plainRows(b)
  let parting: Parting | null = null
  for (;;) {
    const row = rowsA.next().value ?? null
    const other = rowsB.next().value ?? null
    const found = partingBy({ trace: a, row }, { trace: b, row: other })
    if (found !== null && (parting === null || found.at < parting.at)) parting = found
    // What comes later begins later.
    if (row === null || other === null || a.records.time[row]! >= (parting?.at ?? Infinity)) return parting
  }
}

interface Row {
  trace: Trace
  row: RecordId | null
}

const beginOf = ({ trace, row }: Row): Micros => (row === null ? Infinity : trace.records.time[row]!)

/** Where two rows in the same place of their runs part; null if they are alike. */
function partingBy(a: Row, b: Row): Parting | null {
  const at = Math.min(beginOf(a), beginOf(b))
  if (at === Infinity) return null
  if (a.row === null || b.row === null || beginOf(a) !== beginOf(b) || a.trace.records.kind[a.row] !== b.trace.records.kind[b.row]) {
    return { at, a: beginOf(a) === at ? a.row : null, b: beginOf(b) === at ? b.row : null }
  }
  const [span, otherSpan] = [a.trace.records.span[a.row]!, b.trace.records.span[b.row]!]
  const sameEnd = span === otherSpan && a.trace.records.outcome[a.row] === b.trace.records.outcome[b.row]
  return sameEnd ? null : { at: at + Math.min(span, otherSpan), a: a.row, b: b.row }
}

/** Everything that differs between run A and run B. */
export function differenceOf(a: Trace, b: Trace): Difference {
  const [ofA, ofB] = [streamsOf(a), streamsOf(b)]
  const requests: RequestDifference[] = []
  let matched = 0
  for (const key of new Set([...ofA.streams.keys(), ...ofB.streams.keys()])) {
    const streamA = ofA.streams.get(key) ?? []
    const streamB = ofB.streams.get(key) ?? []
    matched += Math.min(streamA.length, streamB.length)
    for (let i = 0; i < Math.max(streamA.length, streamB.length); i++) {
      const difference = compareFates(streamA[i], streamB[i])
      if (difference !== null) requests.push(difference)
    }
  }
  requests.sort((one, other) => arrivalOf(one) - arrivalOf(other))
  const counts: Record<DifferenceKind, number> = { outcome: 0, cold: 0, latency: 0, added: 0, missing: 0 }
  for (const { kind } of requests) counts[kind]++
  return { matched, requests, counts, parting: partingOf(a, b) }
}
