import { describe, expect, it } from 'vitest'
import type { EventSource, FunctionConfig, SqsSource, StreamSource, TrafficSource } from '../sim/scenario.ts'
import { DEFAULT_EVENT_INVOKE, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from './defaults.ts'
import { parseScenario } from './parse.ts'

function problems(source: Partial<TrafficSource>, fn: Partial<FunctionConfig> = {}): readonly string[] {
  const result = parseScenario(defaultScenario({ functions: [defaultFunction('f', fn)], traffic: [defaultSource('s', 'f', source)] }))
  return result.ok ? [] : result.issues.map(({ path, code }) => `${code} ${path.replace('traffic[0].', '').replace('functions[0].', '')}`)
}
const polled = (eventSource: EventSource, fn: Partial<FunctionConfig> = {}) => problems({ via: 'event-source', eventSource }, fn)
const sqs = (changes: Partial<SqsSource>, mapping: Partial<SqsSource['mapping']> = {}): SqsSource => ({ ...DEFAULT_SQS, ...changes, mapping: { ...DEFAULT_SQS.mapping, ...mapping } })
const stream = (mapping: Partial<StreamSource['mapping']>): StreamSource => ({ ...DEFAULT_STREAM, mapping: { ...DEFAULT_STREAM.mapping, ...mapping } })

describe('event sources', () => {
  it('belong to their entry point, and it to them', () => {
    expect(problems({ via: 'event-source' })).toEqual(['noEventSource eventSource'])
    expect(problems({ via: 'event', eventSource: DEFAULT_SQS })).toEqual(['eventSource eventSource'])
    expect(polled(DEFAULT_SQS)).toEqual([])
    expect(polled(DEFAULT_STREAM)).toEqual([])
  })
  it('need a window for batches above ten', () => {
    expect(polled(sqs({}, { BatchSize: 11 }))).toEqual(['batchWindow eventSource.mapping.BatchSize'])
    expect(polled(sqs({}, { BatchSize: 11, MaximumBatchingWindowInSeconds: 1 }))).toEqual([])
    expect(polled(stream({ BatchSize: 50 }))).toEqual(['batchWindow eventSource.mapping.BatchSize'])
  })
  it('that are FIFO queues take ten at most and no window', () => {
    expect(polled(sqs({ FifoQueue: true }, { BatchSize: 11, MaximumBatchingWindowInSeconds: 2 }))).toEqual([
      'fifoBatch eventSource.mapping.BatchSize',
      'fifoWindow eventSource.mapping.MaximumBatchingWindowInSeconds',
    ])
  })
  it('hide messages for as long as the function may run', () => {
    expect(polled(DEFAULT_SQS, { Timeout: 30 })).toEqual([])
    expect(polled(DEFAULT_SQS, { Timeout: 31 })).toEqual(['visibility eventSource.VisibilityTimeout'])
  })
  it('scale one way', () => {
    const ScalingConfig = { MaximumConcurrency: 5 }
    expect(polled(sqs({}, { ScalingConfig, ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 4 } }))).toEqual(['pollers eventSource.mapping.ProvisionedPollerConfig'])
    expect(polled(sqs({}, { ProvisionedPollerConfig: { MinimumPollers: 5, MaximumPollers: 4 } }))).toEqual(['pollers eventSource.mapping.ProvisionedPollerConfig.MinimumPollers'])
  })
  it('keep records for ever or for a minute at least', () => {
    for (const age of [0, 1, 59]) expect(polled(stream({ MaximumRecordAgeInSeconds: age }))).toEqual(['recordAge eventSource.mapping.MaximumRecordAgeInSeconds'])
    for (const age of [-1, 60]) expect(polled(stream({ MaximumRecordAgeInSeconds: age }))).toEqual([])
  })
})

describe('targets', () => {
  const sns = 'arn:aws:sns:us-east-1:123456789012:x'
  const s3 = 'arn:aws:s3:::x'
  const destinations = (OnSuccess: string | null, OnFailure: string | null) => {
    const DestinationConfig = { OnSuccess: OnSuccess === null ? null : { Destination: OnSuccess }, OnFailure: OnFailure === null ? null : { Destination: OnFailure } }
    return problems({ via: 'event' }, { EventInvokeConfig: { ...DEFAULT_EVENT_INVOKE, DestinationConfig } })
  }
  it('of success are no buckets', () => {
    expect(destinations(s3, s3)).toEqual(['target EventInvokeConfig.DestinationConfig.OnSuccess.Destination'])
    expect(destinations(sns, sns)).toEqual([])
  })
  it('of dead letters are queues and topics, none of them FIFO', () => {
    expect(problems({ via: 'event' }, { DeadLetterConfig: { TargetArn: s3 } })).toEqual(['target DeadLetterConfig.TargetArn'])
    expect(problems({ via: 'event' }, { DeadLetterConfig: { TargetArn: `${sns}.fifo` } })).toEqual(['target DeadLetterConfig.TargetArn'])
    expect(problems({ via: 'event' }, { DeadLetterConfig: { TargetArn: sns } })).toEqual([])
  })
})
