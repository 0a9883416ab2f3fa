/** What holds the messages of a source: told apart by how they are kept, worked on and let go of. */
import type { DocumentDbSource, KafkaSource, MqSource, SqsSource, StreamSource, TrafficSource } from '../../sim/scenario'

/** Queues, one of them with message groups, the queue of a broker; shards of a stream, partitions of a topic, a change stream; a plain line. */
export type Holder = 'queue' | 'fifo' | 'broker' | 'stream' | 'topic' | 'changes' | 'line'
/** Sources whose records are read in order, and are done when a checkpoint is past them. */
export type OrderedSource = StreamSource | KafkaSource | DocumentDbSource

type Source = TrafficSource['eventSource']

const OF_KIND = {
  kinesis: 'stream', dynamodb: 'stream',
  msk: 'topic', kafka: 'topic',
  documentdb: 'changes',
  activemq: 'broker', rabbitmq: 'broker',
  dispatcher: 'line',
} as const satisfies Record<Exclude<NonNullable<Source>['kind'], 'sqs'>, Holder>

export function holderOf(source: Source): Holder {
  if (source === null) return 'line'
  return source.kind === 'sqs' ? (source.FifoQueue ? 'fifo' : 'queue') : OF_KIND[source.kind]
}

export const isQueue = (source: Source): source is SqsSource => source?.kind === 'sqs'
export const isBroker = (source: Source): source is MqSource => holderOf(source) === 'broker'
export const isStream = (source: Source): source is StreamSource => holderOf(source) === 'stream'
export const isTopic = (source: Source): source is KafkaSource => holderOf(source) === 'topic'

export const isOrdered = (source: Source): source is OrderedSource => isStream(source) || isTopic(source) || source?.kind === 'documentdb'

/** How many shards or partitions there are at first, and how many batches of each at a time. */
export function partsOf(source: OrderedSource): { shards: number; factor: number } {
  if (source.kind === 'documentdb') return { shards: 1, factor: 1 }
  return isTopic(source) ? { shards: source.partitions, factor: 1 } : { shards: source.ShardCount, factor: source.mapping.ParallelizationFactor }
}
