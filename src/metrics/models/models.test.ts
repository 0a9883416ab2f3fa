import { describe, expect, it } from 'vitest'
import { DEFAULT_KAFKA, DEFAULT_SERVICE, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults'
import { documentdb } from '../../sources/documentdb/source'
import { mq } from '../../sources/mq/source'
import { initialOf } from '../../sources/source'
import { PRESETS, presetById } from '../../scenario/presets'
import type { Scenario, TrafficSource } from '../../sim/scenario'
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
  for (const via of ['alb', 'cognito', 'alexa', 'websocket', 'cloudfront'] as const) expect(modelOf(defaultSource('a', 'f', { via }))).toBe('synchronous')
  const polled = [DEFAULT_SQS, initialOf(mq), DEFAULT_STREAM, DEFAULT_KAFKA, initialOf(documentdb)].map((eventSource) => modelOf(defaultSource('a', 'f', { via: 'event-source', eventSource })))
  expect(polled).toEqual(['queue', 'queue', 'stream', 'stream', 'stream'])
})

describe('other sources', () => {
  const arn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`
  const one = { kind: 'list' as const, requests: [{ atMs: 0, failAttempts: null }] }
  const fails = { faults: { ...defaultFunction('f').faults, failRequests: [1], failAttempts: null }, DeadLetterConfig: { TargetArn: arn('of-function') } }
  const rowOf = (source: Partial<TrafficSource>): ModelRow => {
    const polls = source.via === 'event-source'
    const each = defaultScenario({ durationMs: 900_000, functions: [defaultFunction('f', polls ? {} : fails)], traffic: [defaultSource('s', 'f', { arrivals: one, ...source })] })
    return modelRows(simulate(each), each)[0]!
  }
  it('have their names and limits', () => {
    const broker = rowOf({ via: 'event-source', eventSource: { ...initialOf(mq), maximumRedeliveries: 2 } })
    expect([modelsText.boxes.holder(broker), broker.most, broker.attempts.length, broker.end?.kind]).toEqual(['Broker queue', 3, 3, 'deadLettered'])
    const topic = rowOf({ via: 'event-source', eventSource: { ...DEFAULT_KAFKA, mapping: { ...DEFAULT_KAFKA.mapping, DestinationConfig: { OnFailure: { Destination: arn('failed') } } } } })
    expect([modelsText.boxes.holder(topic), topic.most, topic.target, topic.end?.kind]).toEqual(['Partition', 11, 'failed', 'noted'])
    const cognito = rowOf({ via: 'cognito' })
    expect([modelsText.boxes.caller(cognito), cognito.model, cognito.most, modelsText.retrier(cognito)]).toEqual(['Cognito', 'synchronous', 3, 'Cognito'])
  })
  it('that push end in the dead-letter queue of the function, or in their own where Lambda took nothing', () => {
    const service = { ...DEFAULT_SERVICE, kind: 'sns' as const, DeadLetterConfig: { Arn: arn('of-topic') } }
    const taken = rowOf({ via: 'event', service })
    expect([modelsText.boxes.caller(taken), taken.target, taken.end?.kind]).toEqual(['SNS', 'of-function', 'deadLettered'])
    const denied = rowOf({ via: 'event', service: { ...service, handOver: { fails: 'denied', fromMs: 0, untilMs: null } } })
    expect([denied.target, denied.end?.kind]).toEqual(['of-topic', 'deadLettered'])
  })
})

it('follows something in every scenario that sends anything, and nothing where nothing is sent', () => {
  for (const { id, scenario: each } of PRESETS) {
    if (id === 'busy-day' || id === 'compressed-day') continue
    expect(modelRows(simulate(each), each).length).toBe(each.traffic.length)
  }
  const quiet: Scenario = defaultScenario({ traffic: [defaultSource('a', defaultScenario().functions[0]!.FunctionName, { arrivals: { kind: 'list', requests: [] } })] })
  expect(modelRows(simulate(quiet), quiet)).toEqual([])
})
