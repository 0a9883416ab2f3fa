import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventSource, FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { parseScenario, parseScenarioText } from '../parse.ts'
import { PRESETS } from '../presets/index.ts'
import { arbitraryScenario } from '../testing/arbitrary.ts'
import { fromCli, toCli } from './cli.ts'
import { cliPart, samPart } from './functions.ts'
import type { TextResult } from './result.ts'
import { fromSam } from './sam.ts'
import { toSam } from './samWrite.ts'

/** Not every combination of parts is valid; the properties speak about those that are. */
const valid = arbitraryScenario().filter((scenario) => parseScenario(scenario).ok)

const read = (result: TextResult): Scenario => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}

/** The same scenario with what AWS can express taken from another one. */
function mixed(scenario: Scenario, other: Scenario): Scenario {
  const functions = scenario.functions.map((fn, i): FunctionConfig => {
    const from = other.functions[i % other.functions.length] ?? fn
    const { coldStart, handler, faults, extensions, FunctionName, aliases, sendsTo } = fn
    // A container image brings its runtime, so that of the scenario has to fit.
    const Runtime = fn.PackageType === 'Image' ? fn.Runtime : from.Runtime
    // SAM keeps aliases, and callers name them.
    return { ...from, aliases, Runtime, coldStart, handler, faults, extensions, FunctionName, sendsTo }
  })
  // The settings of queues and streams too; which sources there are is traffic.
  const others = other.traffic.flatMap(({ eventSource }) => eventSource ?? [])
  const traffic = scenario.traffic.map((source, i) => {
    const from = others[i % others.length]
    if (source.eventSource === null || from?.kind !== source.eventSource.kind) return source
    return { ...source, eventSource: { ...from, ...lasting(source.eventSource) } as EventSource }
  })
  return { ...scenario, functions, traffic }
}

/** What of a queue or stream no text of AWS says, or its name depends on. */
function lasting(source: EventSource | null) {
  if (source === null || source.kind === 'dispatcher') return {}
  const ours = Object.fromEntries(Object.entries(source).filter(([name]) => /^[a-z]/.test(name) && name !== 'mapping'))
  const { RetentionPeriodHours, ShardCount } = source.kind === 'dynamodb' ? source : { RetentionPeriodHours: null, ShardCount: null }
  return { ...ours, ...(source.kind === 'sqs' ? { FifoQueue: source.FifoQueue } : {}), ...(ShardCount === null ? {} : { ShardCount, RetentionPeriodHours }) }
}

/** What must come through unchanged whatever the text says. */
const rest = (scenario: Scenario): unknown => ({
  ...scenario,
  functions: scenario.functions.map(({ coldStart, handler, faults, extensions, sendsTo }) => ({ coldStart, handler, faults, extensions, sendsTo })),
  traffic: scenario.traffic.map(({ name, function: target, arrivals, payloadKB, client, service, eventSource }) => ({ name, target, arrivals, payloadKB, client, service, ...lasting(eventSource) })),
})

it('knobs to JSON and back lose nothing', () => {
  fc.assert(
    fc.property(valid, (scenario) => {
      expect(parseScenarioText(JSON.stringify(scenario, null, 2))).toEqual({ ok: true, scenario })
    }),
    { numRuns: 60 },
  )
})

const codecs = [
  { name: 'AWS CLI', to: toCli, from: fromCli, part: cliPart },
  { name: 'SAM', to: (scenario: Scenario) => toSam(scenario), from: fromSam, part: samPart },
]

describe.each(codecs)('$name', ({ to, from, part }) => {
  it('gives the scenario back', () => {
    fc.assert(
      fc.property(valid, (scenario) => {
        expect(read(from(to(scenario), scenario))).toEqual(scenario)
      }),
      { numRuns: 80 },
    )
  })

  it('gives every preset back', () => {
    for (const { scenario, id } of PRESETS) expect(read(from(to(scenario), scenario)), id).toEqual(scenario)
  })

  it('carries all it can express into another scenario, and keeps there what it cannot', () => {
    fc.assert(
      fc.property(valid, valid, (scenario, other) => {
        const before = mixed(scenario, other)
        const after = read(from(to(scenario), before))
        expect(part(after)).toEqual(part(scenario))
        expect(rest(after)).toEqual(rest(before))
      }),
      { numRuns: 80 },
    )
  })
})

it('SAM changes a template at hand to say another scenario', () => {
  fc.assert(
    fc.property(valid, valid, (scenario, other) => {
      const template = toSam(mixed(scenario, other))
      const text = toSam(scenario, template)
      expect(samPart(read(fromSam(text, scenario)))).toEqual(samPart(scenario))
    }),
    { numRuns: 60 },
  )
})
