import { uniform } from '../../base/random'
import type { StreamKey } from '../../base/random'
import type { AliasConfig, FunctionConfig, Scenario } from '../scenario'
import { drawCounter } from './client'
import type { Call, SourceState, Target } from './world'

/**
 * Aliases are names of versions: requests and settings that name one mean its version. One that splits sends
 * each request on its own to one of two versions (rule LC-31), by a draw that nothing else shares.
 */

export interface Routing {
  readonly key: StreamKey
  /** Probability of the additional version. */
  readonly weight: number
  /** The source as it calls either version. */
  readonly primary: SourceState
  readonly additional: SourceState
}

const aliasOf = (config: FunctionConfig, qualifier: string | null): AliasConfig | undefined =>
  config.aliases.find(({ Name }) => Name === qualifier)

const additionalOf = (alias: AliasConfig): readonly (readonly [version: string, weight: number])[] =>
  Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {})

/** Versions that only aliases name. */
export const additionalVersions = (config: FunctionConfig): readonly string[] =>
  config.aliases.flatMap((alias) => additionalOf(alias).map(([version]) => version))

/** The scenario with versions in place of their aliases; itself where no function has one. */
export function withVersions(scenario: Scenario): Scenario {
  if (scenario.functions.every((config) => config.aliases.length === 0)) return scenario
  const byName = new Map(scenario.functions.map((config) => [config.FunctionName, config]))
  const versionOf = (name: string | null, qualifier: string): string => {
    const config = name === null ? undefined : byName.get(name)
    return (config && aliasOf(config, qualifier)?.FunctionVersion) ?? qualifier
  }
  return {
    ...scenario,
    functions: scenario.functions.map((config) => ({
      ...config,
      provisioned: config.provisioned.map((one) => ({ ...one, Qualifier: versionOf(config.FunctionName, one.Qualifier) })),
    })),
    traffic: scenario.traffic.map((source) =>
      source.Qualifier === null ? source : { ...source, Qualifier: versionOf(source.function, source.Qualifier) },
    ),
    interventions: scenario.interventions.map((event) => {
      const capacity = event.kind === 'setting' ? event.set.ProvisionedConcurrentExecutions : undefined
      if (event.kind !== 'setting' || capacity === undefined) return event
      const Qualifier = versionOf(event.function, capacity.Qualifier)
      return { ...event, set: { ...event.set, ProvisionedConcurrentExecutions: { ...capacity, Qualifier } } }
    }),
  }
}

/** How a source that names an alias is split between two versions; null where it is not. */
export function routingOf(source: SourceState, key: StreamKey): Routing | null {
  const { fn, qualifier } = source
  const alias = aliasOf(fn.version.config, qualifier)
  const [split] = alias === undefined ? [] : additionalOf(alias)
  const target = split && fn.targets.find((each: Target) => each.qualifier === split[0])
  if (split === undefined || target === undefined) return null
  const additional: SourceState = { ...source, target }
  const routing: Routing = { key, weight: split[1], primary: source, additional }
  additional.routing = routing
  return routing
}

/** The source as this attempt calls it: attempts are requests of their own. */
export function routed({ key, weight, primary, additional }: Routing, { counter, attempt }: Call): SourceState {
  return uniform(key, drawCounter(counter, attempt)) < weight ? additional : primary
}
