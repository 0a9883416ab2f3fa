import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_KAFKA, DEFAULT_SQS, DEFAULT_STREAM, defaultSource } from '../../scenario/defaults'
import type { EventSource, Intervention, KafkaSource, Scenario, SqsSource, StreamSource } from '../scenario'
import { simulate } from '../simulate'
import { evenRanges, placeOf, resharded } from '../../sources/stream/shards'
import type { KeyRange } from '../../sources/stream/shards'
import { documentdb, type DocumentDbSource } from '../../sources/documentdb/source'
import { mq as broker, type MqSource } from '../../sources/mq/source'
import { initialOf } from '../../sources/source'
import { MESSAGE_EVENTS, NONE, RECORD_KINDS } from '../trace/schema'
import type { MessageEvent, Micros, Trace } from '../trace/schema'
import { messageFacts } from '../../metrics/message/facts'
import { ruleOfEvent } from '../../metrics/message/reason'
import { firstTrouble, messageChain, messageSteps } from '../../metrics/message/why'
import { STEPS_SHOWN } from '../../metrics/why/steps'
import { ruleOf } from '../../rules/registry'
import { messagesText } from '../../text/en/messages'
import { arbitraryEventSource } from '../../scenario/testing/arbitraryEventSources'
import { fixed, holds, plainFunction, plainScenario, TIME_LIMIT_MS } from './testing/scenarios'

const DURATION_MS = 900_000

interface Happened {
  event: MessageEvent
  at: Micros
  record: number
}

const ENDS: ReadonlySet<MessageEvent> = new Set(['deleted', 'deadLettered', 'discarded', 'expired', 'filtered'])

/** What happened to each message, in order. */
function storiesOf({ messages, messageEvents }: Trace): Happened[][] {
  const stories = Array.from({ length: messages.length }, (): Happened[] => [])
  for (let row = 0; row < messageEvents.length; row++) {
    stories[messageEvents.message[row]!]!.push({ event: MESSAGE_EVENTS[messageEvents.kind[row]!]!, at: messageEvents.time[row]!, record: messageEvents.record[row]! })
  }
  return stories
}

/** Messages of each batch, by the arrival of its invocation, with when it began and ended. */
function batchesOf(trace: Trace) {
  const { records, messageEvents } = trace
  const ends = new Map<number, Micros>()
  for (let row = 0; row < records.length; row++) {
    if (RECORD_KINDS[records.kind[row]!] === 'handler') ends.set(records.request[row]!, records.time[row]! + records.span[row]!)
  }
  const batches = new Map<number, { messages: number[]; from: Micros; to: Micros }>()
  for (let row = 0; row < messageEvents.length; row++) {
    if (MESSAGE_EVENTS[messageEvents.kind[row]!] !== 'received') continue
    const arrival = messageEvents.record[row]!
    const batch = batches.get(arrival) ?? { messages: [], from: messageEvents.time[row]!, to: ends.get(records.request[arrival]!) ?? Infinity }
    batch.messages.push(messageEvents.message[row]!)
    batches.set(arrival, batch)
  }
  return [...batches.values()]
}

const failAttempts = fc.constantFrom(0, 0, 0, 1, 2, null)
const requests = fc.array(fc.record({ atMs: fc.oneof(fc.constantFrom(0, 1000), fc.integer({ min: 0, max: 60_000 })), failAttempts }), { minLength: 1, maxLength: 40 })

function scenarioOf(eventSource: EventSource, listed: readonly { atMs: number; failAttempts: number | null }[], { reserved, errorRate }: { reserved: number | null; errorRate: number }): Scenario {
  const fn = plainFunction('consumer')
  const base = plainScenario({ handler: { ...fn.handler, io: fixed(400) }, ReservedConcurrentExecutions: reserved, faults: { ...fn.faults, errorRate } }, {})
  const traffic = [defaultSource('messages', base.functions[0]!.FunctionName, { via: 'event-source', eventSource, arrivals: { kind: 'list', requests: listed } })]
  return { ...base, durationMs: DURATION_MS, traffic }
}

const pressure = fc.record({ reserved: fc.constantFrom(null, null, 1, 2), errorRate: fc.constantFrom(0, 0, 0.3) })
const reports = fc.constantFrom<readonly 'ReportBatchItemFailures'[]>([], ['ReportBatchItemFailures'])

const FilterCriteria = { Filters: [{ Pattern: '{"body":{"type":["order"]}}' }] }
const filter = fc.constantFrom(null, null, FilterCriteria)

const queue: fc.Arbitrary<SqsSource> = fc
  .record({ filter, worst: fc.boolean(), longPoll: fc.constantFrom(0, 0, 20), fifo: fc.boolean(), groups: fc.integer({ min: 1, max: 5 }), size: fc.integer({ min: 1, max: 10 }), window: fc.constantFrom(0, 0, 2), receives: fc.option(fc.integer({ min: 1, max: 4 })), delay: fc.constantFrom(0, 0, 5), reports })
  .map(({ filter: patterns, worst, longPoll, fifo, groups, size, window, receives, delay, reports: FunctionResponseTypes }) => ({
    ...DEFAULT_SQS,
    FifoQueue: fifo,
    messageGroups: groups,
    DelaySeconds: delay,
    VisibilityTimeout: 60,
    backOff: worst ? 'worst-case' : 'documented',
    longPollSeconds: longPoll,
    RedrivePolicy: receives === null ? null : { maxReceiveCount: receives },
    mapping: { ...DEFAULT_SQS.mapping, BatchSize: size, MaximumBatchingWindowInSeconds: fifo ? 0 : window, FilterCriteria: patterns, FunctionResponseTypes },
  }))

const stream: fc.Arbitrary<StreamSource> = fc
  .record({ filter, poll: fc.constantFrom(null, 0, 5000), hot: fc.constantFrom(0, 0, 0.6), fanOut: fc.boolean(), tumbling: fc.constantFrom(0, 0, 7), shards: fc.integer({ min: 1, max: 3 }), keys: fc.integer({ min: 1, max: 8 }), factor: fc.integer({ min: 1, max: 3 }), size: fc.integer({ min: 1, max: 10 }), retries: fc.integer({ min: -1, max: 3 }), bisect: fc.boolean(), age: fc.constantFrom(-1, -1, 60), reports })
  .map(({ filter: patterns, poll, hot, fanOut, tumbling, shards, keys, factor, size, retries, bisect, age, reports: FunctionResponseTypes }) => ({
    ...DEFAULT_STREAM,
    ShardCount: shards,
    partitionKeys: keys,
    pollIntervalMs: poll,
    hotKeyShare: hot,
    enhancedFanOut: fanOut,
    mapping: {
      ...DEFAULT_STREAM.mapping,
      FilterCriteria: patterns,
      TumblingWindowInSeconds: tumbling,
      BatchSize: size,
      ParallelizationFactor: factor,
      MaximumRetryAttempts: retries,
      MaximumRecordAgeInSeconds: age,
      BisectBatchOnFunctionError: bisect,
      FunctionResponseTypes,
    },
  }))

const kafka: fc.Arbitrary<KafkaSource> = fc
  .record({ filter, partitions: fc.integer({ min: 1, max: 4 }), keys: fc.integer({ min: 1, max: 8 }), size: fc.integer({ min: 1, max: 10 }), provisioned: fc.boolean(), noted: fc.boolean() })
  .map(({ filter: patterns, partitions, keys, size, provisioned, noted }) => ({
    ...DEFAULT_KAFKA,
    partitions,
    partitionKeys: keys,
    mapping: {
      ...DEFAULT_KAFKA.mapping,
      BatchSize: size,
      FilterCriteria: patterns,
      DestinationConfig: { OnFailure: noted ? { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' } : null },
      ProvisionedPollerConfig: provisioned ? { MinimumPollers: 1, MaximumPollers: 2 } : null,
    },
  }))
const mq: fc.Arbitrary<MqSource> = fc
  .record({ filter, kind: fc.constantFrom('activemq' as const, 'rabbitmq' as const), size: fc.integer({ min: 1, max: 10 }), most: fc.constantFrom(null, 0, 2) })
  .map(({ filter: patterns, kind, size, most }) => ({ ...initialOf(broker), kind, maximumRedeliveries: most, mapping: { ...initialOf(broker).mapping, BatchSize: size, FilterCriteria: patterns } }))
const documentDb: fc.Arbitrary<DocumentDbSource> = fc
  .record({ size: fc.integer({ min: 1, max: 10 }) })
  .map(({ size }) => ({ ...initialOf(documentdb), mapping: { ...initialOf(documentdb).mapping, BatchSize: size } }))
type Polled = SqsSource | StreamSource | KafkaSource | MqSource | DocumentDbSource
const anySource = fc.oneof<fc.Arbitrary<Polled>[]>(queue, queue, stream, stream, kafka, mq, documentDb)

/** A mapping is switched off for some time. */
const pause = fc.constantFrom<readonly Intervention[]>([], [], [
  { kind: 'mapping', atMs: 20_000, source: 'messages', Enabled: false },
  { kind: 'mapping', atMs: 90_000, source: 'messages', Enabled: true },
])

const run = <S extends EventSource>(source: fc.Arbitrary<S>) => fc.record({ source, listed: requests, under: pressure, switched: pause })

test('no message is lost or counted twice: it is sent once, ends at most once, and is received in between', () => {
  holds(run(anySource), ({ source, listed, under, switched }) => {
    const stories = storiesOf(simulate({ ...scenarioOf(source, listed, under), interventions: switched }))
    expect(stories).toHaveLength(listed.length)
    for (const story of stories) {
      const events = story.map(({ event }) => event)
      expect(events[0]).toBe('sent')
      expect(events.filter((event) => event === 'sent')).toHaveLength(1)
      const ends = events.filter((event) => ENDS.has(event))
      expect(ends.length).toBeLessThanOrEqual(1)
      if (ends.length === 1) expect(ENDS.has(events.at(-1)!), events.join()).toBe(true)
      // A queue gives a message out again only after it came back.
      if (source.kind === 'sqs') expect(events.join()).toMatch(/^sent(,appeared)?(,received,returned)*(,received)?(,deleted|,deadLettered|,expired|,filtered)?$/)
    }
  }, 300)
}, TIME_LIMIT_MS)

test('batches hold at most BatchSize, and no message is received more often than its queue allows', () => {
  holds(run(anySource), ({ source, listed, under }) => {
    const trace = simulate(scenarioOf(source, listed, under))
    for (const { messages } of batchesOf(trace)) expect(messages.length).toBeLessThanOrEqual(source.mapping.BatchSize)
    if (source.kind !== 'sqs' || source.RedrivePolicy === null) return
    const most = source.RedrivePolicy.maxReceiveCount
    for (const story of storiesOf(trace)) expect(story.filter(({ event }) => event === 'received').length).toBeLessThanOrEqual(most)
  }, 200)
}, TIME_LIMIT_MS)

/** At any time at most one batch of a line of messages is in flight, and what is done was sent in that order. */
function checkOrder(trace: Trace, lineOf: (message: number) => number, inOrder: (message: number) => number): void {
  const busy = new Map<number, Micros>()
  for (const { messages, from, to } of batchesOf(trace)) {
    for (const line of new Set(messages.map(lineOf))) {
      expect(from).toBeGreaterThanOrEqual(busy.get(line) ?? 0)
      busy.set(line, to)
    }
  }
  const last = new Map<number, number>()
  const { messageEvents } = trace
  for (let row = 0; row < messageEvents.length; row++) {
    const event = MESSAGE_EVENTS[messageEvents.kind[row]!]!
    // What is filtered is skipped when it is read, and waits for none.
    if (!ENDS.has(event) || event === 'filtered') continue
    const message = messageEvents.message[row]!
    const key = inOrder(message)
    expect(message).toBeGreaterThan(last.get(key) ?? NONE)
    last.set(key, message)
  }
}

test('a record that is too old is given up, also while its batch is tried again', () => {
  const aging = stream.map((source) => ({ ...source, mapping: { ...source.mapping, MaximumRecordAgeInSeconds: 60, MaximumRetryAttempts: -1 } }))
  holds(run(aging), ({ source, listed, under }) => {
    const trace = simulate(scenarioOf(source, listed, { ...under, reserved: null }))
    for (const story of storiesOf(trace)) {
      const end = story.find(({ event }) => ENDS.has(event))
      // Ten minutes after the last was sent nothing is left, however often it fails.
      expect(end).toBeDefined()
    }
  }, 100)
}, TIME_LIMIT_MS)

test('a message group of a FIFO queue has one batch in flight', () => {
  holds(run(queue.filter(({ FifoQueue }) => FifoQueue)), ({ source, listed, under }) => {
    const trace = simulate(scenarioOf(source, listed, { ...under, reserved: null }))
    const busy = new Map<number, Micros>()
    for (const { messages, from, to } of batchesOf(trace)) {
      for (const group of new Set(messages.map((message) => trace.messages.key[message]!))) {
        expect(from).toBeGreaterThanOrEqual(busy.get(group) ?? 0)
        busy.set(group, to)
      }
    }
  }, 150)
}, TIME_LIMIT_MS)

test('a lane of a stream has one batch in flight, its checkpoint never moves back, and a partition key stays in order', () => {
  holds(run(stream), ({ source, listed, under }) => {
    const trace = simulate(scenarioOf(source, listed, under))
    const { ShardCount, mapping } = source
    const laneOf = (message: number): number => {
      const key = trace.messages.key[message]!
      return (key % ShardCount) * 100 + (Math.floor(key / ShardCount) % mapping.ParallelizationFactor)
    }
    checkOrder(trace, laneOf, laneOf)
  }, 200)
}, TIME_LIMIT_MS)

const changes = fc.array(
  fc.record({ atMs: fc.integer({ min: 0, max: 60_000 }), shard: fc.integer({ min: 0, max: 5 }), change: fc.constantFrom('split' as const, 'merge' as const) }),
  { minLength: 1, maxLength: 4 },
)

/** The shard each message is written to, by the changes before it. */
function shardsOf(trace: Trace, { ShardCount }: StreamSource, events: readonly { atMs: number; shard: number; change: 'split' | 'merge' }[]): number[] {
  const open: (KeyRange | null)[] = evenRanges(ShardCount)
  const left = events.toSorted((a, b) => a.atMs - b.atMs)
  const shards: number[] = []
  const { messageEvents } = trace
  for (let row = 0; row < messageEvents.length; row++) {
    if (MESSAGE_EVENTS[messageEvents.kind[row]!] !== 'sent') continue
    while (left[0] !== undefined && left[0].atMs * 1000 <= messageEvents.time[row]!) {
      const done = resharded(open, left.shift()!)
      for (const closed of done?.closed ?? []) open[closed] = null
      open.push(...(done?.opened ?? []))
    }
    const message = messageEvents.message[row]!
    const place = placeOf(trace.messages.key[message]!, ShardCount)
    shards[message] = open.findIndex((range) => range !== null && range.from <= place && place < range.to)
  }
  return shards
}

test('across resharding a partition key stays in order, no shard has more batches than its factor, and parents come before children', () => {
  holds(fc.record({ source: stream, listed: requests, under: pressure, changes }), ({ source, listed, under, changes: events }) => {
    const base = scenarioOf(source, listed, { ...under, reserved: null })
    const trace = simulate({ ...base, interventions: events.map((each): Intervention => ({ kind: 'reshard', source: 'messages', ...each })) })
    const keyOf = (message: number): number => trace.messages.key[message]!
    checkOrder(trace, keyOf, keyOf)
    const shards = shardsOf(trace, source, events)
    const ends = new Map<number, Micros[]>()
    for (const { messages, from, to } of batchesOf(trace)) {
      const [shard, ...others] = [...new Set(messages.map((message) => shards[message]!))]
      expect(others).toEqual([])
      const running = (ends.get(shard!) ?? []).filter((end) => end > from)
      expect(running.length).toBeLessThan(source.mapping.ParallelizationFactor)
      ends.set(shard!, [...running, to])
    }
  }, 200)
}, TIME_LIMIT_MS)

test('a partition of Kafka and a change stream stay in order', () => {
  holds(run(fc.oneof<fc.Arbitrary<KafkaSource | DocumentDbSource>[]>(kafka, documentDb)), ({ source, listed, under }) => {
    const trace = simulate(scenarioOf(source, listed, { ...under, reserved: null }))
    const lineOf = (message: number): number => (source.kind === 'documentdb' ? 0 : trace.messages.key[message]! % source.partitions)
    checkOrder(trace, lineOf, lineOf)
  }, 100)
}, TIME_LIMIT_MS)

test('what a burst sends is not listed: it fails as nothing of the list does, and names the burst', () => {
  const listed = [{ atMs: 0, failAttempts: null }, { atMs: 100, failAttempts: 0 }]
  const base = scenarioOf(DEFAULT_SQS, listed, { reserved: null, errorRate: 0 })
  const trace = simulate({ ...base, interventions: [{ kind: 'burst', atMs: 5_000, source: 'messages', count: 2, spreadMs: 0 }] })
  const stories = storiesOf(trace)
  expect(stories.map((story) => story.at(-1)!.event === 'deleted')).toEqual([false, true, true, true])
  expect(stories.map(([sent]) => sent!.record === NONE)).toEqual([true, true, false, false])
  expect(RECORD_KINDS[trace.records.kind[stories[2]![0]!.record]!]).toBe('intervention')
})

/** Whatever can be polled, the ideal queue of the reference models among them. */
const everySource: fc.Arbitrary<EventSource> = fc.oneof(
  { weight: 6, arbitrary: arbitraryEventSource(plainFunction('consumer')) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dispatcher' as const), servers: fc.integer({ min: 1, max: 3 }) }) },
)

test('no message event of any source lacks a cause, a rule or a readable sentence, and why leads to the first failure in few steps', () => {
  holds(fc.record({ source: everySource, listed: requests, under: pressure, switched: pause, reshards: fc.option(changes) }), ({ source, listed, under, switched, reshards }) => {
    const reshard = source.kind === 'kinesis' ? (reshards ?? []).map((each): Intervention => ({ kind: 'reshard', source: 'messages', ...each })) : []
    const scenario = { ...scenarioOf(source, listed, under), interventions: [...switched, ...reshard] }
    const trace = simulate(scenario)
    const { messageEvents: events } = trace
    for (let row = 0; row < events.length; row++) {
      const chain = messageChain(trace, row)
      expect(chain[0]).toMatchObject({ kind: 'event' })
      // A sending is where it began; everything else has something before it.
      expect(chain.length > 1).toBe(MESSAGE_EVENTS[events.kind[row]!] !== 'sent')
      expect(ruleOf(ruleOfEvent({ trace, scenario }, row)).source.url).not.toBe('')
      expect(messagesText.sentence(messageFacts({ trace, scenario }, row))).toMatch(/^(?!.*(undefined|NaN|null|\[object))[A-Z].*\.$/)
      const steps = messageSteps(trace, row)
      expect(steps.length).toBeLessThanOrEqual(STEPS_SHOWN)
      expect(steps.flatMap(({ links }) => links)).toHaveLength(chain.length)
      const trouble = firstTrouble(chain)
      if (trouble >= 0) expect(steps.some(({ kind, links }) => kind === 'single' && JSON.stringify(links[0]) === JSON.stringify(chain[trouble]))).toBe(true)
    }
  }, 200)
}, TIME_LIMIT_MS)
