import type { Arrivals, FunctionConfig, Intervention, Scenario, TrafficSource } from '../sim/scenario.ts'
import { defaultFunction, defaultSource } from './defaults.ts'
import { LIMITS } from './limits.ts'

/** Adding, copying, renaming and removing the parts of a scenario; whatever names a part follows. */

const withTargets = (scenario: Scenario, old: string, name: string): readonly Intervention[] =>
  scenario.interventions.map((event) =>
    'function' in event && event.function === old ? { ...event, function: name } : event,
  )

/** The first of `name`, `name-2`, `name-3`, ... that is not taken. */
export function freeName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/-\d+$/, '').slice(0, 60)
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? stem : `${stem}-${n}`
    if (!taken.includes(candidate)) return candidate
  }
}

const functionNames = (scenario: Scenario): string[] => scenario.functions.map((fn) => fn.FunctionName)
const sourceNames = (scenario: Scenario): string[] => scenario.traffic.map((source) => source.name)

export function withRenamedFunction(scenario: Scenario, old: string, name: string): Scenario {
  return {
    ...scenario,
    functions: scenario.functions.map((fn) => (fn.FunctionName === old ? { ...fn, FunctionName: name } : fn)),
    traffic: scenario.traffic.map((source) => (source.function === old ? { ...source, function: name } : source)),
    interventions: withTargets(scenario, old, name),
  }
}

/** Its traffic and its interventions go with it. */
export function withoutFunction(scenario: Scenario, name: string): Scenario {
  const uncalled = scenario.traffic.filter((source) => source.function === name).reduce((rest, source) => withoutSource(rest, source.name), scenario)
  return {
    ...uncalled,
    functions: uncalled.functions.filter((fn) => fn.FunctionName !== name),
    interventions: uncalled.interventions.filter((event) => 'source' in event || event.function !== name),
  }
}

export const mayAddFunction = (scenario: Scenario): boolean => scenario.functions.length < LIMITS.functions
export const mayAddSource = (scenario: Scenario): boolean => scenario.traffic.length < LIMITS.sources

/** A new function with defaults, called by a source of its own. */
export function withAddedFunction(scenario: Scenario): Scenario {
  const name = freeName('function', functionNames(scenario))
  return withAddedSource({ ...scenario, functions: [...scenario.functions, defaultFunction(name)] }, name)
}

/** A copy of a function and of the sources that call it. */
export function withCopiedFunction(scenario: Scenario, original: FunctionConfig): Scenario {
  const FunctionName = freeName(original.FunctionName, functionNames(scenario))
  const copied: Scenario = { ...scenario, functions: [...scenario.functions, { ...original, FunctionName }] }
  return scenario.traffic
    .filter((source) => source.function === original.FunctionName)
    .slice(0, LIMITS.sources - scenario.traffic.length)
    .reduce<Scenario>((next, source) => withCopiedSource(next, { ...source, function: FunctionName }), copied)
}

/** Calls the function as its callers do already: SnapStart and provisioned concurrency need a version or alias. */
export function withAddedSource(scenario: Scenario, functionName: string): Scenario {
  const like = scenario.traffic.find((source) => source.function === functionName)
  const name = freeName(like?.name ?? 'callers', sourceNames(scenario))
  const Qualifier = like?.Qualifier ?? needed(scenario, functionName)
  return { ...scenario, traffic: [...scenario.traffic, defaultSource(name, functionName, { Qualifier })] }
}

function needed(scenario: Scenario, functionName: string): string | null {
  const fn = scenario.functions.find((one) => one.FunctionName === functionName)
  const first = fn?.provisioned[0]?.Qualifier
  return first ?? (fn?.SnapStart.ApplyOn === 'PublishedVersions' ? 'live' : null)
}

export function withCopiedSource(scenario: Scenario, original: TrafficSource): Scenario {
  const name = freeName(original.name, sourceNames(scenario))
  return { ...scenario, traffic: [...scenario.traffic, { ...original, name }] }
}

/** Gives other arrivals to a source that followed another one. */
const followed = (source: TrafficSource, old: string, arrivals: Arrivals): TrafficSource =>
  source.arrivals.kind === 'same' && source.arrivals.source === old ? { ...source, arrivals } : source

export function withRenamedSource(scenario: Scenario, old: string, name: string): Scenario {
  return {
    ...scenario,
    functions: scenario.functions.map((fn) => (fn.sendsTo?.source === old ? { ...fn, sendsTo: { ...fn.sendsTo, source: name } } : fn)),
    traffic: scenario.traffic.map((source) => followed(source.name === old ? { ...source, name } : source, old, { kind: 'same', source: name })),
    interventions: scenario.interventions.map((event) =>
      'source' in event && event.source === old ? { ...event, source: name } : event,
    ),
  }
}

/** Those that got its messages follow the first of them, which sends by itself from then on. */
export function withoutSource(scenario: Scenario, name: string): Scenario {
  const gone = scenario.traffic.find((source) => source.name === name)
  const rest = scenario.traffic.filter((source) => source.name !== name)
  const heir = rest.find(({ arrivals }) => arrivals.kind === 'same' && arrivals.source === name)
  return {
    ...scenario,
    functions: scenario.functions.map((fn) => (fn.sendsTo?.source === name ? { ...fn, sendsTo: null } : fn)),
    traffic: rest.map((source) => followed(source, name, heir !== undefined && source.name !== heir.name ? { kind: 'same', source: heir.name } : (gone?.arrivals ?? source.arrivals))),
    interventions: scenario.interventions.filter((event) => !('source' in event) || event.source !== name),
  }
}
