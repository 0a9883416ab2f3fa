import type { EventSource, Scenario } from '../../sim/scenario.ts'
import { ms, toSeconds } from '../../base/units.ts'
import { ruleNumber } from '../../rules/registry.ts'
import { sameJson } from '../diff.ts'
import { scenarioSchema } from '../schema.ts'
import { MAPPING_FIELDS, mappingField, type Service } from './mappingFields.ts'
import { addressOf, serviceOf, sourceEnds, withoutEnds, type MappedKind, type MappedSource } from './sourceAddress.ts'

/**
 * The part of queues, streams and their mappings that AWS can express. Fields are taken from the scenario's schema:
 * whatever has an AWS name there is carried, whether this folder knows it or not.
 */

export type Fields = Readonly<Record<string, unknown>>

export interface AwsSource {
  /** What is polled, as `sourceAddress.ts` has it. */
  address: string
  function: string
  /** Null: the function itself. */
  Qualifier: string | null
  kind: MappedKind
  /** Settings of the queue or stream itself. */
  attributes: Fields
  /** Fields of the mapping but for its function; what has its default is left out. */
  mapping: Fields
}

/** AWS's fields begin with a capital letter; ours do not. */
export const isAwsName = (name: string): boolean => /^[A-Z]/.test(name)

const settings = new Map<string, EventSource | null>()

/** A queue or stream of a kind with every default of the schema; null where a run plays none. */
export function ordinarySource(kind: string): MappedSource['eventSource'] | null {
  if (!settings.has(kind)) {
    const parsed = scenarioSchema.safeParse({ traffic: [{ name: 'source', function: 'function', via: 'event-source', eventSource: { kind } }] })
    settings.set(kind, (parsed.success ? (parsed.data.traffic[0]?.eventSource ?? null) : null) as EventSource | null)
  }
  const found = settings.get(kind) ?? null
  return found !== null && 'mapping' in found ? found : null
}

/** Fields that say what calls what: they are played as the traffic. */
const TRAFFIC: readonly string[] = ['FunctionName', 'EventSourceArn', 'SelfManagedEventSource', 'Topics', 'Queues']
const KIND_OF: Readonly<Partial<Record<Service, MappedKind>>> = { kafka: 'msk', mq: 'activemq' }

/** Whether a run of this kind of source plays a field of the mapping. */
export const isPlayed = (service: Service, name: string): boolean =>
  TRAFFIC.includes(name) || name in (ordinarySource(KIND_OF[service] ?? service)?.mapping ?? {})

/** Without nulls, empty structures and empty text: what the API calls not set. */
export function pruned(value: unknown): unknown {
  if (value === null || value === '') return undefined
  if (typeof value !== 'object' || Array.isArray(value)) return value
  const left = Object.entries(value).flatMap(([name, part]) => {
    const kept = pruned(part)
    return kept === undefined ? [] : [[name, kept] as const]
  })
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

/** Said although it may be ordinary: a reader looks for it. */
const ALWAYS: readonly string[] = ['BatchSize', 'StartingPosition']

function writtenMapping(source: MappedSource['eventSource'], ends: Fields): Fields {
  const ordinary: Fields = { ...ordinarySource(source.kind)?.mapping }
  const { kept, ...mapping } = source.mapping
  const said = Object.entries(mapping).filter(([name, value]) => isAwsName(name) && (ALWAYS.includes(name) || !sameJson(value, ordinary[name])))
  const { ProvisionedPollerConfig: group, ...others } = withoutEnds(kept ?? {})
  const all: Record<string, unknown> = { ...ends, ...others, ...Object.fromEntries(said) }
  if (all['ProvisionedPollerConfig'] !== undefined) all['ProvisionedPollerConfig'] = Object.assign({}, all['ProvisionedPollerConfig'], group)
  const order = [...MAPPING_FIELDS.map(({ name }) => name), ...Object.keys(all)]
  return Object.fromEntries([...new Set(order)].flatMap((name) => (pruned(all[name]) === undefined ? [] : [[name, pruned(all[name])]])))
}

const writtenAttributes = (source: MappedSource['eventSource']): Fields =>
  Object.fromEntries(Object.entries(source).filter(([name, value]) => isAwsName(name) && value !== null))

/** Every queue and stream of a scenario, as AWS's texts say them. */
export function awsSources(scenario: Scenario): readonly AwsSource[] {
  return [...sourceEnds(scenario)].map(([source, ends]) => ({
    address: addressOf(ends) ?? '',
    function: source.function,
    Qualifier: source.Qualifier,
    kind: source.eventSource.kind,
    attributes: writtenAttributes(source.eventSource),
    mapping: writtenMapping(source.eventSource, ends),
  }))
}

/** What of said fields the scenario has a place for, and what it keeps. @param before what stays where a part is left out */
export function sorted(kind: MappedKind, said: Fields, before: Fields): { played: Fields; kept: Fields } {
  const ordinary: Fields = { ...ordinarySource(kind)?.mapping }
  const service = serviceOf(kind)
  const played: Record<string, unknown> = {}
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(said)) {
    if (name === 'ProvisionedPollerConfig' && pruned(value) !== undefined) {
      const { PollerGroupName, ...pollers } = value as Fields
      played[name] = { ...ORDINARY_POLLERS[service], ...(before[name] as Fields | null), ...(pruned(pollers) as Fields | undefined) }
      if (pruned(PollerGroupName) !== undefined) kept[name] = { PollerGroupName }
    } else if (name in ordinary) played[name] = inSeconds(name, pruned(value) ?? ordinary[name])
    else if (pruned(value) !== undefined && value !== mappingField(name)?.initial(service)) kept[name] = value
  }
  return { played, kept }
}

/** What AWS takes where only one bound of pollers is said. */
const ORDINARY_POLLERS: Readonly<Partial<Record<Service, Fields>>> = {
  sqs: { MinimumPollers: ruleNumber('SQ-15', 'least'), MaximumPollers: ruleNumber('SQ-15', 'ordinaryMost') },
  kafka: { MinimumPollers: ruleNumber('KF-02', 'least'), MaximumPollers: ruleNumber('KF-02', 'ordinaryMost') },
}

/** A time may be said as text. */
const inSeconds = (name: string, value: unknown): unknown =>
  mappingField(name)?.shape.form === 'time' && typeof value === 'string' ? toSeconds(ms(Date.parse(value))) : value
