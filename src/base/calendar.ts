/** Days and times of the calendar as plain arithmetic: no clock is read. */
import { MICROS_PER_MS } from './units.ts'

export interface CalendarDay {
  year: number
  /** 1 to 12. */
  month: number
  /** 1 to 31. */
  day: number
  /** 0 is Sunday. */
  weekday: number
}

const DAYS_PER_ERA = 146_097
const MS_PER_DAY = 86_400_000

/** Days from 1 January 1970 to a date written YYYY-MM-DD. */
export function daysOf(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * DAYS_PER_ERA + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

/** The day that comes so many days after 1 January 1970. */
export function dayOf(days: number): CalendarDay {
  const from = days + 719_468
  const era = Math.floor(from / DAYS_PER_ERA)
  const ofEra = from - era * DAYS_PER_ERA
  const years = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const shifted = Math.floor((5 * ofYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
  }
}

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0')

/** A moment of a run that began at midnight UTC of a date, as in `2026-11-23T00:01:02.003Z`. */
export function isoTime(date: string, micros: number): string {
  const ms = Math.floor(micros / MICROS_PER_MS)
  const { year, month, day } = dayOf(daysOf(date) + Math.floor(ms / MS_PER_DAY))
  const [hour, minute, second] = [3_600_000, 60_000, 1_000].map((unit, at) => Math.floor(ms / unit) % [24, 60, 60][at]!)
  const time = [hour, minute, second].map((part) => padded(part!, 2)).join(':')
  return `${year}-${padded(month, 2)}-${padded(day, 2)}T${time}.${padded(ms % 1000, 3)}Z`
}
