import * as fc from 'fast-check'
import type { EventSource, FunctionConfig } from '../../sim/scenario.ts'
import { MAPPING_LIMITS } from '../mappingLimits.ts'

/** Small queues and streams that between them set every field. */

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const share = fc.constantFrom(0, 0.5, 1)

export const arn = fc.constantFrom('arn:aws:sqs:us-east-1:123456789012:failed', 'arn:aws:sns:us-east-1:123456789012:alarms')
export const target = arn.map((Destination) => ({ Destination }))

const responseTypes = fc.constantFrom<readonly 'ReportBatchItemFailures'[]>([], ['ReportBatchItemFailures'])
const filter = orNull(fc.constant({ Filters: [{ Pattern: '{"body":{"type":["order"]}}' }] }))
const enabled = fc.constantFrom(true, true, true, false)
const size = fc.integer({ min: 1, max: 10 })
const window = fc.constantFrom(0, 0, 1)
/** Runs begin in 2019 or later. */
const start = fc.oneof(
  fc.record({ StartingPosition: fc.constantFrom('TRIM_HORIZON' as const, 'LATEST' as const), StartingPositionTimestamp: fc.constant(null) }),
  fc.record({ StartingPosition: fc.constant('AT_TIMESTAMP' as const), StartingPositionTimestamp: fc.constant(1_500_000_000) }),
)
const startOfDynamo = fc.record({ StartingPosition: fc.constantFrom('TRIM_HORIZON' as const, 'LATEST' as const), StartingPositionTimestamp: fc.constant(null) })
const errors = fc.record({
  MaximumRetryAttempts: fc.integer({ min: -1, max: 3 }),
  MaximumRecordAgeInSeconds: fc.constantFrom(-1, 60),
  BisectBatchOnFunctionError: fc.boolean(),
  DestinationConfig: fc.record({ OnFailure: orNull(target) }),
})
const noErrors = { MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1, BisectBatchOnFunctionError: false }
const backlog = orNull(fc.record({ count: fc.integer({ min: 1, max: 20 }), spanSeconds: fc.constantFrom(0, 10, 100_000) }))
const keyed = { partitionKeys: fc.integer({ min: 1, max: 8 }), hotKeyShare: share, backlog }

const queue = ({ Timeout }: FunctionConfig): fc.Arbitrary<EventSource> =>
  fc.boolean().chain((FifoQueue) =>
    fc.record({
      kind: fc.constant('sqs' as const),
      FifoQueue: fc.constant(FifoQueue),
      VisibilityTimeout: fc.integer({ min: Math.max(9, Timeout), max: Timeout + 60 }),
      DelaySeconds: fc.constantFrom(0, 0, 2),
      MessageRetentionPeriod: fc.integer(MAPPING_LIMITS.retentionSeconds),
      RedrivePolicy: orNull(fc.record({ maxReceiveCount: fc.integer({ min: 1, max: 5 }) })),
      messageGroups: fc.integer({ min: 1, max: 4 }),
      matchShare: share,
      backOff: fc.constantFrom('documented' as const, 'worst-case' as const),
      longPollSeconds: fc.constantFrom(0, 5),
      mapping: fc.record({
        Enabled: enabled,
        BatchSize: size,
        MaximumBatchingWindowInSeconds: FifoQueue ? fc.constant(0) : window,
        FilterCriteria: filter,
        FunctionResponseTypes: responseTypes,
        ScalingConfig: orNull(fc.record({ MaximumConcurrency: fc.integer({ min: 2, max: 10 }) })),
        ProvisionedPollerConfig: fc.constant(null),
      }),
    }),
  )

const stream: fc.Arbitrary<EventSource> = fc.constantFrom('kinesis' as const, 'dynamodb' as const).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    ShardCount: fc.integer({ min: 1, max: 3 }),
    RetentionPeriodHours: fc.constant(24),
    ...keyed,
    matchShare: share,
    enhancedFanOut: kind === 'kinesis' ? fc.boolean() : fc.constant(false),
    pollIntervalMs: fc.constantFrom(null, 0, 300),
    mapping: fc
      .tuple(kind === 'kinesis' ? start : startOfDynamo, errors, fc.record({
        Enabled: enabled,
        BatchSize: size,
        MaximumBatchingWindowInSeconds: window,
        FilterCriteria: filter,
        FunctionResponseTypes: responseTypes,
        ParallelizationFactor: fc.integer({ min: 1, max: 3 }),
        TumblingWindowInSeconds: fc.constantFrom(0, 0, 3),
      }))
      .map(([from, failing, rest]) => ({ ...from, ...failing, ...rest })),
  }),
)

const kafka: fc.Arbitrary<EventSource> = fc.boolean().chain((provisioned) =>
  fc.record({
    kind: fc.constantFrom('msk' as const, 'kafka' as const),
    partitions: fc.integer({ min: 1, max: 3 }),
    retentionHours: fc.constant(24),
    ...keyed,
    matchShare: share,
    mapping: fc
      .tuple(start, errors, fc.record({
        Enabled: enabled,
        BatchSize: size,
        MaximumBatchingWindowInSeconds: fc.constantFrom(0.5, 1),
        FilterCriteria: filter,
        FunctionResponseTypes: provisioned ? responseTypes : fc.constant([]),
        ProvisionedPollerConfig: fc.constant(provisioned ? { MinimumPollers: 1, MaximumPollers: 3 } : null),
      }))
      .map(([from, failing, rest]) => ({ ...from, ...failing, ...(provisioned ? {} : noErrors), ...rest })),
  }),
)

const mq: fc.Arbitrary<EventSource> = fc.record({
  kind: fc.constantFrom('activemq' as const, 'rabbitmq' as const),
  maximumRedeliveries: orNull(fc.integer({ min: 0, max: 3 })),
  matchShare: share,
  mapping: fc.record({ Enabled: enabled, BatchSize: size, MaximumBatchingWindowInSeconds: fc.constantFrom(0.5, 1), FilterCriteria: filter }),
})

const documentDb: fc.Arbitrary<EventSource> = fc.record({
  kind: fc.constant('documentdb' as const),
  retentionHours: fc.constant(3),
  backlog,
  mapping: fc.tuple(start, fc.record({ Enabled: enabled, BatchSize: size, MaximumBatchingWindowInSeconds: fc.constantFrom(0.5, 1) })).map(([from, rest]) => ({ ...from, ...rest })),
})

/** What may be polled for a function: some brokers take no long timeouts. */
export const arbitraryEventSource = (fn: FunctionConfig): fc.Arbitrary<EventSource> =>
  fc.oneof(queue(fn), stream, ...(fn.Timeout <= 840 ? [kafka, mq, documentDb] : []))
