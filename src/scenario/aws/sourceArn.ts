import type { EventSource, Scenario, TrafficSource } from '../../sim/scenario.ts'
import type { Service } from './mappingFields.ts'

/** The ARNs that name queues and streams in AWS's texts. */

export const ACCOUNT = '123456789012'

/** A source that a mapping of AWS can describe. */
export type MappedSource = TrafficSource & { eventSource: Extract<EventSource, { mapping: unknown }> }

export const isMapped = (source: TrafficSource): source is MappedSource =>
  source.via === 'event-source' && source.eventSource !== null && 'mapping' in source.eventSource

export interface SourceArn {
  service: Service
  account: string
  /** Of the queue, stream, table or cluster. */
  name: string
}

const SERVICES: Readonly<Record<string, Service>> = { sqs: 'sqs', kinesis: 'kinesis', dynamodb: 'dynamodb', kafka: 'kafka', mq: 'mq', rds: 'documentdb' }
const ARN = /^arn:aws[a-z-]*:([a-z]+):[a-z0-9-]*:(\d*):(.+)$/

/** What an ARN names; null where it is none of a source that Lambda polls. */
export function readSourceArn(arn: string): SourceArn | null {
  const [, word = '', account = '', resource = ''] = ARN.exec(arn) ?? []
  const service = SERVICES[word]
  if (service === undefined) return null
  const name = service === 'sqs' ? resource : (resource.split(/[/:]/)[1] ?? '')
  return name === '' ? null : { service, account, name }
}

const slug = (name: string): string => name.normalize('NFKD').replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'source'

function ownArn({ eventSource }: MappedSource, name: string, region: string): string {
  const of = (service: string, resource: string): string => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`
  switch (eventSource.kind) {
    case 'sqs':
      return of('sqs', eventSource.FifoQueue ? `${name}.fifo` : name)
    case 'dynamodb':
      return of('dynamodb', `table/${name}/stream/2026-01-01T00:00:00.000`)
    default:
      return of('kinesis', `stream/${name}`)
  }
}

/** The ARN of every queue and stream: the one its mapping was read with, or one made of the source's name. */
export function sourceArns(scenario: Scenario): ReadonlyMap<MappedSource, string> {
  const given = scenario.traffic.filter(isMapped)
  const arns = new Map<MappedSource, string>()
  const taken = new Set(given.flatMap((source) => keptArn(source) ?? []))
  for (const source of given) {
    const arn = keptArn(source) ?? freeArn(source, scenario.priceRegion, taken)
    taken.add(arn)
    arns.set(source, arn)
  }
  return arns
}

function keptArn({ eventSource }: MappedSource): string | null {
  const kept = eventSource.mapping.kept?.['EventSourceArn']
  if (typeof kept !== 'string') return null
  // A queue that has been made FIFO since needs another name.
  return eventSource.kind === 'sqs' && eventSource.FifoQueue !== kept.endsWith('.fifo') ? null : kept
}

function freeArn(source: MappedSource, region: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const arn = ownArn(source, n === 1 ? slug(source.name) : `${slug(source.name)}-${n}`, region)
    if (!taken.has(arn)) return arn
  }
}
