/** What a scenario rests on where AWS documents nothing: the measured and assumed rules behind its times. */
import { coldStartModel } from '../rules/measurements.ts'
import { ruleAt, ruleOf, type RuleId, type RuleIndex } from '../rules/registry.ts'
import type { Confidence } from '../rules/rule.ts'
import { rulebookAt } from '../rules/rulebook.ts'
import type { Distribution, FunctionConfig, Scenario } from '../sim/scenario.ts'
import { DEFAULT_ASSUMPTIONS } from './defaults.ts'

export const MODELLED = ['create', 'download', 'runtimeStart', 'functionInit', 'restore', 'idle'] as const
/** Parts of the picture whose length AWS does not document. */
export type Modelled = (typeof MODELLED)[number]

const idOf = (index: RuleIndex): RuleId => ruleAt(index).id

/** Rules behind the lengths of a function's phases; none where the scenario gives the length itself. */
function phaseRules(config: FunctionConfig, scenario: Scenario): Readonly<Record<Modelled, readonly RuleId[]>> {
  const model = coldStartModel(config, rulebookAt(scenario.lambdaAsOf))
  const { coldStart } = config
  const unless = (given: Distribution | null, ...rules: RuleId[]): readonly RuleId[] => (given === null ? rules : [])
  return {
    create: unless(coldStart.create, idOf(model.create.rule)),
    download: config.PackageType === 'Image' ? [] : unless(coldStart.download, idOf(model.download.rule), 'MC-08'),
    runtimeStart: unless(coldStart.runtimeStart, idOf(model.runtimeStart.rule), 'MC-07'),
    functionInit: unless(coldStart.functionInit, idOf(model.functionInit.rule), 'MC-18'),
    restore: config.SnapStart.ApplyOn === 'None' ? [] : unless(coldStart.restore, 'MD-11', 'MD-12', 'MC-09', 'MC-13'),
    idle: idleRules(scenario),
  }
}

const sameLaw = (a: Distribution | null, b: Distribution | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/** How long idle environments stay, and how old any can become. */
function idleRules({ assumptions }: Scenario): RuleId[] {
  const measured = sameLaw(assumptions.idleLifetimeSeconds, DEFAULT_ASSUMPTIONS.idleLifetimeSeconds)
  return [measured ? 'MD-14' : 'UN-01', ...(assumptions.lifetimeCapHours === null ? [] : (['MC-04'] as const))]
}

/** How sure we are of a part of the picture: as of the rule that gives its length; null where the scenario gives it. */
export function confidenceOf(scenario: Scenario, part: Modelled): Confidence | null {
  const rules = scenario.functions.flatMap((config) => phaseRules(config, scenario)[part].slice(0, 1))
  const found = rules.map((id) => ruleOf(id).confidence)
  return found.find((confidence) => confidence === 'assumed') ?? found[0] ?? null
}

/** The rules behind a part of the picture. */
export function rulesBehind(scenario: Scenario, part: Modelled, fn: number): readonly RuleId[] {
  const config = scenario.functions[fn]
  return config === undefined ? [] : phaseRules(config, scenario)[part]
}

/** Every measured and assumed rule that a scenario rests on, in the order of the registry. */
export function undocumentedRules(scenario: Scenario): RuleId[] {
  const phases = scenario.functions.flatMap((config) => Object.values(phaseRules(config, scenario)).flat())
  const calls = scenario.functions.flatMap((config) =>
    config.handler.firstCall === null ? [idOf(coldStartModel(config, rulebookAt(scenario.lambdaAsOf)).firstCall.rule)] : [],
  )
  const used = new Set<RuleId>([...phases, ...calls, ...policies(scenario)])
  return [...used].filter((id) => ruleOf(id).confidence !== 'documented').toSorted(byRegistry)
}

const byRegistry = (a: RuleId, b: RuleId): number => (a < b ? -1 : a > b ? 1 : 0)

/** Choices that no phase shows. */
function policies({ account, assumptions, functions, traffic, lambdaAsOf }: Scenario): RuleId[] {
  const rules: [RuleId, boolean][] = [
    ['MC-01', true],
    ['MC-02', true],
    ['MC-03', account.requestsPerSecondPerConcurrency !== 'off'],
    ['MC-05', traffic.some(({ via }) => via === 'http-api' || via === 'alb')],
    ['MC-10', assumptions.proactiveInitShare > 0],
    ['MC-12', lambdaAsOf < '2026-01-01'],
    ['MC-14', traffic.some(({ client }) => client.retryMode !== 'none')],
    ['MC-16', functions.some(({ faults }) => faults.downstreamConnections !== null)],
    ['MC-40', functions.some(({ handler }) => handler.sideEffectAtMs !== null)],
    ['MC-41', functions.some(({ handler }) => handler.sideEffectAtMs !== null && handler.idempotency !== 'off')],
    ['MC-17', typeof account.scalingRate === 'object' && account.scalingRate?.refill === 'stepwise'],
    ['UN-10', true],
  ]
  return rules.flatMap(([id, applies]) => (applies ? [id] : []))
}
