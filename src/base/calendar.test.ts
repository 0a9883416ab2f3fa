import { expect, test } from 'vitest'
import { dayOf, daysInMonth, daysOf, isoTime } from './calendar'

test('days and dates belong together, leap years included', () => {
  for (let days = -800; days < 60_000; days += 7) {
    const real = new Date(days * 86_400_000)
    const { year, month, day, weekday } = dayOf(days)
    expect([year, month, day, weekday]).toEqual([real.getUTCFullYear(), real.getUTCMonth() + 1, real.getUTCDate(), real.getUTCDay()])
    expect(daysOf(real.toISOString().slice(0, 10))).toBe(days)
  }
  expect([daysInMonth(2024, 2), daysInMonth(2026, 2), daysInMonth(2100, 2), daysInMonth(2026, 11), daysInMonth(2026, 12)]).toEqual([29, 28, 28, 30, 31])
})

test('a moment is written as JavaScript writes it', () => {
  for (const micros of [0, 1_234_567, 86_399_999_999, 90_061_001_000, 5 * 86_400e6]) {
    expect(isoTime('2026-12-30', micros)).toBe(new Date(Date.parse('2026-12-30T00:00:00Z') + Math.floor(micros / 1000)).toISOString())
  }
})
