import { runtimeOf } from '../../rules/runtimes.ts'
import type { AliasConfig, EntryPoint, FunctionConfig, ProvisionedConfig, Scenario, TrafficSource } from '../../sim/scenario.ts'
import { namedByAliases } from '../aliasChecks.ts'
import { DEFAULT_FUNCTION_FIELDS, defaultFunction } from '../defaults.ts'
import { withoutFunction, withRenamedFunction } from '../parts.ts'
import type { Declared, Written } from './declared.ts'
import { isSplit, isVersion, samProvisioned, type AwsSettings } from './functions.ts'

/**
 * Puts what a text says about functions into a scenario. The result is not checked; `lines` tells where each
 * field was written, by the path that validation gives it.
 */

export interface Scope {
  /** Functions the text does not name go away. */
  only: boolean
  /** Entry points the text can speak about. */
  doors: readonly EntryPoint[]
  /** Whether the text can speak about aliases. */
  aliases: boolean
  /** The provisioned settings of a function that the text cannot speak about. */
  beyond: (fn: FunctionConfig) => readonly ProvisionedConfig[]
}

export interface Applied {
  scenario: Scenario
  lines: ReadonlyMap<string, number>
}

type Fields = Record<keyof AwsSettings, unknown>

const DEFAULTS: Fields = {
  Runtime: null,
  Architectures: DEFAULT_FUNCTION_FIELDS.Architectures,
  PackageType: DEFAULT_FUNCTION_FIELDS.PackageType,
  MemorySize: DEFAULT_FUNCTION_FIELDS.MemorySize,
  Timeout: DEFAULT_FUNCTION_FIELDS.Timeout,
  EphemeralStorage: DEFAULT_FUNCTION_FIELDS.EphemeralStorage,
  SnapStart: DEFAULT_FUNCTION_FIELDS.SnapStart,
  ReservedConcurrentExecutions: null,
  vpc: false,
  EventInvokeConfig: DEFAULT_FUNCTION_FIELDS.EventInvokeConfig,
  DeadLetterConfig: DEFAULT_FUNCTION_FIELDS.DeadLetterConfig,
  RecursiveLoop: DEFAULT_FUNCTION_FIELDS.RecursiveLoop,
}

export function applyDeclared(current: Scenario, declared: readonly Declared[], scope: Scope): Applied {
  const base = named(current, declared, scope)
  const known = new Map(base.functions.map((fn) => [fn.FunctionName, fn]))
  const said = new Map(declared.map((one) => [one.name, one]))
  const order = scope.only ? declared.map(({ name }) => name) : [...new Set([...known.keys(), ...said.keys()])]
  const lines = new Map<string, number>()
  const functions = order.map((name, index) => {
    const before = known.get(name) ?? defaultFunction(name)
    const one = said.get(name)
    if (one === undefined) return before
    note(lines, one, index)
    return written(before, one, scope)
  })
  const traffic = base.traffic.map((source) => {
    const after = functions.find((fn) => fn.FunctionName === source.function)
    const one = said.get(source.function)
    if (after === undefined || one === undefined) return source
    return called(entered(source, one, scope), known.get(source.function), after, laterQualifiers(base, source.function))
  })
  return { scenario: { ...base, functions, traffic }, lines }
}

/** The scenario with renamed functions renamed, and those gone that the text leaves out. */
function named(current: Scenario, declared: readonly Declared[], scope: Scope): Scenario {
  if (!scope.only) return current
  const names = new Set(declared.map(({ name }) => name))
  const before = current.functions.map((fn) => fn.FunctionName)
  const renamed = declared.reduce((scenario, { name }, index) => {
    const old = before[index]
    const isRename = old !== undefined && !names.has(old) && !before.includes(name)
    return isRename ? withRenamedFunction(scenario, old, name) : scenario
  }, current)
  return renamed.functions
    .filter((fn) => !names.has(fn.FunctionName))
    .reduce((scenario, fn) => withoutFunction(scenario, fn.FunctionName), renamed)
}

const PATHS: Readonly<Partial<Record<keyof AwsSettings, string>>> = {
  EphemeralStorage: 'EphemeralStorage.Size',
  SnapStart: 'SnapStart.ApplyOn',
}

function note(lines: Map<string, number>, one: Declared, index: number): void {
  const path = `functions[${index}]`
  lines.set(path, one.line)
  lines.set(`${path}.FunctionName`, one.line)
  for (const [field, { line }] of one.settings) {
    lines.set(`${path}.${field}`, line)
    lines.set(`${path}.${PATHS[field] ?? field}`, line)
  }
  let k = 0
  for (const { line } of one.aliases.values()) lines.set(`${path}.aliases[${k++}]`, line)
  for (const entry of one.provisioned.values()) if (entry !== null) lines.set(`${path}.provisioned`, entry.line)
}

/** The function with what was written, right or wrong: validation judges it. */
function written(before: FunctionConfig, one: Declared, scope: Scope): FunctionConfig {
  const fields: Fields = { ...(one.complete ? DEFAULTS : before) }
  for (const [field, { value }] of one.settings) fields[field] = value
  const provisioned = provisionedOf(before, one, scope.beyond(before))
  const { Runtime, ...others } = fields
  const aliases = scope.aliases ? aliasesOf(before, one) : before.aliases
  const next = { ...before, ...others, aliases, Runtime: runtimeFrom(Runtime, before.Runtime), provisioned }
  return next as unknown as FunctionConfig
}

/** Aliases that split requests, and those the scenario lists already; others stand for themselves. */
function aliasesOf(before: FunctionConfig, one: Declared): readonly AliasConfig[] {
  const said = [...one.aliases].flatMap(([Name, { value }]): AliasConfig[] => {
    const was = before.aliases.find((alias) => alias.Name === Name)
    const now = { Name, ...(was ?? { FunctionVersion: '1', RoutingConfig: null }), ...(value as Partial<AliasConfig>) }
    return was !== undefined || isSplit(now) ? [isSplit(now) ? now : { ...now, RoutingConfig: null }] : []
  })
  return one.complete ? said : [...before.aliases.filter(({ Name }) => !one.aliases.has(Name)), ...said]
}

/** A language on the OS-only runtime stays what it is in the scenario; AWS has one name for all of them. */
function runtimeFrom(value: unknown, before: string): unknown {
  if (value === null) return before
  return runtimeOf(before)?.apiName === value ? before : value
}

function provisionedOf(before: FunctionConfig, one: Declared, beyond: readonly ProvisionedConfig[]): readonly ProvisionedConfig[] {
  const stays = staying(one, beyond)
  const there = new Map(before.provisioned.map((config) => [config.Qualifier, config]))
  const said = [...one.provisioned].flatMap(([Qualifier, entry]): ProvisionedConfig[] => {
    const config = there.get(Qualifier) ?? { Qualifier, readyAtStart: true, ProvisionedConcurrentExecutions: 0 }
    return entry === null ? [] : [provisionedFrom(config, entry)]
  })
  if (one.complete && stays.length === 0) return said
  const kept = before.provisioned.flatMap((config) => {
    if (one.provisioned.has(config.Qualifier)) return said.filter(({ Qualifier }) => Qualifier === config.Qualifier)
    return one.complete && !stays.includes(config) ? [] : [config]
  })
  const all = [...kept, ...said.filter(({ Qualifier }) => !there.has(Qualifier))]
  const [first] = samProvisioned(all)
  return first === undefined || one.provisioned.has(first.Qualifier) ? all : aliasFirst(all, beyond)
}

/** Settings that stay because the text cannot name them. SnapStart allows none; the one alias is named before others. */
function staying(one: Declared, beyond: readonly ProvisionedConfig[]): readonly ProvisionedConfig[] {
  const snapStart = one.settings.get('SnapStart')?.value as AwsSettings['SnapStart'] | undefined
  if (snapStart?.ApplyOn === 'PublishedVersions') return []
  return beyond.filter(({ Qualifier }) => isVersion(Qualifier) || one.provisioned.size > 0)
}

const provisionedFrom = (config: ProvisionedConfig, { value }: Written): ProvisionedConfig => ({
  ...config,
  ProvisionedConcurrentExecutions: value as number,
})

/** The alias the text names comes before other aliases: it is the one the text will name again. */
function aliasFirst(all: readonly ProvisionedConfig[], beyond: readonly ProvisionedConfig[]): readonly ProvisionedConfig[] {
  const isOther = (config: ProvisionedConfig): boolean => beyond.includes(config) && !isVersion(config.Qualifier)
  return [...all.filter((config) => !isOther(config)), ...all.filter(isOther)]
}

/** Requests come in through the doors the text leaves open. */
function entered(source: TrafficSource, one: Declared, { doors }: Scope): TrafficSource {
  const open = doors.filter((door) => one.doors.get(door) === true)
  const closed = doors.includes(source.via) && (one.complete ? !open.includes(source.via) : one.doors.get(source.via) === false)
  return closed ? { ...source, via: open[0] ?? 'sdk', integrationTimeoutMs: null } : source
}

/** Versions and aliases that only a later intervention sets up. */
const laterQualifiers = (scenario: Scenario, name: string): readonly string[] =>
  scenario.interventions.flatMap((event) => {
    if (event.kind !== 'setting' || event.function !== name) return []
    const change = event.set.ProvisionedConcurrentExecutions
    return change === undefined ? [] : [change.Qualifier]
  })

const ALIAS = 'live'

/** Callers name a version or alias that exists, and the one that has just been set up for them. */
function called(source: TrafficSource, before: FunctionConfig | undefined, after: FunctionConfig, later: readonly string[]): TrafficSource {
  const names = after.provisioned.map((config) => config.Qualifier)
  const known = [...names, ...later, ...namedByAliases(after)]
  // A function URL does not point to a version.
  const first = source.via === 'function-url' ? names.find((name) => !isVersion(name)) : names[0]
  const { Qualifier } = source
  const latest = Qualifier === null || Qualifier === '$LATEST'
  if (after.SnapStart?.ApplyOn === 'PublishedVersions') return latest ? { ...source, Qualifier: first ?? ALIAS } : source
  if (latest) return first === undefined || before?.provisioned.length !== 0 ? source : { ...source, Qualifier: first }
  return known.includes(Qualifier) ? source : { ...source, Qualifier: first ?? null }
}
