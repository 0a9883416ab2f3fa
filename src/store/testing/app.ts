import { createClock } from '../../playback/clock.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import type { Client, RunOutcome } from '../../worker/client.ts'
import type { RunResult } from '../../worker/protocol.ts'
import type { AddressBar } from '../address.ts'
import { createApp, type LambdascopeApp } from '../createApp.ts'
import type { Shelf } from '../shelf.ts'
import { createMemory } from './memory.ts'

/** The app over a browser of fakes: history, worker and timers move when told to. Tests only. */

export const ENGINE = '1'

/** A browser's history with hashes only. */
function fakeBar(hash = '') {
  const entries = [hash]
  let at = 0
  let listener: (hash: string) => void = () => undefined
  const bar: AddressBar = {
    hash: () => entries[at]!,
    push: (next) => entries.splice(++at, Infinity, next),
    replace: (next) => (entries[at] = next),
    onNavigate: (tell) => ((listener = tell), () => undefined),
  }
  return {
    bar,
    entries,
    here: () => entries[at]!,
    go: (by: number) => listener(entries[(at += by)]!),
    type: (next: string) => (entries.splice(++at, Infinity, next), listener(next)),
  }
}

/** Answers when told to. */
function fakeClient() {
  const asked: { scenario: Scenario; answer: (outcome: RunOutcome | null) => void }[] = []
  const recycled: Trace[] = []
  let pending = 0
  const client: Client = {
    run: (scenario) => {
      pending++
      return new Promise((resolve) => asked.push({ scenario, answer: (outcome) => (pending--, resolve(outcome)) }))
    },
    cancel: () => undefined,
    recycle: (trace) => void recycled.push(trace),
    prewarm: () => undefined,
    idle: () => pending === 0,
    dispose: () => undefined,
  }
  const resultOf = (scenario: Scenario): RunResult => ({ trace: { until: scenario.durationMs * 1000, requests: 0, records: { length: 9, time: new Float64Array(9).fill(1_000_000), request: new Int32Array(9).fill(-1) }, lanes: { length: 2 }, messages: { length: 1 } }, digest: {}, outline: {} }) as RunResult
  return {
    client,
    asked,
    recycled,
    done: async (index = asked.length - 1) => {
      const { scenario, answer } = asked[index]!
      answer({ kind: 'done', result: resultOf(scenario), elapsedMs: 1 })
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

let ids = 0

export function setUp(hash = '#/lab', shelf: Shelf = createMemory().tab(), prefersReducedMotion = true) {
  const timers: { callback: () => void; off: boolean }[] = []
  const bar = fakeBar(hash)
  const worker = fakeClient()
  const other = fakeClient()
  const app: LambdascopeApp = createApp({
    client: worker.client,
    otherClient: other.client,
    studyClient: { run: () => new Promise(() => undefined), cancel: () => undefined, dispose: () => undefined },
    clock: createClock({ requestFrame: () => 0 }),
    homeClock: createClock({ requestFrame: () => 0 }),
    bar: bar.bar,
    shelf,
    session: createMemory().tab(),
    engine: ENGINE,
    delay: (callback) => {
      const timer = { callback, off: false }
      timers.push(timer)
      return () => (timer.off = true)
    },
    animating: () => false,
    now: () => 0,
    newId: () => `id${ids++}`,
    prefersReducedMotion,
  })
  const rest = () => timers.splice(0).forEach((timer) => timer.off || timer.callback())
  return { app, ...bar, ...worker, rest, other }
}

export const withMemory = (MemorySize: number) => (scenario: Scenario): Scenario => ({
  ...scenario,
  functions: scenario.functions.map((fn) => ({ ...fn, MemorySize })),
})
export const memoryOf = ({ scenarioStore }: LambdascopeApp): number => scenarioStore.getState().scenario.functions[0]!.MemorySize
