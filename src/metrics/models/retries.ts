/** Who tries an event again, and how often, by its model: told from the configuration. */
import { ruleNumber } from '../../rules/registry'
import type { RuleId } from '../../rules/registry'
import { rulebookAt } from '../../rules/rulebook'
import type { EventSource, FunctionConfig, Scenario, TrafficSource } from '../../sim/scenario'
import { retriesOf } from '../../sources/kafka/retries'
import { holderOf, isBroker, isQueue, isStream, isTopic } from '../message/holder'
import type { Holder } from '../message/holder'
import type { ModelRow } from './rows'

const COGNITO_ATTEMPTS = ruleNumber('TR-12', 'attempts')

/** How often the event can be tried: by a client, by Lambda, by its queue, by its mapping. */
export function mostAttempts({ lambdaAsOf }: Scenario, { client, eventSource, via }: TrafficSource, fn: FunctionConfig): number | null {
  if (eventSource !== null) return mostOfMapping(eventSource)
  if (via === 'event') return fn.EventInvokeConfig.MaximumRetryAttempts + 1
  if (via === 'cognito') return COGNITO_ATTEMPTS
  return client.retryMode === 'none' ? 1 : (client.maxAttempts ?? rulebookAt(lambdaAsOf).retry[client.retryMode].attempts)
}

function mostOfMapping(eventSource: EventSource): number | null {
  if (isQueue(eventSource)) return eventSource.RedrivePolicy?.maxReceiveCount ?? null
  if (isBroker(eventSource)) return eventSource.maximumRedeliveries === null ? null : eventSource.maximumRedeliveries + 1
  if (isStream(eventSource) || isTopic(eventSource)) {
    const retries = isTopic(eventSource) ? retriesOf(eventSource.mapping) : eventSource.mapping.MaximumRetryAttempts
    return retries < 0 || eventSource.mapping.BisectBatchOnFunctionError ? null : retries + 1
  }
  return holderOf(eventSource) === 'changes' ? null : 1
}

const OWN_RULES: Readonly<Partial<Record<Holder, RuleId>>> = { broker: 'KF-05', topic: 'KF-03', changes: 'KF-06' }

/** The rule by which an event of this model is tried again, or is not. */
export function ruleOfRetries({ model, most, holder, via }: Pick<ModelRow, 'model' | 'most' | 'holder' | 'via'>): RuleId {
  const own = OWN_RULES[holder]
  if (own !== undefined) return own
  switch (model) {
    case 'synchronous':
      if (via === 'cognito') return 'TR-12'
      return most === 1 ? 'SY-03' : 'SY-06'
    case 'asynchronous':
      return 'AS-03'
    case 'queue':
      return most === null ? 'SQ-07' : 'SQ-11'
    case 'stream':
      return most === null ? 'ST-06' : 'ST-07'
  }
}
