import { describe, expect, it } from 'vitest'
import { ruleIndex } from '../../rules/registry'
import { DEFAULT_STREAM } from '../../scenario/defaults'
import type { StreamSource } from '../../sim/scenario'
import { batchesOf, messagesWith, polled, repeated, secondsOf, sizesOf } from '../testing/polled'

const stream = (changes: Partial<StreamSource>, mapping: Partial<StreamSource['mapping']> = {}): StreamSource => ({
  ...DEFAULT_STREAM,
  ...changes,
  mapping: { ...DEFAULT_STREAM.mapping, ...mapping },
})
const FilterCriteria = { Filters: [{ Pattern: '{"data":{"type":["order"]}}' }] }
const times = (source: StreamSource, at: readonly number[]): number[] => batchesOf(polled({ source, at })).map((batch) => batch.at)

describe('reading', () => {
  it('polls a shard of Kinesis once a second, of DynamoDB four times', () => {
    expect(times(stream({}), [0, 100, 700, 1600])).toEqual([0.5, 1.5, 2.5])
    expect(times(stream({ kind: 'dynamodb' }), [0, 100, 200])).toEqual([0.125, 0.375])
  })
  it('gets records pushed with enhanced fan-out', () => {
    expect(times(stream({ enhancedFanOut: true }), [0, 500])).toEqual([0.07, 0.57])
  })
  it('skips what does not match, and checkpoints past it', () => {
    const trace = polled({ source: stream({ matchShare: 0.3 }, { FilterCriteria }), at: repeated(100) })
    const filtered = messagesWith(trace, 'filtered').length
    expect(filtered).toBeGreaterThan(50)
    expect(messagesWith(trace, 'deleted')).toHaveLength(100 - filtered)
  })
  it('stops while the mapping is off', () => {
    const trace = polled({
      source: stream({}),
      at: [0, 20_000],
      interventions: [{ kind: 'mapping', atMs: 10_000, source: 'messages', Enabled: false }, { kind: 'mapping', atMs: 60_000, source: 'messages', Enabled: true }],
    })
    expect(batchesOf(trace).map(({ at }) => at)).toEqual([0.5, 60.5])
  })
})

describe('where reading begins', () => {
  const backlog = { count: 10, spanSeconds: 100 }
  const read = (mapping: Partial<StreamSource['mapping']>, changes: Partial<StreamSource> = {}) => polled({ source: stream({ backlog, ...changes }, mapping), at: [1000] })
  // The default day of the rules, 2026-11-23, 0:00 UTC.
  const DAY = Date.UTC(2026, 10, 23) / 1000

  it('TRIM_HORIZON: with the oldest record that is kept', () => {
    const trace = read({})
    expect(sizesOf(trace)).toEqual([10, 1])
    expect(secondsOf(trace, 'sent').slice(0, 3)).toEqual([-100, -90, -80])
    expect(sizesOf(read({}, { backlog: { count: 10, spanSeconds: 47 * 3600 } }))).toEqual([5, 1])
  })
  it('LATEST: with new ones', () => expect(sizesOf(read({ StartingPosition: 'LATEST' }))).toEqual([1]))
  it('AT_TIMESTAMP: from a moment on', () => {
    expect(sizesOf(read({ StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: DAY - 35 }))).toEqual([3, 1])
  })
})

it('a hot key fills one shard', () => {
  const trace = polled({ source: stream({ hotKeyShare: 0.9, ShardCount: 4, pollIntervalMs: 0 }), at: repeated(100) })
  expect(Math.max(...sizesOf(trace))).toBeGreaterThan(80)
  expect(Math.max(...sizesOf(polled({ source: stream({ ShardCount: 4, pollIntervalMs: 0 }), at: repeated(100) })))).toBe(25)
})

it('a batch holds 6 MB at most', () => {
  expect(sizesOf(polled({ source: stream({ pollIntervalMs: 0 }), at: repeated(14), payloadKB: 1000 }))).toEqual([6, 6, 2])
})

it('records that expire while their batch is tried again are gone, without a note', () => {
  const source = stream({ pollIntervalMs: 0 }, { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' } } })
  const trace = polled({ source, at: [{ atMs: 0, failAttempts: null }], durationMs: 25 * 3_600_000 })
  expect(messagesWith(trace, 'expired')).toEqual([0])
  expect(messagesWith(trace, 'discarded')).toEqual([])
})

describe('a tumbling window', () => {
  const WINDOW = ruleIndex('ST-15')
  const tumbling = stream({ pollIntervalMs: 0 }, { TumblingWindowInSeconds: 10 })

  it('ends with an invocation that is marked, records or not', () => {
    const found = batchesOf(polled({ source: tumbling, at: [1000, 2000, 25_000], durationMs: 60_000 }))
    expect(found.map(({ at, messages, rule }) => ({ at, size: messages.length, final: rule === WINDOW }))).toEqual([
      { at: 1, size: 1, final: false },
      { at: 2, size: 1, final: false },
      { at: 10, size: 0, final: true },
      { at: 25, size: 1, final: false },
      { at: 30, size: 0, final: true },
    ])
  })
  it('keeps its records apart from those of the next one', () => {
    const source = { ...tumbling, mapping: { ...tumbling.mapping, MaximumBatchingWindowInSeconds: 5 } }
    const found = batchesOf(polled({ source, at: [8000, 9000, 11_000], durationMs: 60_000 }))
    expect(found.map(({ at, messages }) => [at, ...messages])).toEqual([[10, 0, 1], [16, 2], [20]])
  })
  it('ends early where its shard is split', () => {
    const found = batchesOf(polled({ source: tumbling, at: [1000], durationMs: 60_000, interventions: [{ kind: 'reshard', atMs: 4000, source: 'messages', shard: 0, change: 'split' }] }))
    expect(found.map(({ at }) => at)).toEqual([1, 4])
  })
})

describe('resharding', () => {
  it('reads children when their parent is done', () => {
    const trace = polled({
      source: stream({ pollIntervalMs: 0 }, { BatchSize: 5 }),
      at: [...repeated(10), ...repeated(10, 2000)],
      takesMs: 5000,
      interventions: [{ kind: 'reshard', atMs: 1000, source: 'messages', shard: 0, change: 'split' }],
    })
    // Two batches of the parent, one after the other; then one of each child, side by side.
    expect(batchesOf(trace).map(({ at }) => at)).toEqual([0, 5, 10, 10])
  })
  it('merges neighbours into one line', () => {
    const trace = polled({
      source: stream({ pollIntervalMs: 0, ShardCount: 2 }),
      at: [...repeated(10), ...repeated(10, 2000)],
      interventions: [{ kind: 'reshard', atMs: 1000, source: 'messages', shard: 0, change: 'merge' }],
    })
    expect(sizesOf(trace)).toEqual([5, 5, 10])
  })
})
