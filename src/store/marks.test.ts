import { describe, expect, it } from 'vitest'
import { presetById } from '../scenario/presets/index.ts'
import { setUp } from './testing/app.ts'
import { createMemory } from './testing/memory.ts'
import type { Shelf } from './shelf.ts'

const LINK = '#/lab?p=first-burst&t=1000&e=1'

function stored() {
  const { kept, tab } = createMemory()
  return { storage: tab(), kept }
}

const started = async (hash = LINK, storage?: Shelf) => {
  const all = setUp(hash, storage)
  await all.done()
  all.rest()
  return all
}

describe('a step in time', () => {
  it('is an entry of its own, and Back returns to before it without another run', async () => {
    const { app, entries, go, asked, rest } = await started()
    app.step(() => app.uiStore.setRange({ from: 1_000_000, to: 2_000_000 }))
    app.step(() => app.uiStore.setView({ from: 500_000, to: 2_500_000 }))
    app.step(() => app.clock.seek(2_000_000))
    app.step(() => app.uiStore.setFolds({ on: true, opened: [700_000] }))
    expect(entries).toHaveLength(5)
    expect(entries.at(-1)).toBe('#/lab?p=first-burst&t=2000&v=500-2500&o=1-700&r=1000-2000&e=1')
    go(-1)
    rest()
    expect(app.uiStore.getState()).toMatchObject({ folds: { on: false, opened: [] }, range: { from: 1_000_000, to: 2_000_000 } })
    expect(app.clock.time()).toBe(2_000_000)
    go(-1)
    rest()
    expect(app.clock.time()).toBe(1_000_000)
    go(-1)
    rest()
    expect(app.uiStore.getState().view).toBeNull()
    go(-1)
    rest()
    expect(app.uiStore.getState().range).toBeNull()
    go(4)
    rest()
    expect(app.uiStore.getState()).toMatchObject({ view: { from: 500_000, to: 2_500_000 }, folds: { on: true, opened: [700_000] } })
    expect(app.clock.time()).toBe(2_000_000)
    expect(entries).toHaveLength(5)
    expect(asked).toHaveLength(1)
  })
  it('writes what was still moving into the entry it leaves; scrubbing makes none', async () => {
    const { app, entries, rest } = await started()
    for (const at of [1_100_000, 1_200_000, 1_300_000]) app.clock.seek(at)
    app.step(() => app.uiStore.setRange({ from: 0, to: 10_000 }))
    expect(entries).toEqual(['#/lab?p=first-burst&t=1300&e=1', '#/lab?p=first-burst&t=1300&r=0-10&e=1'])
    app.clock.seek(1_500_000)
    app.uiStore.setRange({ from: 0, to: 20_000 })
    rest()
    expect(entries).toEqual(['#/lab?p=first-burst&t=1300&e=1', '#/lab?p=first-burst&t=1500&r=0-20&e=1'])
  })
  it('that changes nothing leaves no entry', async () => {
    const { app, entries } = await started()
    app.step(() => app.clock.seek(1_000_000))
    expect(entries).toHaveLength(1)
  })
})

describe('places of a link', () => {
  it('are shown, and go with another preset', async () => {
    const { app } = await started('#/lab?p=first-burst&o=1-250&r=100-200&m=1500~two%20words&m=300~&e=1')
    expect(app.uiStore.getState()).toMatchObject({ folds: { on: true, opened: [250_000] }, range: { from: 100_000, to: 200_000 } })
    expect(app.timeStore.getState().bookmarks).toEqual([{ at: 300_000, name: '' }, { at: 1_500_000, name: 'two words' }])
    expect(app.link()).toBe('#/lab?p=first-burst&o=1-250&r=100-200&m=300~&m=1500~two%20words&e=1')
    app.scenarioStore.loadPreset('two-functions')
    expect(app.uiStore.getState()).toMatchObject({ folds: { on: false }, range: null })
    expect(app.timeStore.getState().bookmarks).toEqual([])
  })
  it('that make no sense do no harm', async () => {
    const { app } = await started('#/lab?p=first-burst&o=x-1&r=9-1&m=~&b=zzz&e=1')
    expect(app.uiStore.getState()).toMatchObject({ folds: { on: false }, range: null })
    expect(app.timeStore.getState().bookmarks).toEqual([{ at: 0, name: '' }])
  })
})

describe('the stage of a link', () => {
  it('is shown as the sender saw it, and is no setting of one’s own', async () => {
    const { storage, kept } = stored()
    const first = await started(LINK, storage)
    first.app.uiStore.set({ concurrency: false })
    const { app } = await started('#/lab?p=first-burst&d=f0-c1&x=1&e=1', storage)
    expect(app.uiStore.getState()).toMatchObject({ flow: false, timeline: null, concurrency: true, asTable: true })
    app.uiStore.set({ theme: 'dark' })
    expect(JSON.parse(kept.get('lambdascope.settings')!)).toMatchObject({ flow: null, concurrency: false, theme: 'dark' })
    expect(app.uiStore.getState()).toMatchObject({ flow: false, concurrency: true })
    expect(app.link()).toBe('#/lab?p=first-burst&d=f0-c1&x=1&e=1')
  })
  it('gives way to what is chosen here, and to a link that says nothing', async () => {
    const { storage, kept } = stored()
    const { app, type, rest } = await started('#/lab?p=first-burst&d=f0-c0&e=1', storage)
    app.uiStore.set({ flow: true })
    expect(JSON.parse(kept.get('lambdascope.settings')!)).toMatchObject({ flow: true, concurrency: null })
    app.uiStore.setAsTable(true)
    rest()
    expect(app.link()).toBe('#/lab?p=first-burst&d=f1-c0&x=1&e=1')
    type('#/lab?p=two-functions&e=1')
    expect(app.uiStore.getState()).toMatchObject({ flow: true, concurrency: null, asTable: false })
  })
})

describe('bookmarks', () => {
  it('are kept in order, once per moment, named, deleted and put back', async () => {
    const { app } = await started()
    const { addBookmark, renameBookmark, removeBookmark, undoRemove, getState } = app.timeStore
    for (const at of [3000, 1000, 3000]) addBookmark(at)
    renameBookmark(3000, '  the second burst ')
    expect(getState().bookmarks).toEqual([{ at: 1000, name: '' }, { at: 3000, name: 'the second burst' }])
    removeBookmark(3000)
    expect(getState()).toMatchObject({ bookmarks: [{ at: 1000 }], removed: { at: 3000 } })
    undoRemove()
    expect(getState()).toMatchObject({ bookmarks: [{ at: 1000 }, { at: 3000, name: 'the second burst' }], removed: null })
  })
  it('wait for their scenario, unless a link brings others', async () => {
    const { storage } = stored()
    const first = await started(LINK, storage)
    first.app.timeStore.addBookmark(42_000)
    first.app.scenarioStore.loadPreset('two-functions')
    first.app.timeStore.addBookmark(7000)
    first.app.scenarioStore.loadPreset('first-burst')
    expect(first.app.timeStore.getState().bookmarks).toEqual([{ at: 42_000, name: '' }])
    expect((await started(LINK, storage)).app.timeStore.getState().bookmarks).toEqual([{ at: 42_000, name: '' }])
    expect((await started('#/lab?p=first-burst&m=9~x&e=1', storage)).app.timeStore.getState().bookmarks).toEqual([{ at: 9000, name: 'x' }])
  })
  it('stay when a knob moves, and survive nonsense in storage', async () => {
    const { storage, kept } = stored()
    kept.set('lambdascope.bookmarks', '[[1,2],{"x":3},["a",[{"at":"no"}]]]')
    kept.set('lambdascope.playback', '{"rush":0,"kinds":[1]}')
    const { app } = await started(LINK, storage)
    expect(app.timeStore.getState()).toMatchObject({ bookmarks: [], rush: true, kinds: null })
    app.timeStore.addBookmark(5000)
    app.scenarioStore.change((scenario) => ({ ...scenario, seed: scenario.seed + 1 }))
    expect(app.timeStore.getState().bookmarks).toEqual([{ at: 5000, name: '' }])
    expect(presetById('first-burst')).not.toBeNull()
  })
  it('do not come and go with Back', async () => {
    const { app, go, rest } = await started()
    app.step(() => app.clock.seek(2_000_000))
    app.timeStore.addBookmark(2_000_000)
    rest()
    go(-1)
    rest()
    expect(app.timeStore.getState().bookmarks).toEqual([{ at: 2_000_000, name: '' }])
  })
})

describe('playback', () => {
  it('remembers what next stops at, and whether folds are hurried through', async () => {
    const { storage } = stored()
    const { app } = await started(LINK, storage)
    app.timeStore.setKinds(['throttle', 'retry'])
    app.timeStore.setRush(false)
    expect((await started(LINK, storage)).app.timeStore.getState()).toMatchObject({ kinds: ['throttle', 'retry'], rush: false })
  })
})
