/** Settings of a queue and of the mapping that polls it. */
import { LIMITS } from '../../../scenario/limits.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { batchKnobs, FIFO, numberOf, SQS, STANDARD, withMapping } from './mapping.ts'

const standard = batchKnobs(STANDARD, 'BatchSize')
/** Of a FIFO queue it has no window. */
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
    stops: () => logStops(1, LIMITS.visibilitySeconds.max, 1),
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
    write: (queue, most) => withMapping(queue, { ScalingConfig: most === null ? null : { MaximumConcurrency: most } }),
    stops: () => logStops(LIMITS.mappingConcurrency.min, LIMITS.mappingConcurrency.max, 1),
    initial: LIMITS.mappingConcurrency.min,
  }),
  batchKnobs(SQS, 'BatchSize').reports,
]
