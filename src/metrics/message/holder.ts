/** What holds the messages of a source: told apart by how they are kept, worked on and let go of. */
import type { KafkaSource, SqsSource, StreamSource, TrafficSource } from '../../sim/scenario'
import { describedAs } from '../../sources'
import type { DocumentDbSource } from '../../sources/documentdb/source'
import type { MqSource } from '../../sources/mq/source'
import type { Holder as Described } from '../../sources/source'

/** A queue with message groups is told apart from one without. */
export type Holder = Described | 'fifo'
/** Sources whose records are read in order, and are done when a checkpoint is past them. */
export type OrderedSource = StreamSource | KafkaSource | DocumentDbSource

type Source = TrafficSource['eventSource']

export function holderOf(source: Source): Holder {
  if (source === null) return 'line'
  return 'FifoQueue' in source && source.FifoQueue ? 'fifo' : describedAs(source.kind).holder
}

const ORDERED: ReadonlySet<Holder> = new Set<Holder>(['stream', 'topic', 'changes'])

export const isQueue = (source: Source): source is SqsSource => source?.kind === 'sqs'
export const isBroker = (source: Source): source is MqSource => holderOf(source) === 'broker'
export const isStream = (source: Source): source is StreamSource => holderOf(source) === 'stream'
export const isTopic = (source: Source): source is KafkaSource => holderOf(source) === 'topic'

export const isOrdered = (source: Source): source is OrderedSource => ORDERED.has(holderOf(source))

/** How many shards or partitions there are at first, and how many batches of each at a time. */
export function partsOf(source: OrderedSource): { shards: number; factor: number } {
  if (isStream(source)) return { shards: source.ShardCount, factor: source.mapping.ParallelizationFactor }
  return { shards: isTopic(source) ? source.partitions : 1, factor: 1 }
}
