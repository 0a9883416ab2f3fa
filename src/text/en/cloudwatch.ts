/** Words of the metrics panel. Names of metrics and statistics are AWS's own. */
import { formatCount, formatDuration, formatNumber, formatShare } from '../../base/format'
import type { QuotaKind } from '../../metrics/cloudwatch/limit'
import type { Metric } from '../../metrics/cloudwatch/catalogue'

const periods = [
  [1, '1 second'],
  [10, '10 seconds'],
  [60, '1 minute'],
  [300, '5 minutes'],
  [3600, '1 hour'],
] as const

const limits: Readonly<Record<QuotaKind, string>> = {
  account: 'account quota',
  unreserved: 'unreserved',
  reserved: 'reserved',
  provisioned: 'provisioned',
  full: 'all in use',
}

/** A value in the metric's unit. */
function value(amount: number, { unit, kind }: Pick<Metric, 'unit' | 'kind'>): string {
  if (Number.isNaN(amount)) return '–'
  if (unit === 'Milliseconds') return formatDuration(amount * 1000)
  if (unit === 'None') return formatShare(amount)
  return Number.isInteger(amount) ? formatCount(amount) : kind === 'samples' ? formatShare(amount) : formatNumber(amount)
}

export const cloudwatch = {
  title: 'Metrics',
  empty: 'Nothing has run yet.',
  metric: 'Metric',
  statistic: 'Statistic',
  period: 'Period',
  periods: periods.map(([seconds, label]) => ({ seconds, label })),
  dimension: 'Dimension',
  region: 'Region: all functions',
  functionName: (name: string) => `FunctionName: ${name}`,
  value,
  limit: (kind: QuotaKind, amount: string) => `${limits[kind]} ${amount}`,
  upTo: (time: string) => `so far, at ${time}`,
  within: (from: string, to: string) => `from ${from} to ${to}`,
  summary: (what: string, points: number, highest: string) =>
    points === 0 ? `${what}: no points.` : `${what}: ${points === 1 ? '1 point' : `${formatCount(points)} points`}, the highest ${highest}.`,
  what: (metric: string, statistic: string, period: string) => `${metric}, ${statistic} per ${period}`,
  whole: 'Whole stretch',
  nowIn: 'This period',
  noPoints: 'No points: nothing was sent.',
  table: 'Points as a table',
  caption: (what: string) => `${what}, as a table`,
  columns: { start: 'Period from', value: 'Value' },
  copy: 'Copy as CSV',
  rules: 'Rules of this metric',
  rule: (id: string, name: string, statement: string) => `${id} ${name}: ${statement}`,
  finer: 'CloudWatch has points of one minute.',
} as const
