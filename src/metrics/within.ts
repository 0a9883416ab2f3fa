/** What happened within a part of a run: differences of running totals, so that neighbouring parts add up. */
import { NONE, OUTCOMES } from '../sim/trace/schema'
import type { Micros, Outcome, RecordId, Trace } from '../sim/trace/schema'
import { isInvocation } from './billing'
import { costLinesAt, countsAt } from './counts'
import type { Counts } from './counts'
import type { CostLine } from './costs'
import type { Digest } from './digest'
import { isStartKind } from './flight'
import { sumOf, toUsd } from './money'
import type { Tariff } from './tariff'

/** After `from` until and with `to`. */
export interface Part {
  /** Null: from the beginning of the run, its first moment included. */
  from: Micros | null
  to: Micros
}

const SUMS = [
  'arrivals', 'requests', 'invocations', 'errors', 'coldStarts', 'throttles', 'rejects', 'retries', 'gatewayTimeouts', 'clientTimeouts', 'billedMs',
] as const

/** Levels are those at the end of the part, everything else is what happened in it. */
export function countsWithin(digest: Digest, trace: Trace, { from, to }: Part, fn: number | null = null): Counts {
  const end = countsAt(digest, trace, to, fn)
  if (from === null) return end
  const start = countsAt(digest, trace, from, fn)
  const sums = Object.fromEntries(SUMS.map((name) => [name, end[name] - start[name]])) as Pick<Counts, (typeof SUMS)[number]>
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, end.outcomes[outcome] - start.outcomes[outcome]])) as Record<Outcome, number>
  const throttlesByRule = new Map([...end.throttlesByRule].map(([rule, count]) => [rule, count - (start.throttlesByRule.get(rule) ?? 0)]))
  return { ...end, ...sums, outcomes, throttlesByRule, costUsd: toUsd(sumOf(costLinesWithin(digest, trace, { from, to }))) }
}

const keyOf = (line: CostLine): string => `${line.item} ${line.function}`

/** The bill of a part: what the bill grew by, line by line. */
export function costLinesWithin(digest: Digest, trace: Trace, { from, to }: Part, tariff: Tariff = digest.billing.tariff): CostLine[] {
  const end = costLinesAt(digest, trace, to, tariff)
  if (from === null) return end
  const start = new Map(costLinesAt(digest, trace, from, tariff).map((line) => [keyOf(line), line]))
  return end
    .map((line) => {
      const before = start.get(keyOf(line))
      return before === undefined ? line : { ...line, quantity: line.quantity - before.quantity, amount: line.amount - before.amount }
    })
    .filter(({ amount }) => amount !== 0n)
}

const cold = new WeakMap<Trace, Int32Array>()

/** Invocations whose request waited for a cold start, in order of their starts; looked up once per trace. */
export function coldInvocations(trace: Trace): Int32Array {
  const known = cold.get(trace)
  if (known !== undefined) return known
  const { records } = trace
  const found: RecordId[] = []
  for (let record = 0; record < records.length; record++) if (isInvocation(trace, record) && waited(trace, record)) found.push(record)
  const rows = Int32Array.from(found)
  cold.set(trace, rows)
  return rows
}

/** Whether a phase of a cold start leads up to the invocation, for the same request. */
function waited({ records }: Trace, invocation: RecordId): boolean {
  const lane = records.lane[invocation]
  const request = records.request[invocation]
  let at = records.cause[invocation]!
  while (at !== NONE && records.lane[at] === lane && records.request[at] === request) {
    if (isStartKind(records.kind[at]!)) return true
    at = records.cause[at]!
  }
  return false
}
