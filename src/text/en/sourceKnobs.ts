/** Words of the settings of asynchronous invocation, of queues, of streams, and of side effects. */
import type { KnobText } from './knobText.ts'

const targets = { off: 'None', sqs: 'SQS queue', sns: 'SNS topic', s3: 'S3 bucket', lambda: 'Lambda function', events: 'EventBridge bus' }

export const sourceKnobs = {
  asyncRetries: { label: 'MaximumRetryAttempts', unit: 'retries', hint: 'After function errors. Throttles do not count.' },
  asyncAge: { label: 'MaximumEventAgeInSeconds', unit: 's', hint: 'An event older than this is given up.' },
  deadLetter: { label: 'DeadLetterConfig', hint: 'Takes the event itself.', options: targets },
  onFailure: { label: 'OnFailure', hint: 'Destination: takes a record of the event.', options: targets },
  onSuccess: { label: 'OnSuccess', hint: 'Destination, where the function succeeds.', options: targets },

  BatchSize: { label: 'BatchSize', unit: 'messages', hint: 'Above 10 it needs a window of 1 s.' },
  fifoBatchSize: { label: 'BatchSize', unit: 'messages' },
  streamBatchSize: { label: 'BatchSize', unit: 'records', hint: 'Above 10, unless left at 100, it needs a window of 1 s.' },
  batchingWindow: { label: 'MaximumBatchingWindowInSeconds', unit: 's' },
  VisibilityTimeout: { label: 'VisibilityTimeout', unit: 's', hint: 'At least the Timeout of the function; AWS advises six times that.' },
  maxReceiveCount: { label: 'maxReceiveCount', unit: 'receives', off: 'No redrive', hint: 'Then to the dead-letter queue of the queue.' },
  MaximumConcurrency: { label: 'MaximumConcurrency', unit: 'batches', off: 'No cap' },
  reportFailures: { label: 'ReportBatchItemFailures', hint: 'Only messages that failed come again.' },
  messageGroups: { label: 'Message groups', unit: 'groups', hint: 'One batch at a time of each.' },

  MinimumPollers: { label: 'Provisioned pollers, at least', unit: 'pollers', off: 'Off', hint: 'Kept ready, with up to 10 batches each. Excludes MaximumConcurrency.' },
  MaximumPollers: { label: 'Provisioned pollers, at most', unit: 'pollers' },
  backOff: {
    label: 'Back-off of pollers',
    hint: 'At worst a throttled batch goes back to the queue at once, and any failure leaves two batches at a time.',
    options: { documented: 'As documented', 'worst-case': 'Worst case' },
  },
  DelaySeconds: { label: 'DelaySeconds', unit: 's', hint: 'Until a message can be received at first.' },
  MessageRetentionPeriod: { label: 'MessageRetentionPeriod', unit: 's', hint: 'Older messages are gone.' },
  longPollSeconds: { label: 'Long poll', unit: 's', hint: 'With few messages a batch may wait this long, even if the window is shorter.' },
  sideEffectAt: { label: 'Pays after', unit: 'ms', off: 'Pays nothing', hint: 'An external call with side effects, so long after the work begins.' },
  idempotency: { label: 'Idempotency key', hint: 'A key for each request or message.', options: { off: 'None', call: 'Around the call', handler: 'Around the handler' } },
  idempotencyStore: { label: 'Store of keys', unit: 'ms', hint: 'For each access.' },

  ShardCount: { label: 'Shards', unit: 'shards', hint: 'One batch at a time of each.' },
  partitionKeys: { label: 'Partition keys', unit: 'keys', hint: 'Each belongs to one shard or partition.' },
  hotKeyShare: { label: 'Hot key', unit: '%', hint: 'This share of the records has one and the same key.' },
  enhancedFanOut: { label: 'Enhanced fan-out', hint: 'Records are pushed instead of polled.' },
  pollIntervalMs: { label: 'Time between polls', unit: 'ms', off: 'As documented', hint: '0: records are read at once.' },
  TumblingWindowInSeconds: { label: 'TumblingWindowInSeconds', unit: 's', off: 'Off', hint: 'Invocations hand on their state until the window ends.' },
  RetentionPeriodHours: { label: 'RetentionPeriodHours', unit: 'h', hint: 'Older records are gone.' },
  ParallelizationFactor: { label: 'ParallelizationFactor', unit: 'batches', hint: 'At a time from each shard.' },
  streamRetries: { label: 'MaximumRetryAttempts', unit: 'retries', off: 'Without end', hint: 'Until then the shard waits.' },
  recordAge: { label: 'MaximumRecordAgeInSeconds', unit: 's', off: 'No limit' },
  bisect: { label: 'BisectBatchOnFunctionError', hint: 'Splits a batch that failed in two.' },
  streamOnFailure: { label: 'OnFailure', hint: 'Destination: takes a note of batches given up.', options: targets },

  partitions: { label: 'Partitions', unit: 'partitions', hint: 'One batch at a time of each.' },
  brokerBatchSize: { label: 'BatchSize', unit: 'messages' },
  kafkaPollers: { label: 'Provisioned pollers, at least', unit: 'pollers', off: 'Off', hint: 'Allows limits on retries and age, splitting and reports.' },
  maximumRedeliveries: { label: 'Redeliveries', unit: 'redeliveries', off: 'Without end', hint: 'Then the broker moves the batch to a dead-letter queue of its own.' },
  retentionHours: { label: 'Retention', unit: 'h', hint: 'Older records are gone.' },

  matchShare: { label: 'FilterCriteria, matching', unit: '%', off: 'No filter', hint: 'The rest is deleted or skipped without an invocation.' },
  filterPattern: { label: 'Pattern', hint: 'For show: messages have no body here.' },
  StartingPosition: {
    label: 'StartingPosition',
    options: { TRIM_HORIZON: 'TRIM_HORIZON: the oldest', LATEST: 'LATEST: new records', AT_TIMESTAMP: 'AT_TIMESTAMP' },
  },
  startBefore: { label: 'StartingPositionTimestamp, before the run', unit: 's' },
  backlog: { label: 'Records from before the run', unit: 'records', off: 'None' },
  backlogSpan: { label: 'Sent over', unit: 's', hint: 'Evenly, up to the start of the run.' },
  Enabled: { label: 'Enabled', hint: 'Off: nothing is polled.' },
} as const satisfies Readonly<Record<string, KnobText>>
