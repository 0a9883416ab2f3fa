import type { FunctionConfig, Scenario } from '../../../sim/scenario.ts'
import { functionAt, tidy, withFunction, withQualifier, type Target } from '../edit.ts'

/** The alias that published versions are reached through when a setting needs one. */
export const ALIAS = 'live'

/** SnapStart works on published versions, so requests move to an alias, and back. */
export function withSnapStart(scenario: Scenario, target: Target, ApplyOn: FunctionConfig['SnapStart']['ApplyOn']): Scenario {
  const config = functionAt(scenario, target)
  if (config === undefined) return scenario
  const next = withFunction(scenario, target, { SnapStart: { ApplyOn } })
  return withQualifier(next, config.FunctionName, ApplyOn === 'None' && config.provisioned.length === 0 ? null : ALIAS)
}

/** The first alias that splits its requests. */
const splitOf = (config: FunctionConfig) => config.aliases.find(({ RoutingConfig }) => weightsOf(RoutingConfig).length > 0)

const weightsOf = (routing: FunctionConfig['aliases'][number]['RoutingConfig']): readonly (readonly [string, number])[] =>
  Object.entries(routing?.AdditionalVersionWeights ?? {})

/** Percentage of the requests that go to the other version; null: no alias splits them. */
export function shiftOf(config: FunctionConfig): number | null {
  const [weight] = weightsOf(splitOf(config)?.RoutingConfig ?? null)
  return weight === undefined ? null : tidy(weight[1] * 100)
}

/** Callers name an alias that sends a share of their requests to the next version, or no alias any more. */
export function withShift(scenario: Scenario, target: Target, percent: number | null): Scenario {
  const config = functionAt(scenario, target)
  if (config === undefined) return scenario
  const split = splitOf(config)
  const others = config.aliases.filter((alias) => alias !== split)
  if (percent === null) {
    const next = withFunction(scenario, target, { aliases: others })
    return withQualifier(next, config.FunctionName, config.SnapStart.ApplyOn === 'None' ? null : ALIAS)
  }
  const [version] = weightsOf(split?.RoutingConfig ?? null)
  const AdditionalVersionWeights = { [version?.[0] ?? '2']: tidy(percent / 100) }
  const alias = { Name: ALIAS, FunctionVersion: '1', ...split, RoutingConfig: { AdditionalVersionWeights } }
  const next = withFunction(scenario, target, { aliases: [...others, alias] })
  return split === undefined ? withQualifier(next, config.FunctionName, alias.Name) : next
}
