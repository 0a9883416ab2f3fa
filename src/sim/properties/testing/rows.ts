import { RULES } from '../../../rules/registry'
import { LANE_KINDS, OUTCOME_MASK, OUTCOMES, POOLS, RECORD_KINDS, SETTLES } from '../../trace/schema'
import type { LaneKind, Micros, Outcome, Pool, RecordKind, Trace } from '../../trace/schema'

/** A record with names in place of codes: slow to make and easy to read. */
export interface Row {
  id: number
  time: Micros
  span: Micros
  end: Micros
  kind: RecordKind
  outcome: Outcome
  settles: boolean
  rule: string
  lane: number
  request: number
  cause: number
}

export function rowsOf({ records }: Trace): Row[] {
  return Array.from({ length: records.length }, (_, id) => {
    const time = records.time[id]!
    const span = records.span[id]!
    const outcome = records.outcome[id]!
    return {
      id, time, span,
      end: time + span,
      kind: RECORD_KINDS[records.kind[id]!]!,
      outcome: OUTCOMES[outcome & OUTCOME_MASK]!,
      settles: (outcome & SETTLES) !== 0,
      rule: RULES[records.rule[id]!]!.id,
      lane: records.lane[id]!,
      request: records.request[id]!,
      cause: records.cause[id]!,
    }
  })
}

export interface Lane {
  id: number
  kind: LaneKind
  parent: number
  pool: Pool
  version: number
  born: Micros
  died: Micros
}

export function lanesOf({ lanes }: Trace): Lane[] {
  return Array.from({ length: lanes.length }, (_, id) => ({
    id,
    kind: LANE_KINDS[lanes.kind[id]!]!,
    parent: lanes.parent[id]!,
    pool: POOLS[lanes.pool[id]!]!,
    version: lanes.version[id]!,
    born: lanes.born[id]!,
    died: lanes.died[id]!,
  }))
}

/** Rows with the same lane, request or whatever the key is, in order. */
export function grouped(rows: readonly Row[], key: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}

/** The first row of the kind. Throws where there is none, so that a test says what is missing. */
export function firstOf(rows: readonly Row[], kind: RecordKind): Row {
  const row = rows.find((each) => each.kind === kind)
  if (row === undefined) throw new Error(`No ${kind} among ${rows.map((each) => each.kind).join(', ')}`)
  return row
}

export const countOf = (rows: readonly Row[], kind: RecordKind): number => rows.filter((row) => row.kind === kind).length

/** Throws with the row that breaks a law. */
export function demand(condition: boolean, law: string, ...rows: (Row | undefined)[]): asserts condition {
  if (!condition) throw new Error(`${law}: ${rows.map((row) => JSON.stringify(row)).join(' ')}`)
}
