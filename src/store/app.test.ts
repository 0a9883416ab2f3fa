import { describe, expect, it } from 'vitest'
import { createClock } from '../playback/clock.ts'
import { defaultFunction } from '../scenario/defaults.ts'
import { encodeLink } from '../scenario/link.ts'
import { HOME_PRESET, presetById } from '../scenario/presets/index.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Client, RunOutcome } from '../worker/client.ts'
import type { RunResult } from '../worker/protocol.ts'
import type { AddressBar } from './address.ts'
import { createApp, type LambdascopeApp } from './createApp.ts'
import { WORK_KEY } from './library.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { createMemory } from './testing/memory.ts'
import { SETTINGS_KEY } from './uiStore.ts'

const ENGINE = '1'

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
  let pending = 0
  const client: Client = {
    run: (scenario) => {
      pending++
      return new Promise((resolve) => asked.push({ scenario, answer: (outcome) => (pending--, resolve(outcome)) }))
    },
    cancel: () => undefined,
    prewarm: () => undefined,
    idle: () => pending === 0,
    dispose: () => undefined,
  }
  const resultOf = (scenario: Scenario): RunResult => ({ trace: { until: scenario.durationMs * 1000, requests: 0, records: { length: 0 } }, digest: {} }) as RunResult
  return {
    client,
    asked,
    done: async (index = asked.length - 1) => {
      const { scenario, answer } = asked[index]!
      answer({ kind: 'done', result: resultOf(scenario), elapsedMs: 1 })
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

function setUp(hash = '#/lab', shelf: Shelf = createMemory().tab(), prefersReducedMotion = true) {
  const timers: { callback: () => void; off: boolean }[] = []
  const bar = fakeBar(hash)
  const worker = fakeClient()
  const app: LambdascopeApp = createApp({
    client: worker.client,
    clock: createClock({ requestFrame: () => 0 }),
    homeClock: createClock({ requestFrame: () => 0 }),
    bar: bar.bar,
    shelf,
    engine: ENGINE,
    delay: (callback) => {
      const timer = { callback, off: false }
      timers.push(timer)
      return () => (timer.off = true)
    },
    animating: () => false,
    now: () => 0,
    newId: () => 'id',
    prefersReducedMotion,
  })
  const rest = () => timers.splice(0).forEach((timer) => timer.off || timer.callback())
  return { app, ...bar, ...worker, rest }
}

const withMemory = (MemorySize: number) => (scenario: Scenario): Scenario => ({
  ...scenario,
  functions: scenario.functions.map((fn) => ({ ...fn, MemorySize })),
})
const memoryOf = ({ scenarioStore }: LambdascopeApp): number => scenarioStore.getState().scenario.functions[0]!.MemorySize

describe('a run', () => {
  it('starts with the home preset, shows its trace and moves the playhead into it', async () => {
    const { app, asked, done } = setUp()
    expect(asked[0]!.scenario).toEqual(HOME_PRESET.scenario)
    expect(app.runStore.getState().status).toBe('running')
    await done()
    expect(app.runStore.getState()).toMatchObject({ status: 'ready', trace: { until: 6_000_000 }, scenario: HOME_PRESET.scenario })
    expect(app.clock.state().until).toBe(6_000_000)
  })
  it('follows each change; a newer one keeps it running', async () => {
    const { app, asked, done } = setUp()
    app.scenarioStore.change(withMemory(1024))
    expect(asked).toHaveLength(2)
    await done(0)
    expect(app.runStore.getState()).toMatchObject({ status: 'running', scenario: HOME_PRESET.scenario })
    await done(1)
    expect(app.runStore.getState().status).toBe('ready')
  })
  it('that fails keeps the last trace and says why', async () => {
    const { app, asked, done } = setUp()
    await done()
    app.scenarioStore.change(withMemory(1024))
    asked[1]!.answer({ kind: 'failed', message: 'broken' })
    await Promise.resolve()
    await Promise.resolve()
    expect(app.runStore.getState()).toMatchObject({ status: 'failed', error: 'broken', scenario: HOME_PRESET.scenario })
  })
  it('that is cancelled keeps the last trace, says so, and can be run again', async () => {
    const { app, asked, done } = setUp()
    await done()
    app.scenarioStore.change(withMemory(1024))
    asked[1]!.answer({ kind: 'cancelled' })
    await Promise.resolve()
    await Promise.resolve()
    expect(app.runStore.getState()).toMatchObject({ status: 'cancelled', scenario: HOME_PRESET.scenario })
    app.rerun()
    await done()
    expect(app.runStore.getState().status).toBe('ready')
    expect(app.runStore.getState().scenario?.functions[0]?.MemorySize).toBe(1024)
  })
})

describe('changes', () => {
  it('that are invalid keep the last good scenario, without a run or a step', () => {
    const { app, asked, entries } = setUp()
    expect(app.scenarioStore.change(withMemory(64))).toBe(false)
    expect(memoryOf(app)).toBe(512)
    expect(app.scenarioStore.getState()).toMatchObject({ canUndo: false, issues: [{ path: 'functions[0].MemorySize' }] })
    expect([asked.length, entries.length]).toEqual([1, 1])
    app.scenarioStore.change(withMemory(1024))
    expect(app.scenarioStore.getState().issues).toEqual([])
  })
  it('of one drag are one step back', () => {
    const { app } = setUp()
    for (const size of [600, 700, 800]) app.scenarioStore.change(withMemory(size), { coalesce: 'memory' })
    app.scenarioStore.settle()
    for (const size of [900, 1000]) app.scenarioStore.change(withMemory(size), { coalesce: 'memory' })
    app.scenarioStore.undo()
    expect(memoryOf(app)).toBe(800)
    app.scenarioStore.undo()
    expect(memoryOf(app)).toBe(512)
    expect(app.scenarioStore.getState()).toMatchObject({ canUndo: false, canRedo: true })
    app.scenarioStore.redo()
    app.scenarioStore.redo()
    expect(memoryOf(app)).toBe(1000)
  })
  it('of the same knob are two steps when it rested in between', () => {
    const { app, rest } = setUp()
    app.scenarioStore.change(withMemory(700), { coalesce: 'memory' })
    rest()
    app.scenarioStore.change(withMemory(800), { coalesce: 'memory' })
    app.scenarioStore.undo()
    expect(memoryOf(app)).toBe(700)
  })
  it('after an undo close the way forward', () => {
    const { app } = setUp()
    app.scenarioStore.change(withMemory(600))
    app.scenarioStore.undo()
    app.scenarioStore.change(withMemory(700))
    app.scenarioStore.redo()
    expect(memoryOf(app)).toBe(700)
  })
  it('go back two hundred steps at most', () => {
    const { app } = setUp()
    for (let i = 0; i < 250; i++) app.scenarioStore.change(withMemory(600 + i))
    for (let i = 0; i < 250; i++) app.scenarioStore.undo()
    expect(memoryOf(app)).toBe(649)
  })
})

describe('the address', () => {
  it('gets one entry per step; drags and moments are written over it', async () => {
    const { app, entries, here, done, rest } = setUp('#/lab?p=first-burst&e=1')
    await done()
    app.scenarioStore.change(withMemory(600), { coalesce: 'memory' })
    app.scenarioStore.change(withMemory(700), { coalesce: 'memory' })
    app.scenarioStore.change(withMemory(800), { coalesce: 'memory' })
    expect(entries).toHaveLength(2)
    rest()
    await done()
    app.clock.seek(1_500_000)
    rest()
    expect(entries).toHaveLength(2)
    const scenario = withMemory(800)(HOME_PRESET.scenario)
    expect(here()).toBe(encodeLink({ scenario, presetId: 'first-burst', timeMs: 1500, view: null }, ENGINE))
    expect(app.link()).toBe(here())
  })
  it('writes what was still waiting into the entry it leaves', async () => {
    const { app, entries, done } = setUp('#/lab?p=first-burst&e=1')
    await done()
    app.scenarioStore.change(withMemory(600), { coalesce: 'memory' })
    app.scenarioStore.change(withMemory(700), { coalesce: 'memory' })
    app.scenarioStore.loadPreset('two-functions')
    const dragged = { scenario: withMemory(700)(HOME_PRESET.scenario), presetId: 'first-burst', timeMs: null, view: null }
    expect(entries).toEqual(['#/lab?p=first-burst&e=1', encodeLink(dragged, ENGINE), '#/lab?p=two-functions&e=1'])
  })
  it('takes Back and Forward to the state they had, without steps of their own', async () => {
    const { app, go, done, entries, rest } = setUp('#/lab?p=first-burst&t=2000&e=1')
    await done()
    expect(app.clock.time()).toBe(2_000_000)
    app.scenarioStore.loadPreset('two-functions')
    await done()
    expect(app.clock.time()).toBe(0)
    go(-1)
    await done()
    rest()
    expect(app.scenarioStore.getState()).toMatchObject({ scenario: HOME_PRESET.scenario, presetId: 'first-burst' })
    expect(app.clock.time()).toBe(2_000_000)
    expect(entries).toHaveLength(2)
    go(1)
    expect(app.scenarioStore.getState().scenario).toEqual(presetById('two-functions')!.scenario)
  })
  it('keeps the state when only the place is named', async () => {
    const { app, type, here, done } = setUp()
    await done()
    app.scenarioStore.change(withMemory(600))
    type('#/lab')
    expect(memoryOf(app)).toBe(600)
    expect(here()).toBe(app.link())
  })
  it('that makes no sense shows the home preset and a notice; a good one clears it', async () => {
    const { app, type } = setUp('#/lab?s=broken')
    expect(app.scenarioStore.getState().scenario).toEqual(HOME_PRESET.scenario)
    expect(app.uiStore.getState().notices).toEqual([{ kind: 'broken' }])
    type('#/lab?p=steady-api&v=1000-2000')
    expect(app.uiStore.getState()).toMatchObject({ notices: [], view: { from: 1_000_000, to: 2_000_000 } })
  })
})

describe('notices', () => {
  it('say that a scenario is too large for a link, which is then not made', async () => {
    const { app, here } = setUp()
    const requests = Array.from({ length: 30_000 }, (_, i) => ({ atMs: (i * 7919.123) % 6000, handlerMs: (i * 31.7) % 997 }))
    app.scenarioStore.change((scenario) => ({
      ...scenario,
      traffic: scenario.traffic.map((source) => ({ ...source, arrivals: { kind: 'list' as const, requests } })),
    }))
    expect(app.link()).toBeNull()
    expect(here()).toBe('#/lab')
    expect(app.uiStore.getState().notices).toEqual([{ kind: 'tooLarge' }])
    app.scenarioStore.undo()
    expect(app.link()).toBe('#/lab?p=first-burst&e=1')
    expect(app.uiStore.getState().notices).toEqual([])
  })
})

describe('idle', () => {
  it('waits for the run and for the address', async () => {
    const { app, done, rest } = setUp()
    let quiet = false
    void app.idle().then(() => (quiet = true))
    const turns = async () => {
      for (let i = 0; i < 6; i++) {
        rest()
        await Promise.resolve()
      }
    }
    await turns()
    expect(quiet).toBe(false)
    await done()
    await turns()
    expect(quiet).toBe(false)
  })
})

describe('settings', () => {
  it('outlive the visit', () => {
    const memory = createMemory()
    setUp('#/lab', memory.tab()).app.uiStore.set({ theme: 'projector', singleKeyShortcuts: false, costPer: 'day' })
    expect(setUp('#/lab', memory.tab()).app.uiStore.getState()).toMatchObject({
      theme: 'projector', motion: 'system', singleKeyShortcuts: false, timeUnit: 'auto', costPer: 'day', notices: [],
    })
  })
  it.each(['{', 'null', '"x"', '{"theme":"pink"}', '{"singleKeyShortcuts":1}', '{"timeUnit":"h"}'])('%s in storage gives the defaults and a notice', (text) => {
    const { app } = setUp('#/lab', createMemory({ [SETTINGS_KEY]: text }).tab())
    expect(app.uiStore.getState()).toMatchObject({ theme: 'system', motion: 'system', singleKeyShortcuts: true, notices: [{ kind: 'storageReset' }] })
  })
  it('stored before there were units keep what they say', () => {
    const { app } = setUp('#/lab', createMemory({ [SETTINGS_KEY]: '{"theme":"dark"}' }).tab())
    expect(app.uiStore.getState()).toMatchObject({ theme: 'dark', costPer: 'run', notices: [] })
  })
  it('reach other tabs, unless they make no sense', () => {
    const memory = createMemory()
    const here = setUp('#/lab', memory.tab()).app.uiStore
    const other = memory.tab()
    other.set(SETTINGS_KEY, '{"theme":"dark"}')
    expect(here.getState().theme).toBe('dark')
    other.set(SETTINGS_KEY, '{"theme":"pink"}')
    expect(here.getState()).toMatchObject({ theme: 'dark', notices: [] })
  })
  it('do without storage that refuses', () => {
    const refuse = () => {
      throw new Error('denied')
    }
    const { app } = setUp('#/lab', createShelf({ getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse, length: 1 }))
    app.uiStore.set({ theme: 'dark' })
    expect(app.uiStore.getState().theme).toBe('dark')
  })
})

describe('places', () => {
  it('an address without a place is the front door, which runs its own scenario', async () => {
    for (const hash of ['', '#/', '#']) {
      const { app, asked, done } = setUp(hash)
      expect(app.uiStore.getState().place).toBe('home')
      await done()
      expect(asked).toHaveLength(1)
      expect(app.home.getState().run?.fates).toBeDefined()
      expect(app.runStore.getState().trace).toBeNull()
    }
  })
  it('the Lab runs when one goes there, and again only when something changed', async () => {
    const { app, asked, done, type, here, rest } = setUp('#/')
    await done()
    type('#/lab')
    expect(app.uiStore.getState().place).toBe('lab')
    expect(asked).toHaveLength(2)
    await done()
    expect(here()).toBe('#/lab?p=first-burst&e=1')
    app.scenarioStore.change(withMemory(1024))
    await done()
    rest()
    type('#/')
    expect(app.uiStore.getState().place).toBe('home')
    rest()
    expect(here()).toBe('#/')
    type('#/lab')
    expect([asked.length, memoryOf(app)]).toEqual([3, 1024])
    expect(here()).toBe(app.link())
  })
  it('Back leads from the Lab to the front door and Forward to the same state', async () => {
    const { app, done, type, go, here } = setUp('#/')
    await done()
    type('#/lab?p=two-functions&t=2000&e=1')
    await done()
    go(-1)
    expect([app.uiStore.getState().place, here()]).toEqual(['home', '#/'])
    go(1)
    expect(app.uiStore.getState().place).toBe('lab')
    expect(app.scenarioStore.getState().presetId).toBe('two-functions')
  })
  it('a visit selects a record of the run it leads to, as often as one comes', async () => {
    const { app, done, asked, type } = setUp('#/')
    await done()
    const state = { scenario: HOME_PRESET.scenario, presetId: 'first-burst', timeMs: 1500, view: null }
    app.visit(state, 7)
    await done()
    expect([app.uiStore.getState().selection, app.clock.time()]).toEqual([7, 1_500_000])
    type('#/')
    app.uiStore.select(null)
    app.visit({ ...state, timeMs: 1600 }, 8)
    expect([app.uiStore.getState().selection, app.clock.time(), asked.length]).toEqual([8, 1_600_000, 2])
  })
})

describe('the work of the last visit', () => {
  it('is back when no link says otherwise, with a notice', () => {
    const memory = createMemory()
    const first = setUp('#/lab', memory.tab())
    first.app.scenarioStore.change(withMemory(1024))
    first.rest()
    expect(memory.kept.has(WORK_KEY)).toBe(true)
    const again = setUp('#/lab', memory.tab())
    expect([memoryOf(again.app), again.app.scenarioStore.getState().presetId]).toEqual([1024, 'first-burst'])
    expect(again.app.uiStore.getState().notices).toEqual([{ kind: 'restored' }])
    const linked = setUp('#/lab?p=steady-api', memory.tab())
    expect(linked.app.scenarioStore.getState().presetId).toBe('steady-api')
    expect(linked.app.uiStore.getState().notices).toEqual([])
  })
  it('is not what a link showed without a change', () => {
    const memory = createMemory()
    const { type, rest } = setUp('#/lab?p=steady-api', memory.tab())
    type('#/lab?p=two-functions')
    rest()
    expect(memory.kept.has(WORK_KEY)).toBe(false)
  })
  it('that makes no sense is forgotten', () => {
    const { app } = setUp('#/lab', createMemory({ [WORK_KEY]: '{"schema":1,"scenario":{"functions":7}}' }).tab())
    expect(app.scenarioStore.getState().scenario).toEqual(HOME_PRESET.scenario)
    expect(app.uiStore.getState().notices).toEqual([])
  })
})

describe('a preset', () => {
  it('that does not exist is not loaded', () => {
    const { app } = setUp()
    expect(app.scenarioStore.loadPreset('nothing')).toBe(false)
    expect(app.scenarioStore.load({ functions: [defaultFunction('solo')], traffic: [] })).toBe(true)
    expect(app.scenarioStore.getState().presetId).toBeNull()
  })
})
