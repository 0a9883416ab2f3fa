import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runsAlike } from '../../scenario/original.ts'
import { presetById } from '../../scenario/presets/index.ts'
import { arbitraryScenario } from '../../scenario/testing/arbitrary.ts'
import { changesBetween } from './changes.ts'
import { withFunction, withSource } from './edit.ts'
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
  it('go into what only one of the two has', () => {
    expect(changesBetween(burst, withPool(burst, FIRST, 'provisioned'))).toContainEqual({ what: 'ProvisionedConcurrentExecutions', values: ['off', '8'] })
    expect(changesBetween(burst, withPool(burst, FIRST, 'unreserved'))).toContainEqual({ what: 'ReservedConcurrentExecutions', values: ['8', 'Not reserved'] })
  })
  it('name their owner where it is asked for', () =>
    expect(changesBetween(burst, withPool(burst, FIRST, 'provisioned'), { named: true }).map(({ what }) => what)).toEqual([
      'orders-api: Pool',
      'orders-api: ProvisionedConcurrentExecutions',
      'orders-api: Allocated before the start',
      'callers: Qualifier',
    ]))
  it('of bursts are read out', () => {
    const arrivals = { kind: 'bursts', bursts: [{ atMs: 1500, count: 3, spreadMs: 0 }] } as const
    expect(changesBetween(burst, withSource(burst, FIRST, { arrivals }))).toEqual([
      { what: 'Arrivals', values: ['10 at 1\u00a0s, 6 at 2.9\u00a0s, 9 at 4.4\u00a0s', '3 at 1.5\u00a0s'] },
    ])
  })
  it('that the words of a knob do not tell say the field', () => {
    const { handler } = burst.functions[0]!
    const slower = (value: number) => withFunction(burst, FIRST, { handler: { ...handler, io: { kind: 'empirical', quantiles: [[0, 1], [0.5, 2], [1, value]] } } })
    expect(changesBetween(slower(3), slower(4)).every(({ what, values }) => what.includes('quantiles') && values?.join() === '3,4')).toBe(true)
  })
  it('of the entry point take what is polled with them', () => {
    const queue = DOOR.write(burst, FIRST, 'sqs')
    expect(changesBetween(burst, queue)).toEqual([{ what: 'Entry point', values: ['HTTP API', 'SQS queue'] }])
    expect(changesBetween(queue, DOOR.write(queue, FIRST, 'kinesis'))).toEqual([{ what: 'Entry point', values: ['SQS queue', 'Kinesis stream'] }])
  })
  it('say whose they are where there are several', () =>
    expect(changesBetween(two, withFunction(two, { fn: 1, source: 0 }, { MemorySize: 4096 }))[0]?.what).toBe(`${two.functions[1]!.FunctionName}: MemorySize`))
  it('of lists, and of what has no knob, are said once', () => {
    const [first, second] = two.functions
    expect(changesBetween(two, { ...two, interventions: [], functions: [first!] })).toEqual([
      { what: 'Interventions', values: ['1', '0'] },
      { what: 'Functions', values: [`${first!.FunctionName}, ${second!.FunctionName}`, first!.FunctionName] },
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
