import { describe, expect, it } from 'vitest'
import { DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import type { EventSource } from '../sim/scenario'
import { simulate } from '../sim/simulate'
import { MESSAGE_EVENTS, RECORD_KINDS, type Trace } from '../sim/trace/schema'
import { carriedMessage } from './carry'
import { batchOf, MESSAGE_STATES, messageIndex } from './messages'

const LANE = 2
const run = (eventSource: EventSource, failAttempts: number | null = 0): Trace =>
  simulate(
    defaultScenario({
      durationMs: 200_000,
      functions: [defaultFunction('f')],
      traffic: [
        defaultSource('orders-queue', 'f', {
          via: 'event-source',
          eventSource,
          arrivals: { kind: 'list', requests: Array.from({ length: 100 }, (_, at) => ({ atMs: 1000 + 20 * at, ...(at === 3 ? { failAttempts } : {}) })) },
        }),
      ],
    }),
  )

/** The same by going through everything that happened. */
function scan({ messageEvents: events, messages }: Trace, time: number) {
  const last = new Map<number, string>()
  const sent = new Map<number, number>()
  for (let row = 0; row < events.length && events.time[row]! <= time; row++) {
    const message = events.message[row]!
    if (messages.lane[message] !== LANE) continue
    const kind = MESSAGE_EVENTS[events.kind[row]!]!
    last.set(message, kind)
    if (kind === 'sent') sent.set(message, events.time[row]!)
  }
  const count = (...kinds: readonly string[]) => [...last.values()].filter((kind) => kinds.includes(kind)).length
  const open = [...last].filter(([, kind]) => ['sent', 'received', 'returned'].includes(kind)).map(([message]) => sent.get(message)!)
  return {
    counts: { waiting: count('sent', 'returned'), inFlight: count('received'), done: count('deleted'), deadLettered: count('deadLettered'), discarded: count('discarded') },
    oldest: open.length === 0 ? 0 : time - Math.min(...open),
  }
}

describe('messages at a time', () => {
  const traces = {
    queue: run({ ...DEFAULT_SQS, RedrivePolicy: { maxReceiveCount: 2 } }, null),
    stream: run({ ...DEFAULT_STREAM, mapping: { ...DEFAULT_STREAM.mapping, MaximumRetryAttempts: 2 } }, null),
  }
  it.each(Object.entries(traces))('of a %s are what a scan counts', (_, trace) => {
    const index = messageIndex(trace)
    for (let time = 0; time <= trace.until; time += 700_001) {
      const { counts, oldest } = scan(trace, time)
      expect(index.countsAt(LANE, time)).toMatchObject(counts)
      expect(index.oldestAge(LANE, time)).toBe(oldest)
    }
    const end = index.countsAt(LANE, trace.until)!
    expect(MESSAGE_STATES.reduce((sum, state) => sum + end[state], 0)).toBe(100)
  })
  it('are delayed before they can be received', () => {
    const index = messageIndex(run({ ...DEFAULT_SQS, DelaySeconds: 10 }))
    expect(index.countsAt(LANE, 5_000_000)).toMatchObject({ delayed: 100, waiting: 0, inFlight: 0 })
    expect(index.countsAt(LANE, 60_000_000)).toMatchObject({ delayed: 0, done: 100 })
  })
  it('are none on other lanes', () => {
    expect(messageIndex(traces.queue).countsAt(1, 5_000_000)).toBeNull()
    expect(messageIndex(traces.queue).oldestAge(1, 5_000_000)).toBe(0)
  })
})

it('counts the batches of a source and what they hold', () => {
  const trace = run(DEFAULT_SQS)
  const arrivals = Array.from({ length: trace.records.length }, (_, row) => row).filter((row) => RECORD_KINDS[trace.records.kind[row]!] === 'arrival')
  const batches = arrivals.map((row) => batchOf(trace, row)!)
  expect(batches.map(({ number }) => number)).toEqual(arrivals.map((_, at) => at + 1))
  expect(batches.reduce((sum, { size }) => sum + size, 0)).toBe(100)
  const plain = simulate(defaultScenario())
  expect(batchOf(plain, 0)).toBeNull()
})

it('finds a message of a run in another one, by its source and its place in it', () => {
  const [before, after] = [run(DEFAULT_SQS), run(DEFAULT_STREAM)]
  expect(carriedMessage(before, after, 42)).toBe(42)
  expect(carriedMessage(before, simulate(defaultScenario()), 42)).toBeNull()
  expect(carriedMessage(before, after, 1000)).toBeNull()
})
