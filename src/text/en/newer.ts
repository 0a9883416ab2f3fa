/** Words about what a scenario uses that is newer than the day of its rules. */
import { formatCount } from '../../base/format.ts'
import type { AvailabilityRule, Newer } from '../../scenario/newer.ts'

/** Those with a size are followed by what was the most before. */
const FEATURES: Readonly<Record<AvailabilityRule, string>> = {
  'AV-01': 'provisioned concurrency',
  'AV-02': 'HTTP APIs',
  'AV-03': 'container images',
  'AV-04': 'memory above',
  'AV-05': 'arm64',
  'AV-06': '/tmp above',
  'AV-07': 'function URLs',
  'AV-08': 'SnapStart for Java',
  'AV-09': 'SnapStart for Python and .NET',
  'AV-10': 'the runtime',
  'AV-11': 'load balancers as callers',
}

export const newerText = {
  intro: (day: string) => `Lambda of ${day} did not have all that this scenario uses. It runs as if it had:`,
  feature: ({ rule, runtime, mostBefore }: Newer) =>
    FEATURES[rule] + (runtime === null ? '' : ` ${runtime}`) + (mostBefore === null ? '' : ` ${formatCount(mostBefore)} MB`),
  since: (day: string) => `since ${day}`,
  message: (what: string, since: string, day: string) => `${what} is available since ${since}; the rules are those of ${day}`,
  title: 'Newer than the day of its rules',
  dismiss: 'Dismiss: newer than the day of the rules',
} as const
