/** Where events go that succeeded or were given up: destinations and dead-letter queues as boxes. */
import type { FunctionConfig, Scenario } from '../../../sim/scenario.ts'

export type OutletRole = 'onSuccess' | 'onFailure' | 'deadLetter'

export interface OutletPlan {
  role: OutletRole
  fn: number
  arn: string
  /** Its place among the destinations of a trace. */
  destination: number
  /** It takes notes of batches, not events. */
  notes: boolean
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

/** Destinations of sources, in the order of their lanes: of notes of batches that a mapping gave up, and dead-letter queues of services, which are told of in the box of the service. */
function sourceTargets({ functions, traffic }: Scenario): (Omit<OutletPlan, 'destination'> | null)[] {
  return traffic.flatMap(({ function: target, eventSource, service }) => {
    if (service?.DeadLetterConfig.Arn) return [null]
    if (eventSource === null || !('mapping' in eventSource) || !('DestinationConfig' in eventSource.mapping)) return []
    const arn = eventSource.mapping.DestinationConfig.OnFailure?.Destination
    const fn = functions.findIndex(({ FunctionName }) => FunctionName === target)
    return arn === undefined ? [] : [{ role: 'onFailure' as const, arn, fn, notes: true }]
  })
}

/** Those of functions that get events, and of streams. */
export function outletsOf(scenario: Scenario): OutletPlan[] {
  const { functions, traffic } = scenario
  const ofEvents = functions.flatMap((config, fn) => targetsOf(config).map((target) => ({ ...target, fn, notes: false })))
  const gets = functions.map(({ FunctionName }) => traffic.some(({ via, function: target }) => via === 'event' && target === FunctionName))
  return [...ofEvents, ...sourceTargets(scenario)].flatMap((target, destination) => (target !== null && (target.notes || gets[target.fn]) ? [{ ...target, destination }] : []))
}
