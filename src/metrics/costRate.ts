/** What a cost comes to when things go on as they did. */
import { MICROS_PER_DAY, MICROS_PER_HOUR } from '../base/units'
import type { Micros, Trace } from '../sim/trace/schema'
import type { Digest } from './digest'
import { sumOf, toUsd } from './money'
import type { Tariff } from './tariff'
import { costLinesWithin } from './within'
import type { Part } from './within'

export type CostSpan = 'run' | 'day' | 'month'

/** AWS's own estimates count a month so. */
export const HOURS_PER_MONTH = 730
const SPAN: Readonly<Record<Exclude<CostSpan, 'run'>, Micros>> = { day: MICROS_PER_DAY, month: MICROS_PER_HOUR * HOURS_PER_MONTH }

/** What stands is charged by the millisecond: who goes on pays for the rounding up once, not once per stretch. */
const withoutRounding = (tariff: Tariff): Tariff => ({
  ...tariff,
  standing: tariff.standing.map((charge) => ({ ...charge, roundingMs: 1, minimumMs: 0 })),
})

/**
 * US dollars for `span` if things go on as in `part` of a run, or what that part itself costs.
 * @returns null before any time has passed
 */
export function costFor(digest: Digest, trace: Trace, part: Part, span: CostSpan): number | null {
  if (span === 'run') return toUsd(sumOf(costLinesWithin(digest, trace, part)))
  const elapsed = part.to - (part.from ?? 0)
  if (elapsed <= 0) return null
  return (toUsd(sumOf(costLinesWithin(digest, trace, part, withoutRounding(digest.billing.tariff)))) * SPAN[span]) / elapsed
}
