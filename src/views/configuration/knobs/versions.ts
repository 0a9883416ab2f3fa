import type { FunctionConfig, Scenario } from '../../../sim/scenario.ts'
import { functionAt, withFunction, withQualifier, type Target } from '../edit.ts'

/** The alias that published versions are reached through when a setting needs one. */
export const ALIAS = 'live'

/** SnapStart works on published versions, so requests move to an alias, and back. */
export function withSnapStart(scenario: Scenario, target: Target, ApplyOn: FunctionConfig['SnapStart']['ApplyOn']): Scenario {
  const config = functionAt(scenario, target)
  if (config === undefined) return scenario
  const next = withFunction(scenario, target, { SnapStart: { ApplyOn } })
  return withQualifier(next, config.FunctionName, ApplyOn === 'None' && config.provisioned.length === 0 ? null : ALIAS)
}
