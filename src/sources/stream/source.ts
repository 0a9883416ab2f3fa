import { number, orNull, whole, yesOrNo } from '../config'
import { batchErrors, filtering, keyed, mapping, matchShare, reporting, starting } from '../mapping'
import { polled, RECORDS, type SourceOf } from '../source'

/** A stream of Kinesis or DynamoDB and the mapping that polls it. */
export const stream = polled({
  kinds: ['kinesis', 'dynamodb'],
  config: {
    ShardCount: whole(1, 200, 1),
    /** Hours a record is kept. */
    RetentionPeriodHours: whole(['ST-17', 'keptLeast'], ['ST-17', 'kept'], 24),
    ...keyed,
    matchShare,
    /** Of Kinesis: records are pushed to a consumer of its own instead of polled. */
    enhancedFanOut: yesOrNo(false),
    /** Time between polls of a shard, ms. Null: as documented; 0: records are read at once. */
    pollIntervalMs: orNull(number(0, 60_000)),
    mapping: mapping(
      { BatchSize: 100, MaximumBatchingWindowInSeconds: 0 },
      {
        ...filtering,
        ...reporting,
        ...starting,
        ...batchErrors,
        ParallelizationFactor: whole(1, ['ST-03', 'most'], 1),
        /** Length of a window that invocations hand their state on in; 0: off. */
        TumblingWindowInSeconds: whole(0, ['ST-15', 'most'], 0),
      },
    ),
  },
  faces: {
    kinesis: { short: ['Kinesis stream', 'Kinesis'] },
    dynamodb: { short: ['DynamoDB stream', 'DynamoDB'] },
  },
  sends: RECORDS,
  holder: 'stream',
  isLog: true,
  iteratorAge: true,
})

export type StreamSource = SourceOf<typeof stream>
