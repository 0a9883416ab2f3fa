/** Settings of a queue and of the mapping that polls it. */
import { MAPPING_LIMITS } from '../../../scenario/mappingLimits.ts'
import { sqs } from '../../../sources/sqs/source.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { limitsOf } from '../../../scenario/fieldLimits.ts'
import { DEFAULT_SQS } from '../../../scenario/defaults.ts'
import { batchKnobs, choiceOf, FIFO, numberOf, reportsKnob, SQS, STANDARD, where, withMapping } from './mapping.ts'

const standard = batchKnobs(STANDARD, 'BatchSize')
/** Of a FIFO queue it has no window. */
const PROVISIONED = where(SQS, ({ mapping }) => mapping.ProvisionedPollerConfig !== null)
/** More than that are kept ready by few. */
const USUAL_POLLERS = 200
const { VisibilityTimeout, DelaySeconds, longPollSeconds } = sqs.config.shape.fields
const VISIBILITY = limitsOf(VisibilityTimeout)
const DELAY = limitsOf(DelaySeconds)
const LONG_POLL = limitsOf(longPollSeconds)
const fifoSize = batchKnobs(FIFO, 'fifoBatchSize').size

export const SQS_KNOBS: KnobGroup['knobs'] = [
  numberOf({
    lens: FIFO,
    id: 'messageGroups',
    field: 'messageGroups',
    read: ({ messageGroups }) => messageGroups,
    write: (queue, value) => ({ ...queue, messageGroups: value ?? 0 }),
    stops: () => logStops(1, 1000, 1),
  }),
  standard.size,
  fifoSize,
  standard.window,
  numberOf({
    lens: SQS,
    id: 'VisibilityTimeout',
    field: 'VisibilityTimeout',
    read: ({ VisibilityTimeout }) => VisibilityTimeout,
    write: (queue, value) => ({ ...queue, VisibilityTimeout: value ?? 0 }),
    stops: () => logStops(1, VISIBILITY.max, 1),
  }),
  numberOf({
    lens: SQS,
    id: 'maxReceiveCount',
    field: 'RedrivePolicy',
    read: ({ RedrivePolicy }) => RedrivePolicy?.maxReceiveCount ?? null,
    write: (queue, maxReceiveCount) => ({ ...queue, RedrivePolicy: maxReceiveCount === null ? null : { maxReceiveCount } }),
    stops: () => [...linearStops(1, 10, 1), ...logStops(12, 1000, 1)],
    initial: 5,
  }),
  numberOf({
    lens: SQS,
    id: 'MaximumConcurrency',
    field: 'mapping.ScalingConfig',
    read: ({ mapping }) => mapping.ScalingConfig?.MaximumConcurrency ?? null,
    write: (queue, most) => withMapping(queue, most === null ? { ScalingConfig: null } : { ScalingConfig: { MaximumConcurrency: most }, ProvisionedPollerConfig: null }),
    stops: () => logStops(MAPPING_LIMITS.mappingConcurrency.min, MAPPING_LIMITS.mappingConcurrency.max, 1),
    initial: MAPPING_LIMITS.mappingConcurrency.min,
  }),
  numberOf({
    lens: SQS,
    id: 'MinimumPollers',
    field: 'mapping.ProvisionedPollerConfig',
    read: ({ mapping }) => mapping.ProvisionedPollerConfig?.MinimumPollers ?? null,
    write: (queue, least) =>
      withMapping(queue, least === null ? { ProvisionedPollerConfig: null } : { ScalingConfig: null, ProvisionedPollerConfig: { MinimumPollers: least, MaximumPollers: Math.max(least, queue.mapping.ProvisionedPollerConfig?.MaximumPollers ?? USUAL_POLLERS) } }),
    stops: () => logStops(MAPPING_LIMITS.sqsPollers.min, USUAL_POLLERS, 1),
    initial: MAPPING_LIMITS.sqsPollers.min,
  }),
  numberOf({
    lens: PROVISIONED,
    id: 'MaximumPollers',
    field: 'mapping.ProvisionedPollerConfig.MaximumPollers',
    read: ({ mapping }) => mapping.ProvisionedPollerConfig?.MaximumPollers ?? 0,
    write: (queue, most) => withMapping(queue, { ProvisionedPollerConfig: { MinimumPollers: queue.mapping.ProvisionedPollerConfig?.MinimumPollers ?? MAPPING_LIMITS.sqsPollers.min, MaximumPollers: most ?? 0 } }),
    stops: ({ mapping }) => logStops(mapping.ProvisionedPollerConfig?.MinimumPollers ?? MAPPING_LIMITS.sqsPollers.min, MAPPING_LIMITS.sqsPollers.max, 1),
  }),
  reportsKnob(SQS),
  choiceOf({
    lens: SQS,
    id: 'backOff',
    field: 'backOff',
    read: ({ backOff }) => backOff,
    write: (queue, backOff) => ({ ...queue, backOff: backOff === 'worst-case' ? backOff : DEFAULT_SQS.backOff }),
  }),
  numberOf({
    lens: SQS,
    id: 'DelaySeconds',
    field: 'DelaySeconds',
    read: ({ DelaySeconds }) => DelaySeconds,
    write: (queue, value) => ({ ...queue, DelaySeconds: value ?? 0 }),
    stops: () => logStops(DELAY.min, DELAY.max, 1),
    advanced: true,
  }),
  numberOf({
    lens: SQS,
    id: 'MessageRetentionPeriod',
    field: 'MessageRetentionPeriod',
    read: ({ MessageRetentionPeriod }) => MessageRetentionPeriod,
    write: (queue, value) => ({ ...queue, MessageRetentionPeriod: value ?? 0 }),
    stops: () => logStops(MAPPING_LIMITS.retentionSeconds.min, MAPPING_LIMITS.retentionSeconds.max, 1),
    step: 60,
    advanced: true,
  }),
  numberOf({
    lens: where(SQS, ({ mapping }) => mapping.MaximumBatchingWindowInSeconds > 0),
    id: 'longPollSeconds',
    field: 'longPollSeconds',
    read: ({ longPollSeconds }) => longPollSeconds,
    write: (queue, value) => ({ ...queue, longPollSeconds: value ?? 0 }),
    stops: () => linearStops(LONG_POLL.min, LONG_POLL.max, 1),
    advanced: true,
  }),
]
