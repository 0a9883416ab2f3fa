import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDigest } from '../metrics/digest.ts'
import { createOutliner } from '../metrics/timeline/outline.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import { arbitraryScenario } from '../scenario/testing/arbitrary.ts'
import type { Scenario } from '../sim/scenario.ts'
import { createSimulation, simulate } from '../sim/simulate.ts'
import { hashTrace } from '../sim/trace/hash.ts'
import type { Reply } from './protocol.ts'
import { createRunner } from './runner.ts'
import { buffersOf } from './transfer.ts'

const outline = createOutliner()

/** A digest of the columns, quick to compare. */
const bytesOf = (value: unknown): string[] =>
  buffersOf(value).map((buffer) => createHash('sha1').update(new Uint8Array(buffer)).digest('hex'))

/** Runs in slices of a few events, across a clone as `postMessage` makes it. */
function runInWorker(scenario: Scenario): { reply: Reply; left: ArrayBuffer[] } {
  const replies: { reply: Reply; left: ArrayBuffer[] }[] = []
  const tasks: (() => void)[] = []
  let clock = 0
  createRunner({
    create: createSimulation,
    digest: createDigest,
    outline,
    post: (reply, transfer) => replies.push({ reply: structuredClone(reply, { transfer }), left: transfer }),
    now: () => (clock += 10),
    yieldThen: (callback) => tasks.push(callback),
    prewarmScenario: scenario,
  })({ kind: 'run', id: 1, scenario })
  while (tasks.length > 0) tasks.shift()!()
  return replies.at(-1)!
}

describe('a result', () => {
  it('of any scenario crosses whole, is moved rather than copied, and does not depend on the slices', () => {
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        const { reply, left } = runInWorker(scenario)
        if (reply.kind !== 'done') throw new Error(JSON.stringify(reply))
        const { trace, digest } = reply.result
        expect(reply.result.outline.index.trace).toBe(trace)
        expect(bytesOf(reply.result.outline)).toEqual(bytesOf(createOutliner()(trace, scenario)))
        expect(hashTrace(trace)).toBe(hashTrace(simulate(scenario)))
        expect(bytesOf(digest)).toEqual(bytesOf(createDigest(trace, scenario)))
        expect(left.every((buffer) => buffer.byteLength === 0)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
  it('of a run with a limit on records says where it stopped', () => {
    const { reply } = runInWorker(defaultScenario())
    if (reply.kind !== 'done') throw new Error(JSON.stringify(reply))
    expect(reply.result.trace.stoppedAt).toBeNull()
    const simulation = createSimulation(defaultScenario(), { maxRecords: 50 })
    while (!simulation.step(10));
    expect(simulation.finish().stoppedAt).toBeGreaterThan(0)
  })
})
