import { describe, expect, it } from 'vitest'
import { defaultFunction } from '../scenario/defaults.ts'
import { encodeLink } from '../scenario/link.ts'
import { HOME_PRESET, presetById } from '../scenario/presets/index.ts'
import { createShelf } from './shelf.ts'
import { ENGINE, memoryOf, setUp, withMemory } from './testing/app.ts'
import { createMemory } from './testing/memory.ts'
import { SETTINGS_KEY } from './uiStore.ts'

describe('a run', () => {
  it('starts with the home preset, shows its trace and moves the playhead into it', async () => {
    const { app, asked, done } = setUp()
    expect(asked[0]!.scenario).toEqual(HOME_PRESET.scenario)
    expect(app.runStore.getState().status).toBe('running')
    await done()
    expect(app.runStore.getState()).toMatchObject({ status: 'ready', trace: { until: 6_000_000 }, scenario: HOME_PRESET.scenario })
    expect(app.clock.state().until).toBe(6_000_000)
  })
  it('gives the memory of a trace back when it has been out of sight for a whole run', async () => {
    const { app, done, recycled } = setUp()
    await done()
    const first = app.runStore.getState().trace
    app.scenarioStore.change(withMemory(1024))
    await done()
    expect(recycled).toEqual([])
    app.scenarioStore.change(withMemory(2048))
    await done()
    expect(recycled).toEqual([first])
    expect(app.runStore.getState().trace).not.toBe(first)
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

describe('a preset', () => {
  it('that does not exist is not loaded', () => {
    const { app } = setUp()
    expect(app.scenarioStore.loadPreset('nothing')).toBe(false)
    expect(app.scenarioStore.load({ functions: [defaultFunction('solo')], traffic: [] })).toBe(true)
    expect(app.scenarioStore.getState().presetId).toBeNull()
  })
})
