/** Numbers and durations as text. One locale, so that what is shown does not depend on the machine. */
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_MS, MICROS_PER_SECOND } from './units'

const LOCALE = 'en-US'
/** Thin enough to read as one word, and it never breaks across lines. */
const SPACE = '\u00a0'

const integer = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumSignificantDigits: 3 })
const threeDigits = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 })
const cents = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'USD' })
const smallMoney = new Intl.NumberFormat(LOCALE, {
  style: 'currency', currency: 'USD', minimumSignificantDigits: 2, maximumSignificantDigits: 3,
})
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumSignificantDigits: 3 })

/** Whole number with thousands separators. */
export const formatCount = (value: number): string => integer.format(value)

/** Short number for tight places: `12.3K`. */
export const formatCompact = (value: number): string => compact.format(value)

/** Number with up to three significant digits. */
export const formatNumber = (value: number): string => threeDigits.format(value)

/** Share from 0 to 1 as a percentage. */
export const formatShare = (value: number): string => percent.format(value)

/** US dollars; amounts below a dollar keep three significant digits, since a cent buys 50,000 requests. */
export function formatMoney(dollars: number): string {
  return dollars === 0 || Math.abs(dollars) >= 1 ? cents.format(dollars) : smallMoney.format(dollars)
}

const unit = (value: number, name: string): string => threeDigits.format(value) + SPACE + name

/** `4 min 05 s`: a whole number of the larger unit and a two-digit rest. */
function twoUnits(micros: number, large: readonly [number, string], small: readonly [number, string]): string {
  const total = Math.round(micros / small[0])
  const perLarge = large[0] / small[0]
  const rest = total % perLarge
  const head = integer.format(Math.floor(total / perLarge)) + SPACE + large[1]
  return rest === 0 ? head : head + SPACE + String(rest).padStart(2, '0') + SPACE + small[1]
}

/** A duration in microseconds in the unit a reader would choose, to about three digits. */
export function formatDuration(micros: number): string {
  if (micros < 0) return `\u2212${formatDuration(-micros)}`
  if (micros === 0) return `0${SPACE}ms`
  if (micros < 999.5) return unit(micros, '\u00b5s')
  if (micros < 999.5 * MICROS_PER_MS) return unit(micros / MICROS_PER_MS, 'ms')
  if (micros < 59.95 * MICROS_PER_SECOND) return unit(micros / MICROS_PER_SECOND, 's')
  if (micros < MICROS_PER_HOUR - MICROS_PER_SECOND / 2) {
    return twoUnits(micros, [MICROS_PER_MINUTE, 'min'], [MICROS_PER_SECOND, 's'])
  }
  if (micros < MICROS_PER_DAY - MICROS_PER_MINUTE / 2) {
    return twoUnits(micros, [MICROS_PER_HOUR, 'h'], [MICROS_PER_MINUTE, 'min'])
  }
  return twoUnits(micros, [MICROS_PER_DAY, 'd'], [MICROS_PER_HOUR, 'h'])
}
