/** Settings that only topics of Kafka have, and what is kept how long. */
import { fieldLimits } from '../../../scenario/fieldLimits.ts'
import { MAPPING_LIMITS } from '../../../scenario/mappingLimits.ts'
import { logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { batchKnobs, lensOf, lensWith, numberOf, where, WITH_HALF_SECOND, withMapping } from './mapping.ts'

const KAFKA = lensOf('msk', 'kafka')
const { size, window } = batchKnobs(WITH_HALF_SECOND, 'brokerBatchSize')
/** The most that may be kept ready at least. */
const MOST_AT_LEAST = 200

export const BROKER_KNOBS: KnobGroup['knobs'] = [
  numberOf({
    lens: KAFKA,
    id: 'partitions',
    field: 'partitions',
    read: ({ partitions }) => partitions,
    write: (topic, value) => ({ ...topic, partitions: value ?? 0 }),
    stops: () => logStops(MAPPING_LIMITS.shards.min, MAPPING_LIMITS.shards.max, 1),
  }),
  size,
  window,
  numberOf({
    lens: KAFKA,
    id: 'kafkaPollers',
    field: 'mapping.ProvisionedPollerConfig',
    read: ({ mapping }) => mapping.ProvisionedPollerConfig?.MinimumPollers ?? null,
    write: (topic, least) =>
      withMapping(topic, { ProvisionedPollerConfig: least === null ? null : { MinimumPollers: least, MaximumPollers: Math.max(least, topic.mapping.ProvisionedPollerConfig?.MaximumPollers ?? MOST_AT_LEAST) } }),
    stops: () => logStops(MAPPING_LIMITS.kafkaPollers.min, MOST_AT_LEAST, 1),
    initial: MAPPING_LIMITS.kafkaPollers.min,
  }),
  numberOf({
    lens: where(KAFKA, ({ mapping }) => mapping.ProvisionedPollerConfig !== null),
    id: 'MaximumPollers',
    field: 'mapping.ProvisionedPollerConfig.MaximumPollers',
    read: ({ mapping }) => mapping.ProvisionedPollerConfig?.MaximumPollers ?? 0,
    write: (topic, most) => withMapping(topic, { ProvisionedPollerConfig: { MinimumPollers: topic.mapping.ProvisionedPollerConfig?.MinimumPollers ?? MAPPING_LIMITS.kafkaPollers.min, MaximumPollers: most ?? 0 } }),
    stops: ({ mapping }) => logStops(mapping.ProvisionedPollerConfig?.MinimumPollers ?? MAPPING_LIMITS.kafkaPollers.min, MAPPING_LIMITS.kafkaPollers.max, 1),
  }),
  numberOf({
    lens: lensWith('retentionHours'),
    id: 'retentionHours',
    field: 'retentionHours',
    read: ({ retentionHours }) => retentionHours,
    write: (source, value) => ({ ...source, retentionHours: value ?? 0 }),
    stops: ({ kind }) => {
      const { min, max } = fieldLimits(kind, 'retentionHours')
      return logStops(min, max, 1)
    },
    advanced: true,
  }),
]
