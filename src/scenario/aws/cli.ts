import type { FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { apiText, awsText } from '../../text/en/aws.ts'
import { declare, type Declared, type Written } from './declared.ts'
import { createMapping, readFunctionName, SOURCE_EFFECTS, sourceCommands, type SourceState } from './cliSources.ts'
import { readCall, type Call } from './cliOptions.ts'
import { awsFunction, calledAlias, CLI_DOORS, isVersion, type AwsFunction, type AwsSettings } from './functions.ts'
import { sameJson } from '../diff.ts'
import { DEFAULT_EVENT_INVOKE, DEFAULT_FUNCTION_FIELDS } from '../defaults.ts'
import { pruned } from './eventSources.ts'
import { finish } from './finish.ts'
import { cliKept } from './kept.ts'
import { textIssue, type TextIssue, type TextResult } from './result.ts'
import { quoted, splitWords } from './words.ts'

/**
 * A scenario's functions as AWS CLI commands, and back. Commands run one after another, as in a shell; with a
 * `create-function` among them the text stands for all functions there are, without one it changes those of
 * the scenario. The grammar is in this folder's README.
 */

const ROLE = 'arn:aws:iam::123456789012:role/lambda-role'

export function toCli(scenario: Scenario): string {
  const stores = new Set<string>()
  return scenario.functions.map((fn) => commandsOf(fn, scenario, stores).join('\n')).join('\n\n') + '\n'
}

function commandsOf(config: FunctionConfig, scenario: Scenario, stores: Set<string>): readonly string[] {
  const fn = awsFunction(config, scenario, CLI_DOORS)
  const name = `--function-name ${quoted(fn.FunctionName)}`
  const alias = calledAlias(config, scenario)
  const listed = config.aliases.map(({ Name }) => Name)
  const aliases = [...new Set([...fn.provisioned.map(({ Qualifier }) => Qualifier), ...(alias === null ? [] : [alias])])].filter((each) => !listed.includes(each)).concat(listed)
  const published = aliases.length > 0 ? [`aws lambda publish-version ${name}`] : []
  const command = (verb: string, ...options: readonly string[]): string =>
    [`aws lambda ${verb}`, name, ...options].join(' \\\n  ')
  return [
    command('create-function', ...createOptions(fn)),
    ...(fn.ReservedConcurrentExecutions === null
      ? []
      : [command('put-function-concurrency', `--reserved-concurrent-executions ${fn.ReservedConcurrentExecutions}`)]),
    ...published,
    ...aliases
      .filter((qualifier) => !isVersion(qualifier))
      .map((qualifier) => command('create-alias', ...aliasOptions(qualifier, config))),
    ...fn.provisioned.map((config) =>
      command(
        'put-provisioned-concurrency-config',
        `--qualifier ${quoted(config.Qualifier)}`,
        `--provisioned-concurrent-executions ${config.ProvisionedConcurrentExecutions}`,
      ),
    ),
    ...(fn.doors.includes('function-url') ? [command('create-function-url-config', '--auth-type NONE')] : []),
    ...(fn.RecursiveLoop === DEFAULT_FUNCTION_FIELDS.RecursiveLoop ? [] : [command('put-function-recursion-config', `--recursive-loop ${fn.RecursiveLoop}`)]),
    ...invokeOptions(fn).map((options) => command('put-function-event-invoke-config', ...options)),
    ...sourceCommands(fn.sources, stores),
  ]
}

function aliasOptions(name: string, config: FunctionConfig): readonly string[] {
  const alias = config.aliases.find(({ Name }) => Name === name)
  const version = `--function-version ${quoted(alias?.FunctionVersion ?? '1')}`
  const routing = alias?.RoutingConfig ?? null
  return [
    `--name ${quoted(name)} ${version}`,
    ...(routing === null ? [] : [`--routing-config ${quoted(JSON.stringify(routing))}`]),
  ]
}

/** What becomes of asynchronous events, where that is not the ordinary. */
function invokeOptions({ EventInvokeConfig: config }: AwsFunction): readonly (readonly string[])[] {
  if (sameJson(config, DEFAULT_EVENT_INVOKE)) return []
  const targets = pruned(config.DestinationConfig)
  return [[
    `--maximum-retry-attempts ${config.MaximumRetryAttempts}`,
    `--maximum-event-age-in-seconds ${config.MaximumEventAgeInSeconds}`,
    ...(targets === undefined ? [] : [`--destination-config ${quoted(JSON.stringify(targets))}`]),
  ]]
}

function createOptions(fn: AwsFunction): readonly string[] {
  const code =
    fn.PackageType === 'Image'
      ? ['--package-type Image', '--code ImageUri=123456789012.dkr.ecr.us-east-1.amazonaws.com/image:latest']
      : [`--runtime ${quoted(fn.Runtime ?? '')}`, '--handler index.handler --zip-file fileb://function.zip']
  return [
    ...code,
    `--role ${ROLE}`,
    `--architectures ${fn.Architectures.join(' ')}`,
    `--memory-size ${fn.MemorySize}`,
    `--timeout ${fn.Timeout}`,
    `--ephemeral-storage Size=${fn.EphemeralStorage.Size}`,
    ...(fn.SnapStart.ApplyOn === 'None' ? [] : [`--snap-start ApplyOn=${fn.SnapStart.ApplyOn}`]),
    ...(fn.vpc ? ['--vpc-config SubnetIds=subnet-1,SecurityGroupIds=sg-1'] : []),
    ...(fn.DeadLetterConfig.TargetArn === null ? [] : [`--dead-letter-config ${quoted(`TargetArn=${fn.DeadLetterConfig.TargetArn}`)}`]),
  ]
}

export function fromCli(text: string, current: Scenario): TextResult {
  const { commands, issues } = splitWords(text)
  const found: Found = { issues: [...issues], ignored: [] }
  return runCalls(commands.flatMap((command) => readCall(command, found) ?? []), current, found)
}

interface Found {
  issues: TextIssue[]
  ignored: TextIssue[]
}

interface State extends SourceState {
  functions: Map<string, Declared>
  /** Functions that are there before the first command. */
  existing: readonly string[]
  deleted: Set<string>
  found: Found
  choice: Choice
}

/** What whoever pastes a text decides about it. */
export interface Choice {
  /** The function that is meant by a name the scenario does not have. */
  standsFor: (name: string) => string
  /** True: other functions stay, also where a function is created. */
  adds?: boolean
  /** The source that becomes a mapping of the text; null: a new one. */
  into?: (call: Call) => string | null
}

const AS_WRITTEN: Choice = { standsFor: (name) => name }

/** Runs commands one after another. */
export function runCalls(calls: readonly Call[], current: Scenario, found: Found, choice: Choice = AS_WRITTEN): TextResult {
  const existing = current.functions.map((fn) => fn.FunctionName)
  const only = choice.adds !== true && calls.some((call) => call.name === 'create-function')
  const state: State = { functions: new Map(), existing: only ? [] : existing, deleted: new Set(), current, sources: [], stores: [], removed: new Set(), found, choice }
  for (const call of calls) run(call, state)
  const declared = [...state.functions.values()]
  return finish({
    current,
    declared,
    deleted: state.deleted,
    ...found,
    scope: { only, doors: CLI_DOORS, aliases: true, beyond: () => [] },
    said: { ...state, pushes: null, only: new Set(only ? declared.map(({ name }) => name) : []) },
    kept: cliKept(current),
    where: awsText.commands,
  })
}

function run(call: Call, state: State): void {
  const ofSource = SOURCE_EFFECTS[call.name]
  if (ofSource !== undefined) return ofSource(call, state)
  const given = readFunctionName(String(call.members.get('FunctionName')?.value ?? '')).name
  const isKnown = call.name === 'create-function' || state.functions.has(given) || state.existing.includes(given)
  const name = isKnown ? given : state.choice.standsFor(given)
  if (name === '') return
  if (call.name === 'create-function') create(call, name, state)
  else {
    const target = reach(name, call, state)
    if (target !== null) (EFFECTS[call.name] ?? noEffect)(target, call, state)
  }
}

function create(call: Call, name: string, state: State): void {
  if (state.functions.has(name)) {
    state.found.issues.push(textIssue(call.line, awsText.functionExists(name), apiText.exists(name)))
    return
  }
  const target = declare(name, call.members.get('FunctionName')?.line ?? call.line, true)
  state.functions.set(name, target)
  state.deleted.delete(name)
  configure(target, call, state)
}

function reach(name: string, call: Call, state: State): Declared | null {
  const there = state.functions.get(name)
  if (there !== undefined) return there
  if (!state.existing.includes(name) || state.deleted.has(name)) {
    state.found.issues.push(textIssue(call.line, awsText.noSuchFunction(name), apiText.notFound(name)))
    return null
  }
  const target = declare(name, call.line, false)
  state.functions.set(name, target)
  return target
}

type Effect = (target: Declared, call: Call, state: State) => void

const configure: Effect = (target, { members }) => {
  for (const [member, entry] of members) {
    if (member === 'VpcConfig') target.settings.set('vpc', { value: hasSubnets(entry.value), line: entry.line })
    else if (member === 'DeadLetterConfig') target.settings.set(member, { value: { TargetArn: null, ...(pruned(entry.value) as object | undefined) }, line: entry.line })
    else if (member !== 'FunctionName') target.settings.set(member as keyof AwsSettings, entry)
  }
}

/** Empty lists take a function out of its VPC. */
function hasSubnets(config: unknown): boolean {
  if (typeof config !== 'object' || config === null) return false
  const subnets = (config as Readonly<Record<string, unknown>>)['SubnetIds']
  return Array.isArray(subnets) ? subnets.length > 0 : typeof subnets === 'string' && subnets !== '' && subnets !== '[]'
}

const alias: Effect = (target, { members, line }) => {
  const name = members.get('Name')
  const version = members.get('FunctionVersion')
  const routing = members.get('RoutingConfig')
  const value = {
    ...(version === undefined ? {} : { FunctionVersion: String(version.value) }),
    ...(routing === undefined ? {} : { RoutingConfig: routing.value }),
  }
  if (name !== undefined) {
    const before = target.aliases.get(String(name.value))?.value
    target.aliases.set(String(name.value), { value: Object.assign({}, before, value), line: routing?.line ?? line })
  }
}

/** `put` replaces the settings of asynchronous events, `update` changes those it names. */
const invokeConfig =
  (whole: boolean): Effect =>
  (target, { members, line }, { current }) => {
    const before = target.settings.get('EventInvokeConfig')?.value ?? current.functions.find(({ FunctionName }) => FunctionName === target.name)?.EventInvokeConfig
    const { DestinationConfig, ...said } = Object.fromEntries([...members].filter(([name]) => name !== 'FunctionName').map(([name, entry]) => [name, entry.value]))
    const config: Record<string, unknown> = { ...(whole || target.complete ? DEFAULT_EVENT_INVOKE : {}), ...(whole ? {} : (before as object | undefined)), ...said }
    const targets = DestinationConfig === undefined ? {} : { DestinationConfig: Object.assign({}, whole ? {} : config['DestinationConfig'], pruned(DestinationConfig)) as unknown }
    target.settings.set('EventInvokeConfig', { value: { ...config, ...targets }, line })
  }

const noEffect: Effect = () => undefined
const provisionedOf = (call: Call): readonly [string, Written | undefined] => [
  String(call.members.get('Qualifier')?.value ?? ''),
  call.members.get('ProvisionedConcurrentExecutions'),
]

const EFFECTS: Readonly<Record<string, Effect>> = {
  'update-function-configuration': configure,
  'update-function-code': configure,
  'delete-function': (target, _, state) => {
    state.functions.delete(target.name)
    state.deleted.add(target.name)
  },
  'put-function-concurrency': configure,
  'put-function-recursion-config': configure,
  'delete-function-concurrency': (target, { line }) => target.settings.set('ReservedConcurrentExecutions', { value: null, line }),
  'create-alias': alias,
  'update-alias': alias,
  'put-provisioned-concurrency-config': (target, call) => {
    const [qualifier, value] = provisionedOf(call)
    if (qualifier !== '' && value !== undefined) target.provisioned.set(qualifier, value)
  },
  'delete-provisioned-concurrency-config': (target, call) => target.provisioned.set(provisionedOf(call)[0], null),
  'put-function-event-invoke-config': invokeConfig(true),
  'update-function-event-invoke-config': invokeConfig(false),
  'delete-function-event-invoke-config': (target, { line }) => target.settings.set('EventInvokeConfig', { value: DEFAULT_EVENT_INVOKE, line }),
  'create-event-source-mapping': (target, call, state) => createMapping(call, target.name, state, state.choice.into?.(call)),
  'create-function-url-config': (target) => target.doors.set('function-url', true),
  'update-function-url-config': (target) => target.doors.set('function-url', true),
  'delete-function-url-config': (target) => target.doors.set('function-url', false),
}
