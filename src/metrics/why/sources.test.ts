import { describe, expect, it } from 'vitest'
import { DEFAULT_HANDLER, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults'
import type { FunctionConfig, Scenario, TrafficSource } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { RECORD_KINDS, type RecordKind } from '../../sim/trace/schema'
import { whyText } from '../../text/en/why'
import { factsOf } from './facts'

function sentences(source: Partial<TrafficSource>, fn: Partial<FunctionConfig> = {}): Partial<Record<RecordKind, string[]>> {
  const scenario: Scenario = defaultScenario({
    durationMs: 240_000,
    functions: [defaultFunction('f', { handler: { ...DEFAULT_HANDLER, io: { kind: 'deterministic', value: 40 } }, ...fn })],
    traffic: [defaultSource('orders-queue', 'f', source)],
  })
  const trace = simulate(scenario)
  const found: Partial<Record<RecordKind, string[]>> = {}
  for (let record = 0; record < trace.records.length; record++) {
    const kind = RECORD_KINDS[trace.records.kind[record]!]!
    const sentence = whyText.sentence(factsOf({ trace, scenario }, record))
    expect(sentence).not.toMatch(/undefined|NaN|null|\[object/)
    ;(found[kind] ??= []).push(sentence)
  }
  return found
}
const failing = { ...defaultFunction('any').faults, failRequests: [1], failAttempts: null }
const ten = { kind: 'bursts', bursts: [{ atMs: 1000, count: 10, spreadMs: 0 }] } as const

describe('sentences about what Lambda does by itself', () => {
  it('an event: queued, tried again by Lambda, given up', () => {
    const { arrival, retryWait, drop } = sentences({ via: 'event', arrivals: { kind: 'list', requests: [{ atMs: 1000 }] } }, { faults: failing })
    expect(arrival![0]).toBe('Request 1 arrived from orders-queue. Lambda queued the event and answered at once.')
    expect(arrival![1]).toBe('Lambda took request 1 from its event queue again: attempt 2.')
    expect(retryWait![0]).toMatch(/^Lambda saw that request 1 failed and waited .* before attempt 2\.$/)
    expect(drop![0]).toMatch(/^Lambda gave request 1 up after 3 attempts/)
  })
  it('a batch of a queue: which one, and how many messages', () => {
    const { arrival } = sentences({ via: 'event-source', eventSource: DEFAULT_SQS, arrivals: ten })
    expect(arrival).toEqual(['Batch 1 of orders-queue: 10 messages, as request 1.'])
  })
  it('a batch of a stream: the poller waits and tries again', () => {
    const { arrival, retryWait } = sentences({ via: 'event-source', eventSource: DEFAULT_STREAM, arrivals: ten }, { faults: { ...failing, failAttempts: 1 } })
    expect(arrival![1]).toBe('Batch 1 of orders-queue: 10 messages, as request 1 again: attempt 2.')
    expect(retryWait![0]).toMatch(/^The poller of orders-queue saw that request 1 failed and waited .* before attempt 2\.$/)
  })
})
