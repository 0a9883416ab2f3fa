import { awsText } from '../../text/en/aws.ts'
import { addressOf, readAddress, sourceEnds } from './sourceAddress.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { DeclaredSource, DeclaredStore } from './applySources.ts'
import type { Call } from './cliOptions.ts'
import { ordinarySource, type AwsSource, type Fields } from './eventSources.ts'
import { PRINTED_ONLY } from './mappingFields.ts'
import { readSource, readStore } from './readSource.ts'
import { textIssue, type TextIssue } from './result.ts'
import { quoted } from './words.ts'

/** Queues, streams and event source mappings as AWS CLI commands, and back. */

const optionOf = (name: string): string => `--${name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()}`

const command = (first: string, ...options: readonly string[]): string => [`aws ${first}`, ...options].join(' \\\n  ')

/** The commands that set up sources, each queue or stream once; `done` are those that are there. */
export function sourceCommands(sources: readonly AwsSource[], done: Set<string>): readonly string[] {
  const stores = sources.filter(({ address }) => !done.has(address) && done.add(address))
  return [...stores.flatMap(storeCommands), ...sources.map(mappingCommand)]
}

function mappingCommand({ function: name, Qualifier, mapping }: AwsSource): string {
  return command(
    'lambda create-event-source-mapping',
    `--function-name ${quoted(Qualifier === null ? name : `${name}:${Qualifier}`)}`,
    ...Object.entries(mapping).map(([field, value]) => option(field, value)),
  )
}

function option(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? optionOf(name) : optionOf(name).replace('--', '--no-')
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return `${optionOf(name)} ${value.map(quoted).join(' ')}`
  return `${optionOf(name)} ${quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))}`
}

function storeCommands({ address, kind, attributes }: AwsSource): readonly string[] {
  const name = readAddress(address)?.name ?? ''
  if (kind === 'sqs') return [command('sqs create-queue', `--queue-name ${quoted(name)}`, `--attributes ${quoted(JSON.stringify(queueAttributes(address, attributes)))}`)]
  if (kind !== 'kinesis') return []
  const hours = attributes['RetentionPeriodHours']
  const ordinary: Fields = { ...ordinarySource('kinesis') }
  return [
    command('kinesis create-stream', `--stream-name ${quoted(name)}`, `--shard-count ${String(attributes['ShardCount'])}`),
    ...(hours === ordinary['RetentionPeriodHours'] ? [] : [command('kinesis increase-stream-retention-period', `--stream-name ${quoted(name)}`, `--retention-period-hours ${String(hours)}`)]),
  ]
}

/** SQS takes every attribute as text; of what is ordinary only the visibility timeout is worth saying. */
function queueAttributes(arn: string, attributes: Fields): Readonly<Record<string, string>> {
  const ordinary: Fields = { ...ordinarySource('sqs') }
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name, value]) => name === 'VisibilityTimeout' || value !== ordinary[name])
      .map(([name, value]) => [name, name === 'RedrivePolicy' ? JSON.stringify({ deadLetterTargetArn: deadLetterArn(arn), ...(value as object) }) : String(value)]),
  )
}

/** The dead-letter queue of a queue; a FIFO queue has a FIFO one. */
export const deadLetterArn = (arn: string): string => arn.replace(/(\.fifo)?$/, (fifo) => `-dlq${fifo}`)

export interface SourceState {
  current: Scenario
  sources: DeclaredSource[]
  stores: DeclaredStore[]
  removed: Set<string>
  found: { issues: TextIssue[]; ignored: TextIssue[] }
}

/** What a function name of the API says: a name or an ARN, with or without a version or alias. */
export function readFunctionName(text: string): { name: string; Qualifier: string | null } {
  const plain = text.replace(/^(arn:aws[\w-]*:lambda:[\w-]*:)?\d*:?function:/, '')
  const [name = '', Qualifier = null] = plain.split(':')
  return { name, Qualifier }
}

const fieldsOf = (call: Call): { fields: Fields; lines: Map<string, number> } => {
  const said = [...call.members].filter(([name]) => !['FunctionName', ...PRINTED_ONLY].includes(name))
  return { fields: Object.fromEntries(said.map(([name, { value }]) => [name, value])), lines: new Map([...said.map(([name, { line }]) => [name, line] as const), ...(call.lines ?? [])]) }
}

/** A mapping of a function that is there; `name` is the function's, `into` the source chosen for it. */
export function createMapping(call: Call, name: string, state: SourceState, into?: string | null): void {
  const { Qualifier } = readFunctionName(String(call.members.get('FunctionName')?.value ?? name))
  const read = readSource({ line: call.line, function: name, ...fieldsOf(call), complete: true }, null, state.found)
  if (read === null) return
  if (state.sources.some((each) => each.address === read.address && each.function === name)) {
    state.found.issues.push(textIssue(call.line, awsText.mappedTwice(read.address.replace('#', ', '), name)))
  } else state.sources.push({ ...read, ...(into === undefined ? { Qualifier } : { into, ...(Qualifier === null ? {} : { Qualifier }) }) })
}

/** The queue or stream a command means: by its name or ARN, or the only one there is. */
function targetOf(call: Call, { current, found }: SourceState): { name: string; ends: Fields; function: string } | null {
  const id = String(call.members.get('UUID')?.value ?? '')
  const fn = call.members.get('FunctionName')
  const wanted = fn === undefined ? null : readFunctionName(String(fn.value)).name
  const all = [...sourceEnds(current)].map(([source, ends]) => ({ name: source.name, ends, function: source.function }))
  const named = all.filter(({ name, ends }) => name === id || ends['EventSourceArn'] === id || addressOf(ends) === id)
  const candidates = named.length > 0 ? named : all.filter((each) => wanted === null || each.function === wanted)
  const [target = null] = candidates
  if (candidates.length === 1) return target
  found.issues.push(textIssue(call.line, awsText.whichMapping(id, all.map(({ name }) => name))))
  return null
}

type Effect = (call: Call, state: SourceState) => void

function updateMapping(call: Call, state: SourceState): void {
  const target = targetOf(call, state)
  if (target === null) return
  const read = readSource({ line: call.line, function: target.function, ...fieldsOf(call), complete: false }, target.ends, state.found)
  if (read !== null) state.sources.push({ ...read, into: target.name })
}

function deleteMapping(call: Call, state: SourceState): void {
  const target = targetOf(call, state)
  if (target !== null) state.removed.add(target.name)
}

const store =
  (service: 'sqs' | 'kinesis', nameMember: string, complete: boolean): Effect =>
  (call, state) => {
    const name = String(call.members.get(nameMember)?.value ?? '').split('/').at(-1) ?? ''
    const direct = [...call.members].filter(([member]) => !['QueueName', 'QueueUrl', 'StreamName', 'Attributes'].includes(member))
    const listed = call.members.get('Attributes')
    const given = typeof listed?.value === 'object' && listed.value !== null ? Object.entries(listed.value) : []
    const said = Object.fromEntries([...given, ...direct.map(([member, { value }]) => [member, value] as const)])
    state.stores.push({ service, name, line: call.line, complete, attributes: readStore(service, said, listed?.line ?? call.line, state.found) })
  }

/** Commands about sources; `create-event-source-mapping` comes through its function. */
export const SOURCE_EFFECTS: Readonly<Record<string, Effect>> = {
  'update-event-source-mapping': updateMapping,
  'delete-event-source-mapping': deleteMapping,
  'create-queue': store('sqs', 'QueueName', true),
  'set-queue-attributes': store('sqs', 'QueueUrl', false),
  'create-stream': store('kinesis', 'StreamName', true),
  'increase-stream-retention-period': store('kinesis', 'StreamName', false),
  'decrease-stream-retention-period': store('kinesis', 'StreamName', false),
}
