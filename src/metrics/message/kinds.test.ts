import { describe, expect, it } from 'vitest'
import { DEFAULT_KAFKA, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults'
import { documentdb } from '../../sources/documentdb/source'
import { mq } from '../../sources/mq/source'
import { initialOf } from '../../sources/source'
import type { EventSource, Intervention } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { messagesText } from '../../text/en/messages'
import { batchTally } from './batch'
import { messageFacts, messageHead } from './facts'
import { ruleOfEvent } from './reason'
import type { Run } from './reason'
import { shardingOf } from './shards'
import { eventAt, storyOf } from './story'

/** Messages of every kind of source but plain queues and streams: by which rules they live, and in which words. */

interface Options {
  at?: readonly number[]
  failing?: readonly number[]
  interventions?: readonly Intervention[]
  durationMs?: number
}

function run(eventSource: EventSource, { at = [1000, 1000, 1000, 1000], failing = [], interventions = [], durationMs = 200_000 }: Options = {}): Run {
  const requests = at.map((atMs, place) => ({ atMs, ...(failing.includes(place) ? { failAttempts: null } : {}) }))
  const scenario = defaultScenario({
    durationMs, interventions,
    functions: [defaultFunction('f')],
    traffic: [defaultSource('orders', 'f', { via: 'event-source', eventSource, arrivals: { kind: 'list', requests } })],
  })
  return { trace: simulate(scenario), scenario }
}

const told = (of: Run, message: number): string[] => [...storyOf(of.trace, message)].map((row) => `${eventAt(of.trace, row)} ${ruleOfEvent(of, row)}`)
const sentences = (of: Run, message: number): string[] => [...storyOf(of.trace, message)].map((row) => messagesText.sentence(messageFacts(of, row)))
const FilterCriteria = { Filters: [{ Pattern: '{"data":{"type":["order"]}}' }] }
const OnFailure = { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' }

describe('a message of a broker', () => {
  it('is acknowledged, by the rules of MQ', () => {
    const good = run(initialOf(mq))
    expect(told(good, 0)).toEqual(['sent MC-15', 'received KF-04', 'deleted ES-01'])
    expect(sentences(good, 0).at(-1)).toBe('Message 1 is done: request 1 succeeded, and the broker was told so.')
    expect(messageHead(good, 0)).toMatchObject({ holder: 'broker', shard: null, maxReceives: null })
  })
  it('is set aside by the broker after its redeliveries', () => {
    const failing = run({ ...initialOf(mq), maximumRedeliveries: 2 }, { failing: [1] })
    expect(told(failing, 1).at(-1)).toBe('deadLettered KF-05')
    expect(sentences(failing, 1).at(-1)).toBe('Message 2 was set aside in the dead-letter queue of the broker: batch 1 had failed 3 times, as often as the broker delivers it.')
    expect(batchTally(failing, 0)).toEqual({ fates: { deadLettered: 4 }, deadLettered: 0 })
  })
  it('that matches no filter is acknowledged', () => {
    const filtered = run({ ...initialOf(mq), matchShare: 0, mapping: { ...initialOf(mq).mapping, FilterCriteria } })
    expect(told(filtered, 0)).toEqual(['sent MC-15', 'filtered ES-10'])
    expect(sentences(filtered, 0)[1]).toContain('it was acknowledged')
  })
})

describe('a record of a topic', () => {
  it('belongs to a partition, whose offset moves past it', () => {
    const good = run({ ...DEFAULT_KAFKA, partitions: 2, partitionKeys: 4 })
    expect(told(good, 3)).toEqual(['sent MC-15', 'received KF-01', 'deleted ES-01'])
    expect(sentences(good, 3)[1]).toContain('Its partition was free.')
    expect(sentences(good, 3)[2]).toMatch(/the offset of its partition moved past it\.$/)
    expect(messageHead(good, 3)).toMatchObject({ holder: 'topic', key: 3, shard: 2 })
    expect(messagesText.facts.shard(messageHead(good, 3))).toBe('Partition')
  })
  it('is given up after the retries that a destination sets an end to', () => {
    const noted = run({ ...DEFAULT_KAFKA, mapping: { ...DEFAULT_KAFKA.mapping, DestinationConfig: { OnFailure } } }, { failing: [0], durationMs: 900_000 })
    expect(told(noted, 0).at(-1)).toBe('discarded KF-03')
    expect(sentences(noted, 0).at(-1)).toBe('Record 1 was given up with batch 1 after 11 attempts: its retries were used up, and the partition moved on.')
  })
})

it('a change of DocumentDB waits for the change stream, and expires there', () => {
  const blocked = run({ ...initialOf(documentdb), retentionHours: 1 }, { at: [0, 5000], failing: [0], durationMs: 3 * 3_600_000 })
  expect(told(blocked, 0)).toEqual(['sent MC-15', 'received KF-06', 'expired KF-06'])
  expect(sentences(blocked, 0)[1]).toContain('No other batch of the change stream was in flight.')
  expect(sentences(blocked, 0)[2]).toMatch(/^Change 1 expired: .* it was older than orders keeps changes\.$/)
  expect(messageHead(blocked, 0)).toMatchObject({ holder: 'changes', shard: null })
})

it('the ideal queue serves in turn', () => {
  const served = run({ kind: 'dispatcher', servers: 1 })
  expect(told(served, 1)).toEqual(['sent MC-15', 'received ES-01', 'deleted ES-01'])
  expect(sentences(served, 1)[2]).toBe('Message 2 is done: request 2 is over.')
})

describe('a record of a stream', () => {
  const stream = { ...DEFAULT_STREAM, ShardCount: 1, partitionKeys: 4 }
  it('from before the run says so', () => {
    const early = run({ ...stream, backlog: { count: 2, spanSeconds: 20 }, mapping: { ...stream.mapping, StartingPosition: 'TRIM_HORIZON' } })
    expect(told(early, 0)[0]).toBe('sent ST-05')
    expect(sentences(early, 0)[0]).toMatch(/^Record 1 was written to orders 20.s before the run began, and the mapping begins to read before it\.$/)
    expect(messageHead(early, 0).sentAt).toBe(-20_000_000)
  })
  it('that ends a tumbling window is in its last invocation', () => {
    const windowed = run({ ...stream, pollIntervalMs: 0, mapping: { ...stream.mapping, TumblingWindowInSeconds: 5, MaximumBatchingWindowInSeconds: 300 } })
    expect(told(windowed, 0)[1]).toBe('received ST-15')
  })
  it('is in the shard that there is when it is written', () => {
    const interventions: Intervention[] = [{ kind: 'reshard', atMs: 30_000, source: 'orders', shard: 0, change: 'split' }]
    const split = run(stream, { at: [1000, 1000, 40_000, 40_000, 50_000], interventions })
    expect([0, 1, 2, 3, 4].map((message) => messageHead(split, message).shard)).toEqual([1, 1, 2, 3, 2])
    expect(shardingOf(split.trace, split.scenario, split.trace.messages.lane[0]!)!.shards).toBe(3)
    expect(told(split, 2)[1]).toBe('received ST-19')
    expect(sentences(split, 2)[1]).toContain('Shard 2 came of a split or a merge')
    expect(told(split, 4)[1]).toBe('received ST-03')
  })
})

it('what matches no filter is deleted from its queue', () => {
  const filtered = run({ ...DEFAULT_SQS, matchShare: 0, mapping: { ...DEFAULT_SQS.mapping, FilterCriteria } })
  expect(sentences(filtered, 0)[1]).toContain('it was deleted from its queue')
})
