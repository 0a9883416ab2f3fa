import { describe, expect, it } from 'vitest'
import { presetById } from '../scenario/presets/index'
import { simulate } from '../sim/simulate'
import type { LaneId, Trace } from '../sim/trace/schema'
import { traceFromText } from '../sim/trace/testing/fixture'
import { byAppearance } from './appearance'
import { environmentNumber, isEnvironment, recordsOf } from './environments'
import { assignRows } from './timeline/rows'

const environments = (trace: Trace): LaneId[] => Array.from({ length: trace.lanes.length }, (_, lane) => lane).filter((lane) => isEnvironment(trace, lane))

describe('environments in order of appearance', () => {
  it('of a provisioned pool, ready at once: by first use, unused ones last', () => {
    const trace = traceFromText(1000, 'f/1@provisioned: 0 create 5; 50 handler#2 10\nf/2@provisioned: 0 create 5\nf/3@provisioned: 0 create 5; 10 handler#1 10; 90 handler#3 10')
    const [one, two, three] = environments(trace)
    expect([three, one, two].map((lane) => environmentNumber(trace, lane!))).toEqual([1, 2, 3])
    const { rowOfLane } = assignRows(trace)
    expect([three, one, two].map((lane) => rowOfLane[lane!])).toEqual([0, 1, 2])
  })

  it('on demand: by creation', () => {
    const trace = traceFromText(1000, 'f/1: 5 create#1 50 + handler#1 10\nf/2: 5 create#2 10 + handler#2 10')
    expect(environments(trace).map((lane) => environmentNumber(trace, lane))).toEqual([1, 2])
  })

  it('leaves every number once, and the first request of a provisioned pool in its first row', () => {
    const trace = simulate(presetById('provisioned-spill')!.scenario)
    const lanes = environments(trace)
    expect(lanes.map((lane) => environmentNumber(trace, lane)).toSorted((a, b) => a - b)).toEqual(lanes.map((_, at) => at + 1))
    const { groups, rowOfLane } = assignRows(trace)
    const pool = groups.find(({ kind }) => kind === 'provisioned')!
    const members = lanes.filter((lane) => rowOfLane[lane]! >= pool.first && rowOfLane[lane]! < pool.first + pool.count).toSorted(byAppearance(trace))
    expect(members.map((lane) => rowOfLane[lane])).toEqual(members.map((_, at) => pool.first + at))
    const uses = members.map((lane) => recordsOf(trace, lane).find((row) => trace.records.request[row]! >= 0)!)
    expect(uses).toEqual(uses.toSorted((a, b) => a - b))
  })
})
