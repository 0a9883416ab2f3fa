import { describe, expect, it } from 'vitest'
import { defaultScenario, defaultSource } from '../../scenario/defaults'
import { PRESETS, presetById } from '../../scenario/presets'
import type { Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { modelsText } from '../../text/en/models'
import { comparesModels, modelOf } from './compares'
import { type ModelRow, modelRows } from './rows'
import { type ModelState, stateAt } from './state'

const scenario = presetById('four-ways')!.scenario
const trace = simulate(scenario)
const rows = modelRows(trace, scenario)
const [direct, event, queue, stream] = rows as readonly [ModelRow, ModelRow, ModelRow, ModelRow]
const SECOND = 1_000_000
const at = (row: ModelRow, seconds: number): ModelState => stateAt(trace, row, seconds * SECOND)

describe('the same failing handler, by model', () => {
  it('is tried once, three times, and as often as the queue and the mapping say', () => {
    expect(rows.map(({ model }) => model)).toEqual(['synchronous', 'asynchronous', 'queue', 'stream'])
    expect(rows.map(({ attempts }) => attempts.length)).toEqual([1, 3, 3, 3])
    expect(rows.map(({ most }) => most)).toEqual([1, 3, 3, 3])
    for (const { attempts } of rows) for (const { outcome } of attempts) expect(outcome).toBe('functionError')
  })
  it('ends with the caller, as a dead letter of the function, of the queue, and given up', () => {
    expect(rows.map(({ end }) => end?.kind)).toEqual(['kept', 'deadLettered', 'deadLettered', 'lost'])
    expect(event.target).toBe('dead-letters')
    expect(direct.answer).toMatchObject({ outcome: 'functionError' })
  })
})

describe('at a time', () => {
  it('an event is where the run says: unsent, running, waiting, over', () => {
    expect(at(direct, 0).place).toBe('unsent')
    expect(at(direct, 1.3).place).toBe('function')
    expect(at(direct, 10)).toMatchObject({ place: 'caller', attempts: 1, answered: 'functionError', ended: 'kept', wait: null })
    expect(at(event, 30)).toMatchObject({ place: 'holder', attempts: 1, ended: null })
    expect(at(event, 30).wait! / SECOND).toBeCloseTo(31.43, 1)
    expect(at(event, 100)).toMatchObject({ place: 'holder', attempts: 2 })
    expect(at(event, 199)).toMatchObject({ place: 'end', attempts: 3, ended: 'deadLettered' })
    expect(at(queue, 20)).toMatchObject({ place: 'holder', attempts: 1 })
    expect(at(queue, 199)).toMatchObject({ place: 'end', attempts: 3, ended: 'deadLettered' })
    expect(at(stream, 3)).toMatchObject({ place: 'holder', attempts: 1 })
    expect(at(stream, 4)).toMatchObject({ place: 'holder', attempts: 2 })
    expect(at(stream, 199)).toMatchObject({ place: 'gone', ended: 'lost' })
  })
  it('counts add up to what was sent', () => {
    expect(at(direct, 199).counts).toEqual({ sent: 5, waiting: 0, running: 0, out: 0 })
    expect(at(event, 30).counts).toMatchObject({ sent: 5, waiting: 1 })
    expect(at(event, 199).counts).toMatchObject({ sent: 5, waiting: 0, out: 1 })
    expect(at(queue, 20).counts).toEqual({ sent: 5, waiting: 1, running: 0, out: 0 })
    expect(at(queue, 199).counts).toEqual({ sent: 5, waiting: 0, running: 0, out: 1 })
  })
  it('attempts only grow, and every state can be said', () => {
    for (const row of rows) {
      let before = 0
      for (let time = 0; time <= trace.until; time += 333_333) {
        const state = stateAt(trace, row, time)
        expect(state.attempts).toBeGreaterThanOrEqual(before)
        before = state.attempts
        for (const words of [modelsText.place(row, state), modelsText.seen(row, state), modelsText.retrier(row)]) expect(words).toMatch(/^(?!.*(undefined|NaN|null))[A-Z0-9]/)
      }
    }
  })
})

it('knows which scenarios have something to compare', () => {
  expect(PRESETS.filter((preset) => comparesModels(preset.scenario)).map(({ id }) => id)).toEqual(['four-ways'])
  expect(modelOf(defaultSource('a', 'f', { via: 'alb' }))).toBe('synchronous')
})

it('follows something in every scenario that sends anything, and nothing where nothing is sent', () => {
  for (const { id, scenario: each } of PRESETS) {
    if (id === 'busy-day' || id === 'compressed-day') continue
    expect(modelRows(simulate(each), each).length).toBe(each.traffic.length)
  }
  const quiet: Scenario = defaultScenario({ traffic: [defaultSource('a', defaultScenario().functions[0]!.FunctionName, { arrivals: { kind: 'list', requests: [] } })] })
  expect(modelRows(simulate(quiet), quiet)).toEqual([])
})
