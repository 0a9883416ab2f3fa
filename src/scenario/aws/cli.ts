import type { FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { apiText, awsText } from '../../text/en/aws.ts'
import { declare, type Declared, type Written } from './declared.ts'
import { readCall, type Call } from './cliOptions.ts'
import { awsFunction, calledAlias, CLI_DOORS, isVersion, type AwsFunction, type AwsSettings } from './functions.ts'
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
  return scenario.functions.map((fn) => commandsOf(fn, scenario).join('\n')).join('\n\n') + '\n'
}

function commandsOf(config: FunctionConfig, scenario: Scenario): readonly string[] {
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
  ]
}

export function fromCli(text: string, current: Scenario): TextResult {
  const { commands, issues } = splitWords(text)
  const found: Found = { issues: [...issues], ignored: [] }
  const calls = commands.flatMap((command) => readCall(command, found) ?? [])
  const existing = current.functions.map((fn) => fn.FunctionName)
  const only = calls.some((call) => call.name === 'create-function')
  const state: State = { functions: new Map(), existing: only ? [] : existing, deleted: new Set(), found }
  for (const call of calls) run(call, state)
  return finish({
    current,
    declared: [...state.functions.values()],
    deleted: state.deleted,
    ...found,
    scope: { only, doors: CLI_DOORS, aliases: true, beyond: () => [] },
    kept: cliKept(current),
    where: awsText.commands,
  })
}

interface Found {
  issues: TextIssue[]
  ignored: TextIssue[]
}

interface State {
  functions: Map<string, Declared>
  /** Functions that are there before the first command. */
  existing: readonly string[]
  deleted: Set<string>
  found: Found
}

function run(call: Call, state: State): void {
  const name = String(call.members.get('FunctionName')?.value ?? '')
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
  'delete-function-concurrency': (target, { line }) => target.settings.set('ReservedConcurrentExecutions', { value: null, line }),
  'create-alias': alias,
  'update-alias': alias,
  'put-provisioned-concurrency-config': (target, call) => {
    const [qualifier, value] = provisionedOf(call)
    if (qualifier !== '' && value !== undefined) target.provisioned.set(qualifier, value)
  },
  'delete-provisioned-concurrency-config': (target, call) => target.provisioned.set(provisionedOf(call)[0], null),
  'create-function-url-config': (target) => target.doors.set('function-url', true),
  'update-function-url-config': (target) => target.doors.set('function-url', true),
  'delete-function-url-config': (target) => target.doors.set('function-url', false),
}
