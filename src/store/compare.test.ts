import { describe, expect, it } from 'vitest'
import { createClock } from '../playback/clock.ts'
import { changeFromFork } from '../scenario/fork.ts'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Client, RunOutcome } from '../worker/client.ts'
import type { RunResult } from '../worker/protocol.ts'
import type { StudyClient, StudyOutcome } from '../worker/studyClient.ts'
import { createMemory } from './testing/memory.ts'
import { createApp } from './createApp.ts'
import { STUDY_SEEDS } from './compareStore.ts'

const home = HOME_PRESET.scenario
const reserved = (ReservedConcurrentExecutions: number) => (scenario: Scenario): Scenario => ({
  ...scenario,
  functions: scenario.functions.map((one) => ({ ...one, ReservedConcurrentExecutions })),
})

/** Answers at once, and notes what it was asked. */
function promptClient() {
  const asked: Scenario[] = []
  const client: Client = {
    run: (scenario) => {
      asked.push(scenario)
      const trace = { until: scenario.durationMs * 1000, records: { time: Float64Array.of(1) } }
      return Promise.resolve({ kind: 'done', result: { trace, digest: {}, outline: {} } as RunResult, elapsedMs: 1 } satisfies RunOutcome)
    },
    cancel: () => undefined,
    recycle: () => undefined,
    prewarm: () => undefined,
    idle: () => true,
    dispose: () => undefined,
  }
  return { client, asked }
}

async function setUp(hash = '#/lab?p=first-burst&e=1') {
  const shown = promptClient()
  const other = promptClient()
  const studies: { seeds: readonly number[]; scenarios: readonly [Scenario, Scenario]; end: (outcome: StudyOutcome) => void }[] = []
  let cancelled = 0
  const studyClient: StudyClient = {
    run: (scenarios, seeds) => new Promise((end) => studies.push({ seeds, scenarios, end })),
    cancel: () => void cancelled++,
    dispose: () => undefined,
  }
  let here = hash
  const app = createApp({
    client: shown.client, otherClient: other.client, studyClient,
    clock: createClock({ requestFrame: () => 0 }),
    bar: { hash: () => here, push: (next) => (here = next), replace: (next) => (here = next), onNavigate: () => () => undefined },
    homeClock: createClock({ requestFrame: () => 0 }), shelf: createMemory().tab(), now: () => 0, newId: () => 'id', engine: '1', delay: () => () => undefined, animating: () => false, prefersReducedMotion: true,
    session: createMemory().tab(),
  })
  const settled = async () => {
    for (let i = 0; i < 4; i++) await Promise.resolve()
  }
  await settled()
  return { app, shown, other, studies, settled, cancels: () => cancelled, link: () => app.link() }
}

describe('a fork', () => {
  it('is there at once: both futures are the run on show', async () => {
    const { app, shown, other } = await setUp()
    app.scenarioStore.fork(2500)
    expect([shown.asked.length, other.asked.length]).toEqual([1, 0])
    expect(app.compare.otherStore.getState().trace).toBe(app.runStore.getState().trace)
    expect(app.scenarioStore.getState()).toMatchObject({ scenario: home, comparison: { active: 'b', other: home, forkMs: 2500 } })
  })
  it('keeps A while B is edited, and runs only what changed', async () => {
    const { app, shown, other, settled } = await setUp()
    app.scenarioStore.fork(2500)
    app.scenarioStore.change((scenario) => changeFromFork(scenario, 2500, reserved(20)))
    await settled()
    expect([shown.asked.length, other.asked.length]).toEqual([2, 0])
    expect(app.compare.otherStore.getState().scenario).toBe(home)
    expect(app.runStore.getState().scenario!.interventions).toHaveLength(1)
  })
  it('with the original runs only that, under the seed on show', async () => {
    const { app, shown, other, settled } = await setUp()
    app.scenarioStore.change((scenario) => ({ ...reserved(20)(scenario), seed: 7 }))
    await settled()
    const b = app.scenarioStore.getState().scenario
    app.scenarioStore.compareWith(home)
    await settled()
    expect(app.scenarioStore.getState()).toMatchObject({ scenario: b, presetId: 'first-burst', comparison: { active: 'b', other: { ...home, seed: 7 }, forkMs: 0 } })
    expect([shown.asked.length, other.asked.length]).toEqual([2, 1])
    app.scenarioStore.undo()
    expect(app.scenarioStore.getState()).toMatchObject({ scenario: b, comparison: null })
  })
  it('switches without running anything, and without a step', async () => {
    const { app, shown, other, settled } = await setUp()
    app.scenarioStore.fork(0)
    app.scenarioStore.change(reserved(20))
    await settled()
    const b = app.scenarioStore.getState().scenario
    app.scenarioStore.switchFuture()
    expect(app.scenarioStore.getState()).toMatchObject({ scenario: home, comparison: { active: 'a', other: b } })
    expect(app.runStore.getState().scenario).toBe(home)
    expect(app.compare.otherStore.getState().scenario).toBe(b)
    expect([shown.asked.length, other.asked.length]).toEqual([2, 0])
    app.scenarioStore.change(reserved(5))
    await settled()
    expect(app.compare.otherStore.getState().scenario).toBe(b)
  })
  it('is a step to undo, and so is its end', async () => {
    const { app } = await setUp()
    app.scenarioStore.fork(2500)
    app.scenarioStore.keep('a')
    expect(app.scenarioStore.getState().comparison).toBeNull()
    app.scenarioStore.undo()
    expect(app.scenarioStore.getState().comparison).not.toBeNull()
    app.scenarioStore.undo()
    expect(app.scenarioStore.getState()).toMatchObject({ scenario: home, comparison: null, canUndo: false })
    expect(app.compare.otherStore.getState().trace).toBeNull()
  })
  it('has one seed for both futures', async () => {
    const { app } = await setUp()
    app.scenarioStore.fork(0)
    app.scenarioStore.change((scenario) => ({ ...scenario, seed: 99 }))
    expect(app.scenarioStore.getState().comparison!.other.seed).toBe(99)
  })
  it('ends when another scenario is loaded', async () => {
    const { app } = await setUp()
    app.scenarioStore.fork(0)
    app.scenarioStore.loadPreset('two-functions')
    expect(app.scenarioStore.getState().comparison).toBeNull()
  })
  it('travels in the link', async () => {
    const { app, link } = await setUp()
    app.scenarioStore.fork(2500)
    app.scenarioStore.change((scenario) => changeFromFork(scenario, 2500, reserved(20)))
    const again = await setUp(link()!)
    expect(again.app.scenarioStore.getState()).toMatchObject({ comparison: { active: 'b', forkMs: 2500, other: home } })
    expect(again.app.scenarioStore.getState().scenario).toEqual(app.scenarioStore.getState().scenario)
    expect([again.shown.asked.length, again.other.asked.length]).toEqual([1, 1])
    expect(again.app.compare.otherStore.getState().scenario).toEqual(home)
  })
})

describe('a study', () => {
  it('runs A and B over seeds derived from the scenario, and is forgotten when the scenario changes', async () => {
    const { app, studies, settled } = await setUp()
    app.scenarioStore.fork(0, reserved(20))
    app.compare.study()
    expect(app.compare.studyStore.getState().status).toBe('running')
    expect(studies[0]!.seeds).toHaveLength(STUDY_SEEDS)
    expect(studies[0]!.seeds[0]).toBe(home.seed)
    expect(studies[0]!.scenarios.map((one) => one.functions[0]!.ReservedConcurrentExecutions)).toEqual([8, 20])
    studies[0]!.end({ kind: 'done', study: { a: [], b: [] } })
    await settled()
    expect(app.compare.studyStore.getState()).toMatchObject({ status: 'done', study: { a: [], b: [] } })
    app.scenarioStore.change(reserved(9))
    expect(app.compare.studyStore.getState()).toMatchObject({ status: 'idle', study: null })
  })
})
