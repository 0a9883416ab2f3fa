import { describe, expect, it } from 'vitest'
import { sourcesFacts } from '../../metrics/sourceFacts.ts'
import { downstreamOf, sideEffectsAt } from '../../metrics/sideEffects.ts'
import { simulate } from '../../sim/simulate.ts'
import { OUTCOME_MASK, OUTCOMES, RECORD_KINDS, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { presetText, type PresetId } from '../../text/en/presets.ts'
import { expectedRequests } from '../expected.ts'
import { parseScenario } from '../parse.ts'
import { presetById, PRESETS } from './index.ts'

const traces = new Map<PresetId, Trace>()
const run = (id: PresetId): Trace => {
  const trace = traces.get(id) ?? simulate(presetById(id)!.scenario)
  traces.set(id, trace)
  return trace
}

const SECOND = 1e6
interface Window {
  from?: number
  to?: number
  lane?: number
}
/** Rows of a kind that start within a stretch of seconds. */
function rows({ records }: Trace, kind: RecordKind, { from = 0, to = Infinity, lane }: Window = {}): number[] {
  const found: number[] = []
  const wanted = RECORD_KINDS.indexOf(kind)
  for (let row = 0; row < records.length; row++) {
    if (records.kind[row] !== wanted) continue
    const seconds = records.time[row]! / SECOND
    if (seconds >= from && seconds < to && (lane === undefined || records.lane[row] === lane)) found.push(row)
  }
  return found
}
const count = (id: PresetId, kind: RecordKind, window: Window = {}): number => rows(run(id), kind, window).length
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const spans = (trace: Trace, kind: RecordKind, window?: Window): number[] =>
  rows(trace, kind, window).map((row) => trace.records.span[row]! / 1000)
/** Environments alive at a moment, in seconds. */
const aliveAt = ({ lanes }: Trace, seconds: number): number =>
  lanes.kind.filter((kind, lane) => kind === 4 && lanes.born[lane]! <= seconds * SECOND && lanes.died[lane]! > seconds * SECOND).length

/** Requests of callers, and messages of queues and streams. */
function sentIn(trace: Trace): number {
  const polled = new Set(trace.messages.lane)
  const batches = new Set(rows(trace, 'arrival').flatMap((row) => (polled.has(trace.records.lane[row]!) ? [trace.records.request[row]!] : [])))
  // What a handler sends comes on top of what its source does.
  const { cause, kind } = trace.records
  const followUps = rows(trace, 'arrival').filter((row) => cause[row]! >= 0 && RECORD_KINDS[kind[cause[row]!]!] === 'handler' && !polled.has(trace.records.lane[row]!))
  return trace.requests - batches.size + trace.messages.length - followUps.length
}

describe('presets', () => {
  it('each have words, and all words a preset', () => {
    expect(PRESETS.map((preset) => preset.id).toSorted()).toEqual(Object.keys(presetText).toSorted())
  })
  it.each(PRESETS)('$id is a valid scenario that runs to its end', ({ id, scenario }) => {
    expect(parseScenario(scenario)).toEqual({ ok: true, scenario })
    expect(run(id)).toMatchObject({ until: scenario.durationMs * 1000, stoppedAt: null })
    // Poisson traffic strays from its mean by the square root of it.
    const expected = expectedRequests(scenario)
    // What queues and streams hold goes in batches: there it is messages that are sent.
    expect(Math.abs(sentIn(run(id)) - expected)).toBeLessThan(4 * Math.sqrt(expected))
  }, 60_000)
})

describe('what the texts promise', () => {
  it('push presets: copies for each subscriber, two kinds of dead letters, cold starts of a window, a loop that ends and one that does not', () => {
    const [receipt, stock, partner] = sourcesFacts(run('sns-fan-out')).sources
    expect([receipt!.received, stock!.received, partner!.received]).toEqual([20, 20, 20])
    expect([receipt!.succeeded, stock!.succeeded, partner!.succeeded, partner!.dropped]).toEqual([20, 20, 17, 3])
    const [fails, denied] = sourcesFacts(run('two-dead-letter-queues')).sources
    expect([fails!.failures, fails!.dropped, fails!.notTaken]).toEqual([15, 5, 0])
    expect([denied!.failures, denied!.dropped, denied!.notTaken]).toEqual([0, 0, 5])
    const [exact, window] = sourcesFacts(run('flexible-window')).sources
    expect(window!.coldStarts).toBeGreaterThan(exact!.coldStarts)
    const [sns, bus] = sourcesFacts(run('recursive-loop')).sources
    expect([sns!.succeeded, sns!.dropped]).toEqual([16, 1])
    expect(bus!.succeeded).toBeGreaterThan(50)
  })
  it('first-burst: eight cold and two refused, then six warm, then eight warm and one refused', () => {
    const round = (window: Window) => [count('first-burst', 'arrival', window), count('first-burst', 'create', window), count('first-burst', 'throttle', window)]
    expect(round({ to: 2 })).toEqual([10, 8, 2])
    expect(round({ from: 2, to: 4 })).toEqual([6, 0, 0])
    expect(round({ from: 4 })).toEqual([9, 0, 1])
  })
  it('steady-api: cold starts only at first, then mostly idle', () => {
    expect(count('steady-api', 'create', { to: 10 })).toBeGreaterThan(3)
    expect(count('steady-api', 'create', { from: 10 })).toBe(0)
    const busyMs = spans(run('steady-api'), 'handler', { from: 10 }).reduce((sum, ms) => sum + ms, 0)
    expect(busyMs / 110_000 / aliveAt(run('steady-api'), 60)).toBeLessThan(0.5)
  })
  it('spiky-api: a larger clump than before starts cold, a smaller one does not', () => {
    expect(count('spiky-api', 'create', { from: 47, to: 48.5 })).toBeGreaterThan(5)
    expect(count('spiky-api', 'create', { from: 70, to: 71.5 })).toBe(0)
    expect(count('spiky-api', 'create', { from: 260, to: 262 })).toBeGreaterThan(10)
    expect(count('spiky-api', 'create', { from: 284, to: 286 })).toBe(0)
  })
  it('cron-on-the-hour: every job starts cold, nothing is left in between', () => {
    expect(count('cron-on-the-hour', 'handler')).toBe(120)
    expect(count('cron-on-the-hour', 'create')).toBe(120)
    expect(aliveAt(run('cron-on-the-hour'), 1800)).toBe(0)
  })
  it('compressed-day: few environments at night, many by day', () => {
    const trace = run('compressed-day')
    const around = (second: number) => median(Array.from({ length: 21 }, (_, i) => aliveAt(trace, second - 10 + i)))
    // Night is at 5 o'clock, day at 15: of 600 s.
    expect(around(375)).toBeGreaterThan(2 * around(125))
  })
  it('flash-crowd: a thousand at once, then a hundred a second, and refusals below the account limit', () => {
    const trace = run('flash-crowd')
    expect(count('flash-crowd', 'throttle', { to: 5 })).toBe(0)
    expect(count('flash-crowd', 'create', { from: 5, to: 7 })).toBeGreaterThanOrEqual(1000)
    const perSecond = count('flash-crowd', 'create', { from: 7, to: 10 }) / 3
    expect(perSecond).toBeGreaterThan(80)
    expect(perSecond).toBeLessThan(120)
    expect(count('flash-crowd', 'throttle', { from: 5, to: 12 })).toBeGreaterThan(1000)
    expect(count('flash-crowd', 'throttle', { from: 20 })).toBe(0)
    expect(Math.max(...trace.levels.busyMax[0]!)).toBeLessThan(3000)
  })
  it('java: a whole init of well over a second without SnapStart, a restore with it', () => {
    const plain = run('java-plain')
    const snap = run('java-snapstart')
    expect(median(spans(plain, 'functionInit'))).toBeGreaterThan(1000)
    expect(rows(snap, 'functionInit')).toEqual([])
    const restores = spans(snap, 'restore')
    expect(median(restores.slice(0, 10))).toBeGreaterThan(1.5 * median(restores.slice(10)))
    expect(median(restores)).toBeLessThan(median(spans(plain, 'functionInit')))
    const arrivals = (trace: Trace) => rows(trace, 'arrival').map((row) => trace.records.time[row])
    expect(arrivals(snap)).toEqual(arrivals(plain))
    const first = spans(snap, 'handler', { to: 5 })
    expect(median(first)).toBeGreaterThan(1.5 * 120)
  })
  it('two-functions: only reports is refused until the reservation goes', () => {
    const [reports, checkout] = [1, 2]
    expect(count('two-functions', 'throttle', { to: 20, lane: checkout })).toBe(0)
    expect(count('two-functions', 'throttle', { to: 20, lane: reports })).toBeGreaterThan(100)
    expect(count('two-functions', 'throttle', { from: 20, lane: checkout })).toBeGreaterThan(50)
  })
  it('provisioned-spill: cold starts in the first rise only, spill-over in both', () => {
    expect(count('provisioned-spill', 'functionInit', { to: 8 })).toBe(0)
    expect(count('provisioned-spill', 'functionInit', { from: 8, to: 12 })).toBeGreaterThan(5)
    expect(count('provisioned-spill', 'functionInit', { from: 12 })).toBe(0)
    const { records, lanes } = run('provisioned-spill')
    const onDemand = (window: Window) =>
      rows(run('provisioned-spill'), 'handler', window).filter((row) => lanes.pool[records.lane[row]!] === 0).length
    expect(onDemand({ to: 8 })).toBe(0)
    expect(onDemand({ from: 8, to: 12 })).toBeGreaterThan(20)
    expect(onDemand({ from: 12, to: 20 })).toBe(0)
    expect(onDemand({ from: 20, to: 23 })).toBeGreaterThan(20)
    expect(count('provisioned-spill', 'throttle')).toBe(0)
  })
  const endOf = (id: PresetId, source: number) => {
    const { sources } = sourcesFacts(run(id))
    return sources[source]!
  }
  it('four-ways: one attempt, three over three minutes, three receives, three attempts at once', () => {
    expect([0, 1, 2, 3].map((source) => endOf('four-ways', source).failures)).toEqual([1, 3, 3, 3])
    expect(endOf('four-ways', 1).failedFor / SECOND).toBeGreaterThan(180)
    expect(endOf('four-ways', 2)).toMatchObject({ messages: { done: 4, deadLettered: 1 } })
    expect(endOf('four-ways', 3)).toMatchObject({ messages: { done: 4, discarded: 1 } })
    expect(endOf('four-ways', 3).failedFor / SECOND).toBeLessThan(10)
    expect(sourcesFacts(run('four-ways')).delivered).toBe(1)
  })
  it('poison-message: the whole batch is lost, or one message', () => {
    expect(endOf('poison-message', 0)).toMatchObject({ failures: 3, messages: { done: 0, deadLettered: 10 } })
    expect(endOf('poison-message', 1)).toMatchObject({ failures: 0, messages: { done: 9, deadLettered: 1 } })
  })
  it('blocked-shard: nothing moves, or one record is given up', () => {
    expect(endOf('blocked-shard', 0)).toMatchObject({ messages: { done: 0, discarded: 0 } })
    expect(endOf('blocked-shard', 1)).toMatchObject({ messages: { done: 47, discarded: 1 } })
  })
  it('paid-twice: again without a key and with one around the handler, once with one around the call', () => {
    const trace = run('paid-twice')
    const coins = [0, 1, 2].map((fn) => sideEffectsAt(trace, downstreamOf(trace, fn + 1), trace.until))
    expect(coins).toMatchObject([{ paid: 8, again: 3, done: 0 }, { paid: 5, again: 0, done: 3 }, { paid: 8, again: 3, done: 0 }])
  })
  it('busy-day: about a million invocations, cold starts to the end but rare', { timeout: 60_000 }, () => {
    const trace = run('busy-day')
    const handlers = count('busy-day', 'handler')
    expect(handlers).toBeGreaterThan(950_000)
    expect(handlers).toBeLessThan(1_100_000)
    const cold = count('busy-day', 'create')
    expect(cold / handlers).toBeLessThan(0.01)
    for (let hour = 0; hour < 24; hour += 8) expect(count('busy-day', 'create', { from: hour * 3600, to: (hour + 8) * 3600 })).toBeGreaterThan(0)
    const outcomes = new Set(rows(trace, 'handler').map((row) => OUTCOMES[trace.records.outcome[row]! & OUTCOME_MASK]))
    expect([...outcomes]).toEqual(['success'])
  })
})
