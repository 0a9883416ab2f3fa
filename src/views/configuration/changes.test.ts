import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runsAlike } from '../../scenario/original.ts'
import { presetById } from '../../scenario/presets/index.ts'
import { arbitraryScenario } from '../../scenario/testing/arbitrary.ts'
import { changesBetween } from './changes.ts'
import { withFunction } from './edit.ts'
import { withPool } from './knobs/concurrency.ts'
import { DOOR } from './knobs/doors.ts'

const FIRST = { fn: 0, source: 0 }
const burst = presetById('first-burst')!.scenario
const two = presetById('two-functions')!.scenario

describe('changes in words', () => {
  it('have the name and unit of their knob', () =>
    expect(changesBetween(burst, withFunction(burst, FIRST, { MemorySize: 2048, Timeout: 3 }))).toEqual([
      { what: 'MemorySize', values: ['512 MB', '2,048 MB'] },
      { what: 'Timeout', values: ['10 s', '3 s'] },
    ]))
  it('say options as the panel does', () => {
    const changes = changesBetween(burst, withPool(burst, FIRST, 'provisioned'))
    expect(changes).toContainEqual({ what: 'Pool', values: ['Reserved', 'Provisioned'] })
    expect(changes).toContainEqual({ what: 'Qualifier', values: ['$LATEST', 'live'] })
  })
  it('of the entry point take what is polled with them', () => {
    const queue = DOOR.write(burst, FIRST, 'sqs')
    expect(changesBetween(burst, queue)).toEqual([{ what: 'Entry point', values: ['HTTP API', 'SQS queue'] }])
    expect(changesBetween(queue, DOOR.write(queue, FIRST, 'kinesis'))).toEqual([{ what: 'Entry point', values: ['SQS queue', 'Kinesis stream'] }])
  })
  it('say whose they are where there are several', () =>
    expect(changesBetween(two, withFunction(two, { fn: 1, source: 0 }, { MemorySize: 4096 }))[0]?.what).toBe(`${two.functions[1]!.FunctionName}: MemorySize`))
  it('of lists, and of what has no knob, are said once', () => {
    expect(changesBetween(two, { ...two, interventions: [], functions: two.functions.slice(0, 1) })).toEqual([
      { what: 'Interventions', values: null },
      { what: 'Functions', values: null },
    ])
    expect(changesBetween(burst, { ...burst, lambdaAsOf: '2024-01-01' })).toEqual([{ what: 'Rules as of', values: [burst.lambdaAsOf, '2024-01-01'] }])
  })
  it('of words are none', () => expect(changesBetween(burst, { ...burst, title: 'Other', description: '' })).toEqual([]))
  it('are there whenever the run may be another', () => {
    fc.assert(
      fc.property(arbitraryScenario(), arbitraryScenario(), (a, b) => {
        expect(changesBetween(a, b).length > 0).toBe(!runsAlike(a, b))
      }),
      { numRuns: 50 },
    )
  })
})
