import { runtimeOf } from '../../rules/runtimes.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { AwsKept } from '../../text/en/aws.ts'
import { samProvisioned } from './functions.ts'
import { pushOf } from './pushes.ts'
import { isMapped } from './sourceAddress.ts'

/** What of a scenario neither CLI nor SAM can say. Listed is only what the scenario has. */
function always(scenario: Scenario): readonly AwsKept[] {
  const zips = scenario.functions.filter((fn) => fn.PackageType === 'Zip')
  const some: readonly (readonly [boolean, AwsKept])[] = [
    [scenario.traffic.length > 0, 'traffic'],
    [scenario.functions.some((fn) => fn.PackageType === 'Image'), 'imageRuntime'],
    [zips.some((fn) => runtimeOf(fn.Runtime)?.apiName !== fn.Runtime), 'osOnlyRuntime'],
    [scenario.functions.some((fn) => fn.extensions !== 'none'), 'extensions'],
    [scenario.functions.some((fn) => fn.provisioned.length > 0), 'readyAtStart'],
    [scenario.traffic.some(isMapped), 'sourceKeys'],
    [scenario.functions.some(({ sendsTo }) => sendsTo !== null), 'sendsTo'],
    [scenario.interventions.length > 0, 'interventions'],
    [scenario.relaxed.length > 0, 'relaxed'],
  ]
  return ['account', 'handler', 'coldStart', 'faults', 'assumptions', 'run', ...some.flatMap(([has, what]) => (has ? [what] : []))]
}

export const cliKept = (scenario: Scenario): readonly AwsKept[] => [
  ...always(scenario),
  ...(scenario.traffic.some(({ service }) => service !== null) ? (['services'] as const) : []),
  ...(scenario.traffic.some(({ via }) => ['rest-api', 'http-api', 'alb'].includes(via)) ? (['apiGateways'] as const) : []),
]

export const samKept = (scenario: Scenario): readonly AwsKept[] => [
  ...always(scenario),
  ...(scenario.traffic.some((source) => source.service !== null && (pushOf(source) === null || source.service.handOver !== null)) ? (['services'] as const) : []),
  ...(scenario.functions.some((fn) => fn.aliases.length > 0) ? (['aliases'] as const) : []),
  ...(scenario.traffic.some(({ via }) => via === 'alb') ? (['apiGateways'] as const) : []),
  ...(scenario.functions.some((fn) => fn.provisioned.length > samProvisioned(fn.provisioned).length)
    ? (['moreProvisioned'] as const)
    : []),
]
