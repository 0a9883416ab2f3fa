/** Words of the lanes of queues and streams on the timeline, and of what their charts show. */
import { formatCount, formatDuration } from '../../base/format.ts'
import type { Holder } from '../../metrics/message/holder.ts'
import type { Fate } from '../../metrics/timeline/attempts.ts'
import type { MessageEvent } from '../../sim/trace/schema.ts'
import { plural } from './words.ts'

const ends: Readonly<Partial<Record<MessageEvent, string>>> = {
  deleted: 'done with',
  deadLettered: 'moved to the dead-letter queue',
  discarded: 'given up',
  expired: 'expired',
}

const titles: Readonly<Record<Holder, string>> = { queue: 'Message', fifo: 'Message', broker: 'Message', line: 'Message', stream: 'Record', topic: 'Record', changes: 'Change' }
/** What is read in order. */
const part: Readonly<Record<Holder, string>> = { queue: 'queue', fifo: 'queue', broker: 'queue', line: 'queue', stream: 'shard', topic: 'partition', changes: 'change stream' }
/** What a message is while a batch has it; hidden, unless this says otherwise. */
const held: Readonly<Partial<Record<Holder, string>>> = { broker: 'not acknowledged', line: 'in the function' }

export const sourceLanesText = {
  /** The same in fewer and fewer letters. */
  eventQueue: ['event queue', 'events'] as const,
  holders: {
    queue: ['SQS queue', 'queue'],
    fifo: ['FIFO queue', 'FIFO'],
    broker: ['broker queue', 'queue'],
    line: ['ideal queue', 'queue'],
    stream: ['stream'],
    topic: ['topic'],
    changes: ['change stream', 'changes'],
  } satisfies Record<Holder, readonly string[]>,
  retries: ['wait to retry', 'retries'] as const,
  shard: (holder: Holder, number: number) => (holder === 'topic' ? [`partition ${formatCount(number)}`, `p. ${formatCount(number)}`] : [`shard ${formatCount(number)}`, `sh. ${formatCount(number)}`]),
  shardLane: (shard: number, lane: number) => [`shard ${formatCount(shard)}, lane ${formatCount(lane)}`, `${formatCount(shard)}.${formatCount(lane)}`] as const,
  shards: (holder: Holder, first: number, last: number) => [`${part[holder]}s ${formatCount(first)}–${formatCount(last)}`, `${formatCount(first)}–${formatCount(last)}`],
  upTo: (count: number) => [`up to ${formatCount(count)}`, `≤ ${formatCount(count)}`] as const,
  times: (count: number) => `×${formatCount(count)}`,
  message: {
    title: (holder: Holder, number: number) => `${titles[holder]} ${formatCount(number)}`,
    source: (name: string, group: number | null) => (group === null ? `in ${name}` : `in ${name}, group ${formatCount(group)}`),
    sent: (time: string) => `sent at ${time}`,
    received: (times: number) => `received ${plural(times, 'time', 'times')}`,
    held: (holder: Holder, span: number) => `${held[holder] ?? 'hidden'} for ${formatDuration(span)}`,
    heldOpen: (holder: Holder) => `${held[holder] ?? 'hidden'} when the run ended`,
    waits: 'can be received',
    delayed: 'delayed',
    ended: (event: MessageEvent, time: string) => `${ends[event] ?? ''} at ${time}`,
    open: 'still there at the end',
  },
  batch: {
    fates: { open: 'still going on at the end', done: 'done', partly: 'done in part, the rest is tried again', failed: 'failed', refused: 'throttled' } satisfies Record<Fate, string>,
    blocked: (holder: Holder, span: number) => `${part[holder]} waits for ${formatDuration(span)}`,
    hidden: (holder: Holder, span: number) => `messages ${held[holder] ?? 'hidden'} for ${formatDuration(span)}`,
  },
  legend: {
    waiting: 'message waits',
    inFlight: 'in flight',
    running: 'in flight, function runs',
    held: 'in flight, only hidden',
    unacknowledged: 'in flight, not acknowledged',
    visible: 'visible again',
    received: 'times received',
    done: 'message done',
    deadLettered: 'dead-lettered',
    discarded: 'given up',
    expired: 'expired',
    delayed: 'delayed',
    /** Null: of several kinds. */
    blocked: (holder: Holder | null) => (holder === null ? 'blocked' : `${part[holder]} blocked`),
    checkpoint: 'checkpoint moves',
    behind: 'records waiting',
  },
} as const
