/** What a cost comes to when things go on as they did. */
import { MICROS_PER_DAY } from '../base/units'
import type { Micros } from '../sim/trace/schema'

export type CostSpan = 'run' | 'day' | 'month'

/** AWS's own estimates count a month as 730 hours. */
const HOURS_PER_MONTH = 730
const SPAN: Readonly<Record<Exclude<CostSpan, 'run'>, Micros>> = { day: MICROS_PER_DAY, month: (MICROS_PER_DAY / 24) * HOURS_PER_MONTH }

/** US dollars for `span` when `usd` were spent in `elapsed`; null before any time has passed. */
export function costFor(usd: number, elapsed: Micros, span: CostSpan): number | null {
  if (span === 'run') return usd
  return elapsed > 0 ? (usd * SPAN[span]) / elapsed : null
}
