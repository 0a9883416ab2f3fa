/** Where events go that succeeded or were given up: destinations and dead-letter queues as boxes. */
import type { FunctionConfig, Scenario } from '../../../sim/scenario.ts'

export type OutletRole = 'onSuccess' | 'onFailure' | 'deadLetter'

export interface OutletPlan {
  role: OutletRole
  fn: number
  arn: string
  /** Its place among the destinations of a trace. */
  destination: number
}

/** Targets of a function in the order of their lanes: each once. */
function targetsOf({ EventInvokeConfig, DeadLetterConfig }: FunctionConfig): { role: OutletRole; arn: string }[] {
  const { OnSuccess, OnFailure } = EventInvokeConfig.DestinationConfig
  const all = [
    { role: 'onSuccess' as const, arn: OnSuccess?.Destination ?? '' },
    { role: 'onFailure' as const, arn: OnFailure?.Destination ?? '' },
    { role: 'deadLetter' as const, arn: DeadLetterConfig.TargetArn ?? '' },
  ]
  return all.filter(({ arn }, at) => arn !== '' && all.findIndex((other) => other.arn === arn) === at)
}

/** Those of functions that get events. */
export function outletsOf({ functions, traffic }: Scenario): OutletPlan[] {
  const all = functions.flatMap((config, fn) => targetsOf(config).map((target) => ({ ...target, fn })))
  const gets = functions.map(({ FunctionName }) => traffic.some(({ via, function: target }) => via === 'event' && target === FunctionName))
  return all.map((target, destination) => ({ ...target, destination })).filter(({ fn }) => gets[fn])
}
