/** What to watch in the scenarios about who tries again, told from the run, never typed. */
import { formatDuration } from '../../base/format.ts'
import type { RunFacts } from '../../metrics/facts'
import { counted, howMany, inWords, sentence } from './words'

function fourWays(facts: RunFacts | null): string {
  const [direct, event, queue, stream] = facts?.sources ?? []
  if (!facts || !direct || !event || !queue || !stream) {
    return 'Called directly, nobody tries again. Lambda itself tries an event again, minutes later; a queue hands its message out again; a stream tries at once, and its shard waits.'
  }
  const tries = (count: number): string => counted(count, 'attempt', 'attempts')
  return [
    `Called directly: ${tries(direct.failures)}, and the caller has the error.`,
    `As an event: ${tries(event.failures)} over ${formatDuration(event.failedFor)}, then ${counted(facts.delivered, 'event is a dead letter', 'events are dead letters')}.`,
    `From the queue: ${tries(queue.failures)} over ${formatDuration(queue.failedFor)}, then ${howMany(queue.messages?.deadLettered ?? 0, 'message is', 'messages are')} set aside; the others never waited.`,
    `From the stream: ${tries(stream.failures)} over ${formatDuration(stream.failedFor)}, while the shard stood still.`,
  ].join(' ')
}

function poisonMessage(facts: RunFacts | null): string {
  const [plain, reporting] = facts?.sources ?? []
  if (!plain?.messages || !reporting?.messages) {
    return 'Without a report the whole batch comes again until all of it is set aside. With one, only the message that failed does.'
  }
  return [
    `Without a report the batch fails ${inWords(plain.failures)} times, and ${counted(plain.messages.deadLettered, 'message is', 'messages are')} dead-lettered, good ones too.`,
    `With one, ${counted(reporting.messages.done, 'message is', 'messages are')} done and only ${howMany(reporting.messages.deadLettered, 'is', 'are')} dead-lettered. Its invocations count as successful: the function reports, it does not throw.`,
  ].join(' ')
}

function blockedShard(facts: RunFacts | null): string {
  const [whole, bisects] = facts?.sources ?? []
  if (!whole?.messages || !bisects?.messages) {
    return 'The defaults try the batch again without end, and everything behind it waits. Splitting finds the record, and a retry limit lets go of it.'
  }
  const behind = whole.messages.waiting + whole.messages.inFlight
  return [
    `With the defaults the batch has failed ${inWords(whole.failures)} times by the end: ${counted(behind, 'record waits', 'records wait')}, and ${howMany(whole.messages.done, 'is', 'are')} done.`,
    `${sentence(counted(bisects.failures, 'failure', 'failures'))} are enough to split the other batch and give up ${counted(bisects.messages.discarded, 'record', 'records')}; ${inWords(bisects.messages.done)} are done.`,
  ].join(' ')
}

export const failureLookFor = {
  'four-ways': fourWays,
  'poison-message': poisonMessage,
  'blocked-shard': blockedShard,
  'paid-twice': () =>
    'Whatever fails after the payment is tried again, and pays again. A key around the payment makes it “already done”. A key around the whole handler is given back when the handler throws, and runs out when it does not end: it pays again, too.',
} as const
