/** Schedule expressions as EventBridge and its Scheduler read them: `rate(...)`, `cron(...)`, `at(...)`. */
import { dayOf, daysInMonth, daysOf } from '../../base/calendar'
import type { CalendarDay } from '../../base/calendar'
import { MICROS_PER_SECOND } from '../../base/units'
import type { Micros } from '../../sim/trace/schema'
import { readCron } from './cron'
import type { Cron, CronProblem } from './cron'

export type Expression =
  | { kind: 'rate'; period: Micros }
  | { kind: 'cron'; cron: Cron }
  | { kind: 'at'; date: string; micros: Micros }

export type ExpressionProblem =
  | { problem: 'form'; text: string }
  | { problem: 'rateValue'; value: string }
  | { problem: 'rateUnit'; unit: string; value: number }
  | { problem: 'at'; text: string }
  | CronProblem

const MINUTE = 60 * MICROS_PER_SECOND
const DAY = 24 * 60 * MINUTE
const UNITS: Readonly<Record<string, Micros>> = { minute: MINUTE, hour: 60 * MINUTE, day: DAY }

export const isProblem = (read: Expression | ExpressionProblem): read is ExpressionProblem => 'problem' in read

/** Reads an expression, or says what is wrong with it. */
export function readExpression(text: string): Expression | ExpressionProblem {
  const found = /^(rate|cron|at)\((.*)\)$/.exec(text.trim())
  if (found === null) return { problem: 'form', text }
  const inner = found[2]!.trim()
  if (found[1] === 'rate') return readRate(inner)
  if (found[1] === 'at') return readAt(inner)
  const cron = readCron(inner)
  return 'problem' in cron ? cron : { kind: 'cron', cron }
}

function readRate(text: string): Expression | ExpressionProblem {
  const [value = '', unit = '', ...more] = text.split(/\s+/)
  const count = Number(value)
  if (!/^\d+$/.test(value) || count < 1) return { problem: 'rateValue', value }
  const span = UNITS[unit.replace(/s$/, '')]
  // One minute, two minutes: AWS insists on it.
  if (span === undefined || more.length > 0 || unit.endsWith('s') !== count > 1) return { problem: 'rateUnit', unit: [unit, ...more].join(' '), value: count }
  return { kind: 'rate', period: count * span }
}

function readAt(text: string): Expression | ExpressionProblem {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(text)
  if (found === null) return { problem: 'at', text }
  const [hour, minute, second] = found.slice(2).map(Number) as [number, number, number]
  const date = found[1]!
  if (!isDate(date) || hour > 23 || minute > 59 || second > 59) return { problem: 'at', text }
  return { kind: 'at', date, micros: ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND }
}

function isDate(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** When it invokes in a run that begins at midnight UTC of a date, in order, up to and with `until`. A rate begins at once. */
export function expressionTimes(expression: Expression, date: string, until: Micros): Micros[] {
  if (expression.kind === 'rate') return Array.from({ length: Math.floor(until / expression.period) + 1 }, (_, n) => n * expression.period)
  const first = daysOf(date)
  if (expression.kind === 'at') {
    const at = (daysOf(expression.date) - first) * DAY + expression.micros
    return at >= 0 && at <= until ? [at] : []
  }
  const times: Micros[] = []
  for (let n = 0; n * DAY <= until; n++) {
    if (!isDue(expression.cron, dayOf(first + n))) continue
    for (const hour of expression.cron.hours) for (const minute of expression.cron.minutes) times.push(n * DAY + (hour * 60 + minute) * MINUTE)
  }
  return times.filter((time) => time <= until)
}

function isDue({ years, months, days }: Cron, day: CalendarDay): boolean {
  return (years === null || years.includes(day.year)) && months.includes(day.month) && days(day)
}
