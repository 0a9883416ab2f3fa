import type { RuleId } from '../rules/ids.ts'
import type { Scenario } from '../sim/scenario.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import { writeValue, type Issue } from './issue.ts'

/** Which services can take what Lambda sends on: events and notes of events, and notes of batches. */

type Service = keyof typeof allowedText.services

interface Place {
  path: string
  arn: string | null | undefined
  services: readonly Service[]
  rule?: RuleId
}

const EVENTS: readonly Service[] = ['sqs', 'sns', 'lambda', 'events']

/** The service an ARN names. */
export const serviceOf = (arn: string): string => arn.split(':')[2] ?? ''

function placesOf({ functions, traffic }: Scenario): Place[] {
  const ofFunctions = functions.flatMap(({ EventInvokeConfig, DeadLetterConfig }, i): Place[] => {
    const { OnSuccess, OnFailure } = EventInvokeConfig.DestinationConfig
    const at = `functions[${i}].EventInvokeConfig.DestinationConfig`
    return [
      { path: `${at}.OnSuccess.Destination`, arn: OnSuccess?.Destination, services: EVENTS, rule: 'AS-10' },
      { path: `${at}.OnFailure.Destination`, arn: OnFailure?.Destination, services: [...EVENTS, 's3'], rule: 'AS-10' },
      { path: `functions[${i}].DeadLetterConfig.TargetArn`, arn: DeadLetterConfig.TargetArn, services: ['sqs', 'sns'], rule: 'AS-12' },
    ]
  })
  const ofStreams = traffic.flatMap(({ eventSource }, i): Place[] => {
    if (eventSource === null || !('mapping' in eventSource) || !('DestinationConfig' in eventSource.mapping)) return []
    const { OnFailure } = eventSource.mapping.DestinationConfig
    return [{ path: `traffic[${i}].eventSource.mapping.DestinationConfig.OnFailure.Destination`, arn: OnFailure?.Destination, services: ['sqs', 'sns', 's3'] }]
  })
  const ofServices = traffic.map(({ service }, i): Place => ({ path: `traffic[${i}].service.DeadLetterConfig.Arn`, arn: service?.DeadLetterConfig.Arn, services: ['sqs'] }))
  return [...ofFunctions, ...ofStreams, ...ofServices]
}

export function destinationIssues(scenario: Scenario): Issue[] {
  return placesOf(scenario).flatMap(({ path, arn, services, rule }): Issue[] => {
    if (!arn) return []
    const known: readonly string[] = services
    const isFifo = arn.endsWith('.fifo')
    if (known.includes(serviceOf(arn)) && !isFifo) return []
    const allowed = allowedText.target(services)
    const message = isFifo ? issueText.fifoTarget(path, writeValue(arn)) : issueText.invalid(path, writeValue(arn), allowed)
    return [{ code: 'target', path, message, value: arn, allowed, ...(rule === undefined ? {} : { rule }) }]
  })
}
