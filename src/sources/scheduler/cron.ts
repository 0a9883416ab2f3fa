/** Cron expressions of AWS: six fields, days of the month or of the week, with `L`, `W` and `#`. */
import { daysInMonth } from '../../base/calendar'
import type { CalendarDay } from '../../base/calendar'

export interface Cron {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly months: readonly number[]
  /** Null: every year. */
  readonly years: readonly number[] | null
  /** Whether a day is meant. */
  readonly days: (day: CalendarDay) => boolean
}

export const CRON_FIELDS = ['minutes', 'hours', 'dayOfMonth', 'month', 'dayOfWeek', 'year'] as const
export type CronField = (typeof CRON_FIELDS)[number]

export type CronProblem =
  | { problem: 'cronFields'; count: number }
  | { problem: 'cronField'; field: CronField; value: string; least: number; most: number }
  /** Both days of the month and of the week are given, or neither is. */
  | { problem: 'cronDays'; both: boolean }

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

interface Range {
  least: number
  most: number
  names?: readonly string[]
}
const RANGES: Readonly<Record<CronField, Range>> = {
  minutes: { least: 0, most: 59 },
  hours: { least: 0, most: 23 },
  dayOfMonth: { least: 1, most: 31 },
  month: { least: 1, most: 12, names: MONTHS },
  dayOfWeek: { least: 1, most: 7, names: WEEKDAYS },
  year: { least: 1970, most: 2199 },
}

function numberIn(text: string, { least, most, names }: Range): number | null {
  const named = names?.indexOf(text.toUpperCase()) ?? -1
  const value = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : null
}

/** The first and the last value of `5`, `MON-FRI` or `*`; the last is open where only one is given. Null where it is none. */
function spanOf(text: string, range: Range): { from: number; to: number | undefined } | null {
  if (text === '*') return { from: range.least, to: range.most }
  const [from, to, ...rest] = text.split('-').map((each) => numberIn(each, range))
  return from === undefined || from === null || to === null || rest.length > 0 ? null : { from, to }
}

/** Values of a part such as `5`, `MON-FRI`, `0/15` or `*`; null where it is none. */
function partOf(text: string, range: Range): number[] | null {
  const [written = '', every, ...more] = text.split('/')
  const step = every === undefined ? 1 : Number(every)
  const span = spanOf(written, range)
  if (span === null || more.length > 0 || !Number.isInteger(step) || step < 1) return null
  const { from, to = every === undefined ? from : range.most } = span
  // Ranges of weekdays and months may go round: SAT-MON.
  if (to < from && range.names === undefined) return null
  const size = range.most - range.least + 1
  const length = to >= from ? to - from + 1 : to - from + 1 + size
  return Array.from({ length: Math.ceil(length / step) }, (_, n) => ((from + n * step - range.least) % size) + range.least)
}

function listOf(text: string, range: Range): number[] | null {
  const parts = text.split(',').map((part) => partOf(part, range))
  return parts.includes(null) ? null : [...new Set(parts.flatMap((part) => part ?? []))].toSorted((a, b) => a - b)
}

type Days = Cron['days']

/** `L` is the last day of the month, `15W` the weekday nearest to the 15th. */
function monthDays(text: string): Days | null {
  if (text === 'L') return ({ year, month, day }) => day === daysInMonth(year, month)
  const nearest = /^(\d{1,2})W$/.exec(text)
  if (nearest !== null) {
    const wanted = numberIn(nearest[1]!, RANGES.dayOfMonth)
    return wanted === null ? null : (day) => day.day === nearestWeekday(day, wanted)
  }
  const list = listOf(text, RANGES.dayOfMonth)
  return list === null ? null : ({ day }) => list.includes(day)
}

function nearestWeekday({ year, month, day, weekday }: CalendarDay, wanted: number): number {
  const last = daysInMonth(year, month)
  const near = Math.min(wanted, last)
  const on = (((weekday + near - day) % 7) + 7) % 7
  if (on === 6) return near === 1 ? 3 : near - 1
  if (on === 0) return near === last ? near - 2 : near + 1
  return near
}

/** `L` is Saturday, `6L` the last Friday of the month, `3#2` its second Tuesday. */
function weekDays(text: string): Days | null {
  if (text === 'L') return ({ weekday }) => weekday === 6
  const last = /^(\w+)L$/.exec(text)
  const nth = /^(\w+)#([1-5])$/.exec(text)
  const named = last ?? nth
  if (named !== null) {
    const wanted = numberIn(named[1]!, RANGES.dayOfWeek)
    if (wanted === null) return null
    const isPlace = ({ year, month, day }: CalendarDay): boolean => (last !== null ? day + 7 > daysInMonth(year, month) : Math.ceil(day / 7) === Number(nth![2]))
    return (day) => day.weekday === wanted - 1 && isPlace(day)
  }
  const list = listOf(text, RANGES.dayOfWeek)
  return list === null ? null : ({ weekday }) => list.includes(weekday + 1)
}

/** Reads what stands between the brackets of `cron(...)`. */
export function readCron(text: string): Cron | CronProblem {
  const fields = text.split(/\s+/).filter((field) => field !== '')
  if (fields.length !== CRON_FIELDS.length) return { problem: 'cronFields', count: fields.length }
  const [minute, hour, monthDay, month, weekDay, year] = fields as [string, string, string, string, string, string]
  if ((monthDay === '?') === (weekDay === '?')) return { problem: 'cronDays', both: monthDay !== '?' }
  const wrong = (field: CronField, value: string): CronProblem => ({ problem: 'cronField', field, value, least: RANGES[field].least, most: RANGES[field].most })
  const minutes = listOf(minute, RANGES.minutes)
  if (minutes === null) return wrong('minutes', minute)
  const hours = listOf(hour, RANGES.hours)
  if (hours === null) return wrong('hours', hour)
  const days = weekDay === '?' ? monthDays(monthDay) : weekDays(weekDay)
  if (days === null) return weekDay === '?' ? wrong('dayOfMonth', monthDay) : wrong('dayOfWeek', weekDay)
  const months = listOf(month, RANGES.month)
  if (months === null) return wrong('month', month)
  const years = year === '*' ? null : listOf(year, RANGES.year)
  if (year !== '*' && years === null) return wrong('year', year)
  return { minutes, hours, months, years, days }
}
