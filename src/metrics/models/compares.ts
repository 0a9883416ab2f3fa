/** Which invocation model a source follows, and whether a scenario has them all. */
import type { EventSource, Scenario, TrafficSource } from '../../sim/scenario'

export type Model = 'synchronous' | 'asynchronous' | 'queue' | 'stream'

/** Whose messages are let go of one by one; all others are read in order. */
const QUEUES: readonly EventSource['kind'][] = ['sqs', 'activemq', 'rabbitmq', 'dispatcher']

export function modelOf({ via, eventSource }: Pick<TrafficSource, 'via' | 'eventSource'>): Model {
  if (eventSource !== null) return QUEUES.includes(eventSource.kind) ? 'queue' : 'stream'
  return via === 'event' ? 'asynchronous' : 'synchronous'
}

/** Whether a scenario has sources of the three models: what there is to compare. */
export function comparesModels({ traffic }: Pick<Scenario, 'traffic'>): boolean {
  const models = new Set(traffic.map((source) => modelOf(source)))
  return models.has('synchronous') && models.has('asynchronous') && (models.has('queue') || models.has('stream'))
}
