/** What a gauge is held against. */
import type { Scenario } from '../../sim/scenario'
import type { Micros } from '../../sim/trace/schema'
import type { MetricName } from './catalogue'
import { settingsAt, unreservedOf } from './settings'

export type QuotaKind = 'account' | 'unreserved' | 'reserved' | 'provisioned' | 'full'

export interface Quota {
  kind: QuotaKind
  value: number
}

/** The limit line of a metric at a moment, or null where it has none. @param fn position of a function; null for the Region */
export function quotaOf(scenario: Scenario, metric: MetricName, fn: number | null, t: Micros): Quota | null {
  const settings = settingsAt(scenario, t)
  const reserved = fn === null ? null : settings.reserved[fn]!
  switch (metric) {
    case 'ConcurrentExecutions':
      if (reserved !== null) return { kind: 'reserved', value: reserved }
      return fn === null ? { kind: 'account', value: settings.account } : { kind: 'unreserved', value: unreservedOf(settings) }
    case 'UnreservedConcurrentExecutions':
      return { kind: 'unreserved', value: settings.account - settings.reserved.reduce<number>((sum, own) => sum + (own ?? 0), 0) }
    case 'ClaimedAccountConcurrency':
      return { kind: 'account', value: settings.account }
    case 'ProvisionedConcurrentExecutions': {
      const value = settings.provisioned.reduce((sum, own, each) => sum + (fn === null || fn === each ? own : 0), 0)
      return value === 0 ? null : { kind: 'provisioned', value }
    }
    case 'ProvisionedConcurrencyUtilization':
      return { kind: 'full', value: 1 }
    default:
      return null
  }
}
