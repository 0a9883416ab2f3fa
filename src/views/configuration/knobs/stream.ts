/** Settings of a stream and of the mapping that polls it. */
import { LIMITS } from '../../../scenario/limits.ts'
import { ruleNumber } from '../../../rules/registry.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { sourcePath } from './build.ts'
import { batchKnobs, numberOf, readOf, STREAM, switchOf, withMapping, writeOf } from './mapping.ts'
import { targetKnob } from './targets.ts'

const { size, window, reports } = batchKnobs(STREAM, 'streamBatchSize')
/** How the API writes that there is no limit. */
const ENDLESS = -1
const orNull = (value: number): number | null => (value === ENDLESS ? null : value)
const lens = STREAM

export const STREAM_KNOBS: KnobGroup['knobs'] = [
  numberOf({
    lens,
    id: 'ShardCount',
    field: 'ShardCount',
    read: ({ ShardCount }) => ShardCount,
    write: (stream, value) => ({ ...stream, ShardCount: value ?? 0 }),
    stops: () => logStops(1, 200, 1),
  }),
  numberOf({
    lens,
    id: 'partitionKeys',
    field: 'partitionKeys',
    read: ({ partitionKeys }) => partitionKeys,
    write: (stream, value) => ({ ...stream, partitionKeys: value ?? 0 }),
    stops: () => logStops(1, 10_000, 1),
  }),
  size,
  window,
  numberOf({
    lens,
    id: 'ParallelizationFactor',
    field: 'mapping.ParallelizationFactor',
    read: ({ mapping }) => mapping.ParallelizationFactor,
    write: (stream, value) => withMapping(stream, { ParallelizationFactor: value ?? 0 }),
    stops: () => linearStops(LIMITS.parallelization.min, LIMITS.parallelization.max, 1),
  }),
  numberOf({
    lens,
    id: 'streamRetries',
    field: 'mapping.MaximumRetryAttempts',
    read: ({ mapping }) => orNull(mapping.MaximumRetryAttempts),
    write: (stream, value) => withMapping(stream, { MaximumRetryAttempts: value ?? ENDLESS }),
    stops: () => [...linearStops(0, 10, 1), ...logStops(12, LIMITS.streamRetries.max, 1)],
    initial: 2,
  }),
  numberOf({
    lens,
    id: 'recordAge',
    field: 'mapping.MaximumRecordAgeInSeconds',
    read: ({ mapping }) => orNull(mapping.MaximumRecordAgeInSeconds),
    write: (stream, value) => withMapping(stream, { MaximumRecordAgeInSeconds: value ?? ENDLESS }),
    stops: () => logStops(ruleNumber('ST-08', 'least'), LIMITS.recordAgeSeconds.max, 1),
    initial: ruleNumber('ST-08', 'least'),
    step: 60,
  }),
  switchOf({
    lens,
    id: 'bisect',
    field: 'mapping.BisectBatchOnFunctionError',
    read: ({ mapping }) => mapping.BisectBatchOnFunctionError,
    write: (stream, on) => withMapping(stream, { BisectBatchOnFunctionError: on }),
  }),
  reports,
  targetKnob({
    id: 'streamOnFailure',
    shown: (scenario, target) => lens.at(scenario, target) !== undefined,
    path: sourcePath('eventSource.mapping.DestinationConfig'),
    services: ['sqs', 's3'],
    name: 'failed-batches',
    read: readOf({ lens, read: ({ mapping }) => mapping.DestinationConfig.OnFailure?.Destination ?? null }, null),
    write: writeOf({
      lens,
      write: (stream, arn: string | null) => withMapping(stream, { DestinationConfig: { OnFailure: arn === null ? null : { Destination: arn } } }),
    }),
  }),
]
