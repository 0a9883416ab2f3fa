/** Where requests come in: a front door, the queue of asynchronous events, or a queue or stream that Lambda polls. */
import { DEFAULT_CLIENT, DEFAULT_SERVICE } from '../../../scenario/defaults.ts'
import type { Arrivals, EntryPoint, Scenario, ServiceKind, TrafficSource } from '../../../sim/scenario.ts'
import { faceOf, sourceWithFace } from '../../../sources/faces.ts'
import { SERVICE, SERVICE_KINDS, SOURCES } from '../../../sources/index.ts'
import { sourceAt, withSource, type Target } from '../edit.ts'
import type { ChoiceKnob } from '../knob.ts'
import { fromSource, optionsWithout, sourcePath } from './build.ts'

/** What one chooses: kinds of event sources stand beside the front doors. */
export function doorOf({ via, eventSource, service }: TrafficSource): string {
  if (via === 'event' && service !== null) return service.kind
  if (via !== 'event-source' || eventSource === null) return via
  return faceOf(eventSource)
}

/** What the client does means nothing where nobody waits for the answer. */
const WITHOUT_CLIENT: readonly EntryPoint[] = ['cognito', 'alexa', 'event', 'event-source']
export const hasClient = fromSource(({ via }) => !WITHOUT_CLIENT.includes(via), false)

function withDoor(scenario: Scenario, target: Target, door: string): Scenario {
  const source = sourceAt(scenario, target)
  if (source === undefined || doorOf(source) === door) return scenario
  const fn = scenario.functions.find(({ FunctionName }) => FunctionName === source.function)
  const eventSource = sourceWithFace(door, fn?.Timeout ?? 0)
  const kind = SERVICE_KINDS.find((each) => each === door)
  const service = kind === undefined ? null : { ...DEFAULT_SERVICE, kind }
  const via = service !== null ? 'event' : eventSource === null ? (door as EntryPoint) : 'event-source'
  const client = WITHOUT_CLIENT.includes(via) ? DEFAULT_CLIENT : source.client
  return withSource(scenario, target, { via, eventSource, service, client, integrationTimeoutMs: null, arrivals: withoutWindow(source.arrivals, kind) })
}

/** Only the Scheduler has a flexible time window. */
const withoutWindow = (arrivals: Arrivals, kind: ServiceKind | undefined): Arrivals =>
  arrivals.kind === 'expression' && kind !== 'scheduler' ? { ...arrivals, MaximumWindowInMinutes: 0 } : arrivals

/** Offered only where they are chosen already. */
const RARE = SOURCES.flatMap(({ offered, faces }) => (offered === false ? Object.keys(faces) : []))

export const DOOR: ChoiceKnob = {
  id: 'via',
  kind: 'choice',
  as: 'list',
  path: sourcePath('via'),
  options: (scenario, target) => optionsWithout('via', RARE, DOOR.read(scenario, target)),
  read: fromSource(doorOf, 'sdk'),
  write: withDoor,
  hint: fromSource(({ service }) => (service === null ? undefined : SERVICE[service.kind].hint), undefined),
}
