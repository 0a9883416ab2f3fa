/** Settings that only topics of Kafka, queues of MQ and change streams of DocumentDB have. */
import { LIMITS } from '../../../scenario/limits.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { batchKnobs, lensOf, numberOf, where, withMapping } from './mapping.ts'

const KAFKA = lensOf('msk', 'kafka')
const MQ = lensOf('activemq', 'rabbitmq')
const { size, window } = batchKnobs(lensOf('msk', 'kafka', 'activemq', 'rabbitmq', 'documentdb'), 'brokerBatchSize')
/** The most that may be kept ready at least. */
const MOST_AT_LEAST = 200

export const BROKER_KNOBS: KnobGroup['knobs'] = [
  numberOf({
    lens: KAFKA,
    id: 'partitions',
    field: 'partitions',
    read: ({ partitions }) => partitions,
    write: (topic, value) => ({ ...topic, partitions: value ?? 0 }),
    stops: () => logStops(LIMITS.shards.min, LIMITS.shards.max, 1),
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
    stops: () => logStops(LIMITS.kafkaPollers.min, MOST_AT_LEAST, 1),
    initial: LIMITS.kafkaPollers.min,
  }),
  numberOf({
    lens: where(KAFKA, ({ mapping }) => mapping.ProvisionedPollerConfig !== null),
    id: 'MaximumPollers',
    field: 'mapping.ProvisionedPollerConfig.MaximumPollers',
    read: ({ mapping }) => mapping.ProvisionedPollerConfig?.MaximumPollers ?? 0,
    write: (topic, most) => withMapping(topic, { ProvisionedPollerConfig: { MinimumPollers: topic.mapping.ProvisionedPollerConfig?.MinimumPollers ?? LIMITS.kafkaPollers.min, MaximumPollers: most ?? 0 } }),
    stops: ({ mapping }) => logStops(mapping.ProvisionedPollerConfig?.MinimumPollers ?? LIMITS.kafkaPollers.min, LIMITS.kafkaPollers.max, 1),
  }),
  numberOf({
    lens: MQ,
    id: 'maximumRedeliveries',
    field: 'maximumRedeliveries',
    read: ({ maximumRedeliveries }) => maximumRedeliveries,
    write: (queue, maximumRedeliveries) => ({ ...queue, maximumRedeliveries }),
    stops: () => [...linearStops(LIMITS.redeliveries.min, 10, 1), ...logStops(12, LIMITS.redeliveries.max, 1)],
    initial: 6,
  }),
  numberOf({
    lens: lensOf('msk', 'kafka', 'documentdb'),
    id: 'retentionHours',
    field: 'retentionHours',
    read: ({ retentionHours }) => retentionHours,
    write: (source, value) => ({ ...source, retentionHours: value ?? 0 }),
    stops: ({ kind }) => logStops(1, kind === 'documentdb' ? LIMITS.documentDbRetentionHours.max : LIMITS.retentionHours.max, 1),
    advanced: true,
  }),
]
