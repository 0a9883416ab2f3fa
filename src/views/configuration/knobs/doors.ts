/** Where requests come in: a front door, the queue of asynchronous events, or a queue or stream that Lambda polls. */
import { DEFAULT_CLIENT, DEFAULT_DOCUMENTDB, DEFAULT_KAFKA, DEFAULT_MQ, DEFAULT_SERVICE, DEFAULT_SQS, DEFAULT_STREAM } from '../../../scenario/defaults.ts'
import { SERVICE_KINDS, type Arrivals, type EntryPoint, type EventSource, type Scenario, type ServiceKind, type TrafficSource } from '../../../sim/scenario.ts'
import { services } from '../../../text/en/services.ts'
import { sourceAt, withSource, type Target } from '../edit.ts'
import type { ChoiceKnob } from '../knob.ts'
import { fromSource, optionsWithout, sourcePath } from './build.ts'

/** What one chooses: kinds of event sources stand beside the front doors. */
export function doorOf({ via, eventSource, service }: TrafficSource): string {
  if (via === 'event' && service !== null) return service.kind
  if (via !== 'event-source' || eventSource === null) return via
  return eventSource.kind === 'sqs' && eventSource.FifoQueue ? 'sqs-fifo' : eventSource.kind
}

/** The event source of a kind as AWS would set it up for a function with this Timeout; null for a front door. */
function eventSourceOf(door: string, Timeout: number): EventSource | null {
  const VisibilityTimeout = Math.max(DEFAULT_SQS.VisibilityTimeout, Timeout)
  if (door === 'sqs') return { ...DEFAULT_SQS, VisibilityTimeout }
  if (door === 'sqs-fifo') return { ...DEFAULT_SQS, VisibilityTimeout, FifoQueue: true, messageGroups: 5 }
  if (door === 'kinesis' || door === 'dynamodb') return { ...DEFAULT_STREAM, kind: door }
  if (door === 'msk' || door === 'kafka') return { ...DEFAULT_KAFKA, kind: door }
  if (door === 'activemq') return DEFAULT_MQ
  // It sets nothing aside unless it is told where to.
  if (door === 'rabbitmq') return { ...DEFAULT_MQ, kind: door, maximumRedeliveries: null }
  return door === 'documentdb' ? DEFAULT_DOCUMENTDB : null
}

/** What the client does means nothing where nobody waits for the answer. */
const WITHOUT_CLIENT: readonly EntryPoint[] = ['cognito', 'alexa', 'event', 'event-source']
export const hasClient = fromSource(({ via }) => !WITHOUT_CLIENT.includes(via), false)

function withDoor(scenario: Scenario, target: Target, door: string): Scenario {
  const source = sourceAt(scenario, target)
  if (source === undefined || doorOf(source) === door) return scenario
  const fn = scenario.functions.find(({ FunctionName }) => FunctionName === source.function)
  const eventSource = eventSourceOf(door, fn?.Timeout ?? 0)
  const kind = SERVICE_KINDS.find((each) => each === door)
  const service = kind === undefined ? null : { ...DEFAULT_SERVICE, kind }
  const via = service !== null ? 'event' : eventSource === null ? (door as EntryPoint) : 'event-source'
  const client = WITHOUT_CLIENT.includes(via) ? DEFAULT_CLIENT : source.client
  return withSource(scenario, target, { via, eventSource, service, client, integrationTimeoutMs: null, arrivals: withoutWindow(source.arrivals, kind) })
}

/** Only the Scheduler has a flexible time window. */
const withoutWindow = (arrivals: Arrivals, kind: ServiceKind | undefined): Arrivals =>
  arrivals.kind === 'expression' && kind !== 'scheduler' ? { ...arrivals, MaximumWindowInMinutes: 0 } : arrivals

export const DOOR: ChoiceKnob = {
  id: 'via',
  kind: 'choice',
  as: 'list',
  path: sourcePath('via'),
  options: (scenario, target) => optionsWithout('via', ['dispatcher'], DOOR.read(scenario, target)),
  read: fromSource(doorOf, 'sdk'),
  write: withDoor,
  hint: fromSource(({ service }) => (service === null ? undefined : services[service.kind].hint), undefined),
}
