import { isScalar, type Document } from 'yaml'
import { awsText } from '../../text/en/aws.ts'
import { sameJson } from '../diff.ts'
import type { DeclaredSource, DeclaredStore } from './applySources.ts'
import { deadLetterArn } from './cliSources.ts'
import { ordinarySource, pruned, type AwsSource, type Fields } from './eventSources.ts'
import { mappingField } from './mappingFields.ts'
import { readSource, readStore } from './readSource.ts'
import { textIssue, type TextIssue } from './result.ts'
import { entriesOf, entryOf, keysOf, plainValue, type Entry, type SamDocument } from './samRead.ts'
import { readSourceArn } from './sourceArn.ts'

/** Queues, streams and event source mappings in a SAM template: events of a function, and resources. */

/** What occurs twice is written twice: aliases are not read. */
export const PLAIN = { aliasDuplicateObjects: false } as const

/** Types of events that are mappings, and the property that names their source. */
const EVENTS: Readonly<Record<string, string>> = { SQS: 'Queue', Kinesis: 'Stream', DynamoDB: 'Stream' }
const EVENT_OF: Readonly<Record<string, string>> = { sqs: 'SQS', kinesis: 'Kinesis', dynamodb: 'DynamoDB' }
const STORES: Readonly<Record<string, { service: 'sqs' | 'kinesis'; name: string }>> = {
  'AWS::SQS::Queue': { service: 'sqs', name: 'QueueName' },
  'AWS::Kinesis::Stream': { service: 'kinesis', name: 'Name' },
}
const TYPE_OF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(STORES).map(([type, { service }]) => [service, type]))

export const isSourceEvent = (type: string): boolean => type in EVENTS
export const isStore = (type: string): boolean => type in STORES

interface Context {
  sam: SamDocument
  ignored: TextIssue[]
}

/** CloudFormation takes numbers in quotes, too. */
export const numeric = (value: unknown): unknown => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value)

const numbersOf = (name: string, value: unknown): unknown => {
  const shape = mappingField(name)?.shape
  if (shape?.form === 'integer') return numeric(value)
  if (shape?.form !== 'structure' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, shape.parts[part]?.form === 'integer' ? numeric(inner) : inner]))
}

/** SAM says of a destination what kind it is; the ARN says so, too. */
export function withoutTypes(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return config
  return Object.fromEntries(Object.entries(config).flatMap(([name, value]) => (name === 'Type' ? [] : [[name, withoutTypes(value)]])))
}

export function readSourceEvent(event: Entry, type: string, name: string, { sam }: Context): DeclaredSource | null {
  const properties = entriesOf(entryOf(event.node, 'Properties', sam)?.node, sam)
  const end = EVENTS[type] ?? ''
  const values = properties.map(({ name: field, line, node }) => ({ field, line, value: plainValue({ name: field, line, node }, sam) }))
  if (values.some(({ value }) => value === undefined)) return null
  const arn = values.find(({ field }) => field === end)?.value ?? null
  const said = values.filter(({ field }) => field !== end)
  const fields = Object.fromEntries(said.map(({ field, value }) => [field, numbersOf(field, field === 'DestinationConfig' ? withoutTypes(value) : value)]))
  const lines = new Map(values.map(({ field, line }) => [field === end ? 'EventSourceArn' : field, line]))
  return readSource({ arn: arn === null ? null : String(arn), line: event.line, function: name, fields, lines, complete: true }, { issues: sam.issues })
}

export function readStoreResource(resource: Entry, type: string, { sam, ignored }: Context): DeclaredStore | null {
  const kind = STORES[type]
  if (kind === undefined) return null
  const entries = entriesOf(entryOf(resource.node, 'Properties', sam)?.node, sam)
  const values = entries.map((entry) => [entry.name, plainValue(entry, sam)] as const)
  const name = values.find(([property]) => property === kind.name)?.[1] ?? resource.name
  const said = Object.fromEntries(values.filter(([property]) => property !== kind.name).map(([property, value]) => [property, numeric(value)]))
  return { service: kind.service, name: String(name), line: resource.line, complete: true, attributes: readStore(kind.service, said, resource.line, { issues: sam.issues, ignored }) }
}

const SERVICE_TYPES: Readonly<Record<string, string>> = { sqs: 'SQS', sns: 'SNS', lambda: 'Lambda', events: 'EventBridge', s3: 'S3' }
export const typed = (arn: string): { Type: string } => ({ Type: SERVICE_TYPES[arn.split(':')[2] ?? ''] ?? 'SQS' })

/** Destinations as SAM has them, with the kind of each. */
export const withTypes = (config: unknown): Fields =>
  Object.fromEntries(
    Object.entries((pruned(config) ?? {}) as Readonly<Record<string, { Destination: string }>>).map(([name, { Destination }]) => [name, { ...typed(Destination), Destination }]),
  )

const eventProperties = ({ arn, kind, mapping }: AwsSource): Fields => ({
  [EVENTS[EVENT_OF[kind] ?? ''] ?? 'Stream']: arn,
  ...Object.fromEntries(Object.entries(mapping).map(([name, value]) => [name, name === 'DestinationConfig' ? withTypes(value) : value])),
})

export const eventFrom = (source: AwsSource) => ({ Type: EVENT_OF[source.kind] ?? '', Properties: eventProperties(source) })

function storeProperties({ arn, kind, attributes }: AwsSource): Fields {
  const name = readSourceArn(arn)?.name ?? ''
  const ordinary: Fields = { ...ordinarySource(kind) }
  const said = Object.entries(attributes).filter(([field, value]) => ['VisibilityTimeout', 'ShardCount'].includes(field) || !sameJson(value, ordinary[field]))
  const all = said.map(([field, value]) => [field, field === 'RedrivePolicy' ? { deadLetterTargetArn: deadLetterArn(arn), ...(value as object) } : value] as const)
  return { [kind === 'sqs' ? 'QueueName' : 'Name']: name, ...Object.fromEntries(all) }
}

/** The resource that sets up a queue or stream; null where it belongs to something else, such as a table. */
const storeFrom = (source: AwsSource) => {
  const Type = TYPE_OF[source.kind]
  return Type === undefined ? null : { Type, Properties: storeProperties(source) }
}

/** Names for what is added, unlike those that are taken. */
type FreeId = (name: string) => string

export const eventsFrom = (sources: readonly AwsSource[], freeId: FreeId): Fields =>
  Object.fromEntries(sources.map((source) => [freeId(readSourceArn(source.arn)?.name ?? ''), eventFrom(source)]))

/** Queues and streams, each once, that have a resource of their own. */
const storesOf = (sources: readonly AwsSource[]) => sources.filter((source, index) => storeFrom(source) !== null && sources.findIndex(({ arn }) => arn === source.arn) === index)

export const resourcesFrom = (sources: readonly AwsSource[], freeId: FreeId): Fields =>
  Object.fromEntries(storesOf(sources).map((source) => [freeId(readSourceArn(source.arn)?.name ?? ''), storeFrom(source)]))

/** Sets what differs and leaves the rest as it is written. */
function setFields(doc: Document, path: readonly string[], was: Fields, wanted: Fields): void {
  for (const name of new Set([...Object.keys(was), ...Object.keys(wanted)])) {
    if (sameJson(was[name], wanted[name])) continue
    if (wanted[name] === undefined) doc.deleteIn([...path, name])
    else doc.setIn([...path, name], isScalar(doc.getIn([...path, name], true)) ? wanted[name] : doc.createNode(wanted[name], PLAIN))
  }
}

interface EventsAt {
  doc: Document
  path: readonly string[]
  freeId: FreeId
}

/** Events of a function that are mappings follow the scenario; each is known by what it polls. */
export function changeSourceEvents({ doc, path, freeId }: EventsAt, was: readonly AwsSource[], wanted: readonly AwsSource[]): void {
  const left = new Map(wanted.map((source) => [source.arn, source]))
  for (const id of keysOf(doc, path)) {
    const end = EVENTS[String(doc.getIn([...path, id, 'Type']))]
    if (end === undefined) continue
    const arn = String(doc.getIn([...path, id, 'Properties', end]))
    const [before, after] = [was.find((source) => source.arn === arn), left.get(arn)]
    if (before === undefined || after === undefined || before.kind !== after.kind) doc.deleteIn([...path, id])
    else {
      setFields(doc, [...path, id, 'Properties'], eventProperties(before), eventProperties(after))
      left.delete(arn)
    }
  }
  for (const [id, event] of Object.entries(eventsFrom([...left.values()], freeId))) doc.setIn([...path, id], doc.createNode(event, PLAIN))
}

/** Queues and streams follow the scenario; those that no mapping names any more stay. */
export function changeStores(doc: Document, was: readonly AwsSource[], wanted: readonly AwsSource[], freeId: FreeId): void {
  const missing = storesOf(wanted).filter((source) => {
    const there = keysOf(doc, ['Resources']).find((id) => names(doc, id, source))
    if (there === undefined) return true
    const before = was.find(({ arn }) => arn === source.arn)
    const path = ['Resources', there, 'Properties']
    if (before === undefined) doc.setIn(path, doc.createNode(storeProperties(source), PLAIN))
    else setFields(doc, path, storeProperties(before), storeProperties(source))
    return false
  })
  for (const [id, resource] of Object.entries(resourcesFrom(missing, freeId))) doc.setIn(['Resources', id], doc.createNode(resource, PLAIN))
}

function names(doc: Document, id: string, source: AwsSource): boolean {
  const kind = STORES[String(doc.getIn(['Resources', id, 'Type']))]
  if (kind === undefined || kind.service !== source.kind) return false
  return String(doc.getIn(['Resources', id, 'Properties', kind.name]) ?? id) === readSourceArn(source.arn)?.name
}

/** Queues and streams of a template that no mapping of it polls. */
export const unpolled = (stores: readonly DeclaredStore[], sources: readonly DeclaredSource[]): readonly TextIssue[] =>
  stores.filter(({ name }) => !sources.some(({ arn }) => readSourceArn(arn)?.name === name)).map(({ name, line }) => textIssue(line, awsText.notPolled(name)))
