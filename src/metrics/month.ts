/** What a stretch of a run would cost over a month, if the month were nothing but such stretches. */
import { MICROS_PER_DAY } from '../base/units'
import { toUsd } from './money'
import type { Money } from './money'
import type { Micros } from '../sim/trace/schema'

export const DAYS_PER_MONTH = 30

/** US dollars; null where the stretch has no length. */
export function perMonth(amount: Money, length: Micros): number | null {
  return length > 0 ? toUsd(amount) * ((DAYS_PER_MONTH * MICROS_PER_DAY) / length) : null
}
