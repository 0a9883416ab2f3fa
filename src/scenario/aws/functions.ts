import { runtimeOf } from '../../rules/runtimes.ts'
import type { AliasConfig, EntryPoint, EventInvokeConfig, FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { awsSources, type AwsSource } from './eventSources.ts'
import { pushesOf, type AwsPush } from './pushes.ts'

/** What AWS's own tools can say about a function: the part of a scenario that CLI and SAM carry. */

/** Settings of the function itself, by AWS's names. */
export interface AwsSettings {
  /** Null: a container image brings its own. */
  Runtime: string | null
  Architectures: readonly string[]
  PackageType: string
  MemorySize: number
  Timeout: number
  EphemeralStorage: { Size: number }
  SnapStart: { ApplyOn: string }
  ReservedConcurrentExecutions: number | null
  /** Whether there is a `VpcConfig`. */
  vpc: boolean
  EventInvokeConfig: EventInvokeConfig
  DeadLetterConfig: { TargetArn: string | null }
  RecursiveLoop: string
}

export interface AwsProvisioned {
  Qualifier: string
  ProvisionedConcurrentExecutions: number
}

export interface AwsFunction extends AwsSettings {
  FunctionName: string
  /** Aliases that split requests between two versions; to SAM they are unknown. */
  aliases: readonly AliasConfig[]
  provisioned: readonly AwsProvisioned[]
  /** How requests come in, sorted. */
  doors: readonly EntryPoint[]
  /** Queues and streams that it is called for. */
  sources: readonly AwsSource[]
  /** Services that push events to it; to the CLI they are unknown. */
  pushes: readonly AwsPush[]
}

/** What AWS calls the runtime of languages it does not manage. */
export const OS_ONLY_RUNTIME = 'provided.al2023'

/** Doors each text can speak about. */
export const CLI_DOORS: readonly EntryPoint[] = ['function-url']
export const SAM_DOORS: readonly EntryPoint[] = ['rest-api', 'http-api', 'function-url']

const apiName = (runtime: string): string => runtimeOf(runtime)?.apiName ?? OS_ONLY_RUNTIME
export const isVersion = (qualifier: string): boolean => /^\d+$/.test(qualifier)

/** Whether an alias sends some of its requests to another version. */
export const isSplit = ({ RoutingConfig }: AliasConfig): boolean =>
  Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0

/** The part of a function that AWS can express. */
export function awsFunction(fn: FunctionConfig, scenario: Scenario, doors: readonly EntryPoint[]): AwsFunction {
  const used = new Set(scenario.traffic.filter((source) => source.function === fn.FunctionName).map(({ via }) => via))
  return {
    FunctionName: fn.FunctionName,
    Runtime: fn.PackageType === 'Image' ? null : apiName(fn.Runtime),
    Architectures: [...fn.Architectures],
    PackageType: fn.PackageType,
    MemorySize: fn.MemorySize,
    Timeout: fn.Timeout,
    EphemeralStorage: { Size: fn.EphemeralStorage.Size },
    SnapStart: { ApplyOn: fn.SnapStart.ApplyOn },
    ReservedConcurrentExecutions: fn.ReservedConcurrentExecutions,
    vpc: fn.vpc,
    EventInvokeConfig: fn.EventInvokeConfig,
    DeadLetterConfig: fn.DeadLetterConfig,
    RecursiveLoop: fn.RecursiveLoop,
    aliases: fn.aliases.filter(isSplit),
    provisioned: fn.provisioned.map(({ Qualifier, ProvisionedConcurrentExecutions }) => ({ Qualifier, ProvisionedConcurrentExecutions })),
    doors: doors.filter((door) => used.has(door)),
    sources: awsSources(scenario).filter((source) => source.function === fn.FunctionName),
    pushes: [],
  }
}

/** Everything of a scenario that AWS CLI commands carry. */
export const cliPart = (scenario: Scenario): readonly AwsFunction[] =>
  scenario.functions.map((fn) => awsFunction(fn, scenario, CLI_DOORS))

/** The alias whose provisioned concurrency SAM sets: it knows one, `AutoPublishAlias`. */
export const samProvisioned = (provisioned: readonly AwsProvisioned[]): readonly AwsProvisioned[] =>
  provisioned.filter(({ Qualifier }) => !isVersion(Qualifier)).slice(0, 1)

/** Everything of a scenario that a SAM template carries. */
export const samPart = (scenario: Scenario): readonly AwsFunction[] =>
  scenario.functions.map((fn) => {
    const all = awsFunction(fn, scenario, SAM_DOORS)
    const sources = all.sources.map((source) => ({ ...source, Qualifier: null }))
    return { ...all, aliases: [], provisioned: samProvisioned(all.provisioned), sources, pushes: pushesOf(scenario, fn.FunctionName) }
  })

/** The alias callers of a function name, where provisioned concurrency does not name one already. */
export function calledAlias(fn: FunctionConfig, scenario: Scenario): string | null {
  const named = scenario.traffic.find(
    ({ function: name, Qualifier }) =>
      name === fn.FunctionName && Qualifier !== null && Qualifier !== '$LATEST' && !isVersion(Qualifier),
  )
  return named?.Qualifier ?? null
}
