/** What is wrong with a service that sends events, a schedule or what a handler sends: as AWS would say it. */
import type { ExpressionProblem } from '../../sources/scheduler/expression'
import { SERVICE, type ServiceKind } from '../../sources/index.ts'

const field = {
  minutes: 'Minutes', hours: 'Hours', dayOfMonth: 'Day-of-month', month: 'Month', dayOfWeek: 'Day-of-week', year: 'Year',
} as const

const expressions: { [P in ExpressionProblem['problem']]: (found: Extract<ExpressionProblem, { problem: P }>) => string } = {
  form: () => 'It must be rate(...), cron(...) or at(...).',
  rateValue: ({ value }) => `The value of a rate must be a whole number of at least 1, not "${value}".`,
  rateUnit: ({ unit, value }) => `The unit of a rate of ${value} must be ${value === 1 ? 'minute, hour or day' : 'minutes, hours or days'}, not "${unit}".`,
  at: () => 'A one-time schedule is written at(yyyy-mm-ddThh:mm:ss).',
  cronFields: ({ count }) => `A cron expression has six fields: minutes, hours, day-of-month, month, day-of-week and year. This one has ${count}.`,
  cronField: ({ field: name, value, least, most }) => `${field[name]} is "${value}". Allowed: ${least} to ${most}, lists, ranges and steps of them.`,
  cronDays: ({ both }) =>
    both ? 'Day-of-month and Day-of-week cannot both be set: one of them must be ?.' : 'Day-of-month and Day-of-week cannot both be ?: one of them must be set.',
}

export const serviceIssues = {
  expression: (path: string, text: string, problem: ExpressionProblem): string => {
    const say = expressions[problem.problem] as (found: ExpressionProblem) => string
    return `${path} is "${text}", which is not a valid ScheduleExpression. ${say(problem)}`
  },
  expressionAllowed: 'rate(5 minutes), cron(0 12 * * ? *) or at(2026-11-23T12:00:00)',
  window: (path: string, minutes: number) => `${path} is ${minutes}. Only EventBridge Scheduler has a flexible time window. Allowed: 0.`,
  unused: (path: string, via: string) => `${path} is set, but via is "${via}". Services send events through via "event": set it to null.`,
  notSettable: (path: string, kind: ServiceKind) => `${path} is set, but ${SERVICE[kind].name} has no such setting for Lambda. Allowed: null.`,
  same: (path: string, name: string) => `${path} is "${name}". It must name another source, one that sends messages of its own.`,
  sendsTo: (path: string, name: string) => `${path} is "${name}". No source of the scenario has that name.`,
  sendsFrom: (path: string, source: string) => `${path} is set, but ${source} calls the function and waits for the answer. Here only functions send that are invoked with events or batches.`,
  sources: 'the name of a source',
} as const
