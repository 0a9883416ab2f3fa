/** Settings that only streams of Kinesis and DynamoDB have. */
import { limitsOf } from '../../../scenario/fieldLimits.ts'
import { MAPPING_LIMITS } from '../../../scenario/mappingLimits.ts'
import { stream as described } from '../../../sources/stream/source.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { batchKnobs, numberOf, STREAM, switchOf, where, withMapping } from './mapping.ts'

const { size, window } = batchKnobs(STREAM, 'streamBatchSize')
const lens = STREAM
const { pollIntervalMs, RetentionPeriodHours } = described.config.shape.fields
const POLL_INTERVAL = limitsOf(pollIntervalMs)
const RETENTION = limitsOf(RetentionPeriodHours)
const KINESIS = where(STREAM, ({ kind }) => kind === 'kinesis')

export const STREAM_KNOBS: KnobGroup['knobs'] = [
  numberOf({
    lens,
    id: 'ShardCount',
    field: 'ShardCount',
    read: ({ ShardCount }) => ShardCount,
    write: (stream, value) => ({ ...stream, ShardCount: value ?? 0 }),
    stops: () => logStops(1, 200, 1),
  }),
  size,
  window,
  numberOf({
    lens,
    id: 'ParallelizationFactor',
    field: 'mapping.ParallelizationFactor',
    read: ({ mapping }) => mapping.ParallelizationFactor,
    write: (stream, value) => withMapping(stream, { ParallelizationFactor: value ?? 0 }),
    stops: () => linearStops(MAPPING_LIMITS.parallelization.min, MAPPING_LIMITS.parallelization.max, 1),
  }),
  switchOf({
    lens: KINESIS,
    id: 'enhancedFanOut',
    field: 'enhancedFanOut',
    read: ({ enhancedFanOut }) => enhancedFanOut,
    write: (stream, on) => ({ ...stream, enhancedFanOut: on }),
  }),
  numberOf({
    lens: where(lens, ({ enhancedFanOut }) => !enhancedFanOut),
    id: 'pollIntervalMs',
    field: 'pollIntervalMs',
    read: ({ pollIntervalMs }) => pollIntervalMs,
    write: (stream, value) => ({ ...stream, pollIntervalMs: value }),
    stops: () => logStops(POLL_INTERVAL.min, POLL_INTERVAL.max, 1),
    initial: POLL_INTERVAL.min,
    step: 100,
    advanced: true,
  }),
  numberOf({
    lens,
    id: 'TumblingWindowInSeconds',
    field: 'mapping.TumblingWindowInSeconds',
    read: ({ mapping }) => (mapping.TumblingWindowInSeconds === 0 ? null : mapping.TumblingWindowInSeconds),
    write: (stream, value) => withMapping(stream, { TumblingWindowInSeconds: value ?? 0 }),
    stops: () => logStops(1, MAPPING_LIMITS.tumblingSeconds.max, 1),
    initial: 30,
    advanced: true,
  }),
  numberOf({
    lens: KINESIS,
    id: 'RetentionPeriodHours',
    field: 'RetentionPeriodHours',
    read: ({ RetentionPeriodHours }) => RetentionPeriodHours,
    write: (stream, value) => ({ ...stream, RetentionPeriodHours: value ?? 0 }),
    stops: () => logStops(RETENTION.min, RETENTION.max, 1),
    advanced: true,
  }),
]
