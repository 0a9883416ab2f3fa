/** The metrics of namespace AWS/Lambda that a run has something to say about, and how each is emitted. */
import type { RuleId } from '../../rules/registry'

export const METRIC_NAMES = [
  'Invocations',
  'Errors',
  'Throttles',
  'Duration',
  'ConcurrentExecutions',
  'UnreservedConcurrentExecutions',
  'ClaimedAccountConcurrency',
  'ProvisionedConcurrentExecutions',
  'ProvisionedConcurrencyUtilization',
  'ProvisionedConcurrencyInvocations',
  'ProvisionedConcurrencySpilloverInvocations',
  'AsyncEventsReceived',
  'AsyncEventAge',
  'AsyncEventsDropped',
  'DeadLetterErrors',
  'DestinationDeliveryFailures',
  'RecursiveInvocationsDropped',
  'IteratorAge',
] as const
export type MetricName = (typeof METRIC_NAMES)[number]

const STATISTICS = ['Sum', 'Average', 'Maximum', 'Minimum', 'SampleCount', 'p50', 'p90', 'p95', 'p99', 'p99.9'] as const
export type Statistic = (typeof STATISTICS)[number]

export interface Metric {
  name: MetricName
  unit: 'Count' | 'Milliseconds' | 'None'
  /** Samples have a value each; a gauge is a level over time, of which only extremes and averages make sense. */
  kind: 'samples' | 'gauge'
  /** The first is what the guide recommends. */
  statistics: readonly Statistic[]
  /** Without dimensions for the Region only, or per function too. */
  scope: 'function' | 'region'
  /** The rules it follows, the one that defines it first. */
  rules: readonly RuleId[]
}

const COUNTED: readonly Statistic[] = ['Sum', 'Average', 'SampleCount', 'Maximum', 'Minimum']
const LEVELS: readonly Statistic[] = ['Maximum', 'Average', 'Minimum']
const TIMES: readonly Statistic[] = ['Average', 'Maximum', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'Minimum', 'Sum', 'SampleCount']

type Body = Pick<Metric, 'statistics' | 'rules'> & Partial<Metric>

const metric = (name: MetricName, body: Body): Metric => ({ name, unit: 'Count', kind: 'samples', scope: 'function', ...body })
const gauge = (name: MetricName, rules: readonly RuleId[], body: Partial<Metric> = {}): Metric =>
  metric(name, { kind: 'gauge', statistics: LEVELS, rules, ...body })

export const METRICS: readonly Metric[] = [
  metric('Invocations', { statistics: COUNTED, rules: ['MO-10', 'MO-02', 'MC-31'] }),
  metric('Errors', { statistics: COUNTED, rules: ['MO-11', 'MO-02', 'MC-31'] }),
  metric('Throttles', { statistics: COUNTED, rules: ['MO-12', 'MC-31'] }),
  metric('Duration', { statistics: TIMES, unit: 'Milliseconds', rules: ['MO-20', 'MO-02'] }),
  gauge('ConcurrentExecutions', ['MO-24', 'MC-31']),
  gauge('UnreservedConcurrentExecutions', ['MO-25', 'MC-31'], { scope: 'region' }),
  gauge('ClaimedAccountConcurrency', ['MO-28', 'MC-32'], { scope: 'region' }),
  gauge('ProvisionedConcurrentExecutions', ['MO-26']),
  gauge('ProvisionedConcurrencyUtilization', ['MO-27'], { unit: 'None' }),
  metric('ProvisionedConcurrencyInvocations', { statistics: COUNTED, rules: ['MO-15', 'MO-02'] }),
  metric('ProvisionedConcurrencySpilloverInvocations', { statistics: COUNTED, rules: ['MO-16', 'MO-02'] }),
  metric('AsyncEventsReceived', { statistics: COUNTED, rules: ['MO-29'] }),
  metric('AsyncEventAge', { statistics: TIMES, unit: 'Milliseconds', rules: ['MO-30'] }),
  metric('AsyncEventsDropped', { statistics: COUNTED, rules: ['MO-31'] }),
  metric('DeadLetterErrors', { statistics: COUNTED, rules: ['MO-13', 'AS-14'] }),
  metric('DestinationDeliveryFailures', { statistics: COUNTED, rules: ['MO-14', 'AS-14', 'AS-15'] }),
  metric('RecursiveInvocationsDropped', { statistics: COUNTED, rules: ['MO-17', 'AS-18'] }),
  metric('IteratorAge', { statistics: ['Maximum', ...TIMES.filter((name) => name !== 'Maximum')], unit: 'Milliseconds', rules: ['MO-22'] }),
]

export const metricOf = (name: MetricName): Metric => METRICS.find((each) => each.name === name)!
