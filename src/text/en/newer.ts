/** Words about what a scenario uses that is newer than the day of its rules. */
import type { AvailabilityRule } from '../../scenario/newer.ts'

const FEATURES: Readonly<Record<AvailabilityRule, string>> = {
  'AV-01': 'provisioned concurrency',
  'AV-02': 'HTTP APIs',
  'AV-03': 'container images',
  'AV-04': 'this much memory',
  'AV-05': 'arm64',
  'AV-06': 'this much /tmp',
  'AV-07': 'function URLs',
  'AV-08': 'SnapStart for Java',
  'AV-09': 'SnapStart for Python and .NET',
  'AV-10': 'this runtime',
  'AV-11': 'load balancers as callers',
}

export const newerText = {
  intro: (day: string) => `Lambda of ${day} did not have all that this scenario uses. It runs as if it had:`,
  feature: (rule: AvailabilityRule, runtime: string | null) => runtime ?? FEATURES[rule],
  since: (day: string) => `since ${day}`,
  message: (what: string, since: string, day: string) => `${what} is available since ${since}; the rules are those of ${day}`,
  title: 'Newer than the day of its rules',
  dismiss: 'Dismiss: newer than the day of the rules',
} as const
