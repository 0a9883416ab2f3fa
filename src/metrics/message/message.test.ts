import { describe, expect, it } from 'vitest'
import { DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults'
import { presetById } from '../../scenario/presets'
import type { EventSource, FunctionConfig, Scenario, SqsSource, StreamSource } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { MESSAGE_EVENTS, type MessageEvent, RECORD_KINDS } from '../../sim/trace/schema'
import { KIND } from '../../sim/trace/writer'
import { messagesText } from '../../text/en/messages'
import { STEPS_SHOWN } from '../why/steps'
import { batchRow, batchSize, batchTally } from './batch'
import { messageFacts, messageHead } from './facts'
import { familyOf, nodesOf } from './family'
import { type Run, ruleOfEvent } from './reason'
import { eventAt, messageNumber, messageWith, storyOf } from './story'
import { firstTrouble, messageChain, messageSteps, repeated } from './why'

const runOf = (scenario: Scenario): Run => ({ trace: simulate(scenario), scenario })
const presetRun = (id: string): Run => runOf(presetById(id)!.scenario)

interface Options {
  count?: number
  failing?: readonly number[]
  fn?: Partial<FunctionConfig>
  durationMs?: number
  payloadKB?: number
}

function run(eventSource: EventSource, { count = 8, failing = [], fn = {}, durationMs = 200_000, payloadKB = 1 }: Options = {}): Run {
  const requests = Array.from({ length: count }, (_, at) => ({ atMs: 1000, ...(failing.includes(at) ? { failAttempts: null } : {}) }))
  return runOf(
    defaultScenario({
      durationMs,
      functions: [defaultFunction('f', fn)],
      traffic: [defaultSource('orders', 'f', { payloadKB, via: 'event-source', eventSource, arrivals: { kind: 'list', requests } })],
    }),
  )
}

const queue = (changes: Partial<SqsSource> = {}, mapping: Partial<SqsSource['mapping']> = {}): SqsSource => ({ ...DEFAULT_SQS, RedrivePolicy: { maxReceiveCount: 3 }, ...changes, mapping: { ...DEFAULT_SQS.mapping, ...mapping } })
const stream = (mapping: Partial<StreamSource['mapping']> = {}): StreamSource => ({ ...DEFAULT_STREAM, mapping: { ...DEFAULT_STREAM.mapping, ...mapping } })
const reports = { FunctionResponseTypes: ['ReportBatchItemFailures'] } as const

/** Events of a message with the rules they happened by. */
const told = (of: Run, message: number): string[] => [...storyOf(of.trace, message)].map((row) => `${eventAt(of.trace, row)} ${ruleOfEvent(of, row)}`)
const rowOf = (of: Run, message: number, event: MessageEvent): number => [...storyOf(of.trace, message)].findLast((row) => eventAt(of.trace, row) === event)!
const sentences = (of: Run, message: number): string[] => [...storyOf(of.trace, message)].map((row) => messagesText.sentence(messageFacts(of, row)))

describe('the life of a message', () => {
  it('of a queue: received as often as it may be, then a dead letter, each by its rule', () => {
    const poisoned = run(queue(), { failing: [3] })
    expect(told(poisoned, 3)).toEqual(['sent MC-15', 'received ES-01', 'returned SQ-07', 'received ES-01', 'returned SQ-07', 'received ES-01', 'returned SQ-07', 'deadLettered SQ-11'])
    expect(messageHead(poisoned, 3)).toMatchObject({ number: 4, source: 'orders', holder: 'queue', receives: 3, maxReceives: 3, last: 'deadLettered' })
    expect(sentences(poisoned, 3).at(-1)).toBe('Message 4 moved to the dead-letter queue of orders: it had been received 3 times and maxReceiveCount is 3.')
    expect(sentences(poisoned, 3)[1]).toMatch(/^Message 4 was read in batch 1, with 7 other messages \(request 1\); env 1 ran it\./)
  })
  it('of a queue whose function reports: only what it names comes back', () => {
    const reported = run(queue({}, reports), { failing: [3] })
    expect(told(reported, 3).slice(0, 3)).toEqual(['sent MC-15', 'received ES-01', 'returned SQ-09'])
    expect(told(reported, 0)).toEqual(['sent MC-15', 'received ES-01', 'deleted SQ-09'])
  })
  it('that is throttled comes back by the rule of throttles', () => {
    const throttled = run(queue(), { fn: { ReservedConcurrentExecutions: 0 } })
    expect(told(throttled, 0).slice(1, 3)).toEqual(['received ES-01', 'returned SQ-08'])
  })
  it('whose batch runs for longer than it is hidden comes back meanwhile', () => {
    const slow = run(queue({ VisibilityTimeout: 30 }), { fn: { Timeout: 60, handler: { ...defaultFunction('f').handler, io: { kind: 'deterministic', value: 50_000 } } } })
    expect(told(slow, 0).slice(1, 3)).toEqual(['received ES-01', 'returned SQ-17'])
  })
  it('tells how its batch came about: window, full, message group, delay', () => {
    expect(told(run(queue({}, { MaximumBatchingWindowInSeconds: 2 })), 0)[1]).toBe('received ES-02')
    expect(told(run(queue({}, { BatchSize: 4 })), 0)[1]).toBe('received ES-05')
    expect(told(run(queue({ FifoQueue: true, messageGroups: 2 })), 0)[1]).toBe('received SQ-13')
    expect(told(run(queue({ DelaySeconds: 5 })), 0)[1]).toBe('appeared SQ-17')
  })
  it('of a stream: halves, retries, given up', () => {
    const bisected = run(stream({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 1 }), { failing: [5] })
    expect(told(bisected, 5)).toEqual(['sent MC-15', 'received ST-03', 'received ST-09', 'received ST-09', 'received ST-09', 'discarded ST-07'])
    expect(told(bisected, 0)).toEqual(['sent MC-15', 'received ST-03', 'received ST-09', 'deleted ES-01'])
    expect(messageHead(bisected, 5)).toMatchObject({ holder: 'stream', receives: 4, maxReceives: null, last: 'discarded' })
  })
  it('of a stream whose function reports: what comes before the failure is done', () => {
    const reported = run(stream({ ...reports, MaximumRetryAttempts: 1 }), { failing: [3] })
    expect(told(reported, 0)).toEqual(['sent MC-15', 'received ST-03', 'deleted ST-10'])
    expect(told(reported, 3).slice(0, 3)).toEqual(['sent MC-15', 'received ST-03', 'received ST-10'])
  })
  it('of a stream that gives up what is too old', () => {
    const aged = run(stream({ MaximumRecordAgeInSeconds: 60 }), { failing: [3] })
    expect(told(aged, 3).at(-1)).toBe('discarded ST-08')
    expect(sentences(aged, 3).at(-1)).toMatch(/MaximumRecordAgeInSeconds is 60\.$/)
  })
})

it('numbers messages within their source', () => {
  const { trace } = presetRun('poison-message')
  const [a, b] = [messageWith(trace, 3, 1), messageWith(trace, 4, 1)]
  expect(a).not.toBe(b)
  expect([messageNumber(trace, a), messageNumber(trace, b)]).toEqual([1, 1])
  expect(messageWith(trace, 3, 11)).toBe(-1)
})

describe('why', () => {
  it('leads from a dead letter to the first failure and the sending in six steps', () => {
    const poisoned = run(queue(), { failing: [3] })
    const steps = messageSteps(poisoned.trace, rowOf(poisoned, 3, 'deadLettered'))
    expect(steps).toHaveLength(STEPS_SHOWN)
    const { records } = poisoned.trace
    const shown = steps.map(({ kind, links: [link] }) => (kind === 'again' ? kind : link!.kind === 'event' ? eventAt(poisoned.trace, link!.row) : RECORD_KINDS[records.kind[link!.record]!]))
    expect(shown).toEqual(['deadLettered', 'returned', 'again', 'handler', 'received', 'sent'])
    expect(repeated(poisoned.trace, steps[2]!)).toEqual({ receives: 2, failures: 2, refusals: 0 })
    expect(steps.reduce((sum, { links }) => sum + links.length, 0)).toBe(messageChain(poisoned.trace, rowOf(poisoned, 3, 'deadLettered')).length)
  })
  it('needs no fold for a short life, and knows no trouble where there was none', () => {
    const good = run(queue())
    const row = rowOf(good, 0, 'deleted')
    expect(messageSteps(good.trace, row)).toHaveLength(4)
    expect(firstTrouble(messageChain(good.trace, row))).toBe(-1)
  })
  it('sees a report as a failure of what it names', () => {
    const reported = run(queue({}, reports), { failing: [3] })
    const chain = messageChain(reported.trace, rowOf(reported, 3, 'deadLettered'))
    expect(firstTrouble(chain)).toBe(2)
    expect(chain[2]).toMatchObject({ left: 'reported' })
  })
})

describe('a batch opened', () => {
  const batchOfFirst = (of: Run): number => of.trace.records.request.find((request, record) => request >= 0 && of.trace.records.kind[record] === KIND.arrival)!
  it('tells what became of each message, and how it ended later', () => {
    const reported = run(queue({}, reports), { failing: [3] })
    const request = batchOfFirst(reported)
    expect(batchSize(reported.trace, request)).toBe(8)
    expect(batchRow(reported, request, 3)).toMatchObject({ message: 3, receives: 1, fate: 'reported', end: 'deadLettered' })
    expect(batchRow(reported, request, 0)).toMatchObject({ message: 0, fate: 'deleted', end: null })
    expect(batchTally(reported, request)).toEqual({ fates: { deleted: 7, reported: 1 }, deadLettered: 1 })
  })
  it('of a stream that reports: done before, named, and tried again behind', () => {
    const reported = run(stream({ ...reports, MaximumRetryAttempts: 1 }), { failing: [3] })
    expect(batchTally(reported, 0).fates).toEqual({ checkpointed: 3, reported: 1, retried: 4 })
    expect(batchRow(reported, 0, 3)).toMatchObject({ fate: 'reported', end: 'discarded' })
  })
  it('that was split, and one given up', () => {
    const bisected = presetRun('blocked-shard')
    const family = familyOf(bisected.trace, 1)!
    expect(batchTally(bisected, family.request).fates).toEqual({ split: 8 })
    const leaf = [...nodesOf(family)].find(({ fate }) => fate === 'discarded')!
    expect(batchTally(bisected, leaf.request).fates).toEqual({ discarded: 1 })
  })
  it('has as many fates as messages, however large it is', () => {
    const large = run(queue({}, { BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 }), { count: 10_000, failing: [5], payloadKB: 0.5 })
    const { fates } = batchTally(large, 0)
    expect(fates).toEqual({ returned: 10_000 })
  })
})

describe('the family of a batch', () => {
  it('is the tree of its halves down to the record that fails', () => {
    const { trace } = presetRun('blocked-shard')
    const tree = familyOf(trace, 4)!
    const nodes = [...nodesOf(tree)].map(({ depth, first, size, fate, attempts }) => ({ depth, first, size, fate, attempts }))
    expect(nodes).toEqual([
      { depth: 0, first: 0, size: 8, fate: 'split', attempts: 1 },
      { depth: 1, first: 0, size: 4, fate: 'done', attempts: 1 },
      { depth: 1, first: 4, size: 4, fate: 'split', attempts: 1 },
      { depth: 2, first: 4, size: 2, fate: 'split', attempts: 1 },
      { depth: 3, first: 4, size: 1, fate: 'done', attempts: 1 },
      { depth: 3, first: 5, size: 1, fate: 'discarded', attempts: 3 },
      { depth: 2, first: 6, size: 2, fate: 'done', attempts: 1 },
    ])
    for (const { request } of nodesOf(tree)) expect(familyOf(trace, request)!.request).toBe(tree.request)
  })
  it('is none where a batch stayed whole', () => {
    const { trace } = presetRun('blocked-shard')
    expect(familyOf(trace, 0)).toBeNull()
    expect(familyOf(simulate(defaultScenario()), 0)).toBeNull()
  })
  it('holds what is left after a report', () => {
    const reported = run(stream({ ...reports, MaximumRetryAttempts: 0 }), { failing: [3] })
    const fates = [...nodesOf(familyOf(reported.trace, 0)!)].map(({ fate, size }) => `${fate} ${size}`)
    expect(fates[0]).toBe('rest 8')
    expect(fates.length).toBeGreaterThan(1)
  })
})

it('knows every kind of event', () => {
  for (const event of MESSAGE_EVENTS) expect(messagesText.event(event, { holder: 'queue' })).not.toBe('')
})
