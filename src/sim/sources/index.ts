import type { EventSource } from '../scenario'
import type { Invoker, Poller, SourceState } from '../lambda/world'
import { createAsyncQueue } from './async/queue'
import { createDispatcher } from './dispatcher/poller'
import { createDocumentDbPoller } from './documentdb/poller'
import { createKafkaPoller } from './kafka/poller'
import { createMqPoller } from './mq/poller'
import { createSqsPoller } from './sqs/poller'
import { createStreamPoller } from './stream/poller'

type Kind = EventSource['kind']
type Create<K extends Kind> = (source: SourceState, config: Extract<EventSource, { kind: K }>) => Poller

/** What polls each kind of event source. One line for each. */
const POLLERS: { readonly [K in Kind]: Create<K> } = {
  sqs: createSqsPoller,
  kinesis: createStreamPoller,
  dynamodb: createStreamPoller,
  msk: createKafkaPoller,
  kafka: createKafkaPoller,
  activemq: createMqPoller,
  rabbitmq: createMqPoller,
  documentdb: createDocumentDbPoller,
  dispatcher: createDispatcher,
}

/** Who calls the function for a source; null: a client. */
export function invokerOf(source: SourceState): Invoker | null {
  const { via, eventSource } = source.config
  if (via === 'event') return createAsyncQueue()
  if (via !== 'event-source' || eventSource === null) return null
  return (POLLERS[eventSource.kind] as Create<Kind>)(source, eventSource)
}

export const isPoller = (invoker: Invoker | null): invoker is Poller => invoker !== null && 'sent' in invoker
