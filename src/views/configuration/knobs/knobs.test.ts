import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../../../scenario/defaults.ts'
import { parseScenario, type Issue } from '../../../scenario/parse.ts'
import { PRESETS } from '../../../scenario/presets/index.ts'
import type { Arrivals, Scenario } from '../../../sim/scenario.ts'
import { withArrivalKind, type Target } from '../edit.ts'
import { issuesAt, shownKnobs } from '../issuesAt.ts'
import type { Knob } from '../knob.ts'
import { mostReservable, poolOf, withPool } from './concurrency.ts'
import { DOOR } from './doors.ts'
import { KNOB_GROUPS } from './index.ts'
import { idleLifetimeChoice } from './rest.ts'

const target: Target = { fn: 0, source: 0 }
const kinds: readonly Arrivals['kind'][] = ['poisson', 'regular', 'schedule', 'bursts', 'rate', 'renewal', 'expression']

const doors: readonly Scenario[] = ['event', 'sqs', 'sqs-fifo', 'kinesis', 'dynamodb', 'msk', 'kafka', 'activemq', 'rabbitmq', 'documentdb', 'sns', 's3', 'eventbridge', 'scheduler', 'cognito'].map((door) =>
  DOOR.write(defaultScenario({ functions: [defaultFunction('orders-api', { Timeout: 60 })] }), target, door),
)

/** Scenarios that between them show every knob. */
const scenarios: readonly Scenario[] = [
  ...doors,
  ...kinds.map((kind) =>
    defaultScenario({
      traffic: [
        defaultSource('callers', 'orders-api', {
          arrivals: withArrivalKind({ kind: 'poisson', ratePerSecond: 2 }, kind, 60_000),
          via: 'http-api',
        }),
      ],
    }),
  ),
  withPool(defaultScenario(), target, 'provisioned'),
  withPool(defaultScenario(), target, 'reserved'),
  ...PRESETS.map((preset) => preset.scenario),
]

const knobsOf = (scenario: Scenario): readonly Knob[] =>
  KNOB_GROUPS.flatMap((group) => shownKnobs(group, scenario, target))

const problems = (scenario: Scenario): readonly Issue[] => {
  const result = parseScenario(scenario)
  return result.ok ? [] : result.issues
}

describe('number knobs', () => {
  it('write what they read, at every stop', () => {
    for (const scenario of scenarios) {
      for (const knob of knobsOf(scenario)) {
        if (knob.kind !== 'number') continue
        const stops = knob.stops?.(scenario, target) ?? []
        for (const stop of [stops[0], stops[stops.length >> 1], stops.at(-1)]) {
          if (stop === undefined) continue
          const read = knob.read(knob.write(scenario, target, stop), target)
          expect(read, `${knob.id} at ${stop}`).toBeCloseTo(stop, 6)
        }
      }
    }
  })

  it('have ascending stops', () => {
    for (const knob of scenarios.flatMap(knobsOf)) {
      if (knob.kind !== 'number') continue
      const stops = knob.stops?.(scenarios[0] as Scenario, target) ?? []
      expect(stops.every((stop, index) => index === 0 || stop > (stops[index - 1] as number)), knob.id).toBe(true)
    }
  })

  it('lead to valid scenarios in the middle of their range', () => {
    for (const scenario of scenarios.slice(0, doors.length + kinds.length)) {
      for (const knob of knobsOf(scenario)) {
        if (knob.kind !== 'number') continue
        const stops = knob.stops?.(scenario, target) ?? []
        // Rate and duration together are bounded by the number of requests; that is checked elsewhere.
        if (['ratePerSecond', 'peakRate', 'duration', 'scheduleCount'].includes(knob.id)) continue
        const middle = stops[stops.length >> 1]
        if (middle !== undefined) expect(problems(knob.write(scenario, target, middle)), knob.id).toEqual([])
      }
    }
  })
})

describe('choices', () => {
  it('offer what is set, and write what they read', () => {
    for (const scenario of scenarios) {
      for (const knob of knobsOf(scenario)) {
        if (knob.kind !== 'choice') continue
        const options = knob.options(scenario, target).map((option) => option.value)
        expect(options, knob.id).toContain(knob.read(scenario, target))
        for (const option of options) {
          const next = knob.write(scenario, target, option)
          expect(knob.read(next, target), `${knob.id} ${option}`).toBe(option)
        }
      }
    }
  })
})

describe('pool', () => {
  it('goes from one to another and leaves valid scenarios behind', () => {
    let scenario = defaultScenario()
    for (const pool of ['reserved', 'provisioned', 'unreserved', 'provisioned', 'reserved', 'unreserved'] as const) {
      scenario = withPool(scenario, target, pool)
      expect(poolOf(scenario.functions[0] ?? defaultFunction(''))).toBe(pool)
      expect(problems(scenario), pool).toEqual([])
    }
    expect(scenario.traffic[0]?.Qualifier).toBeNull()
  })

  it('provisions at most what is reserved', () => {
    const scenario = defaultScenario({ functions: [defaultFunction('orders-api', { ReservedConcurrentExecutions: 8 })] })
    const next = withPool(scenario, target, 'provisioned')
    expect(next.functions[0]?.provisioned[0]?.ProvisionedConcurrentExecutions).toBe(8)
    expect(problems(next)).toEqual([])
  })

  it('reserves at most what the account has left', () => {
    const scenario = defaultScenario({
      functions: [defaultFunction('orders-api'), defaultFunction('b', { ReservedConcurrentExecutions: 300 })],
    })
    expect(mostReservable(scenario, target)).toBe(600)
    const reserve = (ReservedConcurrentExecutions: number) =>
      problems({ ...scenario, functions: scenario.functions.map((one, at) => (at === 0 ? { ...one, ReservedConcurrentExecutions } : one)) })
    expect(reserve(600)).toEqual([])
    expect(reserve(601)).not.toEqual([])
  })
})

it('names the idle lifetimes it offers', () => {
  const withLifetime = (idleLifetimeSeconds: Scenario['assumptions']['idleLifetimeSeconds']) => {
    const scenario = defaultScenario()
    return idleLifetimeChoice({ ...scenario, assumptions: { ...scenario.assumptions, idleLifetimeSeconds } })
  }
  expect(idleLifetimeChoice(defaultScenario())).toBe('measured')
  expect(withLifetime(null)).toBe('forever')
  expect(withLifetime({ kind: 'deterministic', value: 600 })).toBe('600')
  expect(withLifetime({ kind: 'deterministic', value: 601 })).toBe('custom')
})

describe('issues at knobs', () => {
  const issue = (path: string): Issue => ({ code: 'x', path, message: path, value: 0, allowed: '' })
  const scenario = defaultScenario()
  const knobs = knobsOf(scenario)

  it('finds the knob with the longest path', () => {
    const found = issuesAt([issue('functions[0].MemorySize'), issue('functions[0].SnapStart.ApplyOn')], knobs, target)
    expect([...found.keys()].map((knob) => knob.id)).toEqual(['MemorySize', 'SnapStart'])
  })

  it('leaves what belongs to another function or to nobody', () => {
    expect(issuesAt([issue('functions[1].MemorySize'), issue(''), issue('relaxed')], knobs, target).size).toBe(0)
  })
})

describe('entry points', () => {
  const idsOf = (scenario: Scenario) => knobsOf(scenario).map(({ id }) => id)

  it('bring the settings of their kind with them, and no client where nobody waits', () => {
    const [event, sqs, fifo, kinesis] = doors.map(idsOf)
    expect(event).toEqual(expect.arrayContaining(['asyncRetries', 'asyncAge', 'deadLetter', 'onFailure', 'onSuccess']))
    expect(sqs).toEqual(expect.arrayContaining(['BatchSize', 'batchingWindow', 'VisibilityTimeout', 'maxReceiveCount', 'MaximumConcurrency', 'reportFailures']))
    expect(fifo).toContain('messageGroups')
    expect(fifo).not.toContain('batchingWindow')
    expect(kinesis).toEqual(expect.arrayContaining(['ShardCount', 'ParallelizationFactor', 'streamRetries', 'recordAge', 'bisect', 'streamOnFailure']))
    for (const ids of [event, sqs, fifo, kinesis]) expect(ids).not.toEqual(expect.arrayContaining(['retryMode']))
    expect(idsOf(defaultScenario())).not.toEqual(expect.arrayContaining(['asyncRetries']))
  })

  it('say what is sent', () => {
    const unitOfRate = (scenario: Scenario) => {
      const rate = knobsOf(scenario).find(({ id }) => id === 'ratePerSecond')
      return rate?.kind === 'number' ? rate.unit?.(scenario, target) : undefined
    }
    expect([defaultScenario(), ...doors].map(unitOfRate)).toEqual([
      'requests/s', 'events/s', 'messages/s', 'messages/s', 'records/s', 'records/s', 'records/s', 'records/s', 'messages/s', 'messages/s', 'changes/s',
      'events/s', 'events/s', 'events/s', 'events/s', 'requests/s',
    ])
  })

  it('leave valid scenarios behind, on the way there and back', () => {
    for (const scenario of doors) {
      expect(problems(scenario)).toEqual([])
      const back = DOOR.write(scenario, target, 'sdk')
      expect(back.traffic[0]?.eventSource).toBeNull()
      expect(problems(back)).toEqual([])
    }
  })
})
