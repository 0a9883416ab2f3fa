/** Reading and writing queues, streams and their mappings. */
import { BATCH_WITHOUT_WINDOW, fitsWithoutWindow, WINDOW_FOR_LARGE_BATCHES } from '../../../scenario/eventSourceChecks.ts'
import { DEFAULT_STREAM } from '../../../scenario/defaults.ts'
import { LIMITS } from '../../../scenario/limits.ts'
import type { Scenario, SqsSource, StreamSource } from '../../../sim/scenario.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { sourceAt, withSource, type Target } from '../edit.ts'
import type { KnobId } from '../../../text/en/configuration.ts'
import type { NumberKnob, SwitchKnob } from '../knob.ts'
import { sourcePath } from './build.ts'

/** Settings that only some event sources have. */
export interface Lens<S extends SqsSource | StreamSource> {
  at: (scenario: Scenario, target: Target) => S | undefined
}

const eventSourceAt = (scenario: Scenario, target: Target) => sourceAt(scenario, target)?.eventSource ?? undefined

export const SQS: Lens<SqsSource> = {
  at: (scenario, target) => {
    const found = eventSourceAt(scenario, target)
    return found?.kind === 'sqs' ? found : undefined
  },
}
export const STANDARD: Lens<SqsSource> = {
  at: (scenario, target) => {
    const found = SQS.at(scenario, target)
    return found?.FifoQueue === false ? found : undefined
  },
}
export const FIFO: Lens<SqsSource> = {
  at: (scenario, target) => {
    const found = SQS.at(scenario, target)
    return found?.FifoQueue === true ? found : undefined
  },
}
export const STREAM: Lens<StreamSource> = {
  at: (scenario, target) => {
    const found = eventSourceAt(scenario, target)
    return found?.kind === 'kinesis' || found?.kind === 'dynamodb' ? found : undefined
  },
}

type Field<S extends SqsSource | StreamSource, T> = {
  lens: Lens<S>
  id: KnobId
  /** Within the event source, as issues name it. */
  field: string
  read: (source: S) => T
  write: (source: S, value: T) => S
}

export function readOf<S extends SqsSource | StreamSource, T>({ lens, read }: Pick<Field<S, T>, 'lens' | 'read'>, otherwise: T) {
  return (scenario: Scenario, target: Target): T => {
    const source = lens.at(scenario, target)
    return source === undefined ? otherwise : read(source)
  }
}

export function writeOf<S extends SqsSource | StreamSource, T>({ lens, write }: Pick<Field<S, T>, 'lens' | 'write'>) {
  return (scenario: Scenario, target: Target, value: T): Scenario => {
    const source = lens.at(scenario, target)
    return source === undefined ? scenario : withSource(scenario, target, { eventSource: write(source, value) })
  }
}

const isFor = <S extends SqsSource | StreamSource>({ at }: Lens<S>) => (scenario: Scenario, target: Target): boolean => at(scenario, target) !== undefined

type NumberField<S extends SqsSource | StreamSource> = Field<S, number | null> & { stops: (source: S, scenario: Scenario) => readonly number[]; initial?: number; step?: number }

export function numberOf<S extends SqsSource | StreamSource>(field: NumberField<S>): NumberKnob {
  const { lens, id, stops, initial, step = 1 } = field
  return {
    id,
    kind: 'number',
    shown: isFor(lens),
    path: sourcePath(`eventSource.${field.field}`),
    read: readOf(field, null),
    write: writeOf(field),
    stops: (scenario, target) => {
      const source = lens.at(scenario, target)
      return source === undefined ? [] : stops(source, scenario)
    },
    step,
    ...(initial === undefined ? {} : { initial: () => initial }),
  }
}

export function switchOf<S extends SqsSource | StreamSource>(field: Field<S, boolean>): SwitchKnob {
  return { id: field.id, kind: 'switch', shown: isFor(field.lens), path: sourcePath(`eventSource.${field.field}`), read: readOf(field, false), write: writeOf(field) }
}

/** Changes fields of the mapping. */
export const withMapping = <S extends SqsSource | StreamSource>(source: S, patch: Partial<S['mapping']>): S => ({ ...source, mapping: { ...source.mapping, ...patch } })

type Batching = Pick<SqsSource['mapping'] & StreamSource['mapping'], 'BatchSize' | 'MaximumBatchingWindowInSeconds' | 'FunctionResponseTypes'>
const withBatching = <S extends SqsSource | StreamSource>(source: S, patch: Partial<Batching>): S => ({ ...source, mapping: { ...source.mapping, ...patch } })

/** What both kinds have: how batches are made, and what is said about them. */
export function batchKnobs<S extends SqsSource | StreamSource>(lens: Lens<S>, id: KnobId) {
  const size = numberOf<S>({
    lens,
    id,
    field: 'mapping.BatchSize',
    read: ({ mapping }) => mapping.BatchSize,
    write: (source, value) => withBatching(source, { BatchSize: value ?? 0 }),
    stops: ({ kind, mapping }) => {
      if (mapping.MaximumBatchingWindowInSeconds >= WINDOW_FOR_LARGE_BATCHES) return logStops(LIMITS.batchSize.min, LIMITS.batchSize.max, 1)
      const small = linearStops(LIMITS.batchSize.min, BATCH_WITHOUT_WINDOW, 1)
      return kind === 'sqs' ? small : [...small, DEFAULT_STREAM.mapping.BatchSize]
    },
  })
  const window = numberOf<S>({
    lens,
    id: 'batchingWindow',
    field: 'mapping.MaximumBatchingWindowInSeconds',
    read: ({ mapping }) => mapping.MaximumBatchingWindowInSeconds,
    write: (source, value) => withBatching(source, { MaximumBatchingWindowInSeconds: value ?? 0 }),
    stops: ({ kind, mapping }) => {
      const least = fitsWithoutWindow(kind, mapping.BatchSize) ? LIMITS.batchingWindowSeconds.min : WINDOW_FOR_LARGE_BATCHES
      return logStops(least, LIMITS.batchingWindowSeconds.max, 1)
    },
  })
  const reports = switchOf<S>({
    lens,
    id: 'reportFailures',
    field: 'mapping.FunctionResponseTypes',
    read: ({ mapping }) => mapping.FunctionResponseTypes.length > 0,
    write: (source, on) => withBatching(source, { FunctionResponseTypes: on ? ['ReportBatchItemFailures'] : [] }),
  })
  return { size, window, reports }
}
