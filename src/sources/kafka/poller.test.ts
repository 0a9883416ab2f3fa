import { describe, expect, it } from 'vitest'
import { DEFAULT_KAFKA } from '../../scenario/defaults'
import type { KafkaSource } from '../../sim/scenario'
import { attemptsOf, batchesOf, messagesWith, polled, repeated } from '../testing/polled'

const topic = (changes: Partial<KafkaSource>, mapping: Partial<KafkaSource['mapping']> = {}): KafkaSource => ({
  ...DEFAULT_KAFKA,
  ...changes,
  mapping: { ...DEFAULT_KAFKA.mapping, ...mapping },
})

describe('a topic of Kafka', () => {
  it('has a window of half a second', () => {
    expect(batchesOf(polled({ source: topic({ partitions: 1 }), at: [0, 400] }))).toMatchObject([{ at: 0.5, messages: [0, 1] }])
  })
  it('begins with one poller and has more at each look while records wait, up to one for each partition', () => {
    const source = topic({ partitions: 3, partitionKeys: 3 }, { BatchSize: 1, MaximumBatchingWindowInSeconds: 0 })
    const trace = polled({ source, at: repeated(60), takesMs: 20_000, durationMs: 170_000 })
    const startedIn = (from: number, to: number) => batchesOf(trace).filter(({ at }) => at >= from && at < to).length
    expect([startedIn(0, 60), startedIn(60, 120), startedIn(120, 170)]).toEqual([3, 6, 9])
  })
  it('gives up after ten retries where there is a destination, and never without one', () => {
    const OnFailure = { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' }
    const failing = (DestinationConfig: KafkaSource['mapping']['DestinationConfig']) =>
      polled({ source: topic({ partitions: 1 }, { DestinationConfig }), at: [{ atMs: 0, failAttempts: null }], durationMs: 3_600_000 })
    expect(attemptsOf(failing({ OnFailure }), 'handler')).toHaveLength(11)
    expect(messagesWith(failing({ OnFailure }), 'discarded')).toEqual([0])
    expect(messagesWith(failing({ OnFailure: null }), 'discarded')).toEqual([])
  })
  it('with provisioned pollers runs five batches for each, one per partition', () => {
    const source = topic({ partitions: 4, partitionKeys: 4 }, { ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 1 } })
    expect(batchesOf(polled({ source, at: repeated(40), takesMs: 5000 })).map(({ at }) => at)).toEqual([0.5, 0.5, 0.5, 0.5])
  })
})
