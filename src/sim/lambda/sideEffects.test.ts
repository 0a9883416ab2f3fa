import { describe, expect, it } from 'vitest'
import { sideEffectsOf } from '../../metrics/sideEffects.ts'
import { DEFAULT_ASSUMPTIONS, DEFAULT_FAULTS, DEFAULT_HANDLER, DEFAULT_SQS, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults.ts'
import { mq } from '../../sources/mq/source.ts'
import { initialOf } from '../../sources/source.ts'
import type { FunctionConfig, HandlerConfig, Scenario, TrafficSource } from '../scenario.ts'
import { simulate } from '../simulate.ts'

const SECOND = 1000
const fixed = (value: number) => ({ kind: 'deterministic' as const, value })
const counted = (handler: Partial<HandlerConfig>, config: Partial<FunctionConfig>, source: Partial<TrafficSource>, assumed: Partial<Scenario['assumptions']> = {}) => {
  const charges = { ...DEFAULT_HANDLER, io: fixed(SECOND), work: fixed(0), firstCall: fixed(SECOND), sideEffectAtMs: 500, ...handler }
  const fn = defaultFunction('charge', { Timeout: 10, ...config, handler: charges })
  return sideEffectsOf(simulate(defaultScenario({ durationMs: 400 * SECOND, functions: [fn], traffic: [defaultSource('orders', 'charge', source)], assumptions: { ...DEFAULT_ASSUMPTIONS, ...assumed } })))
}
const one: TrafficSource['arrivals'] = { kind: 'list', requests: [{ atMs: 0 }] }
const alwaysFails = { faults: { ...DEFAULT_FAULTS, failRequests: [1], failAttempts: null } }

describe('side effects of an event whose handler always throws after it has paid', () => {
  const run = (idempotency: HandlerConfig['idempotency']) => counted({ idempotency }, alwaysFails, { via: 'event', arrivals: one })
  it('are paid at each attempt without a key', () => expect(run('off')).toEqual({ paid: 3, again: 2, done: 0, busy: 0 }))
  it('are paid once with a key around the call', () => expect(run('call')).toEqual({ paid: 1, again: 0, done: 2, busy: 0 }))
  it('are paid each time with a key around the handler, which gives it back when it throws', () =>
    expect(run('handler')).toEqual({ paid: 3, again: 2, done: 0, busy: 0 }))
})

describe('a caller that stops waiting and calls again', () => {
  const impatient: Partial<TrafficSource> = { arrivals: one, client: { timeoutMs: 2000, retryMode: 'standard', maxAttempts: 2 } }
  const slow = { io: fixed(8 * SECOND), firstCall: fixed(8 * SECOND) }
  it('pays twice without a key', () => expect(counted(slow, {}, impatient)).toMatchObject({ paid: 2, again: 1 }))
  it('finds its first call in progress with a key around the handler', () =>
    expect(counted({ ...slow, idempotency: 'handler' }, {}, impatient)).toEqual({ paid: 1, again: 0, done: 0, busy: 1 }))
})

describe('an event that comes twice, the second time a second later', () => {
  const twice = (handler: Partial<HandlerConfig>, config: Partial<FunctionConfig> = {}) => counted(handler, config, { via: 'event', arrivals: one }, { duplicateEventShare: 1 })
  const quick = { io: fixed(SECOND / 2), firstCall: fixed(SECOND / 2), sideEffectAtMs: 100 }
  it('is paid for twice without a key, and that is known', () => expect(twice(quick)).toEqual({ paid: 2, again: 1, done: 0, busy: 0 }))
  it('is already done by the key of the first', () => {
    expect(twice({ ...quick, idempotency: 'call' })).toEqual({ paid: 1, again: 0, done: 1, busy: 0 })
    expect(twice({ ...quick, idempotency: 'handler' })).toEqual({ paid: 1, again: 0, done: 1, busy: 0 })
  })
  it('waits for its next attempt while the first is in progress, and finds it done then', () =>
    expect(twice({ io: fixed(3 * SECOND), firstCall: fixed(3 * SECOND), idempotency: 'handler' })).toEqual({ paid: 1, again: 0, done: 1, busy: 1 }))
})

describe('a timeout', () => {
  const run = (sideEffectAtMs: number) => counted({ io: fixed(20 * SECOND), firstCall: fixed(20 * SECOND), sideEffectAtMs }, { Timeout: 3 }, { arrivals: one })
  it('after the call has paid', () => expect(run(1000)).toMatchObject({ paid: 1 }))
  it('before the call has not', () => expect(run(5000)).toMatchObject({ paid: 0 }))
  it('holds a key no longer than the execution could run', () => {
    const run2 = counted(
      { io: fixed(20 * SECOND), firstCall: fixed(20 * SECOND), sideEffectAtMs: 1000, idempotency: 'handler' },
      { Timeout: 3 },
      { via: 'event', arrivals: one },
    )
    expect(run2).toEqual({ paid: 3, again: 2, done: 0, busy: 0 })
  })
})

describe('messages of a batch', () => {
  const poison: TrafficSource['arrivals'] = { kind: 'list', requests: Array.from({ length: 5 }, (_, at) => ({ atMs: 0, ...(at === 2 ? { failAttempts: 1 } : {}) })) }
  const queue: Partial<TrafficSource> = { via: 'event-source', eventSource: DEFAULT_SQS, arrivals: poison }
  it('are paid for again, all of them, after one has failed', () => expect(counted({}, {}, queue)).toMatchObject({ paid: 10, again: 5 }))
  it('of a broker are paid for one by one, too', () => expect(counted({}, {}, { ...queue, eventSource: { ...initialOf(mq), mapping: { ...initialOf(mq).mapping, BatchSize: 5 } } })).toMatchObject({ paid: 10, again: 5 }))
  it('have keys of their own', () => expect(counted({ idempotency: 'call' }, {}, queue)).toMatchObject({ paid: 5, again: 0, done: 5 }))
})

it('a handler that is done before its call is due makes it at its end', () => {
  expect(counted({ sideEffectAtMs: 60_000 }, {}, { arrivals: one })).toMatchObject({ paid: 1 })
})
