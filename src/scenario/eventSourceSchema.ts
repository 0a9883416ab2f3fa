import * as z from 'zod/mini'
import { DEFAULT_DOCUMENTDB as D, DEFAULT_KAFKA as K, DEFAULT_MQ as M, DEFAULT_SQS as Q, DEFAULT_STREAM as R } from './defaults.ts'
import { LIMITS } from './limits.ts'
import { destination, listOf, number, share, whole } from './schemaParts.ts'

/** Shape and ranges of queues, streams and the mappings that poll them. */

const batching = ({ BatchSize, MaximumBatchingWindowInSeconds }: { BatchSize: number; MaximumBatchingWindowInSeconds: number }) => ({
  Enabled: z._default(z.boolean(), true),
  BatchSize: z._default(whole(LIMITS.batchSize), BatchSize),
  MaximumBatchingWindowInSeconds: z._default(number(LIMITS.batchingWindowSeconds), MaximumBatchingWindowInSeconds),
  kept: z.exactOptional(z.record(z.string().check(z.maxLength(64)), z.unknown())),
})
const pattern = z.strictObject({ Pattern: z.string().check(z.maxLength(LIMITS.patternCharacters)) })
const filtering = { FilterCriteria: z._default(z.nullable(z.strictObject({ Filters: listOf(pattern, LIMITS.filters) })), null) }
const reporting = { FunctionResponseTypes: z._default(listOf(z.literal('ReportBatchItemFailures'), 1), []) }
const pollers = (range: { min: number; max: number }) => ({
  ProvisionedPollerConfig: z._default(z.nullable(z.strictObject({ MinimumPollers: whole(range), MaximumPollers: whole(range) })), null),
})
const starting = {
  StartingPosition: z._default(z.enum(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']), R.mapping.StartingPosition),
  StartingPositionTimestamp: z._default(z.nullable(number({ min: 0, max: 4_102_444_800 })), null),
}
const batchErrors = {
  MaximumRetryAttempts: z._default(whole(LIMITS.streamRetries), R.mapping.MaximumRetryAttempts),
  MaximumRecordAgeInSeconds: z._default(whole(LIMITS.recordAgeSeconds), R.mapping.MaximumRecordAgeInSeconds),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  DestinationConfig: z.prefault(z.strictObject({ OnFailure: destination }), {}),
}
const matchShare = z._default(share, Q.matchShare)
const backlog = z._default(z.nullable(z.strictObject({ count: whole({ min: 1, max: LIMITS.expectedRequests }), spanSeconds: number(LIMITS.backlogSeconds) })), null)
const keyed = {
  partitionKeys: z._default(whole(LIMITS.partitionKeys), R.partitionKeys),
  hotKeyShare: z._default(share, R.hotKeyShare),
  backlog,
}

const sqs = z.strictObject({
  kind: z.literal('sqs'),
  FifoQueue: z._default(z.boolean(), false),
  VisibilityTimeout: z._default(whole(LIMITS.visibilitySeconds), Q.VisibilityTimeout),
  DelaySeconds: z._default(whole(LIMITS.delaySeconds), Q.DelaySeconds),
  MessageRetentionPeriod: z._default(whole(LIMITS.retentionSeconds), Q.MessageRetentionPeriod),
  RedrivePolicy: z._default(z.nullable(z.strictObject({ maxReceiveCount: whole({ min: 1, max: 1_000 }) })), null),
  messageGroups: z._default(whole({ min: 1, max: 100_000 }), 1),
  matchShare,
  backOff: z._default(z.enum(['documented', 'worst-case']), Q.backOff),
  longPollSeconds: z._default(number(LIMITS.longPollSeconds), Q.longPollSeconds),
  mapping: z.prefault(
    z.strictObject({
      ...batching(Q.mapping),
      ...filtering,
      ...reporting,
      ...pollers(LIMITS.sqsPollers),
      ScalingConfig: z._default(z.nullable(z.strictObject({ MaximumConcurrency: whole(LIMITS.mappingConcurrency) })), null),
    }),
    {},
  ),
})
const stream = z.strictObject({
  kind: z.enum(['kinesis', 'dynamodb']),
  ShardCount: z._default(whole(LIMITS.shards), R.ShardCount),
  RetentionPeriodHours: z._default(whole(LIMITS.kinesisRetentionHours), R.RetentionPeriodHours),
  ...keyed,
  matchShare,
  enhancedFanOut: z._default(z.boolean(), R.enhancedFanOut),
  pollIntervalMs: z._default(z.nullable(number(LIMITS.pollIntervalMs)), R.pollIntervalMs),
  mapping: z.prefault(
    z.strictObject({
      ...batching(R.mapping),
      ...filtering,
      ...reporting,
      ...starting,
      ...batchErrors,
      ParallelizationFactor: z._default(whole(LIMITS.parallelization), R.mapping.ParallelizationFactor),
      TumblingWindowInSeconds: z._default(whole(LIMITS.tumblingSeconds), R.mapping.TumblingWindowInSeconds),
    }),
    {},
  ),
})
const kafka = z.strictObject({
  kind: z.enum(['msk', 'kafka']),
  partitions: z._default(whole(LIMITS.shards), K.partitions),
  retentionHours: z._default(whole(LIMITS.retentionHours), K.retentionHours),
  ...keyed,
  matchShare,
  mapping: z.prefault(
    z.strictObject({ ...batching(K.mapping), ...filtering, ...reporting, ...starting, ...batchErrors, ...pollers(LIMITS.kafkaPollers) }),
    {},
  ),
})
const mq = z.strictObject({
  kind: z.enum(['activemq', 'rabbitmq']),
  maximumRedeliveries: z._default(z.nullable(whole(LIMITS.redeliveries)), M.maximumRedeliveries),
  matchShare,
  mapping: z.prefault(z.strictObject({ ...batching(M.mapping), ...filtering }), {}),
})
const documentDb = z.strictObject({
  kind: z.literal('documentdb'),
  retentionHours: z._default(whole(LIMITS.documentDbRetentionHours), D.retentionHours),
  backlog,
  mapping: z.prefault(z.strictObject({ ...batching(D.mapping), ...starting }), {}),
})
const dispatcher = z.strictObject({ kind: z.literal('dispatcher'), servers: whole(LIMITS.concurrency) })

export const eventSource = z.discriminatedUnion('kind', [sqs, stream, kafka, mq, documentDb, dispatcher])
