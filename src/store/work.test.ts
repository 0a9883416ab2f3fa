import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOME_PRESET, presetById } from '../scenario/presets/index.ts'
import { createMemory } from './testing/memory.ts'
import { createWork, SLOTS_MAX, WORK_KEY } from './work.ts'

const HOME = { scenario: HOME_PRESET.scenario, presetId: 'first-burst' }
const STEADY = { scenario: presetById('steady-api')!.scenario, presetId: 'steady-api' }
const seeded = (seed: number) => ({ scenario: { ...HOME.scenario, seed }, presetId: null })

function setUp(memory = createMemory()) {
  let id = 0
  let clock = 1000
  const open = (session = createMemory()) => createWork({ shelf: memory.tab(), session: session.tab(), now: () => clock++, newId: () => `id${id++}` })
  return { memory, open }
}

describe('the work in progress', () => {
  it('is found again, the newest first', () => {
    const { open } = setUp()
    expect(open().latest()).toBeNull()
    open().keep(HOME)
    open().keep(STEADY)
    expect(open().latest()).toEqual(STEADY)
  })
  it('is what the tab itself kept, after a reload', () => {
    const { open } = setUp()
    const session = createMemory()
    open(session).keep(HOME)
    open().keep(STEADY)
    expect(open(session).latest()).toEqual(HOME)
  })
  it('of a former version is found', () => {
    const text = JSON.stringify({ schema: 1, ...STEADY })
    expect(setUp(createMemory({ [WORK_KEY]: text })).open().latest()).toEqual(STEADY)
  })
})

describe('two tabs', () => {
  it('lose nothing, whoever writes last', () => {
    const { open } = setUp()
    const [one, other] = [open(), open()]
    one.keep(HOME)
    other.keep(STEADY)
    one.keep(seeded(7))
    expect(one.others()).toMatchObject([STEADY])
    expect(other.others()).toMatchObject([seeded(7)])
  })
  it('lose nothing where one is a duplicate of the other', () => {
    const { open } = setUp()
    const session = createMemory()
    const one = open(session)
    one.keep(HOME)
    const duplicate = open(session)
    one.keep(seeded(7))
    duplicate.keep(STEADY)
    expect(duplicate.others()).toMatchObject([seeded(7)])
    one.keep(seeded(8))
    expect(one.others()).toMatchObject([STEADY])
  })
})

describe('slots', () => {
  it('stay behind, and are forgotten', () => {
    const { open } = setUp()
    const work = open()
    work.keep(HOME)
    work.leave()
    work.keep(STEADY)
    const [left] = work.others()
    expect(left).toMatchObject(HOME)
    work.forget(left!.key)
    expect(work.others()).toEqual([])
  })
  it('are few: the oldest make room, never the tab’s own', () => {
    const { memory, open } = setUp()
    const own = open()
    own.keep(HOME)
    for (let seed = 1; seed <= SLOTS_MAX + 3; seed++) open().keep(seeded(seed))
    expect(memory.kept.size).toBe(SLOTS_MAX)
    own.keep(STEADY)
    expect(memory.kept.size).toBe(SLOTS_MAX)
    expect(own.latest()).toEqual(STEADY)
    expect(own.others().map(({ scenario }) => scenario.seed)).toEqual([8, 7, 6, 5])
  })
  it('that make no sense hide nothing else and throw nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const work = setUp(createMemory({ [WORK_KEY]: text, [`${WORK_KEY}.x`]: JSON.stringify({ schema: 1, keptAt: 'never', ...HOME }) })).open()
        expect(work.latest()).toEqual(HOME)
        expect(work.others()).toHaveLength(1)
      }),
    )
  })
  it('for which there is no room do no harm', () => {
    const work = setUp(createMemory({}, 10)).open()
    work.keep(HOME)
    expect(work.latest()).toBeNull()
  })
})
