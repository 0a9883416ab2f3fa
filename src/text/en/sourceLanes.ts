/** Words of the lanes of queues and streams on the timeline, and of what their charts show. */
import { formatCount, formatDuration } from '../../base/format.ts'
import type { Fate } from '../../metrics/timeline/attempts.ts'
import type { MessageEvent } from '../../sim/trace/schema.ts'
import { plural } from './words.ts'

const ends: Readonly<Partial<Record<MessageEvent, string>>> = {
  deleted: 'done with',
  deadLettered: 'moved to the dead-letter queue',
  discarded: 'given up',
  expired: 'expired',
}

export const sourceLanesText = {
  /** The same in fewer and fewer letters. */
  eventQueue: ['event queue', 'events'] as const,
  kinds: {
    queue: ['SQS queue', 'queue'],
    fifo: ['FIFO queue', 'FIFO'],
    shards: ['stream'],
    events: ['wait to retry', 'retries'],
  } as const,
  shard: (number: number) => [`shard ${formatCount(number)}`, `sh. ${formatCount(number)}`] as const,
  shardLane: (shard: number, lane: number) => [`shard ${formatCount(shard)}, lane ${formatCount(lane)}`, `${formatCount(shard)}.${formatCount(lane)}`] as const,
  shards: (first: number, last: number) => [`shards ${formatCount(first)}–${formatCount(last)}`, `${formatCount(first)}–${formatCount(last)}`] as const,
  upTo: (count: number) => [`up to ${formatCount(count)}`, `≤ ${formatCount(count)}`] as const,
  times: (count: number) => `×${formatCount(count)}`,
  message: {
    title: (number: number, stream: boolean) => `${stream ? 'Record' : 'Message'} ${formatCount(number)}`,
    source: (name: string, group: number | null) => (group === null ? `in ${name}` : `in ${name}, group ${formatCount(group)}`),
    sent: (time: string) => `sent at ${time}`,
    received: (times: number) => `received ${plural(times, 'time', 'times')}`,
    held: (span: number) => `hidden for ${formatDuration(span)}`,
    heldOpen: 'hidden when the run ended',
    waits: 'can be received',
    delayed: 'delayed',
    ended: (event: MessageEvent, time: string) => `${ends[event] ?? ''} at ${time}`,
    open: 'still there at the end',
  },
  batch: {
    fates: { open: 'still going on at the end', done: 'done', partly: 'done in part, the rest is tried again', failed: 'failed', refused: 'throttled' } satisfies Record<Fate, string>,
    blocked: (span: number) => `shard waits for ${formatDuration(span)}`,
    hidden: (span: number) => `messages hidden for ${formatDuration(span)}`,
  },
  legend: {
    waiting: 'message waits',
    inFlight: 'in flight',
    running: 'in flight, function runs',
    held: 'in flight, only hidden',
    visible: 'visible again',
    received: 'times received',
    done: 'message done',
    deadLettered: 'dead-lettered',
    discarded: 'given up',
    expired: 'expired',
    delayed: 'delayed',
    blocked: 'shard blocked',
    checkpoint: 'checkpoint moves',
    behind: 'records waiting',
  },
} as const
