/** What becomes of asynchronous events: settings of the function, shown beside the source that sends some. */
import { LIMITS } from '../../../scenario/limits.ts'
import type { EventInvokeConfig, Scenario } from '../../../sim/scenario.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { functionAt, withFunction, type Target } from '../edit.ts'
import type { KnobGroup } from '../knob.ts'
import { fromFunction, fromSource, functionPath } from './build.ts'
import { targetKnob } from './targets.ts'

const shown = fromSource(({ via }) => via === 'event', false)

function withEventInvoke(scenario: Scenario, target: Target, patch: Partial<EventInvokeConfig>): Scenario {
  const config = functionAt(scenario, target)
  return config === undefined ? scenario : withFunction(scenario, target, { EventInvokeConfig: { ...config.EventInvokeConfig, ...patch } })
}

function withDestination(side: 'OnSuccess' | 'OnFailure') {
  return (scenario: Scenario, target: Target, arn: string | null): Scenario => {
    const before = functionAt(scenario, target)?.EventInvokeConfig.DestinationConfig
    if (before === undefined) return scenario
    return withEventInvoke(scenario, target, { DestinationConfig: { ...before, [side]: arn === null ? null : { Destination: arn } } })
  }
}

export const ASYNCHRONOUS_KNOBS: KnobGroup['knobs'] = [
  {
    id: 'asyncRetries',
    kind: 'number',
    shown,
    path: functionPath('EventInvokeConfig.MaximumRetryAttempts'),
    read: fromFunction((config) => config.EventInvokeConfig.MaximumRetryAttempts, 0),
    write: (scenario, target, value) => withEventInvoke(scenario, target, { MaximumRetryAttempts: value ?? 0 }),
    stops: () => linearStops(LIMITS.retryAttempts.min, LIMITS.retryAttempts.max, 1),
    step: 1,
  },
  {
    id: 'asyncAge',
    kind: 'number',
    shown,
    path: functionPath('EventInvokeConfig.MaximumEventAgeInSeconds'),
    read: fromFunction((config) => config.EventInvokeConfig.MaximumEventAgeInSeconds, 0),
    write: (scenario, target, value) => withEventInvoke(scenario, target, { MaximumEventAgeInSeconds: value ?? 0 }),
    stops: () => logStops(LIMITS.eventAgeSeconds.min, LIMITS.eventAgeSeconds.max, 1),
    step: 60,
  },
  targetKnob({
    id: 'deadLetter',
    shown,
    path: functionPath('DeadLetterConfig.TargetArn'),
    services: ['sqs'],
    name: 'dead-letters',
    read: fromFunction((config) => config.DeadLetterConfig.TargetArn, null),
    write: (scenario, target, TargetArn) => withFunction(scenario, target, { DeadLetterConfig: { TargetArn } }),
  }),
  targetKnob({
    id: 'onFailure',
    shown,
    path: functionPath('EventInvokeConfig.DestinationConfig.OnFailure'),
    services: ['sqs', 's3'],
    name: 'failed-events',
    read: fromFunction((config) => config.EventInvokeConfig.DestinationConfig.OnFailure?.Destination ?? null, null),
    write: withDestination('OnFailure'),
  }),
  targetKnob({
    id: 'onSuccess',
    shown,
    path: functionPath('EventInvokeConfig.DestinationConfig.OnSuccess'),
    services: ['sqs'],
    name: 'done-events',
    read: fromFunction((config) => config.EventInvokeConfig.DestinationConfig.OnSuccess?.Destination ?? null, null),
    write: withDestination('OnSuccess'),
  }),
]
