/**
 * What was observed on AWS: facts of recorded snapshots of the integration tests of LocalStack (Apache 2.0), recorded
 * 2024-04-08 to 2025-11-25. Inputs and outcomes only.
 */
import { describe, expect, test } from 'vitest'
import { DEFAULT_SQS, DEFAULT_STREAM, defaultSource } from '../scenario/defaults'
import { fixed, plainFunction, plainScenario } from '../sim/properties/testing/scenarios'
import { rowsOf } from '../sim/properties/testing/rows'
import type { EventSource, FunctionConfig, ListedRequest, Scenario, StreamSource } from '../sim/scenario'
import { simulate } from '../sim/simulate'
import { MESSAGE_EVENTS } from '../sim/trace/schema'
import type { MessageEvent, Trace } from '../sim/trace/schema'

const REPORT = ['ReportBatchItemFailures'] as const
const base = plainFunction('fn')

function polled(eventSource: EventSource, requests: readonly ListedRequest[], fn: Partial<FunctionConfig> = {}): Scenario {
  const source = defaultSource('messages', 'fn', { via: 'event-source', eventSource, arrivals: { kind: 'list', requests } })
  return { ...plainScenario(fn, {}), durationMs: 600_000, traffic: [source] }
}

const messagesWith = ({ messageEvents }: Trace, event: MessageEvent): number[] =>
  Array.from(messageEvents.message).filter((_, row) => MESSAGE_EVENTS[messageEvents.kind[row]!] === event)

/** Messages by batch. */
function batches({ messageEvents }: Trace): number[][] {
  const found = new Map<number, number[]>()
  for (let row = 0; row < messageEvents.length; row++) {
    if (MESSAGE_EVENTS[messageEvents.kind[row]!] !== 'received') continue
    const arrival = messageEvents.record[row]!
    found.set(arrival, [...(found.get(arrival) ?? []), messageEvents.message[row]!])
  }
  return [...found.values()]
}

const invocations = (trace: Trace): number => rowsOf(trace).filter(({ kind }) => kind === 'handler').length

describe('provisioned concurrency', () => {
  const provisioned = [{ Qualifier: '1', ProvisionedConcurrentExecutions: 1, readyAtStart: true }]
  const calls = (Qualifier: string | null, at: readonly number[]) => ({ Qualifier, arrivals: { kind: 'list' as const, requests: at.map((atMs) => ({ atMs })) } })

  test('a reservation that is all provisioned leaves nothing for $LATEST', () => {
    const fn = { ReservedConcurrentExecutions: 1, provisioned }
    const latest = rowsOf(simulate(plainScenario(fn, calls(null, [0]))))
    expect(latest.filter(({ kind }) => kind === 'throttle').map(({ rule }) => rule)).toEqual(['CC-11'])
    const version = rowsOf(simulate(plainScenario(fn, calls('1', [0]))))
    expect(version.filter(({ kind }) => kind === 'handler').map(({ outcome }) => outcome)).toEqual(['success'])
  })

  test('a second call while the first runs is served on demand', () => {
    const rows = rowsOf(simulate(plainScenario({ provisioned }, calls('1', [0, 10]))))
    expect(rows.filter(({ kind }) => kind === 'handler').map(({ rule }) => rule)).toEqual(['CC-07', 'LC-18'])
  })
})

test('a FIFO queue: what the function reports comes back as one batch, and what fails too often is moved', () => {
  const fails = [0, 1, 1, null]
  const queue = { ...DEFAULT_SQS, FifoQueue: true, RedrivePolicy: { maxReceiveCount: 2 }, mapping: { ...DEFAULT_SQS.mapping, FunctionResponseTypes: REPORT } }
  const trace = simulate(polled(queue, fails.map((failAttempts) => ({ atMs: 0, failAttempts }))))
  expect(batches(trace)).toEqual([[0, 1, 2, 3], [1, 2, 3]])
  expect(messagesWith(trace, 'deadLettered')).toEqual([3])
})

test('30 messages, a batch of 20, a window of a second and two batches at a time: two batches', () => {
  const queue = { ...DEFAULT_SQS, mapping: { ...DEFAULT_SQS.mapping, BatchSize: 20, MaximumBatchingWindowInSeconds: 1, ScalingConfig: { MaximumConcurrency: 2 } } }
  const trace = simulate(polled(queue, Array.from({ length: 30 }, () => ({ atMs: 0 })), { ReservedConcurrentExecutions: 2 }))
  expect(batches(trace)).toHaveLength(2)
})

describe('a stream', () => {
  const stream = (mapping: Partial<StreamSource['mapping']>): StreamSource => ({
    ...DEFAULT_STREAM,
    // What was observed says nothing of the time until a record was read.
    pollIntervalMs: 0,
    partitionKeys: 1,
    mapping: { ...DEFAULT_STREAM.mapping, ...mapping },
  })
  const answering = (batchResponse: string) =>
    simulate(polled(stream({ BatchSize: 1, MaximumRetryAttempts: 2, FunctionResponseTypes: REPORT }), [{ atMs: 0 }], { handler: { ...base.handler, batchResponse } }))

  test.each([
    '{"batchItemFailures":[{"itemIdentifier":"123"}]}',
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"foo":"m1"}]}',
    '{"batchItemFailures":[{"foo":null}]}',
  ])('%s counts as a failure of the whole batch', (response) => {
    const trace = answering(response)
    expect(invocations(trace)).toBe(3)
    expect(messagesWith(trace, 'discarded')).toEqual([0])
  })

  test.each(['""', '[]', 'null', '{}', '{"batchItemFailures":[]}', '{"batchItemFailures":null}'])('%s counts as a success', (response) => {
    const trace = answering(response)
    expect(invocations(trace)).toBe(1)
    expect(messagesWith(trace, 'deleted')).toEqual([0])
  })

  test('a record that is too old is discarded alone', () => {
    // The first batch holds the lane for 80 seconds; then one record is too old and five are not.
    const requests = [{ atMs: 0 }, { atMs: 1 }, ...Array.from({ length: 5 }, () => ({ atMs: 79_000 }))]
    const slow = { handler: { ...base.handler, io: fixed(80_000), firstCall: fixed(80_000) }, Timeout: 100 }
    const trace = simulate(polled(stream({ BatchSize: 10, MaximumRecordAgeInSeconds: 60 }), requests, slow))
    expect(messagesWith(trace, 'discarded')).toEqual([1])
    expect(batches(trace)).toEqual([[0], [2, 3, 4, 5, 6]])
  })
})

test('a timeout keeps the environment and starts its runtime anew', () => {
  const slow = { ...base.handler, io: fixed(2000), firstCall: fixed(2000) }
  const requests = [{ atMs: 0 }, { atMs: 5000, handlerMs: 10 }]
  const rows = rowsOf(simulate(plainScenario({ Timeout: 1, handler: slow }, { arrivals: { kind: 'list', requests } })))
  expect(rows.filter(({ kind }) => kind === 'create')).toHaveLength(1)
  expect(rows.find(({ kind }) => kind === 'handler')).toMatchObject({ outcome: 'timeout', span: 1_000_000 })
  expect(rows.filter(({ kind }) => kind === 'suppressedInit')).toHaveLength(1)
})
