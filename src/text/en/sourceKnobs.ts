/** Words of the settings of asynchronous invocation, of queues and of streams. */
import type { KnobText } from './knobText.ts'

const targets = { off: 'None', sqs: 'SQS queue', sns: 'SNS topic', s3: 'S3 bucket', lambda: 'Lambda function', events: 'EventBridge bus' }

export const sourceKnobs = {
  asyncRetries: { label: 'MaximumRetryAttempts', unit: 'retries', hint: 'After function errors. Throttles do not count.' },
  asyncAge: { label: 'MaximumEventAgeInSeconds', unit: 's', hint: 'An event older than this is given up.' },
  deadLetter: { label: 'DeadLetterConfig', hint: 'Takes the event itself.', options: targets },
  onFailure: { label: 'OnFailure', hint: 'Destination: takes a record of the event.', options: targets },
  onSuccess: { label: 'OnSuccess', hint: 'Destination, where the function succeeds.', options: targets },

  serviceRetries: { label: 'RetryPolicy: attempts', unit: 'retries', hint: 'Only of the hand-over to Lambda, not after errors of the function.' },
  serviceAge: { label: 'RetryPolicy: event age', unit: 's', hint: 'For the hand-over to Lambda.' },
  serviceDeadLetter: { label: "The service's own DLQ", hint: 'Takes what Lambda did not take, and nothing else.', options: targets },
  handOver: { label: 'Hand-over to Lambda', options: { none: 'Works', denied: 'No permission', unavailable: 'Lambda takes nothing' } },
  handOverFrom: { label: 'Fails from', unit: 's' },
  handOverUntil: { label: 'Fails until', unit: 's', off: 'The end' },
  ScheduleExpression: { label: 'ScheduleExpression', hint: 'rate(5 minutes), cron(0 12 * * ? *) or at(…). The run begins at midnight UTC.' },
  flexibleWindow: { label: 'Flexible window', unit: 'min', hint: 'Each invocation comes at a random moment of it.' },
  sameSource: { label: 'Same messages as', hint: 'One more subscriber of the same topic.' },
  sendsTo: { label: 'Sends to', hint: 'When it has succeeded.', options: { '': 'Nothing' } },
  sendsCount: { label: 'Messages sent', unit: 'messages' },
  RecursiveLoop: { label: 'RecursiveLoop', options: { Terminate: 'Terminate', Allow: 'Allow' } },
  duplicateEventShare: { label: 'Events delivered twice', unit: '%', hint: 'Asynchronous delivery is at least once.' },
  deliveryDenied: { label: 'Destinations refuse', hint: 'The function may not send to its dead-letter queue and destinations.' },

  BatchSize: { label: 'BatchSize', unit: 'messages', hint: 'Above 10 it needs a window of 1 s.' },
  fifoBatchSize: { label: 'BatchSize', unit: 'messages' },
  streamBatchSize: { label: 'BatchSize', unit: 'records', hint: 'Above 10, unless left at 100, it needs a window of 1 s.' },
  batchingWindow: { label: 'MaximumBatchingWindowInSeconds', unit: 's' },
  VisibilityTimeout: { label: 'VisibilityTimeout', unit: 's', hint: 'At least the Timeout of the function; AWS advises six times that.' },
  maxReceiveCount: { label: 'maxReceiveCount', unit: 'receives', off: 'No redrive', hint: 'Then to the dead-letter queue of the queue.' },
  MaximumConcurrency: { label: 'MaximumConcurrency', unit: 'batches', off: 'No cap' },
  reportFailures: { label: 'ReportBatchItemFailures', hint: 'Only messages that failed come again.' },
  messageGroups: { label: 'Message groups', unit: 'groups', hint: 'One batch at a time of each.' },

  ShardCount: { label: 'Shards', unit: 'shards', hint: 'One batch at a time of each.' },
  partitionKeys: { label: 'Partition keys', unit: 'keys', hint: 'Each belongs to one shard.' },
  ParallelizationFactor: { label: 'ParallelizationFactor', unit: 'batches', hint: 'At a time from each shard.' },
  streamRetries: { label: 'MaximumRetryAttempts', unit: 'retries', off: 'Without end', hint: 'Until then the shard waits.' },
  recordAge: { label: 'MaximumRecordAgeInSeconds', unit: 's', off: 'No limit' },
  bisect: { label: 'BisectBatchOnFunctionError', hint: 'Splits a batch that failed in two.' },
  streamOnFailure: { label: 'OnFailure', hint: 'Destination: takes a note of batches given up.', options: targets },
} as const satisfies Readonly<Record<string, KnobText>>
