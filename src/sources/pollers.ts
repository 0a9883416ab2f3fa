import type { EventSource } from '../sim/scenario'
import type { Invoker, Poller, SourceState } from '../sim/lambda/world'
import { createAsyncQueue } from './async/queue'
import { createDispatcher } from './dispatcher/poller'
import { createDocumentDbPoller } from './documentdb/poller'
import { createKafkaPoller } from './kafka/poller'
import { createMqPoller } from './mq/poller'
import { inChains } from './loops/chain'
import { createHandOver } from './push/handOver'
import { SERVICES } from './services'
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

/** Who calls the function for a source; null: a client. @param chained whether handlers of the scenario send messages themselves */
export function invokerOf(source: SourceState, chained: boolean): Invoker | null {
  const invoker = plainInvokerOf(source)
  return chained && invoker !== null ? inChains(invoker, source) : invoker
}

function plainInvokerOf(source: SourceState): Invoker | null {
  const { via, eventSource, service } = source.config
  if (via === 'event') return service === null ? createAsyncQueue() : createHandOver(createAsyncQueue(), service, SERVICES[service.kind])
  if (via !== 'event-source' || eventSource === null) return null
  return (POLLERS[eventSource.kind] as Create<Kind>)(source, eventSource)
}

export const isPoller = (invoker: Invoker | null): invoker is Poller => invoker !== null && 'sent' in invoker
