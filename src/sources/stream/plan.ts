import { MICROS_PER_SECOND } from '../../base/units'
import { ruleNumber } from '../../rules/registry'
import type { SourceState } from '../../sim/lambda/world'
import type { StreamSource } from '../../sim/scenario'
import type { Micros } from '../../sim/trace/schema'
import type { Backlog } from '../mapping'
import { filterOf, keysOf, mostInBatch } from '../records'

/** What a poller of ordered records needs to know, whatever the service is called that keeps them. */
export interface StreamPlan {
  readonly shards: number
  /** Batches of a shard at a time. */
  readonly factor: number
  /** Batches at a time in all: so many pollers that come and go. Null: as many as there are shards. */
  readonly pollers: PollerPlan | null
  readonly keyOf: (counter: number) => number
  readonly matches: ((counter: number) => boolean) | null
  readonly backlog: Backlog
  readonly start: Starting
  /** How long records are kept, and how old they may be. */
  readonly kept: Micros
  readonly oldest: Micros
  /** When a record can be read that was written then. @param part which of the shards, from 0 to 1 */
  readonly readAt: (written: Micros, part: number) => Micros
  readonly enabled: boolean
  readonly batchSize: number
  readonly window: Micros
  readonly reports: boolean
  /** Retries after function errors; -1: without end. */
  readonly retries: number
  readonly bisects: boolean
  /** Length of a tumbling window; 0: there are none. */
  readonly tumbling: Micros
}

export interface PollerPlan {
  readonly fewest: number
  readonly most: number
  readonly batches: number
}

const PAYLOAD_MB = ruleNumber('ES-02', 'payload')
const HOUR = 3600 * MICROS_PER_SECOND
const POLLS = { kinesis: ruleNumber('ST-01', 'polls'), dynamodb: ruleNumber('ST-02', 'polls') }
const PUSH = ruleNumber('ST-21', 'latency') * 1000

export interface Starting {
  readonly StartingPosition: StreamSource['mapping']['StartingPosition']
  readonly StartingPositionTimestamp: number | null
}

/** The first moment that is read, from the start of the run (rule ST-05). @param day on which it begins */
export function startingAt({ StartingPosition, StartingPositionTimestamp }: Starting, day: string): Micros {
  if (StartingPosition === 'TRIM_HORIZON') return -Infinity
  if (StartingPosition === 'LATEST' || StartingPositionTimestamp === null) return 0
  return StartingPositionTimestamp * MICROS_PER_SECOND - Date.parse(`${day}T00:00:00Z`) * 1000
}

export const hours = (count: number): Micros => count * HOUR
export const ageLimit = (seconds: number): Micros => (seconds === -1 ? Infinity : seconds * MICROS_PER_SECOND)
export const atOnce = (written: Micros): Micros => written

export function batchesOf({ BatchSize, MaximumBatchingWindowInSeconds }: { BatchSize: number; MaximumBatchingWindowInSeconds: number }, { config }: SourceState) {
  return { batchSize: mostInBatch(BatchSize, config.payloadKB, PAYLOAD_MB), window: MaximumBatchingWindowInSeconds * MICROS_PER_SECOND }
}

/** Polls of a shard come at even intervals, those of several one after the other. */
function polled(every: Micros): StreamPlan['readAt'] {
  if (every === 0) return atOnce
  return (written, part) => {
    const first = Math.round(every * (part + 0.5))
    return first + (Math.floor((written - first) / every) + 1) * every
  }
}

function readAtOf({ kind, enhancedFanOut, pollIntervalMs }: StreamSource): StreamPlan['readAt'] {
  if (enhancedFanOut) return (written) => written + PUSH
  return polled(pollIntervalMs === null ? MICROS_PER_SECOND / POLLS[kind] : Math.round(pollIntervalMs * 1000))
}

/** Of a stream of Kinesis or DynamoDB. */
export function planOfStream(source: SourceState, config: StreamSource): StreamPlan {
  const { mapping } = config
  return {
    ...batchesOf(mapping, source),
    shards: config.ShardCount,
    factor: mapping.ParallelizationFactor,
    pollers: null,
    keyOf: keysOf(source, config),
    matches: filterOf(source, config),
    backlog: config.backlog,
    start: mapping,
    kept: hours(config.RetentionPeriodHours),
    oldest: ageLimit(mapping.MaximumRecordAgeInSeconds),
    readAt: readAtOf(config),
    enabled: mapping.Enabled,
    reports: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    retries: mapping.MaximumRetryAttempts,
    bisects: mapping.BisectBatchOnFunctionError,
    tumbling: mapping.TumblingWindowInSeconds * MICROS_PER_SECOND,
  }
}
