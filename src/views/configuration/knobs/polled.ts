/** Settings that several kinds of event sources share: filters, keys, where reading begins, what becomes of failures. */
import { ruleNumber } from '../../../rules/registry.ts'
import { MAPPING_LIMITS } from '../../../scenario/mappingLimits.ts'
import { startOfRun } from '../../../scenario/mappingChecks.ts'
import type { StreamSource } from '../../../sim/scenario.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup } from '../knob.ts'
import { sourcePath } from './build.ts'
import { choiceOf, lensWith, numberOf, readOf, reportsKnob, switchOf, where, withMapping, writeOf } from './mapping.ts'
import { targetKnob } from './targets.ts'

const FILTERED = lensWith('FilterCriteria')
const ANY = lensWith('Enabled')
const KEYED = lensWith('partitionKeys')
const STARTING = lensWith('StartingPosition')
/** Of Kafka they belong to provisioned mode. */
const ERRORS = where(KEYED, (source) => !('ProvisionedPollerConfig' in source.mapping) || source.mapping.ProvisionedPollerConfig !== null)

/** A pattern for whoever only wants to see a filter. */
const SOME_PATTERN = '{"body":{"type":["order"]}}'
/** How the API writes that there is no limit. */
const ENDLESS = -1
const orNull = (value: number): number | null => (value === ENDLESS ? null : value)
const LEAST_AGE = ruleNumber('ST-08', 'least')
const isPosition = (value: string): value is StreamSource['mapping']['StartingPosition'] => ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'].includes(value)

const keys: KnobGroup['knobs'] = [
  numberOf({
    lens: KEYED,
    id: 'partitionKeys',
    field: 'partitionKeys',
    read: ({ partitionKeys }) => partitionKeys,
    write: (source, value) => ({ ...source, partitionKeys: value ?? 0 }),
    stops: () => logStops(1, 10_000, 1),
  }),
  numberOf({
    lens: KEYED,
    id: 'hotKeyShare',
    field: 'hotKeyShare',
    read: ({ hotKeyShare }) => Math.round(hotKeyShare * 1e6) / 1e4,
    write: (source, percent) => ({ ...source, hotKeyShare: (percent ?? 0) / 100 }),
    stops: () => linearStops(0, 100, 5),
    step: 5,
  }),
]

const errors: KnobGroup['knobs'] = [
  numberOf({
    lens: ERRORS,
    id: 'streamRetries',
    field: 'mapping.MaximumRetryAttempts',
    read: ({ mapping }) => orNull(mapping.MaximumRetryAttempts),
    write: (source, value) => withMapping(source, { MaximumRetryAttempts: value ?? ENDLESS }),
    stops: () => [...linearStops(0, 10, 1), ...logStops(12, MAPPING_LIMITS.streamRetries.max, 1)],
    initial: 2,
  }),
  numberOf({
    lens: ERRORS,
    id: 'recordAge',
    field: 'mapping.MaximumRecordAgeInSeconds',
    read: ({ mapping }) => orNull(mapping.MaximumRecordAgeInSeconds),
    write: (source, value) => withMapping(source, { MaximumRecordAgeInSeconds: value ?? ENDLESS }),
    stops: () => logStops(LEAST_AGE, MAPPING_LIMITS.recordAgeSeconds.max, 1),
    initial: LEAST_AGE,
    step: 60,
  }),
  switchOf({
    lens: ERRORS,
    id: 'bisect',
    field: 'mapping.BisectBatchOnFunctionError',
    read: ({ mapping }) => mapping.BisectBatchOnFunctionError,
    write: (source, on) => withMapping(source, { BisectBatchOnFunctionError: on }),
  }),
  reportsKnob(ERRORS),
  targetKnob({
    id: 'streamOnFailure',
    shown: (scenario, target) => KEYED.at(scenario, target) !== undefined,
    path: sourcePath('eventSource.mapping.DestinationConfig'),
    services: ['sqs', 's3'],
    name: 'failed-batches',
    read: readOf({ lens: KEYED, read: ({ mapping }) => mapping.DestinationConfig.OnFailure?.Destination ?? null }, null),
    write: writeOf({
      lens: KEYED,
      write: (source, arn: string | null) => withMapping(source, { DestinationConfig: { OnFailure: arn === null ? null : { Destination: arn } } }),
    }),
  }),
]

const filters: KnobGroup['knobs'] = [
  numberOf({
    lens: FILTERED,
    id: 'matchShare',
    field: 'mapping.FilterCriteria',
    read: ({ mapping, matchShare }) => (mapping.FilterCriteria === null ? null : Math.round(matchShare * 1e6) / 1e4),
    write: (source, percent) => {
      const FilterCriteria = percent === null ? null : (source.mapping.FilterCriteria ?? { Filters: [{ Pattern: SOME_PATTERN }] })
      return { ...withMapping(source, { FilterCriteria }), matchShare: percent === null ? source.matchShare : percent / 100 }
    },
    stops: () => linearStops(0, 100, 5),
    initial: 50,
    step: 5,
  }),
  {
    id: 'filterPattern',
    kind: 'text',
    mono: true,
    advanced: true,
    shown: (scenario, target) => (FILTERED.at(scenario, target)?.mapping.FilterCriteria ?? null) !== null,
    path: sourcePath('eventSource.mapping.FilterCriteria.Filters'),
    read: readOf({ lens: FILTERED, read: ({ mapping }) => mapping.FilterCriteria?.Filters[0]?.Pattern ?? '' }, ''),
    write: writeOf({
      lens: FILTERED,
      write: (source, Pattern: string) => withMapping(source, { FilterCriteria: { Filters: [{ Pattern }, ...(source.mapping.FilterCriteria?.Filters.slice(1) ?? [])] } }),
    }),
  },
]

const start: KnobGroup['knobs'] = [
  choiceOf({
    lens: STARTING,
    id: 'StartingPosition',
    field: 'mapping.StartingPosition',
    options: ({ kind }) => ['TRIM_HORIZON', 'LATEST', ...(kind === 'dynamodb' ? [] : ['AT_TIMESTAMP'])],
    read: ({ mapping }) => mapping.StartingPosition,
    write: (source, position) => (isPosition(position) ? withMapping(source, { StartingPosition: position, StartingPositionTimestamp: position === 'AT_TIMESTAMP' ? 0 : null }) : source),
    advanced: true,
  }),
  {
    id: 'startBefore',
    kind: 'number',
    advanced: true,
    shown: (scenario, target) => STARTING.at(scenario, target)?.mapping.StartingPosition === 'AT_TIMESTAMP',
    path: sourcePath('eventSource.mapping.StartingPositionTimestamp'),
    read: (scenario, target) => startOfRun(scenario) - (STARTING.at(scenario, target)?.mapping.StartingPositionTimestamp ?? 0),
    write: (scenario, target, seconds) =>
      writeOf({ lens: STARTING, write: (source, before: number) => withMapping(source, { StartingPositionTimestamp: startOfRun(scenario) - before }) })(scenario, target, seconds ?? 0),
    stops: () => logStops(0, 1_000_000, 1),
    step: 60,
  },
  numberOf({
    lens: STARTING,
    id: 'backlog',
    field: 'backlog',
    read: ({ backlog }) => backlog?.count ?? null,
    write: (source, count) => ({ ...source, backlog: count === null ? null : { count, spanSeconds: source.backlog?.spanSeconds ?? 60 } }),
    stops: () => logStops(1, 100_000, 1),
    initial: 100,
    advanced: true,
  }),
  numberOf({
    lens: where(STARTING, ({ backlog }) => backlog !== null),
    id: 'backlogSpan',
    field: 'backlog.spanSeconds',
    read: ({ backlog }) => backlog?.spanSeconds ?? 0,
    write: (source, value) => ({ ...source, backlog: { count: source.backlog?.count ?? 1, spanSeconds: value ?? 0 } }),
    stops: () => logStops(0, 604_800, 1),
    step: 60,
    advanced: true,
  }),
]

export const POLLED_KNOBS: KnobGroup['knobs'] = [
  ...keys,
  ...errors,
  ...filters,
  ...start,
  { ...switchOf({ lens: ANY, id: 'Enabled', field: 'mapping.Enabled', read: ({ mapping }) => mapping.Enabled, write: (source, on) => withMapping(source, { Enabled: on }) }), advanced: true },
]
