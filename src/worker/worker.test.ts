import { describe, expect, it } from 'vitest'
import type { Digest } from '../metrics/digest.ts'
import type { Outline } from '../metrics/timeline/outline.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Simulation } from '../sim/simulate.ts'
import type { Trace } from '../sim/trace/schema.ts'
import { createClient, type Client, type Progress, type RunOutcome } from './client.ts'
import type { Message, Port, Reply, Request } from './protocol.ts'
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
  const client = createClient({ open: () => (opened++, port), now: () => clock, delay: () => () => undefined })
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

/** Workers that say what they are told to, and a clock that is moved by hand. */
function desk() {
  let clock = 0
  const timers = new Set<{ at: number; callback: () => void }>()
  const workers: { sent: Request[]; say: (message: Message) => void; closed: boolean }[] = []
  const client = createClient({
    open: () => {
      const worker = { sent: [] as Request[], say: (() => undefined) as (message: Message) => void, closed: false }
      workers.push(worker)
      return {
        send: (request) => void worker.sent.push(request),
        listen: (onMessage) => (worker.say = onMessage),
        close: () => (worker.closed = true),
      }
    },
    now: () => clock,
    delay: (callback, ms) => {
      const timer = { at: clock + ms, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  })
  const pass = (ms: number) => {
    for (const end = clock + ms; clock < end; clock++) {
      for (const timer of timers) if (timer.at <= clock && timers.delete(timer)) timer.callback()
    }
  }
  return { client, workers, timers, pass, kinds: () => workers.map(({ sent }) => sent.map(({ kind }) => kind)) }
}

describe('a worker deep in one long event', () => {
  it('is ended when it does not answer a cancel, and the next one is warmed up', async () => {
    const { client, workers, timers, pass, kinds } = desk()
    const long = ask(client, taking(1))
    workers[0]!.say({ kind: 'ready' })
    pass(5000)
    client.cancel()
    pass(290)
    expect(kinds()).toEqual([['run', 'cancel']])
    pass(20)
    await settled()
    expect(long.outcome).toEqual({ kind: 'cancelled' })
    expect(kinds()).toEqual([['run', 'cancel'], ['prewarm']])
    expect(workers.map(({ closed }) => closed)).toEqual([true, false])
    expect([client.idle(), timers.size]).toEqual([true, 0])
    const next = ask(client, taking(1))
    workers[0]!.say({ kind: 'failed', id: 2, message: 'a worker that is gone' })
    workers[1]!.say({ kind: 'failed', id: 2, message: 'of the new one' })
    await settled()
    expect(next.outcome).toEqual({ kind: 'failed', message: 'of the new one' })
  })
  it('makes room for the latest run, however often that changes', async () => {
    const { client, workers, timers, pass, kinds } = desk()
    const long = ask(client, taking(1, 'long'))
    workers[0]!.say({ kind: 'ready' })
    workers[0]!.say({ kind: 'progress', id: 1, fraction: 0.99, records: 1 })
    const others = Array.from({ length: 6 }, (_, n) => {
      pass(100)
      return ask(client, taking(1, `${n}`))
    })
    pass(250)
    await settled()
    expect(long.outcome).toBeNull()
    expect(kinds()).toEqual([['run', 'cancel'], ['run']])
    workers[1]!.say({ kind: 'ready' })
    const last = ask(client, taking(1, 'last'))
    workers[1]!.say({ kind: 'failed', id: 7, message: 'ended' })
    await settled()
    expect(workers[1]!.sent.flatMap((request) => (request.kind === 'run' ? request.scenario.title : []))).toEqual(['5', 'last'])
    expect(others.map(({ outcome }) => outcome)).toEqual([null, null, null, null, null, null])
    client.cancel()
    workers[1]!.say({ kind: 'cancelled', id: 8 })
    await settled()
    expect(last.outcome).toEqual({ kind: 'cancelled' })
    expect([client.idle(), timers.size]).toEqual([true, 0])
  })
  it('stays when it answers in time, and while it reports', async () => {
    const { client, workers, timers, pass, kinds } = desk()
    const first = ask(client, taking(1))
    workers[0]!.say({ kind: 'ready' })
    ask(client, taking(1))
    for (let i = 1; i <= 50; i++) {
      pass(50)
      workers[0]!.say({ kind: 'progress', id: 1, fraction: 1 - 1 / (i + 20), records: i })
    }
    expect(kinds()).toEqual([['run']])
    client.cancel()
    pass(250)
    workers[0]!.say({ kind: 'cancelled', id: 1 })
    pass(1000)
    await settled()
    expect(first.outcome).toEqual({ kind: 'cancelled' })
    expect(kinds()).toEqual([['run', 'cancel']])
    expect([workers[0]!.closed, timers.size]).toEqual([false, 0])
  })
  it('is not taken for one whose code is still loading', async () => {
    const { client, workers, timers, pass, kinds } = desk()
    const first = ask(client, taking(1))
    const second = ask(client, taking(1))
    pass(60_000)
    expect(kinds()).toEqual([['run']])
    workers[0]!.say({ kind: 'ready' })
    workers[0]!.say({ kind: 'failed', id: 1, message: 'ended' })
    await settled()
    expect([first.outcome, second.outcome]).toEqual([null, undefined])
    expect(kinds()).toEqual([['run', 'run']])
    client.dispose()
    expect(timers.size).toBe(0)
  })
  it('takes the memory it was given with it: nothing is sent twice or to nobody', async () => {
    const { client, workers, timers, pass, kinds } = desk()
    const trace = { records: { length: 1e6, time: new Float64Array(8) } } as unknown as Trace
    ask(client, taking(1))
    workers[0]!.say({ kind: 'ready' })
    client.recycle(trace)
    client.cancel()
    pass(310)
    expect(kinds()).toEqual([['run', 'recycle', 'cancel'], ['prewarm']])
    client.recycle(trace)
    client.dispose()
    client.recycle(trace)
    client.prewarm()
    expect(await client.run(taking(1))).toBeNull()
    expect(kinds()).toEqual([['run', 'recycle', 'cancel'], ['prewarm', 'recycle']])
    expect([workers.every(({ closed }) => closed), timers.size]).toEqual([true, 0])
  })
})

describe('transfer', () => {
  it('lists each buffer once, however deep', () => {
    const shared = new ArrayBuffer(16)
    const value = { a: new Int32Array(shared), b: [new Uint8Array(shared), { c: new Float64Array(2) }], d: null, e: 'text' }
    expect(buffersOf(value)).toEqual([shared, value.b[1] && (value.b[1] as { c: Float64Array }).c.buffer])
  })
})
