/** What became of the first requests of a run: started cold, found an environment warm, or refused. */
import { NONE } from '../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND } from '../sim/trace/writer'
import { isBusyKind } from './flight'

export type Fate = 'cold' | 'warm' | 'refused'

export interface RequestFate {
  readonly request: number
  readonly arrived: Micros
  readonly fate: Fate
  /** The record that decided it: an environment is created, a handler starts, the request is refused. */
  readonly record: RecordId
  readonly decided: Micros
  /** When the first attempt had its answer. */
  readonly ended: Micros
  /** What an environment did for it, in order: nothing for a refused one. */
  readonly parts: readonly RecordId[]
}

const FATE_OF = new Map<number, Fate>([
  [KIND.create, 'cold'],
  [KIND.handler, 'warm'],
  [KIND.suppressedInit, 'warm'],
  [KIND.throttle, 'refused'],
  [KIND.reject, 'refused'],
])

/** The first `count` requests in order of arrival; those that never were decided are left out. */
export function fatesOf(trace: Trace, count: number): RequestFate[] {
  const { records } = trace
  const rows: RecordId[][] = Array.from({ length: Math.min(count, trace.requests) }, () => [])
  for (let row = 0; row < records.length; row++) {
    const request = records.request[row]!
    if (request !== NONE) rows[request]?.push(row)
  }
  return rows.flatMap((own, request) => fateOf(trace, request, own) ?? [])
}

function fateOf({ records, until }: Trace, request: number, rows: readonly RecordId[]): RequestFate | null {
  const record = rows.find((row) => FATE_OF.has(records.kind[row]!))
  const first = rows[0]
  if (record === undefined || first === undefined) return null
  const fate = FATE_OF.get(records.kind[record]!)!
  const parts = fate === 'refused' ? [] : rows.filter((row) => isBusyKind(records.kind[row]!))
  const ends = parts.map((row) => records.time[row]! + records.span[row]!)
  const decided = records.time[record]!
  return { request, arrived: records.time[first]!, fate, record, decided, ended: Math.min(until, Math.max(decided, ...ends)), parts }
}
