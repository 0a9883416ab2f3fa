/** Settings of event source mappings that several sources share. */
import { group, kept, listOf, needed, number, oneOf, orNull, share, target, text, whole, yesOrNo } from './config'
import type { Bound, Fields, Group, ValuesOf } from './config'

/** Share of the messages that match, once there is something to match. */
export const matchShare = share(0.5)

interface Batching {
  BatchSize: number
  MaximumBatchingWindowInSeconds: number
}
const batching = ({ BatchSize, MaximumBatchingWindowInSeconds }: Batching) => ({
  /** False: nothing is polled. */
  Enabled: yesOrNo(true),
  /** Most messages in a batch. */
  BatchSize: whole(1, ['ES-05', 'most'], BatchSize),
  /** How long a batch may be collected, seconds. */
  MaximumBatchingWindowInSeconds: number(0, ['ES-02', 'windowMost'], MaximumBatchingWindowInSeconds),
})
type AnyMapping = ReturnType<typeof batching>

/** An event source mapping: what all have, and what this one has besides. */
export function mapping<F extends Fields>(batches: Batching, fields: F) {
  const all = { ...batching(batches), kept: kept(), ...fields }
  return group(all) as Group<typeof all, ValuesOf<AnyMapping & F> & { kept?: Readonly<Record<string, unknown>> }>
}

/** What a mapping of Kafka, MQ or DocumentDB has where nothing is said: a window of half a second. */
export const HALF_SECOND = { BatchSize: 100, MaximumBatchingWindowInSeconds: 0.5 }

/** Messages that match none of the patterns are never part of a batch. Null: all are. */
export const filtering = {
  FilterCriteria: orNull(needed({ Filters: listOf(needed({ Pattern: text(['ES-08', 'pattern']) }), ['ES-08', 'most']) })),
}
export const reporting = { FunctionResponseTypes: listOf(oneOf(['ReportBatchItemFailures']), 1, []) }

/** Provisioned mode. */
export const pollers = (min: Bound, max: Bound) => ({
  ProvisionedPollerConfig: orNull(needed({ MinimumPollers: whole(min, max), MaximumPollers: whole(min, max) })),
})

/** Where a mapping begins to read. */
export const starting = {
  StartingPosition: oneOf(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'], 'TRIM_HORIZON'),
  /** Unix time, seconds; for AT_TIMESTAMP. The run begins at 0:00 UTC of `lambdaAsOf`. */
  StartingPositionTimestamp: orNull(number(0, 4_102_444_800)),
}

/** What becomes of batches of a stream that fail. */
export const batchErrors = {
  /** Attempts after the first; -1: without end. */
  MaximumRetryAttempts: whole(-1, ['ST-07', 'most'], -1),
  /** Seconds; -1: without end. */
  MaximumRecordAgeInSeconds: whole(-1, ['ST-08', 'most'], -1),
  BisectBatchOnFunctionError: yesOrNo(false),
  DestinationConfig: group({ OnFailure: target }),
}

/** Records that are there when the run begins: so many, evenly over so many seconds before it. */
export const backlog = orNull(needed({ count: whole(1, 10_000_000), spanSeconds: number(0, 31_536_000) }))

export type Backlog = Exclude<(typeof backlog)['initial'], undefined>

/** Records and their keys. */
export const keyed = {
  /** Records go round them; each belongs to one shard or partition. */
  partitionKeys: whole(1, 100_000, 100),
  /** Share of the records, 0 to 1, that have the first key instead: a hot key. */
  hotKeyShare: share(0),
  backlog,
}
