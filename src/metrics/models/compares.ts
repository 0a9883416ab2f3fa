/** Which invocation model a source follows, and whether a scenario has them all. */
import { isOrdered } from '../message/holder'
import type { Scenario, TrafficSource } from '../../sim/scenario'

export type Model = 'synchronous' | 'asynchronous' | 'queue' | 'stream'

export function modelOf({ via, eventSource }: Pick<TrafficSource, 'via' | 'eventSource'>): Model {
  if (eventSource !== null) return isOrdered(eventSource) ? 'stream' : 'queue'
  return via === 'event' ? 'asynchronous' : 'synchronous'
}

/** Whether a scenario has sources of the three models: what there is to compare. */
export function comparesModels({ traffic }: Pick<Scenario, 'traffic'>): boolean {
  const models = new Set(traffic.map((source) => modelOf(source)))
  return models.has('synchronous') && models.has('asynchronous') && (models.has('queue') || models.has('stream'))
}
