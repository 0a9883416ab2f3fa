/** Moments in words. */
import { recordText } from '../../text/en/records.ts'
import { unitFor, type TimeTicks } from '../chart/ticks.ts'

const DECIMALS = { µs: 0, ms: 3, s: 3, clock: 1 } as const
const FINE_DECIMALS = { µs: 0, ms: 3, s: 6, clock: 6 } as const

interface MomentOptions {
  withUnit?: boolean
  /** Microseconds that a reader could tell apart: fine enough, and the digits go down to the microsecond. */
  resolution?: number
}

/** A moment as the stage shows it: the unit fits the run, the digits a millisecond, or a microsecond when zoomed in. */
export function momentText(time: number, until: number, { withUnit = true, resolution = Infinity }: MomentOptions = {}): string {
  const unit = unitFor(until)
  const fine = resolution < 500
  const decimals = fine ? FINE_DECIMALS[unit] : resolution < 50_000 ? Math.max(3, DECIMALS[unit]) : DECIMALS[unit]
  const text = withUnit ? recordText.momentWithUnit : recordText.moment
  return text(time, unit, unit === 'µs' ? 0 : decimals)
}

export const tickText = (time: number, { unit, decimals }: TimeTicks): string =>
  recordText.momentWithUnit(time, unit, decimals)
