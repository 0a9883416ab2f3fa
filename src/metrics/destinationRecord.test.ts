import { expect, test } from 'vitest'
import { DEFAULT_EVENT_INVOKE, DEFAULT_FAULTS, DEFAULT_KAFKA, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import type { FunctionConfig, Scenario, TrafficSource } from '../sim/scenario'
import { simulate } from '../sim/simulate'
import { KIND } from '../sim/trace/writer'
import { destinationRecord } from './destinationRecord'

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:failed'

function deliveriesIn(fn: Partial<FunctionConfig>, source: Partial<TrafficSource> = {}) {
  const scenario: Scenario = defaultScenario({
    durationMs: 600_000,
    functions: [defaultFunction('fn', { EventInvokeConfig: { ...DEFAULT_EVENT_INVOKE, DestinationConfig: { OnSuccess: { Destination: QUEUE }, OnFailure: { Destination: QUEUE } } }, ...fn })],
    traffic: [defaultSource('events', 'fn', { via: 'event', arrivals: { kind: 'list', requests: [{ atMs: 1500 }] }, ...source })],
  })
  const trace = simulate(scenario)
  const rows = Array.from({ length: trace.records.length }, (_, row) => row).filter((row) => trace.records.kind[row] === KIND.delivery)
  return rows.map((row) => destinationRecord(trace, row, scenario))
}

const failing = { faults: { ...DEFAULT_FAULTS, failRequests: [1], failAttempts: null } }

test('a note of an event that failed says why, how often it was tried, and what the function answered', () => {
  const [note] = deliveriesIn(failing)
  expect(note).toMatchObject({
    kind: 'note',
    body: {
      version: '1.0',
      requestContext: { functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn:$LATEST', condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { event: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error' },
    },
  })
  expect(JSON.parse(JSON.stringify(note))).toEqual(note)
})

test('a note of success has no error', () => {
  const [note] = deliveriesIn({})
  expect(note).toMatchObject({ body: { requestContext: { condition: 'Success', approximateInvokeCount: 1 }, responseContext: { statusCode: 200 } } })
  expect(JSON.stringify(note)).not.toContain('functionError')
})

test('a dead-letter queue gets the event itself, with three attributes', () => {
  const [letter] = deliveriesIn({ ...failing, EventInvokeConfig: DEFAULT_EVENT_INVOKE, DeadLetterConfig: { TargetArn: QUEUE } })
  expect(letter).toMatchObject({ kind: 'deadLetter', body: { event: 1 }, attributes: { ErrorCode: '200', ErrorMessage: 'The handler threw' } })
})

test('what never ran has no response', () => {
  const [note] = deliveriesIn({ ReservedConcurrentExecutions: 0 })
  expect(note).toMatchObject({ body: { requestContext: { condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 }, responseContext: null, responsePayload: null } })
})

test('a note of a batch of a stream has no payload', () => {
  const mapping = { ...DEFAULT_STREAM.mapping, MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: QUEUE } } }
  const requests = [0, 0, 0].map(() => ({ atMs: 1000, failAttempts: null }))
  const [note] = deliveriesIn({}, { via: 'event-source', eventSource: { ...DEFAULT_STREAM, mapping }, arrivals: { kind: 'list', requests } })
  expect(note).toMatchObject({ body: { requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 }, KinesisBatchInfo: { batchSize: 3, startSequenceNumber: '0', endSequenceNumber: '2' } } })
  expect(JSON.stringify(note)).not.toMatch(/payload/i)
})

test('a bucket gets the records of the batch as well', () => {
  const mapping = { ...DEFAULT_STREAM.mapping, MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::discarded' } } }
  const requests = [0, 0].map(() => ({ atMs: 1000, failAttempts: null }))
  const [note] = deliveriesIn({}, { via: 'event-source', eventSource: { ...DEFAULT_STREAM, mapping }, arrivals: { kind: 'list', requests } })
  const { payload } = note!.body as { payload: string }
  expect((JSON.parse(payload) as { Records: unknown[] }).Records).toHaveLength(2)
})

test('a note of a batch of Kafka tells offsets by partition', () => {
  const mapping = { ...DEFAULT_KAFKA.mapping, MaximumRetryAttempts: 0, MaximumBatchingWindowInSeconds: 0, DestinationConfig: { OnFailure: { Destination: QUEUE } } }
  const [note] = deliveriesIn({}, { via: 'event-source', eventSource: { ...DEFAULT_KAFKA, partitions: 1, mapping }, arrivals: { kind: 'list', requests: [{ atMs: 1000, failAttempts: null }] } })
  expect(note).toMatchObject({ body: { KafkaBatchInfo: { batchSize: 1 } } })
  expect(Object.keys((note!.body as { KafkaBatchInfo: { recordsInfo: object } }).KafkaBatchInfo.recordsInfo)).toHaveLength(1)
})

test('other records bring nothing', () => {
  expect(destinationRecord(simulate(defaultScenario()), 0)).toBeNull()
})
