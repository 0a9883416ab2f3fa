import { awsText, apiText } from '../../text/en/aws.ts'
import { nearest } from '../nearest.ts'
import { EXPECTED, GLOBAL_OPTIONS, SERVICES, type CommandSpec } from './cliCommands.ts'
import type { Written } from './declared.ts'
import { mappingField } from './mappingFields.ts'
import { textIssue, type TextIssue } from './result.ts'
import { shorthand } from './shorthand.ts'
import type { Command, Word } from './words.ts'

/** The options of one command, by the API's names of their members. */
export interface Call {
  name: string
  line: number
  members: ReadonlyMap<string, Written>
  /** Of paths within the members, where a text has them on lines of their own. */
  lines?: ReadonlyMap<string, number>
}

interface Found {
  issues: TextIssue[]
  ignored: TextIssue[]
}

/** `MemorySize` as `memory-size`. */
const optionOf = (member: string): string =>
  `--${member.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()}`

const listed = (names: readonly string[]): string => names.join(', ')

/** Reads `aws <service> <command> --option value ...`; null when it is no such thing, which `found` then says. */
export function readCall(command: Command, found: Found): Call | null {
  const [aws, service, action, ...rest] = command
  const line = aws?.line ?? 1
  const commands = SERVICES[service?.text ?? '']
  if (aws?.text !== 'aws' || commands === undefined || action === undefined) {
    found.issues.push(textIssue(line, awsText.notAws([aws?.text, service?.text].filter(Boolean).join(' '))))
    return null
  }
  const spec = commands[action.text]
  if (spec === undefined) {
    const close = nearest(action.text, Object.keys(commands))
    const hint = close === null ? awsText.allowedCommands(listed(Object.keys(commands))) : awsText.didYouMean(close)
    found.issues.push(textIssue(action.line, awsText.unknownCommand(action.text, hint)))
    return null
  }
  const members = readOptions(rest, spec, found)
  for (const name of spec.needs) {
    if (!members.has(name)) found.issues.push(textIssue(line, awsText.missing(optionOf(name)), apiText.required(optionOf(name))))
  }
  return { name: action.text, line, members }
}

function readOptions(words: readonly Word[], spec: CommandSpec, found: Found): Map<string, Written> {
  const members = new Map<string, Written>()
  for (const [option, values] of groups(words, found)) {
    const name = option.text
    if (name === '--cli-input-json') readInput(option, values, { spec, members, found })
    else {
      const member = memberOf(name, spec)
      if (member !== undefined) {
        const value = isSwitch(member) ? switched(name, values) : readValue(member, option, values, found)
        if (value !== undefined) members.set(member, { value, line: option.line })
      } else readOther(option, spec, found)
    }
  }
  return members
}

const memberOf = (option: string, spec: CommandSpec): string | undefined =>
  spec.reads.find((member) => optionOf(member) === option || (isSwitch(member) && optionOf(member).replace('--', '--no-') === option))

const formOf = (member: string): string | undefined => mappingField(member)?.shape.form
const isSwitch = (member: string): boolean => formOf(member) === 'switch'
const switched = (option: string, [word]: readonly Word[]): unknown => (word === undefined ? !option.startsWith('--no-') : (parseJson(word.text) ?? word.text))

function readOther(option: Word, spec: CommandSpec, found: Found): void {
  const name = option.text
  if (GLOBAL_OPTIONS.includes(name)) return
  const ignored = spec.ignores.find((member) => [optionOf(member), optionOf(member).replace('--', '--no-')].includes(name))
  if (ignored !== undefined) disregard(ignored, option, found)
  else {
    const close = nearest(name, [...spec.reads, ...spec.ignores].map(optionOf))
    const hint = close === null ? awsText.allowedCommands(listed(spec.reads.map(optionOf))) : awsText.didYouMean(close)
    found.issues.push(textIssue(option.line, awsText.unknownOption(name, hint), apiText.unknownOptions(name)))
  }
}

function disregard(member: string, { text, line }: Word, found: Found): void {
  if (!EXPECTED.includes(member)) found.ignored.push(textIssue(line, awsText.withoutEffect(text)))
}

/** Each option with the words up to the next one. */
function groups(words: readonly Word[], found: Found): readonly [Word, Word[]][] {
  const all: [Word, Word[]][] = []
  for (const word of words) {
    const equals = /^(--[a-z-]+)=([\s\S]*)$/.exec(word.text)
    if (equals !== null) all.push([{ ...word, text: equals[1] ?? '' }, [{ ...word, text: equals[2] ?? '' }]])
    else if (/^--[a-z]/.test(word.text)) all.push([word, []])
    else if (all.length === 0) found.issues.push(textIssue(word.line, awsText.strayWord(word.text)))
    else all.at(-1)?.[1].push(word)
  }
  return all
}

interface InputTarget {
  spec: CommandSpec
  members: Map<string, Written>
  found: Found
}

/** The members of a request as JSON; options beside it win. */
function readInput(option: Word, values: readonly Word[], { spec, members, found }: InputTarget): void {
  const input = parseJson(values[0]?.text ?? '')
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    found.issues.push(textIssue(option.line, awsText.badJson(option.text)))
    return
  }
  for (const [member, value] of Object.entries(input)) {
    const line = option.line
    if (spec.reads.includes(member)) {
      if (!members.has(member)) members.set(member, { value, line })
    } else if (spec.ignores.includes(member)) disregard(member, { text: member, line }, found)
    else {
      const close = nearest(member, [...spec.reads, ...spec.ignores])
      const hint = close === null ? awsText.allowedCommands(listed(spec.reads)) : awsText.didYouMean(close)
      found.issues.push(textIssue(line, awsText.unknownProperty(member, hint)))
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const NUMBERS = [
  'MemorySize', 'Timeout', 'ReservedConcurrentExecutions', 'ProvisionedConcurrentExecutions', 'MaximumEventAgeInSeconds', 'ShardCount', 'RetentionPeriodHours',
]
const isNumber = (member: string): boolean => NUMBERS.includes(member) || formOf(member) === 'integer' || formOf(member) === 'time'
const EXAMPLES: Readonly<Record<string, string>> = {
  EphemeralStorage: 'Size=1024',
  SnapStart: 'ApplyOn=PublishedVersions',
  RoutingConfig: 'AdditionalVersionWeights={"2"=0.1}',
  VpcConfig: 'SubnetIds=subnet-1,SecurityGroupIds=sg-1',
  DeadLetterConfig: 'TargetArn=arn:aws:sqs:us-east-1:123456789012:failed',
  DestinationConfig: 'OnFailure={Destination=arn:aws:sqs:us-east-1:123456789012:failed}',
  Attributes: 'VisibilityTimeout=30',
  ScalingConfig: 'MaximumConcurrency=10',
  ProvisionedPollerConfig: 'MinimumPollers=2,MaximumPollers=20',
}

/** A value as the API's JSON would have it; undefined when it cannot be read, which `found` then says. */
function readValue(member: string, option: Word, values: readonly Word[], found: Found): unknown {
  const [first] = values
  if (first === undefined) {
    found.issues.push(textIssue(option.line, awsText.missingValue(option.text)))
    return undefined
  }
  if (member === 'Architectures' || formOf(member) === 'list') return first.text.startsWith('[') ? parseJson(first.text) : values.map(({ text }) => itemOf(member, text))
  for (const extra of values.slice(1)) found.issues.push(textIssue(extra.line, awsText.strayWord(extra.text)))
  if (isNumber(member)) return /^-?\d+(\.\d+)?$/.test(first.text) ? Number(first.text) : first.text
  if (!(member in EXAMPLES) && formOf(member) !== 'structure' && formOf(member) !== 'map') return first.text
  return readStructure(member, option, first.text, found)
}

/** An item of a list, which may be a structure. */
function itemOf(member: string, text: string): unknown {
  const shape = mappingField(member)?.shape
  if (shape?.form !== 'list' || shape.of.form !== 'structure') return text
  return (text.startsWith('{') ? parseJson(text) : shorthand(text)) ?? text
}

function readStructure(member: string, option: Word, text: string, found: Found): unknown {
  if (text.startsWith('{')) {
    const value = parseJson(text)
    if (value === undefined) found.issues.push(textIssue(option.line, awsText.badJson(option.text)))
    return value
  }
  if (member === 'RoutingConfig') return readRouting(option, text, found)
  const value = shorthand(text)
  if (value === null) found.issues.push(textIssue(option.line, awsText.badShorthand(option.text, EXAMPLES[member] ?? '{...}')))
  return value ?? undefined
}

/** `AdditionalVersionWeights={"2"=0.1}`: the shorthand for a map within a structure. */
function readRouting(option: Word, text: string, found: Found): unknown {
  const inside = /^AdditionalVersionWeights=\{(.*)\}$/.exec(text)?.[1]
  const pairs = inside === undefined ? null : [...inside.matchAll(/"?(\d+)"?=([\d.]+)(?:,|$)/g)]
  if (pairs === null || pairs.map(([all]) => all).join('') !== inside) {
    found.issues.push(textIssue(option.line, awsText.badShorthand(option.text, EXAMPLES['RoutingConfig'] ?? '')))
    return undefined
  }
  return { AdditionalVersionWeights: Object.fromEntries(pairs.map(([, version, weight]) => [version, Number(weight)])) }
}
