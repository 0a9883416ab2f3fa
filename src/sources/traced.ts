import type { SourceState } from '../sim/lambda/world'
import { SERVICES } from './services'

/** Whether loop detection can follow a chain through a source (rule AS-18): Lambda's own queue, SQS, SNS and S3. */
export function isTraced({ config: { via, service, eventSource } }: Pick<SourceState, 'config'>): boolean {
  if (via === 'event') return service === null || SERVICES[service.kind].traced
  return eventSource?.kind === 'sqs'
}
