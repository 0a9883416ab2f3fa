import { describe, expect, it } from 'vitest'
import { ruleAt } from '../../rules/registry'
import { HOME_PRESET } from '../../scenario/presets/index'
import { arbitraryScenario } from '../../scenario/testing/arbitrary'
import { anyScenario, holds, TIME_LIMIT_MS } from '../../sim/properties/testing/scenarios'
import { simulate } from '../../sim/simulate'
import { NONE, RECORD_KINDS } from '../../sim/trace/schema'
import type { RecordId, Trace } from '../../sim/trace/schema'
import { POOL } from '../../sim/trace/writer'
import { rulesText } from '../../text/en/rules'
import { whyText } from '../../text/en/why'
import { chainOf } from '../chain'
import { environmentNumber, isEnvironment } from '../environments'
import { isBusyKind } from '../flight'
import { decisiveOf } from './decisive'
import { factsOf, obstaclesOf } from './facts'
import { decisiveStep, stepOf, STEPS_SHOWN, unfolded, whySteps } from './steps'
import { admissionOf, peersAt, whyNotCold, whyNotThrottled } from './whyNot'

const rows = (trace: Trace): RecordId[] => Array.from({ length: trace.records.length }, (_, row) => row)
const kindOf = (trace: Trace, record: RecordId) => RECORD_KINDS[trace.records.kind[record]!]!

const BROKEN = /undefined|NaN|null|Infinity|\[object|\s\s|−/
const ROOTS = new Set(['arrival', 'provision', 'intervention', 'create', 'handler', 'shutdown'])

describe('on random scenarios', () => {
  for (const [name, scenarios] of [['valid', arbitraryScenario()], ['tight', anyScenario()]] as const) {
    it(`no record lacks a cause, a rule or a readable sentence (${name})`, { timeout: TIME_LIMIT_MS }, () => {
      holds(scenarios, (scenario) => {
        const trace = simulate(scenario)
        const run = { trace, scenario }
        for (const record of rows(trace)) {
          const rule = ruleAt(trace.records.rule[record]!)
          expect(rulesText[rule.id].statement).not.toBe('')
          expect(rule.source.url).toMatch(/^https:/)
          if (trace.records.cause[record] === NONE) expect(ROOTS).toContain(kindOf(trace, record))
          const sentence = whyText.sentence(factsOf(run, record))
          expect(sentence, sentence).not.toMatch(BROKEN)
          expect(sentence, sentence).toMatch(/^[A-Z].*\.$/s)
        }
      }, 40)
    })

    it(`a chain has at most six steps, and they unfold to all of it (${name})`, { timeout: TIME_LIMIT_MS }, () => {
      holds(scenarios, (scenario) => {
        const trace = simulate(scenario)
        for (const record of rows(trace)) {
          const steps = whySteps(trace, record)
          expect(steps.length).toBeGreaterThan(0)
          expect(steps.length).toBeLessThanOrEqual(STEPS_SHOWN)
          expect(unfolded(steps)).toEqual(chainOf(trace, record))
          expect(steps[0]!.records).toEqual([record])
          expect(stepOf(steps, record)).toBe(0)
          const decisive = decisiveOf(trace, record)
          expect(decisiveStep(trace, steps)).toBe(decisive === NONE ? NONE : stepOf(steps, decisive))
          if (decisive !== NONE) expect(kindOf(trace, decisive)).not.toBe('arrival')
        }
      }, 40)
    })

    it(`negatives agree with a direct scan (${name})`, { timeout: TIME_LIMIT_MS }, () => {
      holds(scenarios, (scenario) => {
        const trace = simulate(scenario)
        const run = { trace, scenario }
        for (const record of rows(trace)) {
          if (kindOf(trace, record) !== 'handler') continue
          const not = whyNotThrottled(run, record)
          if (admissionOf(trace, record) === NONE) {
            expect(not).toBeNull()
            continue
          }
          checkRoom(trace, not!, scenario.relaxed)
          checkWarm(run, record)
        }
      }, 30)
    })
  }
})

type Run = Parameters<typeof whyNotThrottled>[0]

function checkRoom(trace: Trace, not: NonNullable<ReturnType<typeof whyNotThrottled>>, relaxed: readonly string[]): void {
  const { records, lanes } = trace
  const now = records.time[not.admission]!
  const fn = lanes.parent[records.lane[not.admission]!]
  if (not.pool !== 'provisioned' && not.limit !== null) expect(not.inFlight.length).toBeLessThan(not.limit)
  if (not.pool === 'reserved') {
    const scanned = rows(trace).filter((row) => {
      const lane = records.lane[row]!
      const lasts = row < not.admission && records.time[row]! <= now && records.time[row]! + records.span[row]! > now
      return lasts && isBusyKind(records.kind[row]!) && records.request[row] !== NONE && lanes.parent[lane] === fn && lanes.pool[lane] !== POOL.provisioned
    })
    expect(not.inFlight).toEqual(scanned)
  }
  // The engine let it in, so there was at least one whole token, to within the rounding of a division.
  for (const allowance of [not.rate, not.scaling]) {
    if (allowance === null || relaxed.includes(allowance.rule)) continue
    expect(allowance.left).toBeGreaterThan(1 - 1e-6)
    expect(allowance.left).toBeLessThanOrEqual(allowance.size)
  }
}

function checkWarm(run: Run, record: RecordId): void {
  const { records } = run.trace
  const not = whyNotCold(run, record)
  const admission = admissionOf(run.trace, record)
  if (kindOf(run.trace, admission) === 'create') {
    expect(not).toBeNull()
    if (!run.trace.lanes.pool[records.lane[admission]!]) expect(peersAt(run, admission).free).toEqual([])
    return
  }
  if (not === null || not.kind === 'ignored') return
  expect(not.idle).toBeGreaterThanOrEqual(0)
  expect(not.free).toBeGreaterThanOrEqual(1)
  expect(not.alive).toBeGreaterThanOrEqual(not.free)
  const before = rows(run.trace).filter((row) => row < admission && records.lane[row] === not.lane)
  const last = before.at(-1)
  if (last !== undefined) expect(not.idle).toBe(records.time[admission]! - records.time[last]! - records.span[last]!)
}

describe('the home scenario', () => {
  const { scenario } = HOME_PRESET
  const trace = simulate(scenario)
  const run = { trace, scenario }
  const of = (request: number, kind: string): RecordId => rows(trace).find((row) => trace.records.request[row] === request - 1 && kindOf(trace, row) === kind)!

  it('says why the fourth request was slow: others were busy, so it waited for a start', () => {
    const steps = whySteps(trace, of(4, 'handler'))
    expect(steps.map(({ record }) => kindOf(trace, record))).toEqual(['handler', 'functionInit', 'runtimeStart', 'create', 'arrival'])
    const create = factsOf(run, of(4, 'create'))
    expect(create).toMatchObject({ kind: 'create', because: 'request', busy: 3 })
    expect(obstaclesOf(run, of(4, 'create')).map((row) => trace.records.request[row]! + 1)).toEqual([1, 2, 3])
  })

  it('marks the lack of a free environment as what decided it, not the arrival', () => {
    const decided = (record: RecordId): string => kindOf(trace, decisiveOf(trace, record))
    expect(decisiveStep(trace, whySteps(trace, of(4, 'handler')))).toBe(3)
    expect(decided(of(4, 'handler'))).toBe('create')
    expect(decided(of(9, 'throttle'))).toBe('throttle')
    // A free environment took it.
    expect(decided(of(11, 'handler'))).toBe('handler')
    expect(decisiveOf(trace, of(4, 'arrival'))).toBe(NONE)
  })

  it('says why there was no environment: none yet, or none left', () => {
    expect(factsOf(run, of(1, 'create'))).toMatchObject({ busy: 0, lack: { kind: 'first' } })
    expect(factsOf(run, of(2, 'create'))).toMatchObject({ busy: 1, lack: null })
    const source = scenario.traffic[0]!
    const late = { ...scenario, traffic: [{ ...source, arrivals: { kind: 'list' as const, requests: [{ atMs: 0 }, { atMs: 4000 }] } }] }
    const idle = { ...late, assumptions: { ...late.assumptions, idleLifetimeSeconds: { kind: 'deterministic' as const, value: 1 } } }
    const deployed = { ...late, interventions: [{ kind: 'deployment' as const, atMs: 2000, function: 'orders-api' }] }
    for (const [changed, reason, words] of [[idle, 'idle', 'was reclaimed after 1'], [deployed, 'outdated', 'newer code']] as const) {
      const other = { trace: simulate(changed), scenario: changed }
      const create = rows(other.trace).findLast((row) => kindOf(other.trace, row) === 'create')!
      expect(factsOf(other, create)).toMatchObject({ busy: 0, lack: { kind: 'gone', last: 1, reason } })
      expect(whyText.sentence(factsOf(other, create))).toContain(words)
    }
  })

  it('says which eight executions a refused request met', () => {
    const facts = factsOf(run, of(9, 'throttle'))
    expect(facts).toMatchObject({ limit: 'reserved', used: 8, allowed: 8 })
    const busy = obstaclesOf(run, of(9, 'throttle'))
    expect(new Set(busy.map((row) => environmentNumber(trace, trace.records.lane[row]!))).size).toBe(8)
    expect(busy.every((row) => isEnvironment(trace, trace.records.lane[row]!))).toBe(true)
  })

  it('says how near a served request came to the limits', () => {
    expect(whyNotThrottled(run, of(4, 'handler'))).toMatchObject({ pool: 'reserved', limit: 8, scaling: { size: 1000, rule: 'CC-19' }, rate: { size: 80 } })
    expect(whyNotThrottled(run, of(4, 'handler'))!.inFlight.length).toBe(3)
    // Three started, and what came back in the few hundredths of a second since.
    expect(Math.floor(whyNotThrottled(run, of(4, 'handler'))!.scaling!.left)).toBe(998)
    expect(whyNotThrottled(run, of(9, 'throttle'))).toBeNull()
  })
})

describe('folding', () => {
  it('puts rounds of retries into one step and keeps what is asked about', () => {
    const retrying = {
      ...HOME_PRESET.scenario,
      functions: HOME_PRESET.scenario.functions.map((fn) => ({ ...fn, ReservedConcurrentExecutions: 1, coldStart: { ...fn.coldStart, functionInit: { kind: 'deterministic' as const, value: 9000 } } })),
      traffic: HOME_PRESET.scenario.traffic.map((source) => ({ ...source, via: 'sdk' as const, client: { ...source.client, retryMode: 'standard' as const, maxAttempts: 6 } })),
      durationMs: 60_000,
    }
    const trace = simulate(retrying)
    const longest = rows(trace).reduce((best, row) => (chainOf(trace, row).length > chainOf(trace, best).length ? row : best), 0)
    const steps = whySteps(trace, longest)
    expect(chainOf(trace, longest).length).toBeGreaterThan(12)
    expect(steps.map(({ kind }) => kind)).toContain('retries')
    expect(steps.length).toBeLessThanOrEqual(STEPS_SHOWN)
    const decisive = steps[decisiveStep(trace, steps)]!
    expect(decisive.kind).toBe('single')
    expect(decisive.record).toBe(decisiveOf(trace, longest))
  })
})
