/** What the counts that answer a misconception are called. */
import { formatCount, formatNumber } from '../../base/format.ts'
import type { AnswerId } from '../../metrics/answers.ts'

export type { AnswerId } from '../../metrics/answers.ts'

export const answerNames: Readonly<Record<AnswerId, string>> = {
  coldStarts: 'cold starts',
  warmStarts: 'warm starts',
  environments: 'environments',
  mostCalls: 'most invocations of one environment',
  peak: 'most at a time',
  throttles: 'throttles',
  throttleShare: 'throttled, %',
  arrivals: 'accepted or refused',
  invocations: 'executions',
  succeeded: 'executions that succeeded',
  failed: 'executions that failed',
  timeouts: 'timeouts',
  givenUp: 'times the caller gave up',
  dropped: 'events given up by Lambda',
  looped: 'invocations stopped as a loop',
  delivered: "delivered to the function's destinations and dead-letter queue",
  deliveredByService: "in the sending service's dead-letter queue",
  connectionWaits: 'waits for a connection',
  received: 'messages received, repeats counted',
  done: 'messages done',
  deadLettered: "messages in the queue's dead-letter queue",
  discarded: 'records given up',
  donePerSecond: 'records done per second',
  lastDone: 'last message done, s',
  paid: 'coins paid',
  paidAgain: 'of them for what was paid before',
  alreadyDone: 'already done',
  lastStart: 'last execution begins, s',
  lastEnd: 'last execution ends, s',
  handlerSeconds: 'seconds of handlers',
  handlerMean: 'seconds per execution',
  networkMs: 'attaching the network, ms',
  startMs: 'start of the environment, ms',
  gbSeconds: 'GB-seconds',
  usdPerMillion: 'US dollars per million executions',
}

export const answersText = {
  about: (value: number): string => `about ${formatNumber(value)}`,
  value: (value: number): string => (Number.isInteger(value) ? formatCount(value) : formatNumber(value)),
  /** `cold starts of checkout, from 5 s on`. */
  question: (answer: AnswerId, { fn, from, to, key }: { fn?: string; from?: number; to?: number; key?: number }): string =>
    [
      answerNames[answer],
      fn === undefined ? '' : ` of ${fn}`,
      key === undefined ? '' : ` of key ${formatCount(key + 1)}`,
      from === undefined ? '' : `, from ${formatCount(from)} s`,
      to === undefined ? '' : `, until ${formatCount(to)} s`,
    ].join(''),
} as const
