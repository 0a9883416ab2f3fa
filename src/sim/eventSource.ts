/** Queues, streams and services whose events reach a function: part of a scenario. */

/** Fields of an event source mapping that all sources have. */
interface Mapping {
  /** False: nothing is polled. */
  Enabled: boolean
  /** Most messages in a batch. */
  BatchSize: number
  /** How long a batch may be collected, seconds. */
  MaximumBatchingWindowInSeconds: number
  /** Fields of the mapping that AWS knows and a run does not play, by the API's names. */
  kept?: Readonly<Record<string, unknown>>
}

/** Messages that match none of the patterns are never part of a batch. Null: all are. */
interface Filtering {
  FilterCriteria: { Filters: readonly { Pattern: string }[] } | null
}

interface Reporting {
  FunctionResponseTypes: readonly 'ReportBatchItemFailures'[]
}

/** Provisioned mode. */
interface ProvisionedPolling {
  ProvisionedPollerConfig: { MinimumPollers: number; MaximumPollers: number } | null
}

/** Where a mapping begins to read. */
interface Starting {
  StartingPosition: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP'
  /** Unix time, seconds; for AT_TIMESTAMP. The run begins at 0:00 UTC of `lambdaAsOf`. */
  StartingPositionTimestamp: number | null
}

/** What becomes of batches of a stream that fail. */
interface BatchErrors {
  /** Attempts after the first; -1: without end. */
  MaximumRetryAttempts: number
  /** Seconds; -1: without end. */
  MaximumRecordAgeInSeconds: number
  BisectBatchOnFunctionError: boolean
  DestinationConfig: { OnFailure: { Destination: string } | null }
}

/** Records that are there when the run begins: so many, evenly over so many seconds before it. */
export type Backlog = { count: number; spanSeconds: number } | null

/** Records and their keys. */
interface Keyed {
  /** Records go round them; each belongs to one shard or partition. */
  partitionKeys: number
  /** Share of the records, 0 to 1, that have the first key instead: a hot key. */
  hotKeyShare: number
  backlog: Backlog
}

/** A queue of Amazon SQS and the mapping that polls it. */
export interface SqsSource {
  kind: 'sqs'
  FifoQueue: boolean
  /** Seconds a message stays hidden after it was received. */
  VisibilityTimeout: number
  /** Seconds until a message can be received at first. */
  DelaySeconds: number
  /** Seconds a message is kept. */
  MessageRetentionPeriod: number
  RedrivePolicy: { maxReceiveCount: number } | null
  /** Of a FIFO queue: messages go round them. */
  messageGroups: number
  /** Share of the messages, 0 to 1, that match `FilterCriteria`. */
  matchShare: number
  /** What pollers do when batches are throttled or fail. `documented`: throttled batches are kept and tried again, concurrency falls by halves. `worst-case`: throttled batches go back to the queue, concurrency falls to the least. */
  backOff: 'documented' | 'worst-case'
  /** How long Lambda waits for a batch to fill where a batching window is shorter and messages are few, seconds. */
  longPollSeconds: number
  mapping: Mapping & Filtering & Reporting & ProvisionedPolling & { ScalingConfig: { MaximumConcurrency: number } | null }
}

/** A stream of Kinesis or DynamoDB and the mapping that polls it. */
export interface StreamSource extends Keyed {
  kind: 'kinesis' | 'dynamodb'
  ShardCount: number
  /** Hours a record is kept. */
  RetentionPeriodHours: number
  /** Share of the records, 0 to 1, that match `FilterCriteria`. */
  matchShare: number
  /** Of Kinesis: records are pushed to a consumer of its own instead of polled. */
  enhancedFanOut: boolean
  /** Time between polls of a shard, ms. Null: as documented; 0: records are read at once. */
  pollIntervalMs: number | null
  mapping: Mapping &
    Filtering &
    Reporting &
    Starting &
    BatchErrors & {
      ParallelizationFactor: number
      /** Length of a window that invocations hand their state on in; 0: off. */
      TumblingWindowInSeconds: number
    }
}

/** A topic of Amazon MSK or of Kafka that one runs oneself, and the mapping that polls it. */
export interface KafkaSource extends Keyed {
  kind: 'msk' | 'kafka'
  partitions: number
  /** Hours a record is kept. */
  retentionHours: number
  matchShare: number
  mapping: Mapping & Filtering & Reporting & Starting & BatchErrors & ProvisionedPolling
}

/** A queue of an Amazon MQ broker and the mapping that polls it. */
export interface MqSource {
  kind: 'activemq' | 'rabbitmq'
  /** How often the broker delivers a message again before it goes to the broker's dead-letter queue; null: without end. */
  maximumRedeliveries: number | null
  matchShare: number
  mapping: Mapping & Filtering
}

/** A change stream of Amazon DocumentDB and the mapping that polls it. */
export interface DocumentDbSource {
  kind: 'documentdb'
  /** Hours a change is kept. */
  retentionHours: number
  backlog: Backlog
  mapping: Mapping & Starting
}

/** Reference model: one line, served without delay as soon as fewer than `servers` run. */
export interface DispatcherSource {
  kind: 'dispatcher'
  servers: number
}

export type EventSource = SqsSource | StreamSource | KafkaSource | MqSource | DocumentDbSource | DispatcherSource

export const SERVICE_KINDS = ['s3', 'sns', 'eventbridge', 'custom-bus', 'scheduler', 'iot', 'ses', 'cloudwatch-alarms', 'cloudwatch-logs'] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

/** A service of AWS that sends events to a function. */
export interface PushService {
  kind: ServiceKind
  /** How often it tries to hand an event over that Lambda does not take; of EventBridge and its Scheduler. Null: their defaults. */
  RetryPolicy: { MaximumRetryAttempts: number; MaximumEventAgeInSeconds: number } | null
  /** Where it puts what Lambda did not take, and nothing else; of SNS, EventBridge and its Scheduler. */
  DeadLetterConfig: { Arn: string | null }
  /** When Lambda takes nothing from it. Null: it always does. */
  handOver: { fails: 'denied' | 'unavailable'; fromMs: number; untilMs: number | null } | null
}
