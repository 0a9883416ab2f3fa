import type { EventSource, Scenario, TrafficSource } from '../../sim/scenario.ts'
import { sameJson } from '../diff.ts'
import type { Service } from './mappingFields.ts'

/** How AWS's texts name queues, streams, topics and collections: by an ARN, or by servers of one's own; and what is read there. */

export const ACCOUNT = '123456789012'

type Fields = Readonly<Record<string, unknown>>

/** A source that a mapping of AWS can describe. */
export type MappedSource = TrafficSource & { eventSource: Exclude<EventSource, { kind: 'dispatcher' }> }
export type MappedKind = MappedSource['eventSource']['kind']

export const isMapped = (source: TrafficSource): source is MappedSource =>
  source.via === 'event-source' && source.eventSource !== null && source.eventSource.kind !== 'dispatcher'

const SERVICE_OF: Readonly<Record<MappedKind, Service>> = {
  sqs: 'sqs', kinesis: 'kinesis', dynamodb: 'dynamodb', msk: 'kafka', kafka: 'kafka', activemq: 'mq', rabbitmq: 'mq', documentdb: 'documentdb',
}
export const serviceOf = (kind: MappedKind): Service => SERVICE_OF[kind]

export interface SourceAddress {
  service: Service
  /** Null: servers of one's own. */
  account: string | null
  /** Of the queue, stream, table, topic or collection; of the cluster or broker where that is all that is said. */
  name: string
}

const SERVICES: Readonly<Record<string, Service>> = { sqs: 'sqs', kinesis: 'kinesis', dynamodb: 'dynamodb', kafka: 'kafka', mq: 'mq', rds: 'documentdb' }
const ARN = /^arn:aws[a-z-]*:([a-z]+):[a-z0-9-]*:(\d*):(.+)$/
const SERVERS = /^[\w.-]+:\d+(,[\w.-]+:\d+)*$/

/** What an address names; null where it is none of a source that Lambda polls. */
export function readAddress(address: string): SourceAddress | null {
  const [place = '', part = ''] = address.split('#')
  if (SERVERS.test(place)) return { service: 'kafka', account: null, name: part === '' ? place : part }
  const [, word = '', account = '', resource = ''] = ARN.exec(place) ?? []
  const service = SERVICES[word]
  if (service === undefined) return null
  const name = service === 'sqs' ? resource : (resource.split(/[/:]/)[1] ?? '')
  return name === '' ? null : { service, account, name: part === '' ? name : part }
}

const inside = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Where a mapping reads, as one text: `arn`, `arn#topic`, `servers#topic`; null where it does not say. */
export function addressOf({ EventSourceArn, SelfManagedEventSource, Topics, Queues, DocumentDBEventSourceConfig: collection }: Fields): string | null {
  const servers = listOf(inside(inside(SelfManagedEventSource, 'Endpoints'), 'KAFKA_BOOTSTRAP_SERVERS'))
  if (typeof EventSourceArn !== 'string' && servers.length === 0) return null
  const place = typeof EventSourceArn === 'string' ? EventSourceArn : servers.join(',')
  const names = [...listOf(Topics), ...listOf(Queues), inside(collection, 'DatabaseName'), inside(collection, 'CollectionName')]
  const part = names.filter((name) => typeof name === 'string').join('.')
  return part === '' ? place : `${place}#${part}`
}

const hasVirtualHost = (access: unknown): boolean => listOf(access).some((one) => inside(one, 'Type') === 'VIRTUAL_HOST')

/** The kind of source a mapping reads. The ARN of a broker does not say which software it runs; a virtual host does. */
export function kindOf({ service, account }: SourceAddress, { SourceAccessConfigurations }: Fields, before: MappedKind | null = null): MappedKind {
  if (service === 'kafka') return account === null ? 'kafka' : 'msk'
  if (service !== 'mq') return service
  return hasVirtualHost(SourceAccessConfigurations) || before === 'rabbitmq' ? 'rabbitmq' : 'activemq'
}

/** Fields of a mapping that say where it reads and how it gets in. */
const ENDS = ['EventSourceArn', 'SelfManagedEventSource', 'Topics', 'Queues', 'DocumentDBEventSourceConfig', 'SourceAccessConfigurations']

export const withoutEnds = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => !ENDS.includes(name)))
export const endsOf = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => ENDS.includes(name)))

const slug = (name: string): string => name.normalize('NFKD').replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'source'

const UUID = '11111111-2222-4333-8444-555555555555'

/** The ends of a source that has none of its own, made of a name. AWS wants all of them. */
function ownEnds({ eventSource }: MappedSource, name: string, region: string): Fields {
  const of = (service: string, resource: string) => ({ EventSourceArn: `arn:aws:${service}:${region}:${ACCOUNT}:${resource}` })
  const login = { Type: 'BASIC_AUTH', URI: `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${name}` }
  const broker = { ...of('mq', `broker:${name}:b-${UUID}`), Queues: [name] }
  switch (eventSource.kind) {
    case 'sqs':
      return of('sqs', eventSource.FifoQueue ? `${name}.fifo` : name)
    case 'kinesis':
      return of('kinesis', `stream/${name}`)
    case 'dynamodb':
      return of('dynamodb', `table/${name}/stream/2026-01-01T00:00:00.000`)
    case 'msk':
      return { ...of('kafka', `cluster/${name}/${UUID}-1`), Topics: [name] }
    case 'kafka':
      return { SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka.example.com:9092'] } }, Topics: [name] }
    case 'activemq':
      return { ...broker, SourceAccessConfigurations: [login] }
    case 'rabbitmq':
      return { ...broker, SourceAccessConfigurations: [login, { Type: 'VIRTUAL_HOST', URI: '/' }] }
    case 'documentdb':
      return { ...of('rds', `cluster:${name}`), DocumentDBEventSourceConfig: { DatabaseName: name }, SourceAccessConfigurations: [login] }
  }
}

/** The ends of every queue, stream and broker: those its mapping was read with, or some made of the source's name. */
export function sourceEnds(scenario: Scenario): ReadonlyMap<MappedSource, Fields> {
  const given = scenario.traffic.filter(isMapped)
  const ends = new Map<MappedSource, Fields>()
  const taken = new Set(given.flatMap((source) => addressOf(keptEnds(source) ?? {}) ?? []))
  for (const source of given) {
    const own = keptEnds(source) ?? freeEnds(source, scenario.priceRegion, taken)
    taken.add(addressOf(own) ?? '')
    ends.set(source, own)
  }
  return ends
}

/** The address of every queue, stream and broker. */
export const sourceAddresses = (scenario: Scenario): ReadonlyMap<MappedSource, string> =>
  new Map([...sourceEnds(scenario)].map(([source, ends]) => [source, addressOf(ends) ?? '']))

function keptEnds({ eventSource }: MappedSource): Fields | null {
  const { kind, mapping } = eventSource
  const ends = endsOf(mapping.kept ?? {})
  const address = addressOf(ends)
  const at = address === null ? null : readAddress(address)
  // What has become something else since needs another name.
  if (address === null || at === null || kindOf(at, ends, kind) !== kind) return null
  return kind === 'sqs' && eventSource.FifoQueue !== address.endsWith('.fifo') ? null : ends
}

function freeEnds(source: MappedSource, region: string, taken: ReadonlySet<string>): Fields {
  for (let n = 1; ; n++) {
    const ends = ownEnds(source, n === 1 ? slug(source.name) : `${slug(source.name)}-${n}`, region)
    if (!taken.has(addressOf(ends) ?? '')) return ends
  }
}

/** The scenario without the ends of a source that follow from its name anyway. */
export function withoutNeedlessEnds(scenario: Scenario, source: MappedSource): Scenario {
  const { kept: before = {}, ...mapping } = source.eventSource.mapping
  const kept = withoutEnds(before)
  const plain = { ...source, eventSource: { ...source.eventSource, mapping: Object.keys(kept).length === 0 ? mapping : { ...mapping, kept } } } as MappedSource
  const replaced = { ...scenario, traffic: scenario.traffic.map((each) => (each === source ? plain : each)) }
  return sameJson(sourceEnds(replaced).get(plain), endsOf(before)) ? replaced : scenario
}
