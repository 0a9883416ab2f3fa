import { describe, expect, it } from 'vitest'
import { DEFAULT_KAFKA, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults'
import { documentdb } from '../../sources/documentdb/source'
import { mq } from '../../sources/mq/source'
import { initialOf } from '../../sources/source'
import { presetById } from '../../scenario/presets/index'
import type { EventSource, Intervention, Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { MESSAGE } from '../../sim/trace/messages'
import { RECORD_KINDS } from '../../sim/trace/schema'
import { messageIndex } from '../messages'
import { attemptOf, FATES } from './attempts'
import { rowAt, topsBetween, totalAt } from './depth'
import { buildTimelineIndex, rowOfRecord, type TimelineIndex } from './timelineIndex'

const indexOf = (scenario: Scenario): TimelineIndex => buildTimelineIndex(simulate(scenario), scenario)
const preset = (id: string): TimelineIndex => indexOf(presetById(id)!.scenario)
const run = (eventSource: EventSource, count = 100, interventions: readonly Intervention[] = []): TimelineIndex =>
  indexOf(
    defaultScenario({
      durationMs: 60_000,
      interventions,
      functions: [defaultFunction('f')],
      traffic: [defaultSource('q', 'f', { via: 'event-source', eventSource, arrivals: { kind: 'list', requests: Array.from({ length: count }, (_, at) => ({ atMs: 1000 + 37 * at })) } })],
    }),
  )

describe('lanes of a queue', () => {
  it('show every message on a track of its own, with a span for every time it was hidden', () => {
    const [plain, reporting] = preset('poison-message').sources.lanes
    const all = plain!.lives!
    expect([all.of.length, all.groups.length]).toEqual([10, 10])
    expect([...all.fates]).toEqual(Array.from({ length: 10 }, () => MESSAGE.deadLettered))
    // Received three times, hidden for the visibility timeout each time.
    expect(all.holds[10]).toBe(30)
    expect([...all.holdEnds].map((end, at) => end - all.holdStarts[at]!)).toEqual(Array.from({ length: 30 }, () => 30_000_000))
    const one = reporting!.lives!
    expect([...one.fates].filter((fate) => fate === MESSAGE.deadLettered)).toHaveLength(1)
    expect([...one.fates].filter((fate) => fate === MESSAGE.deleted)).toHaveLength(9)
  })

  it('put lives that do not meet on one track, in order', () => {
    const { lives } = run({ ...DEFAULT_SQS, mapping: { ...DEFAULT_SQS.mapping, BatchSize: 1 } }, 60).sources.lanes[0]!
    expect(lives!.groups.length).toBeLessThanOrEqual(12)
    for (let track = 0; track < lives!.groups.length; track++) {
      for (let life = lives!.tracks[track]! + 1; life < lives!.tracks[track + 1]!; life++) expect(lives!.starts[life]!).toBeGreaterThanOrEqual(lives!.ends[life - 1]!)
    }
  })

  it('keep the messages of a group together', () => {
    const { lives, kind } = run({ ...DEFAULT_SQS, FifoQueue: true, messageGroups: 3 }, 9).sources.lanes[0]!
    expect(kind).toBe('fifo')
    expect([...lives!.groups]).toEqual([...lives!.groups].toSorted())
    expect(new Set(lives!.groups)).toEqual(new Set([0, 1, 2]))
  })

  it('are a depth where there are too many', () => {
    const { lives, depths } = run({ ...DEFAULT_SQS, mapping: { ...DEFAULT_SQS.mapping, MaximumBatchingWindowInSeconds: 3, BatchSize: 100 } }).sources.lanes[0]!
    expect(lives).toBeNull()
    expect(depths[0]!.most).toBeGreaterThan(12)
  })
})

describe('depth', () => {
  it('is what the messages say at any moment, and at most what any column of a stretch shows', () => {
    const index = run({ ...DEFAULT_SQS, DelaySeconds: 2 })
    const [{ depths, source }] = index.sources.lanes as [TimelineIndex['sources']['lanes'][number]]
    const depth = depths[0]!
    for (let time = 0; time < 20_000_000; time += 333_333) {
      const row = rowAt(depth, time)
      const counts = messageIndex(index.trace).countsAt(source, time)!
      const here = row < 0 ? [0, 0, 0] : [depth.waiting[row], depth.inFlight[row], depth.delayed[row]]
      expect(here).toEqual([counts.waiting, counts.inFlight, counts.delayed])
    }
    const edges = Float64Array.from({ length: 400 }, (_, at) => at * 37_111)
    const tops = topsBetween(depth, edges)
    for (let column = 0; column < tops.length; column++) {
      const [from, to] = [edges[column]!, edges[column + 1]!]
      const rows = Array.from(depth.times.keys()).filter((row) => depth.times[row]! >= from && depth.times[row]! < to)
      const before = rowAt(depth, from)
      const most = Math.max(...[...(before < 0 ? [] : [before]), ...rows].map((row) => totalAt(depth, row)))
      if (tops[column]! < 0) expect(most).toBe(-Infinity)
      else expect(totalAt(depth, tops[column]!)).toBe(most)
    }
  })
})

describe('attempts', () => {
  it('of a batch share its number, and last until its messages are free again', () => {
    const index = preset('blocked-shard')
    const { attempts, lanes } = index.sources
    const { records, until } = index.trace
    const first = [...attempts.ids.keys()].filter((at) => records.lane[attempts.ids[at]!] === lanes[0]!.source)
    expect(first.map((at) => attempts.numbers[at])).toEqual(first.map(() => 1))
    expect(first.map((at) => FATES[attempts.fates[at]!])).toEqual(first.map(() => 'failed'))
    // The shard is never free: each attempt lasts until the next, and the last one to the end.
    first.forEach((at, place) => expect(Math.min(until, attempts.frees[at]!)).toBe(place + 1 < first.length ? records.time[attempts.ids[first[place + 1]!]!] : until))
  })

  it('tell a batch that is done from one that is done in part', () => {
    const index = preset('poison-message')
    const { attempts } = index.sources
    expect([...attempts.fates].map((fate) => FATES[fate])).toEqual(['failed', 'partly', 'failed', 'partly', 'failed', 'partly'])
    expect([...attempts.sizes]).toEqual([10, 10, 10, 1, 10, 1])
    expect(attemptOf(attempts, attempts.ids[3]!)).toBe(3)
    expect(attemptOf(attempts, attempts.ids[3]! + 1)).toBe(-1)
  })
})

describe('rows', () => {
  it('hold the batches of a queue or shard, and waits between attempts', () => {
    for (const id of ['poison-message', 'blocked-shard', 'four-ways']) {
      const index = preset(id)
      for (let row = 0; row < index.rows.length; row++) {
        for (let at = index.offset[row]!; at < index.offset[row + 1]!; at++) expect(rowOfRecord(index, index.ids[at]!)).toBe(row)
      }
      for (const { source, first } of index.rows.groups.flatMap((group) => (group.source ? [{ source: group.source, first: group.first }] : []))) {
        const kinds = new Set([...index.ids.subarray(index.offset[first], index.offset[first + 1])].map((record) => RECORD_KINDS[index.trace.records.kind[record]!]))
        if (source.kind === 'queue') expect(kinds).toEqual(new Set(['arrival']))
        else if (source.kind === 'shards') expect(kinds).toEqual(new Set(['arrival', 'retryWait']))
        else expect(kinds).toEqual(new Set(['retryWait', 'drop']))
      }
    }
  })

  it('are one for each shard, and shared beyond a number of them', () => {
    const three = run({ ...DEFAULT_STREAM, ShardCount: 3 })
    expect(three.rows.groups[0]!.count).toBe(3)
    expect([0, 1, 2].every((row) => three.offset[row + 1]! > three.offset[row]!)).toBe(true)
    expect(run({ ...DEFAULT_STREAM, ShardCount: 40 }).rows.groups[0]!.count).toBe(16)
  })
})

describe('sources of every kind', () => {
  /** Rows of the timeline that hold batches. */
  const rowsWithBatches = ({ offset, rows }: TimelineIndex): number[] =>
    Array.from({ length: rows.groups[0]!.count }, (_, row) => row).filter((row) => offset[row + 1]! > offset[row]!)

  it('have a row for each partition of a topic', () => {
    const topic = run({ ...DEFAULT_KAFKA, partitions: 3, partitionKeys: 6 })
    expect(topic.sources.lanes[0]).toMatchObject({ kind: 'shards', holder: 'topic', shards: 3, perShard: 1 })
    expect(rowsWithBatches(topic)).toEqual([0, 1, 2])
  })
  it('have one row for a hot key, and one for a change stream', () => {
    expect(rowsWithBatches(run({ ...DEFAULT_STREAM, ShardCount: 3, partitionKeys: 6, hotKeyShare: 1 }))).toEqual([0])
    const changes = run(initialOf(documentdb))
    expect(changes.sources.lanes[0]).toMatchObject({ kind: 'shards', holder: 'changes', shards: 1 })
    expect(rowsWithBatches(changes)).toEqual([0])
  })
  it('have rows for the shards that a split makes', () => {
    const split = run({ ...DEFAULT_STREAM, ShardCount: 1, partitionKeys: 8 }, 100, [{ kind: 'reshard', atMs: 2500, source: 'q', shard: 0, change: 'split' }])
    expect(split.sources.lanes[0]).toMatchObject({ shards: 3 })
    expect(rowsWithBatches(split)).toEqual([0, 1, 2])
  })
  it('show messages of a broker one by one, held from when they are taken until they are acknowledged', () => {
    const { lives, holder, kind } = run(initialOf(mq), 8).sources.lanes[0]!
    expect([holder, kind]).toEqual(['broker', 'queue'])
    expect(lives!.holds.at(-1)).toBe(8)
    expect([...lives!.holdEnds]).toEqual([...lives!.ends])
  })
  it('follow attempts of a batch that a broker delivers again', () => {
    const failing = indexOf(defaultScenario({
      durationMs: 60_000,
      functions: [defaultFunction('f')],
      traffic: [defaultSource('q', 'f', { via: 'event-source', eventSource: { ...initialOf(mq), maximumRedeliveries: 2 }, arrivals: { kind: 'list', requests: [{ atMs: 0, failAttempts: null }] } })],
    }))
    const { nexts, fates } = failing.sources.attempts
    expect([...nexts]).toEqual([1, 2, -1])
    expect([...fates].map((fate) => FATES[fate])).toEqual(['failed', 'failed', 'failed'])
  })
})

describe('asynchronous events', () => {
  it('that are tried again have lives, whose spans are their attempts', () => {
    const events = preset('four-ways').sources.lanes.find(({ kind }) => kind === 'events')!
    const lives = events.lives!
    expect([lives.of.length, lives.holds[1]]).toEqual([1, 3])
    expect(lives.fates[0]).toBe(MESSAGE.discarded)
  })
})
