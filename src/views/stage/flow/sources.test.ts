import { describe, expect, it } from 'vitest'
import { DEFAULT_EVENT_INVOKE, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../../../scenario/defaults.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { createRecordingSurface } from '../../chart/recordingSurface.ts'
import { createFlowPainter } from './draw.ts'
import { runFlow, sceneOf } from './testing.ts'
import { describeFlow, describeItem } from './words.ts'

const failing = { ...defaultFunction('any').faults, failRequests: [1], failAttempts: null }
const list = (failAttempts: number | null) => ({ kind: 'list' as const, requests: Array.from({ length: 10 }, (_, at) => ({ atMs: 1000, ...(at === 3 ? { failAttempts } : {}) })) })

/** An event that always fails, a queue and a stream with a message that does. */
const scenario: Scenario = defaultScenario({
  durationMs: 300_000,
  functions: [
    defaultFunction('events', {
      faults: failing,
      DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' },
      EventInvokeConfig: { ...DEFAULT_EVENT_INVOKE, DestinationConfig: { OnSuccess: { Destination: 'arn:aws:sqs:us-east-1:123456789012:done' }, OnFailure: null } },
    }),
    defaultFunction('queue'),
    defaultFunction('stream'),
  ],
  traffic: [
    defaultSource('senders', 'events', { via: 'event', arrivals: list(0) }),
    defaultSource('orders-queue', 'queue', { via: 'event-source', eventSource: { ...DEFAULT_SQS, RedrivePolicy: { maxReceiveCount: 2 } }, arrivals: list(null) }),
    defaultSource('clicks', 'stream', { via: 'event-source', eventSource: DEFAULT_STREAM, arrivals: list(null) }),
  ],
})
const run = runFlow(scenario)

function textsAt(time: number, width = 1000): string[] {
  const surface = createRecordingSurface(width, 500)
  createFlowPainter()(surface, sceneOf(run, { width, height: 500 }, { time }))
  return surface.of('text').map(({ text }) => text)
}

describe('events, queues and streams in the flow', () => {
  it('say what they are and where their messages are', () => {
    expect(textsAt(0)).toEqual(expect.arrayContaining(['Event queue', 'SQS queue', '0 visible', '0 in flight', 'Kinesis stream', '0 behind']))
    expect(textsAt(20e6)).toEqual(expect.arrayContaining(['1 waiting', '10 in flight', '10 behind', '9 events', '0 events']))
    // Received twice, then set aside: the whole batch, for lack of a report.
    expect(textsAt(299e6)).toEqual(expect.arrayContaining(['10 dead-lettered', '1 event', '9 events', '0 waiting', '10 sent']))
  })
  it('keep what a stream is when something was given up, and show where the notes of it go', () => {
    const OnFailure = { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed-batches' }
    const mapping = { ...DEFAULT_STREAM.mapping, MaximumRetryAttempts: 0, DestinationConfig: { OnFailure } }
    const stream = defaultSource('clicks', 'clicks', { via: 'event-source', eventSource: { ...DEFAULT_STREAM, mapping }, arrivals: { kind: 'list', requests: [{ atMs: 1000, failAttempts: null }, { atMs: 9000 }] } })
    const notes = defaultScenario({ durationMs: 20_000, functions: [defaultFunction('clicks')], traffic: [stream] })
    const noted = runFlow(notes)
    const surface = createRecordingSurface(1000, 150)
    const scene = sceneOf(noted, { width: 1000, height: 150 }, { time: 9_100_000 })
    createFlowPainter()(surface, scene)
    expect(surface.of('text').map(({ text }) => text)).toEqual(expect.arrayContaining(['Kinesis stream', '1 behind', '1 given up', 'On failure', '1 note']))
    const told = { data: scene.data, state: scene.state, scenario: notes }
    expect(describeItem(told, { kind: 'outlet', at: 0 })).toEqual({ title: 'On failure of clicks', facts: ['1 note of batches given up', OnFailure.Destination] })
  })
  it('say what was filtered, and that pollers of an idle queue wait', () => {
    const queue = { ...DEFAULT_SQS, matchShare: 0, mapping: { ...DEFAULT_SQS.mapping, FilterCriteria: { Filters: [{ Pattern: '{}' }] } } }
    const filtering = defaultScenario({ functions: [defaultFunction('f')], traffic: [defaultSource('q', 'f', { via: 'event-source', eventSource: queue, arrivals: list(0) })] })
    const scene = sceneOf(runFlow(filtering), { width: 1000, height: 500 }, { time: 20e6 })
    const { facts } = describeItem({ data: scene.data, state: scene.state, scenario: filtering }, { kind: 'source', at: 0 })
    expect(facts).toEqual(expect.arrayContaining(['10 filtered out', 'nothing to do: pollers ask for messages and wait up to 20 s for an answer']))
  })
  it('say so in words, too', () => {
    const scene = sceneOf(run, { width: 1000, height: 500 }, { time: 20e6 })
    const told = { data: scene.data, state: scene.state, scenario }
    expect(describeFlow(told)).toMatch(/senders: 10 sent, 1 event waits for an attempt; orders-queue: 0 visible, 10 in flight; clicks: 10 behind, oldest 19.s;/)
    expect(describeItem(told, { kind: 'outlet', at: 0 })).toEqual({ title: 'On success of events', facts: ['9 events', 'arn:aws:sqs:us-east-1:123456789012:done'] })
    expect(describeItem(told, { kind: 'door', at: 0 }).facts).toEqual(['1 event waits for an attempt'])
    expect(describeItem(told, { kind: 'source', at: 1 }).facts[0]).toBe('10 messages sent to this SQS queue')
  })
})
