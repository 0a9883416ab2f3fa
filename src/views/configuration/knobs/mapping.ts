/** Reading and writing queues, streams and their mappings. */
import { BATCH_WITHOUT_WINDOW, fitsWithoutWindow, WINDOW_FOR_LARGE_BATCHES } from '../../../scenario/eventSourceChecks.ts'
import { DEFAULT_STREAM } from '../../../scenario/defaults.ts'
import { MAPPING_LIMITS } from '../../../scenario/mappingLimits.ts'
import type { EventSource, Scenario, SqsSource, StreamSource } from '../../../sim/scenario.ts'
import { describedAs } from '../../../sources/index.ts'
import { initialOf } from '../../../sources/source.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { sourceAt, withSource, type Target } from '../edit.ts'
import type { RuleId } from '../../../rules/registry.ts'
import type { KnobId } from '../../../text/en/configuration.ts'
import type { ChoiceKnob, NumberKnob, SwitchKnob } from '../knob.ts'
import { optionsOf, sourcePath } from './build.ts'

/** What a mapping polls. */
export type Polled = Extract<EventSource, { mapping: unknown }>

/** Settings that only some event sources have. */
export interface Lens<S extends Polled> {
  at: (scenario: Scenario, target: Target) => S | undefined
}

const eventSourceAt = (scenario: Scenario, target: Target) => sourceAt(scenario, target)?.eventSource ?? undefined

/** Event sources of some kinds. */
export const lensOf = <K extends Polled['kind']>(...kinds: readonly K[]): Lens<Extract<Polled, { kind: K }>> => ({
  at: (scenario, target) => {
    const found = eventSourceAt(scenario, target)
    return found !== undefined && (kinds as readonly string[]).includes(found.kind) ? (found as Extract<Polled, { kind: K }>) : undefined
  },
})

/** Event sources with a setting of this name, of their own or of their mapping. */
export const lensWith = <F extends string>(field: F): Lens<With<F>> => ({
  at: (scenario, target) => {
    const found = eventSourceAt(scenario, target)
    return found !== undefined && 'mapping' in found && (field in found || field in found.mapping) ? (found as With<F>) : undefined
  },
})
type With<F extends string> = Extract<Polled, Readonly<Record<F, unknown>> | { mapping: Readonly<Record<F, unknown>> }>

export const SQS: Lens<SqsSource> = lensOf('sqs')
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
export const STREAM: Lens<StreamSource> = lensOf('kinesis', 'dynamodb')

type Field<S extends Polled, T> = {
  lens: Lens<S>
  id: KnobId
  /** Within the event source, as issues name it. */
  field: string
  read: (source: S) => T
  write: (source: S, value: T) => S
}

export function readOf<S extends Polled, T>({ lens, read }: Pick<Field<S, T>, 'lens' | 'read'>, otherwise: T) {
  return (scenario: Scenario, target: Target): T => {
    const source = lens.at(scenario, target)
    return source === undefined ? otherwise : read(source)
  }
}

export function writeOf<S extends Polled, T>({ lens, write }: Pick<Field<S, T>, 'lens' | 'write'>) {
  return (scenario: Scenario, target: Target, value: T): Scenario => {
    const source = lens.at(scenario, target)
    return source === undefined ? scenario : withSource(scenario, target, { eventSource: write(source, value) })
  }
}

const isFor = <S extends Polled>({ at }: Lens<S>) => (scenario: Scenario, target: Target): boolean => at(scenario, target) !== undefined

type NumberField<S extends Polled> = Field<S, number | null> & { stops?: (source: S, scenario: Scenario) => readonly number[]; initial?: number; step?: number; advanced?: true; rule?: RuleId }

export function numberOf<S extends Polled>(field: NumberField<S>): NumberKnob {
  const { lens, id, stops, initial, step = 1, advanced, rule } = field
  return {
    id,
    kind: 'number',
    shown: isFor(lens),
    path: sourcePath(`eventSource.${field.field}`),
    read: readOf(field, null),
    write: writeOf(field),
    ...(stops === undefined
      ? {}
      : {
          stops: (scenario: Scenario, target: Target) => {
            const source = lens.at(scenario, target)
            return source === undefined ? [] : stops(source, scenario)
          },
        }),
    step,
    ...(advanced ? { advanced } : {}),
    ...(rule === undefined ? {} : { rule: () => rule }),
    ...(initial === undefined ? {} : { initial: () => initial }),
  }
}

/** A choice between the options of its text. */
export function choiceOf<S extends Polled>(field: Field<S, string> & { options?: (source: S) => readonly string[]; advanced?: true; rule?: RuleId }): ChoiceKnob {
  const { lens, id, options, advanced, rule } = field
  return {
    id,
    kind: 'choice',
    as: 'list',
    shown: isFor(lens),
    path: sourcePath(`eventSource.${field.field}`),
    options: (scenario, target) => {
      const source = lens.at(scenario, target)
      const offered = source === undefined ? undefined : options?.(source)
      return optionsOf(id).filter(({ value }) => offered === undefined || offered.includes(value))
    },
    read: readOf(field, ''),
    write: writeOf(field),
    ...(advanced ? { advanced } : {}),
    ...(rule === undefined ? {} : { rule: () => rule }),
  }
}

export function switchOf<S extends Polled>(field: Field<S, boolean>): SwitchKnob {
  return { id: field.id, kind: 'switch', shown: isFor(field.lens), path: sourcePath(`eventSource.${field.field}`), read: readOf(field, false), write: writeOf(field) }
}

/** Changes fields of the mapping. */
export const withMapping = <S extends Polled>(source: S, patch: Partial<S['mapping']>): S => ({ ...source, mapping: { ...source.mapping, ...patch } })

/** The part of a lens where more holds. */
export const where = <S extends Polled>(lens: Lens<S>, holds: (source: S) => boolean): Lens<S> => ({
  at: (scenario, target) => {
    const found = lens.at(scenario, target)
    return found !== undefined && holds(found) ? found : undefined
  },
})

type Batching = Pick<Polled['mapping'], 'BatchSize' | 'MaximumBatchingWindowInSeconds'>
const withBatching = <S extends Polled>(source: S, patch: Partial<Batching>): S => ({ ...source, mapping: { ...source.mapping, ...patch } })
/** Whether large batches need a window (rule ES-04): not where half a second is usual. */
const needsWindow = (kind: Polled['kind']): boolean => windowOf(kind) === 0
const windowOf = (kind: Polled['kind']): number => (initialOf(describedAs(kind)) as Polled).mapping.MaximumBatchingWindowInSeconds
/** What has half a second where nothing is said. */
export const WITH_HALF_SECOND: Lens<Polled> = where(lensWith('mapping'), ({ kind }) => !needsWindow(kind))

/** What all have: how batches are made. */
export function batchKnobs<S extends Polled>(lens: Lens<S>, id: KnobId) {
  const size = numberOf<S>({
    lens,
    id,
    field: 'mapping.BatchSize',
    read: ({ mapping }) => mapping.BatchSize,
    write: (source, value) => withBatching(source, { BatchSize: value ?? 0 }),
    stops: ({ kind, mapping }) => {
      if (!needsWindow(kind) || mapping.MaximumBatchingWindowInSeconds >= WINDOW_FOR_LARGE_BATCHES) return logStops(MAPPING_LIMITS.batchSize.min, MAPPING_LIMITS.batchSize.max, 1)
      const small = linearStops(MAPPING_LIMITS.batchSize.min, BATCH_WITHOUT_WINDOW, 1)
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
      const needed = needsWindow(kind) && !fitsWithoutWindow(kind, mapping.BatchSize)
      const stops = logStops(needed ? WINDOW_FOR_LARGE_BATCHES : MAPPING_LIMITS.batchingWindowSeconds.min, MAPPING_LIMITS.batchingWindowSeconds.max, 1)
      const usual = windowOf(kind)
      return needsWindow(kind) ? stops : [usual, ...stops.filter((stop) => stop > usual)]
    },
  })
  return { size, window }
}

/** Whether the function says which messages failed, where the mapping may ask. */
export function reportsKnob<S extends Polled & { mapping: { FunctionResponseTypes: readonly 'ReportBatchItemFailures'[] } }>(lens: Lens<S>): SwitchKnob {
  return switchOf<S>({
    lens,
    id: 'reportFailures',
    field: 'mapping.FunctionResponseTypes',
    read: ({ mapping }) => mapping.FunctionResponseTypes.length > 0,
    write: (source, on) => ({ ...source, mapping: { ...source.mapping, FunctionResponseTypes: on ? ['ReportBatchItemFailures'] : [] } }),
  })
}
