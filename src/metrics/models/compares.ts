/** Which invocation model a source follows, and whether a scenario has them all. */
import type { EntryPoint } from '../../rules/vocabulary'
import type { Scenario, TrafficSource } from '../../sim/scenario'

export type Model = 'synchronous' | 'asynchronous' | 'queue' | 'stream'

const SYNCHRONOUS: ReadonlySet<EntryPoint> = new Set<EntryPoint>(['sdk', 'rest-api', 'http-api', 'function-url', 'alb'])

export function modelOf({ via, eventSource }: Pick<TrafficSource, 'via' | 'eventSource'>): Model {
  if (eventSource !== null) return eventSource.kind === 'kinesis' || eventSource.kind === 'dynamodb' ? 'stream' : 'queue'
  return SYNCHRONOUS.has(via) ? 'synchronous' : 'asynchronous'
}

/** Whether a scenario has sources of the three models: what there is to compare. */
export function comparesModels({ traffic }: Pick<Scenario, 'traffic'>): boolean {
  const models = new Set(traffic.map((source) => modelOf(source)))
  return models.has('synchronous') && models.has('asynchronous') && (models.has('queue') || models.has('stream'))
}
