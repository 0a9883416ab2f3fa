import { describe, expect, it } from 'vitest'
import { createDigest } from '../metrics/digest.ts'
import { summaryOf } from '../metrics/runSummary.ts'
import { studySeeds } from '../metrics/study.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import { createSimulation, simulate } from '../sim/simulate.ts'
import type { Port, Reply, Request } from './protocol.ts'
import { createRunner } from './runner.ts'
import { createOutliner } from '../metrics/timeline/outline.ts'
import { createStudyClient } from './studyClient.ts'

const home = HOME_PRESET.scenario
const other = { ...home, functions: home.functions.map((one) => ({ ...one, ReservedConcurrentExecutions: 20 })) }

/** A worker without a thread: slices run when told to. */
function setUp() {
  const slices: (() => void)[] = []
  let clock = 0
  let closed = 0
  const open = (): Port => {
    let tell: (reply: Reply) => void = () => undefined
    const receive = createRunner({
      create: createSimulation, digest: createDigest, outline: createOutliner(), prewarmScenario: defaultScenario(),
      post: (reply) => tell(reply),
      now: () => (clock += 5),
      yieldThen: (callback) => slices.push(callback),
    })
    return { send: (request: Request) => receive(request), listen: (onReply) => (tell = onReply), close: () => void closed++ }
  }
  const drain = () => {
    for (let slice = slices.shift(); slice !== undefined; slice = slices.shift()) slice()
  }
  return { client: createStudyClient({ open }), slices, drain, closes: () => closed }
}

describe('a study in the worker', () => {
  const seeds = studySeeds(home.seed, 6)
  it('keeps the summary of each run, A and B by seed, the same each time', async () => {
    const run = async () => {
      const { client, drain } = setUp()
      const fractions: number[] = []
      const outcome = client.run([home, other], seeds, (fraction) => fractions.push(fraction))
      drain()
      return { outcome: await outcome, fractions }
    }
    const { outcome, fractions } = await run()
    if (outcome.kind !== 'done') throw new Error(outcome.kind)
    expect([outcome.study.a.length, outcome.study.b.length]).toEqual([6, 6])
    const trace = simulate({ ...other, seed: seeds[3]! })
    expect(outcome.study.b[3]).toEqual(summaryOf(trace, createDigest(trace, other)))
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect((await run()).outcome).toEqual(outcome)
  })
  it('that is cancelled ends its worker, and the next one starts afresh', async () => {
    const { client, slices, drain, closes } = setUp()
    const first = client.run([home, other], studySeeds(1, 50), () => undefined)
    expect(slices.length).toBe(1)
    client.cancel()
    expect(await first).toEqual({ kind: 'cancelled' })
    expect(closes()).toBe(1)
    const second = client.run([home, other], seeds, () => undefined)
    drain()
    expect((await second).kind).toBe('done')
  })
  it('that fails says why', async () => {
    const { client, drain } = setUp()
    const broken = { ...home, traffic: home.traffic.map((one) => ({ ...one, function: 'nobody' })) }
    const outcome = client.run([broken, broken], seeds, () => undefined)
    drain()
    expect((await outcome).kind).toBe('failed')
  })
})
