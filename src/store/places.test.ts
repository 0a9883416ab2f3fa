import { describe, expect, it } from 'vitest'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import { WORK_KEY } from './work.ts'
import { memoryOf, setUp, withMemory } from './testing/app.ts'
import { createMemory } from './testing/memory.ts'

const slotsIn = ({ kept }: ReturnType<typeof createMemory>) => [...kept.keys()].filter((key) => key.startsWith(WORK_KEY))

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
    const stateWith = (row: number, timeMs: number) => ({ scenario: HOME_PRESET.scenario, presetId: 'first-burst', timeMs, view: null, subject: { kind: 'record', row, why: true } as const })
    app.visit(stateWith(7, 1500))
    await done()
    expect([app.uiStore.getState().selection, app.clock.time()]).toEqual([7, 1_500_000])
    type('#/')
    app.uiStore.select(null)
    app.visit(stateWith(8, 1600))
    expect([app.uiStore.getState().selection, app.clock.time(), asked.length]).toEqual([8, 1_600_000, 2])
  })
})

describe('what is selected', () => {
  it('is part of the link, and back with it', async () => {
    const { app, done, rest, here } = setUp('#/lab?p=first-burst&e=1')
    await done()
    app.uiStore.select(7)
    app.uiStore.setWhyOpen(true)
    rest()
    expect(here()).toBe('#/lab?p=first-burst&i=r7y&e=1')
    const other = setUp(here())
    expect(other.app.uiStore.getState().selection).toBeNull()
    await other.done()
    expect(other.app.uiStore.getState()).toMatchObject({ selection: 7, whyOpen: true, inspecting: false })
    other.type('#/lab?p=first-burst&i=l1&e=1')
    expect(other.app.uiStore.getState()).toMatchObject({ selection: null, lane: 1, whyOpen: false })
    other.type('#/lab?p=first-burst&e=1')
    expect(other.app.uiStore.getState()).toMatchObject({ selection: null, lane: null })
  })
  it('is nothing where the run has no such row', async () => {
    const { app, done } = setUp('#/lab?p=first-burst&i=r99999&e=1')
    await done()
    expect(app.uiStore.getState().selection).toBeNull()
  })
})

describe('the work of the last visit', () => {
  it('is back when no link says otherwise, with a notice', () => {
    const memory = createMemory()
    const first = setUp('#/lab', memory.tab())
    first.app.scenarioStore.change(withMemory(1024))
    first.rest()
    expect(slotsIn(memory)).toHaveLength(1)
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
    expect(slotsIn(memory)).toEqual([])
  })
  it('that makes no sense is forgotten', () => {
    const { app } = setUp('#/lab', createMemory({ [WORK_KEY]: '{"schema":1,"scenario":{"functions":7}}' }).tab())
    expect(app.scenarioStore.getState().scenario).toEqual(HOME_PRESET.scenario)
    expect(app.uiStore.getState().notices).toEqual([])
  })
})
