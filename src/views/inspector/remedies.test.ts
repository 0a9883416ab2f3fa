import { describe, expect, it } from 'vitest'
import { chainOf } from '../../metrics/chain.ts'
import { presetById } from '../../scenario/presets/index.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import { RECORD_KINDS, type RecordId, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { KIND } from '../../sim/trace/writer.ts'
import { relaxationsFor, remediesFor } from './remedies.ts'

const rowsOf = (trace: Trace, request: number): RecordId[] =>
  Array.from({ length: trace.records.length }, (_, row) => row).filter((row) => trace.records.request[row] === request - 1)
const kindsOf = (trace: Trace, request: number): RecordKind[] => rowsOf(trace, request).map((row) => RECORD_KINDS[trace.records.kind[row]!]!)

/** What is offered for the chain of causes of a request's record. */
function offered(scenario: Scenario, request: number, kind: RecordKind) {
  const trace = simulate(scenario)
  const record = rowsOf(trace, request).find((row) => RECORD_KINDS[trace.records.kind[row]!] === kind)!
  const chain = chainOf(trace, record).toReversed()
  const run = { trace, scenario }
  return { remedies: remediesFor(run, chain), rules: relaxationsFor(run, chain).map(({ rule }) => rule) }
}

const preset = (id: string): Scenario => presetById(id)!.scenario
const labels = ({ remedies }: ReturnType<typeof offered>) => remedies.map(({ id, value }) => [id, value])

describe('a cold start', () => {
  it('would have been none with provisioned concurrency', () => {
    const found = offered(preset('first-burst'), 4, 'handler')
    expect(labels(found)).toEqual([['provisioned', 8]])
    expect(found.rules).toEqual(['LC-18'])
    expect(kindsOf(simulate(found.remedies[0]!.scenario), 4)).toEqual(['arrival', 'handler'])
  })

  it('of a slow runtime with SnapStart, too, where that takes less time than the init', () => {
    const found = offered(preset('java-plain'), 1, 'handler')
    expect(labels(found)).toEqual([['provisioned', 10], ['snapStart', 0]])
    expect(kindsOf(simulate(found.remedies[1]!.scenario), 1)).toContain('restore')
    expect(labels(offered(preset('java-snapstart'), 1, 'handler'))).toEqual([['provisioned', 10]])
  })

  it('beside provisioned concurrency with more of it', () => {
    const { scenario } = offered(preset('first-burst'), 4, 'handler').remedies[0]!
    const fewer = { ...scenario, functions: scenario.functions.map((fn) => ({ ...fn, provisioned: fn.provisioned.map((one) => ({ ...one, ProvisionedConcurrentExecutions: 2 })) })) }
    expect(labels(offered(fewer, 4, 'handler'))).toEqual([['provisioned', 4]])
  })
})

describe('a refusal', () => {
  it('would not have been with a larger reservation, or none', () => {
    const found = offered(preset('first-burst'), 9, 'throttle')
    expect(labels(found)).toEqual([['reserve', 16], ['unreserve', 0]])
    expect(found.rules).toEqual(['CC-04'])
    for (const { scenario } of found.remedies) expect(kindsOf(simulate(scenario), 9)).not.toContain('throttle')
  })

  it('by the scaling rate would not have been with as much provisioned as was asked for', () => {
    const scenario = preset('flash-crowd')
    const { records } = simulate(scenario)
    const request = records.request[records.kind.indexOf(KIND.throttle)]! + 1
    const { remedies } = offered(scenario, request, 'throttle')
    expect(remedies.map(({ id }) => id)).toEqual(['provisioned'])
    expect(kindsOf(simulate(remedies[0]!.scenario), request)).not.toContain('throttle')
  })
})

it('what went well needs no help', () => {
  expect(offered(preset('first-burst'), 11, 'handler')).toEqual({ remedies: [], rules: [] })
})
