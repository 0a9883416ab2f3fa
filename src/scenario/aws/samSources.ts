import { isMap, isScalar, type Document } from 'yaml'
import { awsText } from '../../text/en/aws.ts'
import { sameJson } from '../diff.ts'
import type { DeclaredSource, DeclaredStore } from './applySources.ts'
import { deadLetterArn } from './cliSources.ts'
import { ordinarySource, type AwsSource, type Fields } from './eventSources.ts'
import { readSource, readStore } from './readSource.ts'
import { textIssue, type TextIssue } from './result.ts'
import { entriesOf, entryOf, keysOf, plainValue, type Entry, type SamDocument } from './samRead.ts'
import { apiName, eventFrom, eventProperties, isSourceEvent, mappingOf, numeric, PERMISSIONS } from './samEvents.ts'
import { addressOf, readAddress } from './sourceAddress.ts'

/** Queues, streams and event source mappings in a SAM template: events of a function, and resources. */

/** What occurs twice is written twice: aliases are not read. */
export const PLAIN = { aliasDuplicateObjects: false } as const

const STORES: Readonly<Record<string, { service: 'sqs' | 'kinesis'; name: string }>> = {
  'AWS::SQS::Queue': { service: 'sqs', name: 'QueueName' },
  'AWS::Kinesis::Stream': { service: 'kinesis', name: 'Name' },
}
const TYPE_OF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(STORES).map(([type, { service }]) => [service, type]))

export const isStore = (type: string): boolean => type in STORES

interface Context {
  sam: SamDocument
  ignored: TextIssue[]
}

export function readSourceEvent(event: Entry, type: string, name: string, { sam, ignored }: Context): DeclaredSource | null {
  const entries = entriesOf(entryOf(event.node, 'Properties', sam)?.node, sam)
  for (const { name: property, line } of entries) if (PERMISSIONS.includes(property)) ignored.push(textIssue(line, awsText.withoutEffect(property)))
  const read = entries.filter((entry) => !PERMISSIONS.includes(entry.name)).map((entry) => [entry, plainValue(entry, sam)] as const)
  if (read.some(([, value]) => value === undefined)) return null
  const fields = mappingOf(type, Object.fromEntries(read.map(([entry, value]) => [entry.name, value])))
  const lines = new Map(read.map(([entry]) => [apiName(entry.name, type), entry.line]))
  return readSource({ line: event.line, function: name, fields, lines, complete: true }, null, { issues: sam.issues })
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

function storeProperties({ address, kind, attributes }: AwsSource): Fields {
  const name = readAddress(address)?.name ?? ''
  const ordinary: Fields = { ...ordinarySource(kind) }
  const said = Object.entries(attributes).filter(([field, value]) => ['VisibilityTimeout', 'ShardCount'].includes(field) || !sameJson(value, ordinary[field]))
  const all = said.map(([field, value]) => [field, field === 'RedrivePolicy' ? { deadLetterTargetArn: deadLetterArn(address), ...(value as object) } : value] as const)
  return { [kind === 'sqs' ? 'QueueName' : 'Name']: name, ...Object.fromEntries(all) }
}

/** The resource that sets up a queue or stream; null where it belongs to something else, such as a table. */
const storeFrom = (source: AwsSource) => {
  const Type = TYPE_OF[source.kind]
  return Type === undefined ? null : { Type, Properties: storeProperties(source) }
}

/** Names for what is added, unlike those that are taken. */
export type FreeId = (name: string) => string

export const eventsFrom = (sources: readonly AwsSource[], freeId: FreeId): Fields =>
  Object.fromEntries(sources.map((source) => [freeId(readAddress(source.address)?.name ?? ''), eventFrom(source)]))

/** Queues and streams, each once, that have a resource of their own. */
const storesOf = (sources: readonly AwsSource[]) => sources.filter((source, index) => storeFrom(source) !== null && sources.findIndex(({ address }) => address === source.address) === index)

export const resourcesFrom = (sources: readonly AwsSource[], freeId: FreeId): Fields =>
  Object.fromEntries(storesOf(sources).map((source) => [freeId(readAddress(source.address)?.name ?? ''), storeFrom(source)]))

/** Sets what differs and leaves the rest as it is written. */
function setFields(doc: Document, path: readonly string[], was: Fields, wanted: Fields): void {
  for (const name of new Set([...Object.keys(was), ...Object.keys(wanted)])) {
    if (sameJson(was[name], wanted[name])) continue
    if (wanted[name] === undefined) doc.deleteIn([...path, name])
    else doc.setIn([...path, name], isScalar(doc.getIn([...path, name], true)) ? wanted[name] : doc.createNode(wanted[name], PLAIN))
  }
}

export interface EventsAt {
  doc: Document
  path: readonly string[]
  freeId: FreeId
}

/** Events of a function that are mappings follow the scenario; each is known by what it polls. */
export function changeSourceEvents({ doc, path, freeId }: EventsAt, was: readonly AwsSource[], wanted: readonly AwsSource[]): void {
  const left = new Map(wanted.map((source) => [source.address, source]))
  for (const id of keysOf(doc, path)) {
    const type = String(doc.getIn([...path, id, 'Type']))
    if (!isSourceEvent(type)) continue
    const properties = doc.getIn([...path, id, 'Properties'], true)
    const address = isMap(properties) ? (addressOf(mappingOf(type, properties.toJS(doc) as Fields)) ?? '') : ''
    const [before, after] = [was.find((source) => source.address === address), left.get(address)]
    if (before === undefined || after === undefined || before.kind !== after.kind) doc.deleteIn([...path, id])
    else {
      setFields(doc, [...path, id, 'Properties'], eventProperties(before), eventProperties(after))
      left.delete(address)
    }
  }
  for (const [id, event] of Object.entries(eventsFrom([...left.values()], freeId))) doc.setIn([...path, id], doc.createNode(event, PLAIN))
}

/** Queues and streams follow the scenario; those that no mapping names any more stay. */
export function changeStores(doc: Document, was: readonly AwsSource[], wanted: readonly AwsSource[], freeId: FreeId): void {
  const missing = storesOf(wanted).filter((source) => {
    const there = keysOf(doc, ['Resources']).find((id) => names(doc, id, source))
    if (there === undefined) return true
    const before = was.find(({ address }) => address === source.address)
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
  return String(doc.getIn(['Resources', id, 'Properties', kind.name]) ?? id) === readAddress(source.address)?.name
}

/** Queues and streams of a template that no mapping of it polls. */
export const unpolled = (stores: readonly DeclaredStore[], sources: readonly DeclaredSource[]): readonly TextIssue[] =>
  stores.filter(({ name }) => !sources.some(({ address }) => readAddress(address)?.name === name)).map(({ name, line }) => textIssue(line, awsText.notPolled(name)))
