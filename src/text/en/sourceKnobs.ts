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

  sideEffectAt: { label: 'Pays after', unit: 'ms', off: 'Pays nothing', hint: 'An external call with side effects, so long after the work begins.' },
  idempotency: { label: 'Idempotency key', hint: 'A key for each request or message.', options: { off: 'None', call: 'Around the call', handler: 'Around the handler' } },
  idempotencyStore: { label: 'Store of keys', unit: 'ms', hint: 'For each access.' },

  ShardCount: { label: 'Shards', unit: 'shards', hint: 'One batch at a time of each.' },
  partitionKeys: { label: 'Partition keys', unit: 'keys', hint: 'Each belongs to one shard.' },
  ParallelizationFactor: { label: 'ParallelizationFactor', unit: 'batches', hint: 'At a time from each shard.' },
  streamRetries: { label: 'MaximumRetryAttempts', unit: 'retries', off: 'Without end', hint: 'Until then the shard waits.' },
  recordAge: { label: 'MaximumRecordAgeInSeconds', unit: 's', off: 'No limit' },
  bisect: { label: 'BisectBatchOnFunctionError', hint: 'Splits a batch that failed in two.' },
  streamOnFailure: { label: 'OnFailure', hint: 'Destination: takes a note of batches given up.', options: targets },
} as const satisfies Readonly<Record<string, KnobText>>
