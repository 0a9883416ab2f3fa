/** What a scenario uses that did not exist on the day of its rules. It runs all the same; whoever reads it is told. */
import { heldOn, ruleNumber, ruleOf, type RuleId } from '../rules/registry.ts'
import { runtimeOf } from '../rules/runtimes.ts'
import type { FunctionConfig, Intervention, Scenario, TrafficSource } from '../sim/scenario.ts'

/** Rules that say since when a feature is available. */
export type AvailabilityRule = Extract<RuleId, `AV-${string}`>

export interface Newer {
  rule: AvailabilityRule
  /** ISO date of the first day. */
  since: string
  /** Functions or sources that use it. */
  users: readonly string[]
  /** Which runtime, where it is one. */
  runtime: string | null
  /** What a size could be at most before, MB, where it is a size. */
  mostBefore: number | null
}

type FunctionTest = (config: FunctionConfig, later: readonly Setting[]) => boolean
type Setting = Extract<Intervention, { kind: 'setting' }>['set']

const usesSnapStart = (config: FunctionConfig): boolean => config.SnapStart.ApplyOn === 'PublishedVersions'
const isJava = (config: FunctionConfig): boolean => runtimeOf(config.Runtime)?.family === 'java'
const via = (door: TrafficSource['via']) => (source: TrafficSource): boolean => source.via === door

const BY_FUNCTION: readonly (readonly [AvailabilityRule, FunctionTest])[] = [
  ['AV-01', (config, later) => config.provisioned.length > 0 || later.some((set) => (set.ProvisionedConcurrentExecutions?.value ?? 0) > 0)],
  ['AV-03', (config) => config.PackageType === 'Image'],
  ['AV-04', (config, later) => [config.MemorySize, ...later.map((set) => set.MemorySize ?? 0)].some((size) => size > ruleNumber('AV-04', 'maxBefore'))],
  ['AV-05', (config) => config.Architectures[0] === 'arm64'],
  ['AV-06', (config) => config.EphemeralStorage.Size > ruleNumber('AV-06', 'maxBefore')],
  ['AV-08', (config) => usesSnapStart(config) && isJava(config)],
  ['AV-09', (config) => usesSnapStart(config) && !isJava(config)],
]
const BY_SOURCE: readonly (readonly [AvailabilityRule, (source: TrafficSource) => boolean])[] = [
  ['AV-02', via('http-api')],
  ['AV-07', via('function-url')],
  ['AV-11', via('alb')],
]

function settingsOf(scenario: Scenario, { FunctionName }: FunctionConfig): Setting[] {
  return scenario.interventions.flatMap((event) => (event.kind === 'setting' && event.function === FunctionName ? [event.set] : []))
}

/** First day of a runtime; null where nobody noted it. A language on an OS-only runtime needs any of those. */
function runtimeSince(runtime: string): string | null {
  const name = runtimeOf(runtime)?.apiName === runtime ? runtime : 'provided'
  const found = ruleOf('AV-10').values.find((value) => value.name === name)
  return typeof found?.value === 'string' ? found.value : null
}

function newerRuntimes({ functions, lambdaAsOf }: Scenario): Newer[] {
  const zips = functions.filter(({ PackageType }) => PackageType === 'Zip')
  return [...new Set(zips.map(({ Runtime }) => Runtime))].flatMap((runtime): Newer[] => {
    const since = runtimeSince(runtime)
    if (since === null || since <= lambdaAsOf) return []
    return [{ rule: 'AV-10', since, users: zips.filter(({ Runtime }) => Runtime === runtime).map(({ FunctionName }) => FunctionName), runtime, mostBefore: null }]
  })
}

/** In the order of the days. */
export function newerThanDate(scenario: Scenario): readonly Newer[] {
  const { functions, traffic, lambdaAsOf } = scenario
  const named = (rule: AvailabilityRule, users: readonly string[]): Newer[] => {
    const since = ruleOf(rule).from
    if (users.length === 0 || since === undefined || heldOn({ from: since }, lambdaAsOf)) return []
    return [{ rule, since, users, runtime: null, mostBefore: rule === 'AV-04' || rule === 'AV-06' ? ruleNumber(rule, 'maxBefore') : null }]
  }
  return [
    ...BY_FUNCTION.flatMap(([rule, test]) =>
      named(rule, functions.filter((config) => test(config, settingsOf(scenario, config))).map(({ FunctionName }) => FunctionName)),
    ),
    ...BY_SOURCE.flatMap(([rule, test]) => named(rule, traffic.filter(test).map(({ name }) => name))),
    ...newerRuntimes(scenario),
  ].toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}
