import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivalOf, inFlightAt } from '../../../metrics/flight.ts'
import { gaveUpAt } from '../../../metrics/timeline/timelineIndex.ts'
import { arbitraryScenario } from '../../../scenario/testing/arbitrary.ts'
import { NONE, RECORD_KINDS, type RecordKind, type Trace } from '../../../sim/trace/schema.ts'
import { KIND, LANE, POOL } from '../../../sim/trace/writer.ts'
import { runFlow, varied } from './testing.ts'
import { CELL, CELL_STATES, poolFill } from './state.ts'
import { createTrips, DOTS_MAX, readTrips, tripWindow } from './trips.ts'

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 6 })

/** Records of a kind, by a look at each of them. */
function* recordsOf({ records }: Trace, ...kinds: RecordKind[]): Generator<number> {
  for (let id = 0; id < records.length; id++) if (kinds.includes(RECORD_KINDS[records.kind[id]!]!)) yield id
}

const count = (ids: Iterable<number>, matches: (id: number) => boolean): number => [...ids].filter(matches).length

/** Environments alive and the state of each, by definition. */
function expectCells({ model, flow }: ReturnType<typeof runFlow>, time: number): void {
  const { trace } = model
  const { records, lanes } = trace
  const state = flow.read(time)
  const rowOf = model.index.rows.rowOfLane
  const doing = new Map<number, number>()
  for (let id = 0; id < records.length; id++) {
    if (records.lane[id]! >= 0 && records.time[id]! <= time && records.time[id]! + records.span[id]! > time) doing.set(records.lane[id]!, id)
  }
  const alive = new Set<number>()
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] !== LANE.environment || lanes.born[lane]! > time || lanes.died[lane]! <= time) continue
    const row = rowOf[lane]!
    alive.add(row)
    const id = doing.get(lane)
    const kind = id === undefined ? 'idle' : RECORD_KINDS[records.kind[id]!]!
    const shown = CELL_STATES[state.cells[row]!]
    expect(shown === 'connectionWait' ? 'handler' : shown, `lane ${lane} at ${time}`).toBe(kind)
    expect(state.lane[row]).toBe(lane)
  }
  state.cells.forEach((code, row) => alive.has(row) || expect(code).toBe(CELL.gone))
}

describe('the state at a time is what the trace says', () => {
  it('for environments, requests in flight, pools and callers', () => {
    fc.assert(
      fc.property(arbitraryScenario(), shares, (scenario, at) => {
        const run = runFlow(scenario)
        const { trace } = run.model
        const { records, lanes } = trace
        for (const share of at) {
          const time = Math.floor(share * trace.until)
          expectCells(run, time)
          const state = run.flow.read(time)
          state.functions.forEach((fn, index) => {
            expect(fn.onDemand + fn.provisioned).toBe(inFlightAt(trace, index + 1, time))
            expect(fn.alive).toBe(fn.idle + fn.starting + fn.running)
            const waits = count(recordsOf(trace, 'connectionWait'), (id) => lanes.parent[records.lane[id]!] === index + 1 && records.time[id]! <= time && records.time[id]! + records.span[id]! > time)
            expect(fn.waiting).toBe(waits)
          })
          state.sources.forEach((source, index) => {
            const lane = run.flow.data.flow.firstSource + index
            const own = (id: number) => records.time[id]! <= time && records.lane[arrivalOf(trace, id)] === lane
            expect(source.sent).toBe(count(recordsOf(trace, 'arrival'), own))
            expect(source.refused).toBe(count(recordsOf(trace, 'throttle', 'reject'), own))
            expect(source.gaveUp).toBe(count(recordsOf(trace, 'giveUp'), own))
            expect(source.retrying).toBe(count(recordsOf(trace, 'retryWait'), (id) => own(id) && records.time[id]! + records.span[id]! > time))
          })
        }
      }),
      { numRuns: 40 },
    )
  })

  it('in any order of reading', () => {
    const run = runFlow(varied())
    const times = [0, 1_500_000, 3_000_000, 4_700_000, 8_000_000]
    const at = (time: number) => structuredClone(run.flow.read(time))
    const forwards = times.map(at)
    expect(times.toReversed().map(at).toReversed()).toEqual(forwards)
  })

  it('and the pools never hold more than they may', () => {
    const run = runFlow(varied())
    const { data, read, plan } = run.flow
    let full = 0
    for (let time = 0; time <= run.model.trace.until; time += 50_000) {
      const state = read(time)
      plan.functions.forEach(({ pools }, fn) =>
        pools.forEach((_, pool) => {
          const fill = poolFill(data, state, fn, pool)!
          expect(fill.used).toBeLessThanOrEqual(fill.limit)
          if (fill.used === fill.limit) full++
        }),
      )
    }
    expect(full).toBeGreaterThan(10)
  })

  it('tells provisioned environments, which no record opened', () => {
    const { model, flow } = runFlow(varied())
    const state = flow.read(0)
    expect(state.functions[0]!.alive).toBe(6)
    const rows = [...state.lane.keys()].filter((row) => state.cells[row] !== CELL.gone)
    expect(rows.every((row) => model.trace.lanes.pool[state.lane[row]!] === POOL.provisioned)).toBe(true)
  })
})

describe('trips', () => {
  it('are the events of the window, each on its way', () => {
    fc.assert(
      fc.property(arbitraryScenario(), shares, fc.constantFrom(0.01, 0.5, -2, 30), (scenario, at, rate) => {
        const { model, flow } = runFlow(scenario)
        const { trace } = model
        const { records } = trace
        const trips = createTrips(flow.plan.sources.length)
        const window = tripWindow(rate, trace.until)
        for (const share of at) {
          const time = Math.floor(share * trace.until)
          readTrips(flow.data, flow.read(time), window, trips)
          const shown = trips.list.slice(0, trips.length)
          for (const { progress } of shown) expect(progress >= 0 && progress <= 1).toBe(true)
          trips.streams.forEach((streams, source) => {
            const lane = flow.data.flow.firstSource + source
            const between = (id: number, from: number, to: number) => records.lane[arrivalOf(trace, id)] === lane && records.time[id]! > from && records.time[id]! <= to
            const coming = count(recordsOf(trace, 'arrival'), (id) => between(id, time, time + window))
            expect(streams.requests).toBe(coming)
            expect(shown.filter((trip) => trip.kind === 'request' && trip.source === source)).toHaveLength(coming > DOTS_MAX ? 0 : coming)
            const refused = count(recordsOf(trace, 'throttle', 'reject'), (id) => between(id, time - window, time))
            expect(streams.refusals).toBe(refused)
            expect(shown.filter((trip) => trip.kind === 'refusal' && trip.source === source)).toHaveLength(Math.min(DOTS_MAX, refused))
          })
        }
      }),
      { numRuns: 40 },
    )
  })

  it('show answers to those who still wait, and nothing else', () => {
    const { model, flow } = runFlow(varied())
    const { trace, index } = model
    const { records } = trace
    const trips = createTrips(3)
    const window = tripWindow(0.1, trace.until)
    let seen = 0
    for (let time = 0; time <= trace.until; time += 100_000) {
      readTrips(flow.data, flow.read(time), window, trips)
      for (const { kind, record } of trips.list.slice(0, trips.length)) {
        if (kind !== 'answer') continue
        seen++
        const end = records.time[record]! + records.span[record]!
        expect(records.kind[record]).toBe(KIND.handler)
        expect(end).toBeLessThanOrEqual(time)
        expect(gaveUpAt(index, arrivalOf(trace, record)) ?? Infinity).toBeGreaterThanOrEqual(end)
        expect(records.request[record]).not.toBe(NONE)
      }
    }
    expect(seen).toBeGreaterThan(20)
  })
})
