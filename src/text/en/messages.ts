/** Words of messages and batches: what happened to a message and why, what a batch held, how batches came from one another. */
import { formatCount, formatDuration } from '../../base/format.ts'
import type { MessageFate } from '../../metrics/message/batch.ts'
import type { BatchNode } from '../../metrics/message/family.ts'
import type { MessageFacts, MessageHead } from '../../metrics/message/facts.ts'
import type { Holder } from '../../metrics/message/holder.ts'
import type { MessageReason } from '../../metrics/message/reason.ts'
import type { MessageEvent } from '../../sim/trace/schema.ts'
import { stageText } from './stage.ts'
import { plural, sentence } from './words.ts'

type Of = Pick<MessageHead, 'holder'>

const nouns: Readonly<Record<Holder, string>> = { queue: 'message', fifo: 'message', broker: 'message', line: 'message', stream: 'record', topic: 'record', changes: 'change' }
const noun = ({ holder }: Of): string => nouns[holder]
const isOrdered = ({ holder }: Of): boolean => holder === 'stream' || holder === 'topic' || holder === 'changes'
/** What it is read from in order. */
const part = ({ holder }: Of): string => (holder === 'topic' ? 'partition' : holder === 'changes' ? 'change stream' : 'shard')
const checkpoint = ({ holder }: Of): string => (holder === 'topic' ? 'the offset of its partition' : holder === 'changes' ? 'the checkpoint of the change stream' : 'the checkpoint of its shard')
const it = (facts: MessageFacts): string => `${sentence(noun(facts))} ${formatCount(facts.message)}`

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${formatCount(count)} times`)
const batchOf = ({ batch, source }: MessageFacts): string => (batch === null ? `a batch of ${source}` : `batch ${formatCount(batch.number)}`)
const withOthers = ({ batch, ...facts }: MessageFacts): string =>
  batch === null || batch.size === 1 ? ', alone' : `, with ${plural(batch.size - 1, `other ${noun(facts)}`, `other ${noun(facts)}s`)}`
const ranOn = ({ env, request }: MessageFacts): string => {
  const who = request === null ? '' : ` (request ${formatCount(request)})`
  return env === 0 ? who : `${who}; env ${formatCount(env)} ran it`
}
const received = (facts: MessageFacts, how: string): string => {
  const count = facts.receives === 1 ? '' : ` This is its ${ordinal(facts.receives)} time.`
  return `${it(facts)} was read in ${batchOf(facts)}${withOthers(facts)}${ranOn(facts)}. ${how}${count}`
}
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const
const ordinal = (count: number): string => ORDINALS[count] ?? `${formatCount(count)}th`
const back = (facts: MessageFacts): string => `${it(facts)} was visible again ${formatDuration(facts.since)} after it was read`
const failed = ({ outcome }: MessageFacts): string => (outcome === 'none' ? 'ended without an answer' : `ended: ${stageText.outcomes[outcome]}`)

/** How a poller lets go of what it does not pass on. */
const left = (of: Of): string => (isOrdered(of) ? 'skipped' : of.holder === 'broker' ? 'acknowledged' : 'deleted from its queue')

const because: { [R in MessageReason]: (facts: MessageFacts) => string } = {
  scenario: (facts) => `${it(facts)} was ${isOrdered(facts) ? 'written to' : 'sent to'} ${facts.source}.`,
  burst: (facts) => `A burst of the scenario ${isOrdered(facts) ? 'wrote' : 'sent'} ${noun(facts)} ${formatCount(facts.message)} to ${facts.source}.`,
  backlog: (facts) => `${it(facts)} was written to ${facts.source} ${formatDuration(facts.early)} before the run began, and the mapping begins to read before it.`,
  delay: (facts) => `The delay of ${formatDuration(facts.delay)} was over: ${noun(facts)} ${formatCount(facts.message)} could be read for the first time.`,
  polled: (facts) => received(facts, 'The poller takes what is there.'),
  window: (facts) => received(facts, 'The batching window was over.'),
  full: (facts) => received(facts, 'The batch was full.'),
  group: (facts) => received(facts, 'Nothing else of its message group was in flight.'),
  free: (facts) => received(facts, facts.holder === 'changes' ? 'No other batch of the change stream was in flight.' : `Its ${part(facts)} was free.`),
  parents: (facts) => received(facts, `Shard ${formatCount(facts.shard ?? 0)} came of a split or a merge: it is read once everything before it is done.`),
  final: (facts) => received(facts, 'Its tumbling window was over: this is the last invocation of it.'),
  taken: (facts) => received(facts, 'The pollers of the broker had room for another batch.'),
  served: (facts) => received(facts, 'It was first in line, and fewer ran than may.'),
  split: (facts) => received(facts, 'A batch before it failed and was split in two.'),
  rest: (facts) => received(facts, `The function had named a ${noun(facts)} that failed: that one and all behind it are tried again.`),
  fresh: (facts) => received(facts, 'Others of its batch were too old and skipped.'),
  error: (facts) => `${back(facts)}: ${batchOf(facts)} ${failed(facts)}, so nothing of it was deleted and its visibility timeout of ${formatDuration(facts.visibility)} ran out.`,
  throttle: (facts) => `${back(facts)}: ${batchOf(facts)} was throttled until the visibility timeout of ${formatDuration(facts.visibility)} ran out. The receipt counts all the same.`,
  report: (facts) => `${back(facts)}: the function reported it among the failures of ${batchOf(facts)}, so only the others were deleted.`,
  running: (facts) => `${back(facts)}: its visibility timeout of ${formatDuration(facts.visibility)} was over before ${batchOf(facts)} was.`,
  deleted: (facts) => `${it(facts)} was deleted: request ${formatCount(facts.request ?? 0)} succeeded.`,
  unreported: (facts) => `${it(facts)} was deleted: request ${formatCount(facts.request ?? 0)} reported others of the batch as failed, not this one.`,
  checkpoint: (facts) => `${it(facts)} is done: request ${formatCount(facts.request ?? 0)} succeeded, and ${checkpoint(facts)} moved past it.`,
  before: (facts) => `${it(facts)} is done: it came before the first ${noun(facts)} that request ${formatCount(facts.request ?? 0)} reported, and ${checkpoint(facts)} moved past it.`,
  acknowledged: (facts) => `${it(facts)} is done: request ${formatCount(facts.request ?? 0)} succeeded, and the broker was told so.`,
  over: (facts) => `${it(facts)} is done: request ${formatCount(facts.request ?? 0)} is over.`,
  receives: (facts) => `${it(facts)} moved to the dead-letter queue of ${facts.source}: it had been received ${times(facts.receives)}${facts.maxReceives === null ? '' : ` and maxReceiveCount is ${formatCount(facts.maxReceives)}`}.`,
  redelivered: (facts) => `${it(facts)} was set aside in the dead-letter queue of the broker: ${batchOf(facts)} had failed ${times(facts.attempts)}, as often as the broker delivers it.`,
  attempts: (facts) => `${it(facts)} was given up with ${batchOf(facts)} after ${plural(facts.attempts, 'attempt', 'attempts')}: its retries were used up, and the ${part(facts)} moved on.`,
  age: (facts) => `${it(facts)} was given up: it was ${formatDuration(facts.age)} old${facts.maxAge === null ? '' : `, and MaximumRecordAgeInSeconds is ${formatCount(facts.maxAge)}`}.`,
  retention: (facts) => `${it(facts)} expired: after ${formatDuration(facts.age)} it was older than ${facts.source} keeps messages.`,
  trimmed: (facts) => `${it(facts)} expired: after ${formatDuration(facts.age)} it was older than ${facts.source} keeps ${noun(facts)}s.`,
  filtered: (facts) => `${it(facts)} matched no pattern of FilterCriteria: it was ${left(facts)}, and no batch holds it.`,
  refused: (facts) => `${it(facts)} was given up: ${batchOf(facts)} was refused.`,
}

const eventNames: { [E in MessageEvent]: (of: Of) => string } = {
  sent: (of) => (isOrdered(of) ? 'Written' : 'Sent'),
  received: () => 'Received',
  returned: () => 'Visible again',
  deleted: (of) => (isOrdered(of) ? 'Checkpointed' : of.holder === 'broker' ? 'Acknowledged' : of.holder === 'line' ? 'Done' : 'Deleted'),
  deadLettered: () => 'Dead-lettered',
  discarded: () => 'Given up',
  expired: () => 'Expired',
  appeared: () => 'Delay over',
  filtered: () => 'Filtered out',
}

const states: { [E in MessageEvent]: (of: Of) => string } = {
  sent: () => 'still waiting at the end of the run',
  received: () => 'still in flight at the end of the run',
  returned: () => 'waiting again at the end of the run',
  deleted: (of) => (of.holder === 'queue' || of.holder === 'fifo' ? 'deleted' : 'done'),
  deadLettered: () => 'in the dead-letter queue',
  discarded: () => 'given up with its batch',
  expired: () => 'expired',
  appeared: () => 'still waiting at the end of the run',
  filtered: () => 'filtered out',
}

const fates: Readonly<Record<MessageFate, string>> = {
  deleted: 'deleted',
  checkpointed: 'done',
  returned: 'back in the queue',
  reported: 'reported as failed',
  retried: 'tried again',
  split: 'in a half',
  deadLettered: 'dead-lettered',
  discarded: 'given up',
  expired: 'expired',
  open: 'in flight at the end',
}

const ends: Readonly<Partial<Record<MessageEvent, string>>> = {
  deleted: 'done later',
  deadLettered: 'then dead-lettered',
  discarded: 'then given up',
  expired: 'then expired',
}

const nodeFates: Readonly<Record<BatchNode['fate'], string>> = {
  done: 'done',
  split: 'failed, split',
  rest: 'rest tried again',
  skipped: 'partly too old',
  discarded: 'given up',
  open: 'not over at the end',
}

export const messagesText = {
  title: (head: Pick<MessageHead, 'holder' | 'number' | 'source'>) => `${sentence(noun(head))} ${formatCount(head.number)} of ${head.source}`,
  name: (head: Pick<MessageHead, 'holder' | 'number'>) => `${noun(head)} ${formatCount(head.number)}`,
  /** What happened and why, in a sentence or two. */
  sentence: (facts: MessageFacts): string => because[facts.reason](facts),
  event: (event: MessageEvent, of: Of) => eventNames[event](of),
  now: (head: MessageHead) => sentence(`${states[head.last](head)}.`),
  facts: {
    label: 'Where it stands',
    state: 'At the end of the run',
    receives: 'Received',
    receivesOf: ({ receives, maxReceives }: MessageHead) => (maxReceives === null ? times(receives) : `${times(receives)}; ${formatCount(maxReceives)} at most`),
    never: 'not yet',
    group: 'Message group',
    partition: ({ holder }: Of) => (holder === 'topic' ? 'Key' : 'Partition key'),
    keyName: (key: number) => formatCount(key + 1),
    shard: (of: Of) => sentence(part(of)),
    shardName: (shard: number) => formatCount(shard),
    reader: 'Read by',
    took: ({ last }: MessageHead) => (last === 'deleted' || last === 'deadLettered' || last === 'discarded' || last === 'expired' ? 'From first to last' : 'From first to last so far'),
  },
  life: {
    title: (of: Of) => `Life of this ${noun(of)}`,
    batch: ({ batch, env, attempts }: MessageFacts) =>
      [batch === null ? '' : `batch ${formatCount(batch.number)}`, env === 0 ? '' : `env ${formatCount(env)}`, attempts > 1 ? plural(attempts, 'attempt', 'attempts') : ''].filter((part) => part !== '').join(' · '),
    showMore: (more: number, all: number) => (more === all ? `Show ${formatCount(more)}` : `Show ${formatCount(more)} more of ${formatCount(all)}`),
    showFewer: 'Show fewer',
    hint: 'Choose a line to ask why it happened.',
  },
  why: {
    lead: 'What happened last, then back to where it began.',
    roles: { first: 'What went wrong first', began: 'Where it began' },
    again: ({ receives, failures, refusals }: { receives: number; failures: number; refusals: number }) => {
      const parts = [
        receives === 0 ? '' : `received ${times(receives)} more`,
        failures === 0 ? '' : plural(failures, 'more failure', 'more failures'),
        refusals === 0 ? '' : plural(refusals, 'throttle', 'throttles'),
      ].filter((part) => part !== '')
      return parts.length === 0 ? 'It went on in the same way.' : `${sentence(parts.join(', '))}.`
    },
    /** Of an invocation that succeeded and left the message all the same. */
    left: { reported: 'The function reported this one, or one before it, as failed.', late: 'By then it had been visible again.' },
    unfold: (shown: number, all: number) => (shown === all ? `Show ${plural(all, 'step', 'steps')}` : `Show the last ${formatCount(shown)} of ${formatCount(all)} steps`),
  },
  batch: {
    title: (number: number, size: number, holder: MessageHead['holder']) => `Batch ${formatCount(number)}: ${plural(size, noun({ holder }), `${noun({ holder })}s`)}`,
    label: (number: number) => `What became of batch ${formatCount(number)}`,
    open: 'Open the batch',
    close: 'Close the batch',
    help: 'Up and down: message by message. Page up and page down, home and end: further. Enter: select.',
    tally: (fate: MessageFate, count: number) => `${formatCount(count)} ${fates[fate]}`,
    deadLettered: (count: number) => `${formatCount(count)} dead-lettered in the end`,
    fate: (fate: MessageFate) => fates[fate],
    end: (end: MessageEvent) => ends[end] ?? '',
    receives: (count: number) => `${ordinal(count)} time`,
    key: ({ holder, key }: MessageHead) => (holder === 'fifo' ? `group ${formatCount(key + 1)}` : holder === 'stream' || holder === 'topic' ? `key ${formatCount(key + 1)}` : ''),
    note: (words: readonly string[]) => words.filter((word) => word !== '').join(', '),
  },
  tree: {
    title: 'How the batch was split',
    titleRest: 'How the batch went on',
    label: 'Batches that came from one another, the original one first',
    help: 'Up and down: batch by batch. Left and right: fold, unfold, or to the batch it came from. Enter: select.',
    name: (number: number) => `Batch ${formatCount(number)}`,
    original: 'original batch',
    size: (size: number) => plural(size, 'record', 'records'),
    fate: (fate: BatchNode['fate']) => nodeFates[fate],
    attempts: (count: number) => plural(count, 'attempt', 'attempts'),
    ranFor: (span: number) => `took ${formatDuration(span)}`,
    outcome: (outcome: BatchNode['outcome']) => stageText.outcomes[outcome],
    row: (parts: readonly string[]) => parts.filter((part) => part !== '').join(', '),
    facts: (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · '),
    summary: (batches: number, failures: number) => `${plural(batches, 'batch', 'batches')}, ${plural(failures, 'failed invocation', 'failed invocations')}`,
  },
  destination: {
    title: 'What the destination receives',
    deadLetter: 'What the dead-letter queue receives',
    attributes: 'Its message attributes',
    copy: (title: string) => `Copy: ${title}`,
    show: 'What the destination received',
    note: 'Fields as documented; ids and times are of this run.',
    asItWas: 'The event as it was sent, and attributes that say why it is here.',
  },
} as const
