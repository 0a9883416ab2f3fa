import type { EventSource, Scenario, TrafficSource } from '../../sim/scenario.ts'
import { defaultSource } from '../defaults.ts'
import { freeName, withoutSource } from '../parts.ts'
import { isAwsName, ordinarySource, sorted, type Fields } from './eventSources.ts'
import type { Service } from './mappingFields.ts'
import type { DeclaredPush } from './pushes.ts'
import { isMapped, kindOf, readAddress, serviceOf, sourceAddresses, withoutNeedlessEnds, type MappedKind, type MappedSource } from './sourceAddress.ts'

/** Puts what a text says about queues, streams and their mappings into a scenario. */

export interface DeclaredSource {
  /** What is polled, as `sourceAddress.ts` has it. */
  address: string
  line: number
  function: string
  /** Absent: callers keep theirs. */
  Qualifier?: string | null
  /** Fields of the mapping by the API's names, without its function. */
  fields: Fields
  /** By field. */
  lines: ReadonlyMap<string, number>
  /** True: what is not said has AWS's default. False: it stays as it is. */
  complete: boolean
  /** The source of the scenario that becomes this one, where that was chosen. */
  into?: string | null
}

/** A queue or stream that a text sets up. */
export interface DeclaredStore {
  service: Service
  name: string
  line: number
  /** By the scenario's names. */
  attributes: Fields
  complete: boolean
}

export interface SaidSources {
  sources: readonly DeclaredSource[]
  /** Services that push; null: the text cannot speak about them. */
  pushes: readonly DeclaredPush[] | null
  stores: readonly DeclaredStore[]
  /** Names of sources that the text takes away. */
  removed: ReadonlySet<string>
  /** Functions of which the text names every mapping. */
  only: ReadonlySet<string>
}

interface Applied {
  scenario: Scenario
  lines: ReadonlyMap<string, number>
}

type Match = readonly [DeclaredSource, MappedSource | TrafficSource | null]

export function applySources(before: Scenario, said: SaidSources): Applied {
  const current = [...said.removed].reduce(withoutSource, before)
  const matches = matched(current, said)
  const kept = new Set(matches.map(([, source]) => source))
  const gone = current.traffic.filter((source) => isMapped(source) && said.only.has(source.function) && !kept.has(source))
  const start = gone.reduce((scenario, { name }) => withoutSource(scenario, name), current)
  const addresses = sourceAddresses(current)
  const untouched = start.traffic.map((source) => (kept.has(source) || !isMapped(source) || said.stores.length === 0 ? source : withStore(source, addresses.get(source) ?? '', said)))
  const placed = matches.reduce<Scenario>((scenario, match) => place(scenario, match, said), { ...start, traffic: untouched })
  return { scenario: placed, lines: linesOf(placed, said) }
}

/** Each mapping of the text with the source it speaks about; null where there is none yet. */
function matched(scenario: Scenario, { sources, only }: SaidSources): readonly Match[] {
  const addresses = sourceAddresses(scenario)
  const free = new Set<TrafficSource>(scenario.traffic)
  const take = (found: TrafficSource | undefined): TrafficSource | null => {
    if (found !== undefined) free.delete(found)
    return found ?? null
  }
  const named = (one: DeclaredSource, anywhere: boolean) =>
    [...free].find((source) => isMapped(source) && addresses.get(source) === one.address && (anywhere || source.function === one.function))
  const first = sources.map((one): Match => {
    if (one.into !== undefined) return [one, take(scenario.traffic.find(({ name }) => name === one.into))]
    return [one, take(named(one, false))]
  })
  return first.map(([one, found]): Match => {
    if (found !== null || one.into !== undefined) return [one, found]
    const service = readAddress(one.address)?.service
    const moved = named(one, true)
    const renamed = [...free].find((source) => isMapped(source) && source.function === one.function && serviceOf(source.eventSource.kind) === service)
    return [one, take(moved ?? (only.has(one.function) ? renamed : undefined))]
  })
}

function place(scenario: Scenario, [one, found]: Match, said: SaidSources): Scenario {
  const at = readAddress(one.address)
  if (at === null) return scenario
  const kind = kindOf(at, one.fields, found !== null && isMapped(found) ? found.eventSource.kind : null)
  const fn = scenario.functions.find(({ FunctionName }) => FunctionName === one.function)
  const was = found ?? defaultSource(freeName(at.name.replace(/\.fifo$/, ''), scenario.traffic.map(({ name }) => name)), one.function)
  const eventSource = mappedBy(was, one, kind, fn?.Timeout ?? 0)
  const source = withStore(entered(was, one, eventSource), one.address, said)
  const next = { ...scenario, traffic: found === null ? [...scenario.traffic, source] : scenario.traffic.map((each) => (each === found ? source : each)) }
  return withoutNeedlessEnds(next, source)
}

/** What only callers have means nothing to a queue. */
function entered(was: TrafficSource, one: DeclaredSource, eventSource: EventSource): MappedSource {
  const { client, integrationTimeoutMs } = isMapped(was) ? was : defaultSource(was.name, was.function)
  const Qualifier = one.Qualifier === undefined ? was.Qualifier : one.Qualifier
  return { ...was, function: one.function, Qualifier, via: 'event-source', eventSource, client, integrationTimeoutMs } as MappedSource
}

function mappedBy(was: TrafficSource, one: DeclaredSource, kind: MappedKind, timeout: number): EventSource {
  const base = was.eventSource?.kind === kind && isMapped(was) ? was.eventSource : fresh(kind, one.address, timeout)
  const { kept: before, ...mapping } = base.mapping
  const ours = Object.fromEntries(Object.entries(mapping).filter(([name]) => !isAwsName(name)))
  const { played, kept } = sorted(kind, one.fields, one.complete ? {} : { ...mapping })
  const all = { ...(one.complete ? {} : before), ...kept }
  const defaults = one.complete ? { ...ordinarySource(kind)?.mapping, ...ours } : mapping
  return { ...base, mapping: { ...defaults, ...played, kept: all } } as unknown as EventSource
}

/** A queue that a mapping names and nothing else describes: AWS would accept the mapping, so it hides messages long enough. */
function fresh(kind: MappedKind, address: string, Timeout: number): MappedSource['eventSource'] {
  const source = ordinarySource(kind) as MappedSource['eventSource']
  return source.kind === 'sqs' ? { ...source, FifoQueue: address.endsWith('.fifo'), VisibilityTimeout: Math.max(source.VisibilityTimeout, Timeout) } : source
}

/** With the settings of the queue or stream itself, where the text gives them. The name says whether a queue is FIFO. */
function withStore<S extends MappedSource>(source: S, address: string, { stores }: SaidSources): S {
  const at = readAddress(address)
  const { kind } = source.eventSource
  const ordinary = Object.fromEntries(Object.entries(ordinarySource(kind) ?? {}).filter(([name]) => isAwsName(name)))
  const said = stores.flatMap(({ service, name, attributes, complete }) =>
    service === at?.service && name === at.name ? [{ ...(complete ? ordinary : {}), ...attributes }] : [],
  )
  const fifo = kind === 'sqs' ? [{ FifoQueue: address.endsWith('.fifo') }] : []
  return Object.assign({}, source, { eventSource: Object.assign({}, source.eventSource, ...said, ...fifo) as S['eventSource'] })
}

function linesOf(scenario: Scenario, { sources, stores }: SaidSources): ReadonlyMap<string, number> {
  const addresses = sourceAddresses(scenario)
  const lines = new Map<string, number>()
  scenario.traffic.forEach((source, index) => {
    const address = isMapped(source) ? addresses.get(source) : undefined
    const path = `traffic[${index}].eventSource`
    for (const store of stores) if (address !== undefined && readAddress(address)?.name === store.name) lines.set(path, store.line)
    const one = sources.find((said) => said.address === address && said.function === source.function)
    if (one === undefined) return
    lines.set(`traffic[${index}]`, one.line)
    lines.set(`${path}.mapping`, one.line)
    for (const [field, line] of one.lines) lines.set(`${path}.mapping.${field}`, line)
  })
  return lines
}
