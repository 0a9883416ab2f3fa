import { describe, expect, test } from 'vitest'
import { expressionTimes, isProblem, readExpression } from './expression'

const DAY = 86_400e6
const MINUTE = 60e6

/** Minutes after midnight of the first day. */
function minutesOf(text: string, { date = '2026-11-23', days = 1 } = {}): number[] {
  const read = readExpression(text)
  if (isProblem(read)) throw new Error(JSON.stringify(read))
  return expressionTimes(read, date, days * DAY - 1).map((time) => time / MINUTE)
}

/** Days of the first weeks, counted from 0, on which it is due. */
const daysOfRun = (text: string, date: string, days = 31): number[] => minutesOf(text, { date, days }).map((minute) => minute / 1440)

describe('rate', () => {
  test('begins at once and comes again', () => {
    expect(minutesOf('rate(5 minutes)').slice(0, 3)).toEqual([0, 5, 10])
    expect(minutesOf('rate(1 hour)')).toHaveLength(24)
    expect(minutesOf('rate(1 day)', { days: 3 })).toEqual([0, 1440, 2880])
  })

  test('takes the singular for one and the plural for more', () => {
    expect(readExpression('rate(1 minutes)')).toEqual({ problem: 'rateUnit', unit: 'minutes', value: 1 })
    expect(readExpression('rate(5 minute)')).toEqual({ problem: 'rateUnit', unit: 'minute', value: 5 })
    expect(readExpression('rate(0 minutes)')).toEqual({ problem: 'rateValue', value: '0' })
    expect(readExpression('rate(2 weeks)')).toMatchObject({ problem: 'rateUnit' })
  })
})

describe('cron', () => {
  test('the examples of the guide', () => {
    expect(minutesOf('cron(0 10 * * ? *)')).toEqual([600])
    expect(minutesOf('cron(0/15 * * * ? *)')).toHaveLength(96)
    // 23 November 2026 is a Monday.
    expect(daysOfRun('cron(0 0 ? * MON-FRI *)', '2026-11-23', 7)).toEqual([0, 1, 2, 3, 4])
    expect(minutesOf('cron(0/5 8-17 ? * MON-FRI *)')).toHaveLength(120)
    expect(daysOfRun('cron(0 0 1 * ? *)', '2026-11-23')).toEqual([8])
  })

  test('last days, nearest weekdays and the n-th of a month', () => {
    expect(daysOfRun('cron(0 0 L * ? *)', '2026-11-01', 30)).toEqual([29])
    // The 15th of November 2026 is a Sunday: Monday is nearest.
    expect(daysOfRun('cron(0 0 15W * ? *)', '2026-11-01', 30)).toEqual([15])
    // The 1st is a Sunday, too, and the Monday after it; a 1st on a Saturday would give the 3rd.
    expect(daysOfRun('cron(0 0 1W * ? *)', '2026-11-01', 30)).toEqual([1])
    expect(daysOfRun('cron(0 0 1W * ? *)', '2026-08-01', 30)).toEqual([2])
    expect(daysOfRun('cron(0 0 ? * 6L *)', '2026-11-01', 30)).toEqual([26])
    expect(daysOfRun('cron(0 0 ? * 3#2 *)', '2026-11-01', 30)).toEqual([9])
    expect(daysOfRun('cron(0 0 ? * SAT-MON *)', '2026-11-23', 7)).toEqual([0, 5, 6])
    expect(daysOfRun('cron(0 0 ? JAN * 2027)', '2026-12-30', 4)).toEqual([2, 3])
  })

  test('says which field is wrong', () => {
    expect(readExpression('cron(0 12 * * ?)')).toEqual({ problem: 'cronFields', count: 5 })
    expect(readExpression('cron(60 12 * * ? *)')).toEqual({ problem: 'cronField', field: 'minutes', value: '60', least: 0, most: 59 })
    expect(readExpression('cron(0 12 * * * *)')).toEqual({ problem: 'cronDays', both: true })
    expect(readExpression('cron(0 12 ? * ? *)')).toEqual({ problem: 'cronDays', both: false })
    expect(readExpression('cron(0 12 * FOO ? *)')).toMatchObject({ field: 'month', value: 'FOO' })
    expect(readExpression('cron(0 9-8 * * ? *)')).toMatchObject({ field: 'hours' })
  })
})

test('a one-time schedule', () => {
  expect(minutesOf('at(2026-11-23T00:30:00)')).toEqual([30])
  expect(minutesOf('at(2026-11-25T00:30:00)')).toEqual([])
  expect(readExpression('at(2026-02-30T00:00:00)')).toMatchObject({ problem: 'at' })
  expect(readExpression('every minute')).toEqual({ problem: 'form', text: 'every minute' })
})
