import type { EventSource, Scenario } from '../../sim/scenario.ts'
import { sameJson } from '../diff.ts'
import { scenarioSchema } from '../schema.ts'
import { MAPPING_FIELDS, mappingField, type Service } from './mappingFields.ts'
import { sourceArns, type MappedSource } from './sourceArn.ts'

/**
 * The part of queues, streams and their mappings that AWS can express. Fields are taken from the scenario's schema:
 * whatever has an AWS name there is carried, whether this folder knows it or not.
 */

export type Fields = Readonly<Record<string, unknown>>
export type MappedKind = MappedSource['eventSource']['kind']

export interface AwsSource {
  arn: string
  function: string
  /** Null: the function itself. */
  Qualifier: string | null
  kind: MappedKind
  /** Settings of the queue or stream itself. */
  attributes: Fields
  /** Fields of the mapping but for its two ends; what has its default is left out. */
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

/** The kind of source that plays a service; null where none does. */
export const kindOf = (service: Service): MappedKind | null => ordinarySource(service)?.kind ?? null

/** Whether a run of this kind of source plays a field of the mapping. */
export const isPlayed = (service: Service, name: string): boolean => name in (ordinarySource(service)?.mapping ?? {})

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
const NEEDS_POSITION: readonly string[] = MAPPING_FIELDS.find(({ name }) => name === 'StartingPosition')?.needed ?? []
/** What a stream that says nothing about it is written with. */
export const WRITTEN_POSITION = 'LATEST'

export function writtenMapping(source: MappedSource['eventSource']): Fields {
  const ordinary: Fields = { ...ordinarySource(source.kind)?.mapping }
  const { kept, ...mapping } = source.mapping
  const said = Object.entries(mapping).filter(([name, value]) => isAwsName(name) && (ALWAYS.includes(name) || !sameJson(value, ordinary[name])))
  const { EventSourceArn: _, ...others } = kept ?? {}
  const position = NEEDS_POSITION.includes(source.kind) ? { StartingPosition: WRITTEN_POSITION } : {}
  const all: Record<string, unknown> = { ...position, ...others, ...Object.fromEntries(said) }
  const order = [...MAPPING_FIELDS.map(({ name }) => name), ...Object.keys(all)]
  return Object.fromEntries([...new Set(order)].flatMap((name) => (pruned(all[name]) === undefined ? [] : [[name, pruned(all[name])]])))
}

const writtenAttributes = (source: MappedSource['eventSource']): Fields =>
  Object.fromEntries(Object.entries(source).filter(([name, value]) => isAwsName(name) && value !== null))

/** Every queue and stream of a scenario, as AWS's texts say them. */
export function awsSources(scenario: Scenario): readonly AwsSource[] {
  return [...sourceArns(scenario)].map(([source, arn]) => ({
    arn,
    function: source.function,
    Qualifier: source.Qualifier,
    kind: source.eventSource.kind,
    attributes: writtenAttributes(source.eventSource),
    mapping: writtenMapping(source.eventSource),
  }))
}

/** What of said fields the scenario has a place for, and what it keeps. */
export function sorted(service: Service, said: Fields): { played: Fields; kept: Fields } {
  const ordinary: Fields = { ...ordinarySource(service)?.mapping }
  const played: Record<string, unknown> = {}
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(said)) {
    if (name in ordinary) played[name] = pruned(value) ?? ordinary[name]
    else if (pruned(value) !== undefined && !isOrdinary(service, name, value)) kept[name] = value
  }
  return { played, kept }
}

const isOrdinary = (service: Service, name: string, value: unknown): boolean =>
  value === mappingField(name)?.initial(service) || (name === 'StartingPosition' && value === WRITTEN_POSITION)
