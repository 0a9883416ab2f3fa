import { describe, expect, it } from 'vitest'
import type { Digest } from '../metrics/digest.ts'
import type { Outline } from '../metrics/timeline/outline.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Simulation } from '../sim/simulate.ts'
import type { Trace } from '../sim/trace/schema.ts'
import { createClient, type Client, type Progress, type RunOutcome } from './client.ts'
import type { Port, Reply, Request } from './protocol.ts'
import { createRunner } from './runner.ts'
import { buffersOf } from './transfer.ts'

/** A worker in the same thread whose time is cranked by hand: a scenario takes `seed` ms to run. */
function bench() {
  let clock = 0
  const tasks: (() => void)[] = []
  const posted: { reply: Reply; transfer: ArrayBuffer[] }[] = []
  const sent: Request[] = []
  let opened = 0
  let onReply: (reply: Reply) => void = () => undefined
  let onLost: (message: string) => void = () => undefined
  const receive = createRunner({
    create: (scenario) => fakeSimulation(scenario, () => clock++),
    digest: () => ({ edges: new Float64Array(1) }) as unknown as Digest,
    outline: () => ({}) as Outline,
    post: (reply, transfer) => {
      posted.push({ reply, transfer })
      tasks.push(() => onReply(reply))
    },
    now: () => clock,
    yieldThen: (callback) => tasks.push(callback),
    prewarmScenario: defaultScenario({ seed: 30 }),
  })
  const port: Port = {
    send: (request) => {
      sent.push(request)
      tasks.push(() => receive(request))
    },
    listen: (reply, lost) => {
      onReply = reply
      onLost = lost
    },
    close: () => undefined,
  }
  const client = createClient({ open: () => (opened++, port), now: () => clock })
  return {
    client, sent, posted,
    opened: () => opened,
    lose: (message: string) => onLost(message),
    turn: () => tasks.shift()?.(),
    drain: () => { while (tasks.length > 0) tasks.shift()!() },
  }
}

/** Advances the clock by 1 ms a step. */
function fakeSimulation(scenario: Scenario, tick: () => void): Simulation {
  let steps = 0
  return {
    step: () => {
      tick()
      if (scenario.title === 'breaks') throw new Error('broken')
      return ++steps >= scenario.seed
    },
    now: () => steps,
    until: scenario.seed,
    records: () => steps * 10,
    finish: () => ({ engine: scenario.title, records: { time: new Float64Array(3) } }) as unknown as Trace,
  } as Simulation
}

const taking = (ms: number, title = `${ms} ms`): Scenario => defaultScenario({ seed: ms, title })

/** Runs and keeps the outcome; `undefined` until then. */
function ask(client: Client, scenario: Scenario, onProgress?: (progress: Progress) => void) {
  const answer: { outcome: RunOutcome | null | undefined } = { outcome: undefined }
  void client.run(scenario, onProgress ? { onProgress } : {}).then((outcome) => (answer.outcome = outcome))
  return answer
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('a run', () => {
  it('hands over the trace with its buffers', async () => {
    const { client, drain, posted } = bench()
    const answer = ask(client, taking(20))
    drain()
    await settled()
    expect(answer.outcome).toMatchObject({ kind: 'done', result: { trace: { engine: '20 ms' } } })
    expect(posted.at(-1)!.transfer).toHaveLength(2)
    expect(client.idle()).toBe(true)
  })
  it('reports progress that grows, at most every 50 ms', async () => {
    const { client, drain } = bench()
    const seen: Progress[] = []
    ask(client, taking(500), (progress) => seen.push(progress))
    drain()
    expect(seen.length).toBeGreaterThan(4)
    expect(seen.length).toBeLessThanOrEqual(10)
    expect(seen.map((p) => p.fraction)).toEqual(seen.map((p) => p.fraction).toSorted((a, b) => a - b))
    expect(seen.at(-1)!.fraction).toBeLessThanOrEqual(1)
  })
  it('that breaks answers with the message and leaves the worker usable', async () => {
    const { client, drain } = bench()
    const broken = ask(client, taking(5, 'breaks'))
    drain()
    const fine = ask(client, taking(5))
    drain()
    await settled()
    expect(broken.outcome).toEqual({ kind: 'failed', message: 'broken' })
    expect(fine.outcome).toMatchObject({ kind: 'done' })
  })
})

describe('latest wins', () => {
  it('keeps one waiting: those in between resolve to null and never reach the worker', async () => {
    const { client, drain, sent } = bench()
    const answers = [taking(20, 'a'), taking(20, 'b'), taking(20, 'c')].map((scenario) => ask(client, scenario))
    drain()
    await settled()
    expect(answers.map(({ outcome }) => outcome && 'result' in outcome ? outcome.result.trace.engine : outcome)).toEqual(['a', null, 'c'])
    expect(sent.filter((request) => request.kind === 'run')).toHaveLength(2)
  })
  it('cuts a long run short for a newer one', async () => {
    const { client, turn, drain, posted } = bench()
    const slow = ask(client, taking(10_000, 'slow'))
    for (let i = 0; i < 20; i++) turn()
    const fast = ask(client, taking(10, 'fast'))
    drain()
    await settled()
    expect(slow.outcome).toBeNull()
    expect(fast.outcome).toMatchObject({ kind: 'done' })
    expect(posted.filter(({ reply }) => reply.kind === 'done')).toHaveLength(1)
  })
  it('cancels on demand', async () => {
    const { client, turn, drain } = bench()
    const answers = [ask(client, taking(1000)), ask(client, taking(1000))]
    turn()
    client.cancel()
    drain()
    await settled()
    expect(answers.map(({ outcome }) => outcome?.kind)).toEqual(['cancelled', 'cancelled'])
    expect(client.idle()).toBe(true)
  })
  it('lets a real run displace the prewarming one, unanswered', async () => {
    const { client, drain, posted } = bench()
    client.prewarm()
    const answer = ask(client, taking(20))
    drain()
    await settled()
    expect(answer.outcome).toMatchObject({ kind: 'done' })
    expect(posted.map(({ reply }) => reply.kind)).toEqual(['done'])
  })
})

describe('a lost worker', () => {
  it('fails the run and opens a new one for the next', async () => {
    const { client, turn, drain, lose, opened } = bench()
    const first = ask(client, taking(100))
    turn()
    lose('out of memory')
    const second = ask(client, taking(10))
    drain()
    await settled()
    expect(first.outcome).toEqual({ kind: 'failed', message: 'out of memory' })
    expect(second.outcome).toMatchObject({ kind: 'done' })
    expect(opened()).toBe(2)
  })
  it('settles everything when disposed of', async () => {
    const { client, drain } = bench()
    const answers = [ask(client, taking(100)), ask(client, taking(100))]
    client.dispose()
    drain()
    await settled()
    expect(answers.map(({ outcome }) => outcome)).toEqual([null, null])
  })
})

describe('transfer', () => {
  it('lists each buffer once, however deep', () => {
    const shared = new ArrayBuffer(16)
    const value = { a: new Int32Array(shared), b: [new Uint8Array(shared), { c: new Float64Array(2) }], d: null, e: 'text' }
    expect(buffersOf(value)).toEqual([shared, value.b[1] && (value.b[1] as { c: Float64Array }).c.buffer])
  })
})
