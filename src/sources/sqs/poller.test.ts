import { describe, expect, it } from 'vitest'
import { DEFAULT_SQS } from '../../scenario/defaults'
import type { SqsSource } from '../../sim/scenario'
import { attemptsOf, batchesOf, messagesWith, polled, repeated, secondsOf, sizesOf } from '../testing/polled'

const queue = (changes: Partial<SqsSource>, mapping: Partial<SqsSource['mapping']> = {}): SqsSource => ({
  ...DEFAULT_SQS,
  ...changes,
  mapping: { ...DEFAULT_SQS.mapping, ...mapping },
})
const FilterCriteria = { Filters: [{ Pattern: '{"body":{"type":["order"]}}' }] }

describe('event filtering', () => {
  it('deletes what does not match, and fills batches with what does', () => {
    const trace = polled({ source: queue({ matchShare: 0.5, RedrivePolicy: { maxReceiveCount: 1 } }, { FilterCriteria }), at: repeated(200) })
    const filtered = messagesWith(trace, 'filtered')
    expect(filtered.length).toBeGreaterThan(70)
    expect(filtered.length + messagesWith(trace, 'deleted').length).toBe(200)
    expect(messagesWith(trace, 'received').filter((message) => filtered.includes(message))).toEqual([])
    expect(sizesOf(trace).slice(0, -1).every((size) => size === 10)).toBe(true)
  })

  it('never invokes where nothing matches, also in a FIFO queue', () => {
    const trace = polled({ source: queue({ FifoQueue: true, matchShare: 0 }, { FilterCriteria }), at: repeated(30) })
    expect(messagesWith(trace, 'filtered')).toHaveLength(30)
    expect(batchesOf(trace)).toEqual([])
  })
})

describe('a batching window', () => {
  const windowed = (changes: Partial<SqsSource>, seconds: number) => queue(changes, { BatchSize: 100, MaximumBatchingWindowInSeconds: seconds })

  it('does not shorten the time that messages are hidden: it counts from when each was received', () => {
    const always = (atMs: number) => ({ atMs, failAttempts: null })
    const trace = polled({ source: windowed({ VisibilityTimeout: 30 }, 10), at: [always(0), always(6_000)], durationMs: 39_000 })
    expect(batchesOf(trace)).toMatchObject([{ at: 10, messages: [0, 1] }])
    expect(secondsOf(trace, 'returned')).toEqual([30, 36])
  })

  it('ends before its first message is visible again', () => {
    const trace = polled({ source: windowed({ VisibilityTimeout: 20 }, 60), at: [0, 15_000], durationMs: 30_000 })
    expect(batchesOf(trace)).toMatchObject([{ at: 20, messages: [0, 1] }])
  })

  it('may wait for as long as a poll where few messages come', () => {
    const trace = polled({ source: windowed({ longPollSeconds: 20 }, 2), at: [0, 15_000], durationMs: 30_000 })
    expect(batchesOf(trace)).toMatchObject([{ at: 20, messages: [0, 1] }])
  })
})

it('a batch holds 6 MB at most', () => {
  expect(sizesOf(polled({ source: queue({}), at: repeated(10), payloadKB: 1024 }))).toEqual([6, 4])
})

describe('back-off', () => {
  const refused = (backOff: SqsSource['backOff']) =>
    polled({ source: queue({ backOff, RedrivePolicy: { maxReceiveCount: 3 } }), at: [0], fn: { ReservedConcurrentExecutions: 0 }, durationMs: 200_000 })

  it('as documented tries a throttled batch again while its messages are hidden', () => {
    expect(attemptsOf(refused('documented'), 'throttle').map(({ at }) => at).slice(0, 6)).toEqual([0, 1, 3, 7, 15, 30])
  })
  it('at worst leaves it to the visibility timeout: three refusals and the message is dead-lettered', () => {
    const trace = refused('worst-case')
    expect(attemptsOf(trace, 'throttle').map(({ at }) => at)).toEqual([0, 30, 60])
    expect(secondsOf(trace, 'deadLettered')).toEqual([90])
  })
  it('at worst falls to two batches at once after a failure', () => {
    const failing = { fn: { faults: { errorRate: 1, crashRate: 0, outOfMemoryRate: 0, initErrorRate: 0, failRequests: [], failAttempts: 1, downstreamSlowdown: 1, downstreamConnections: null, deliveryDenied: false } }, takesMs: 1000 }
    const most = (backOff: SqsSource['backOff']) =>
      batchesOf(polled({ source: queue({ backOff }), at: repeated(200), durationMs: 3_500, ...failing })).length
    expect(most('documented')).toBe(20)
    expect(most('worst-case')).toBe(5 + 2 + 2 + 2)
  })
})

it('provisioned pollers stay what they are at least, however much fails', () => {
  const source = queue({}, { BatchSize: 1, ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 3 } })
  const trace = polled({ source, at: repeated(1000), takesMs: 10_000, durationMs: 9_000 })
  expect(batchesOf(trace)).toHaveLength(20)
})

it('a mapping that is switched off leaves messages in the queue until it is on again', () => {
  const source = queue({}, { Enabled: false })
  const trace = polled({ source, at: repeated(10), interventions: [{ kind: 'mapping', atMs: 50_000, source: 'messages', Enabled: true }] })
  expect(batchesOf(trace)).toMatchObject([{ at: 50, messages: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }])
})
