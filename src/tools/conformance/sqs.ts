/** A few messages of an SQS queue, followed until each is deleted or in the dead-letter queue. */
import { failedIn } from '../../sources/batchResponse.ts'
import type { SqsSource } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import { NONE, type Trace } from '../../sim/trace/schema.ts'
import { MESSAGE } from '../../sim/trace/messages.ts'
import { DEFAULT_SQS } from '../../scenario/defaults.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { choiceOf, isObject, listOf, numberOf, numberOrNull, textOf } from './inputs.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import type { Adapter, Json, JsonObject } from './types.ts'

const SECONDS = 1e6
/** How often a message fails; null: every time. */
const FAILURES: Readonly<Record<string, number | null>> = { ok: 0, 'always fails': null, 'fails once': 1, 'fails twice': 2 }
const QUEUES: Readonly<Record<string, boolean>> = { standard: false, 'fifo, one message group': true }
/** Receives of a queue without a redrive policy that a run waits for. */
const RECEIVES = 5

interface Sent {
  id: string
  atMs: number
  failAttempts: number | null
}

/** Messages in order of arrival; equal times keep the order of the case. */
function messagesOf(inputs: JsonObject): readonly Sent[] {
  const messages = inputs['messages']
  if (!isObject(messages)) throw new Error(TOOLS_TEXT.notAnObject('messages', messages))
  const arrivals = inputs['arrival_s']
  const sent = Object.keys(messages).map((id) => ({
    id,
    atMs: (isObject(arrivals) ? (numberOrNull(arrivals, id) ?? 0) : 0) * 1000,
    failAttempts: choiceOf(messages, id, FAILURES),
  }))
  return sent.sort((a, b) => a.atMs - b.atMs)
}

function queueOf(inputs: JsonObject): SqsSource {
  const most = numberOrNull(inputs, 'max_concurrency')
  const maxReceiveCount = numberOrNull(inputs, 'max_receive_count')
  return {
    ...DEFAULT_SQS,
    FifoQueue: choiceOf(inputs, 'queue', QUEUES),
    VisibilityTimeout: numberOf(inputs, 'visibility_timeout_s'),
    RedrivePolicy: maxReceiveCount === null ? null : { maxReceiveCount },
    mapping: {
      ...DEFAULT_SQS.mapping,
      BatchSize: numberOf(inputs, 'batch_size'),
      MaximumBatchingWindowInSeconds: numberOrNull(inputs, 'batching_window_s') ?? 0,
      FunctionResponseTypes: inputs['report_batch_item_failures'] === true ? ['ReportBatchItemFailures'] : [],
      ScalingConfig: most === null ? null : { MaximumConcurrency: most },
    },
  }
}

function run(inputs: JsonObject, sent: readonly Sent[]): Trace {
  const { mapping, VisibilityTimeout, RedrivePolicy } = queueOf(inputs)
  const duration = numberOf(inputs, 'duration_s')
  const rounds = (RedrivePolicy?.maxReceiveCount ?? RECEIVES) + 2
  const last = Math.max(0, ...sent.map(({ atMs }) => atMs / 1000))
  const config = modelFunction({ name: MODEL_FUNCTION, handler: fixed(duration * 1000) })
  const batchResponse = inputs['response'] === undefined ? null : textOf(inputs, 'response')
  return simulate(
    modelScenario({
      seed: 1,
      durationSeconds: last + sent.length * duration + rounds * (VisibilityTimeout + duration + mapping.MaximumBatchingWindowInSeconds),
      functions: [{ ...config, handler: { ...config.handler, batchResponse } }],
      traffic: [
        {
          ...modelSource('queue', MODEL_FUNCTION, { kind: 'list', requests: sent.map(({ atMs, failAttempts }) => ({ atMs, failAttempts })) }),
          via: 'event-source',
          eventSource: queueOf(inputs),
        },
      ],
    }),
  )
}

interface Invoked {
  t_s: number
  messages: string[]
  receive_count: number[]
  /** The events that end the receipt of its messages. */
  deleted: number
}

export const traceSqs: Adapter = (inputs) => {
  const sent = messagesOf(inputs)
  const { messageEvents } = run(inputs, sent)
  const batches = new Map<number, Invoked>()
  const receives = new Map<number, { count: number; batch: Invoked }>()
  const ends = { deleted: {} as Record<string, Json>, dlq: {} as Record<string, Json> }
  for (let row = 0; row < messageEvents.length; row++) {
    const message = messageEvents.message[row]!
    const { id } = sent[message]!
    const at = messageEvents.time[row]! / SECONDS
    const kind = messageEvents.kind[row]!
    if (kind === MESSAGE.received) {
      const record = messageEvents.record[row] ?? NONE
      const batch = batches.get(record) ?? { t_s: at, messages: [], receive_count: [], deleted: 0 }
      const count = (receives.get(message)?.count ?? 0) + 1
      batch.messages.push(id)
      batch.receive_count.push(count)
      batches.set(record, batch)
      receives.set(message, { count, batch })
    } else if (kind === MESSAGE.deleted) {
      ends.deleted[id] = at
      receives.get(message)!.batch.deleted++
    } else if (kind === MESSAGE.deadLettered) ends.dlq[id] = at
  }
  const invocations = [...batches.values()].map(({ deleted, ...rest }) => ({
    ...rest,
    result: deleted === rest.messages.length ? 'success' : deleted === 0 ? 'error' : 'partial',
  }))
  return { invocations, ...ends }
}

/** How responses are read: the messages that stay in the queue. */
export const traceSqsResponse: Adapter = (inputs) => {
  const names = listOf(inputs, 'batch').map(String)
  const retried = listOf(inputs, 'responses').map((response) => (response === 'exception thrown' ? names : failedIn(String(response), names).map((position) => names[position]!)))
  return { retried }
}
