import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOME_PRESET, presetById } from '../scenario/presets/index.ts'
import { arbitraryScenario } from '../scenario/testing/arbitrary.ts'
import { readBundle, writeBundle } from './bundle.ts'
import { createLibrary, freeName, ITEM_KEY, NAME_LENGTH } from './library.ts'
import { createMemory } from './testing/memory.ts'

const HOME = HOME_PRESET.scenario
const STEADY = presetById('steady-api')!.scenario

function setUp(memory = createMemory()) {
  let id = 0
  let clock = 1000
  const open = () => createLibrary({ shelf: memory.tab(), now: () => clock++, newId: () => `id${id++}` })
  return { memory, open, library: open() }
}
const names = (library: ReturnType<typeof createLibrary>) => library.getState().items.map(({ name }) => name)

describe('a scenario', () => {
  it('is kept, newest first, and there again after a reload', () => {
    const { library, open } = setUp()
    library.add('One', HOME)
    library.add('Two', STEADY)
    expect(names(library)).toEqual(['Two', 'One'])
    expect(open().getState().items).toEqual(library.getState().items)
    expect(open().getState().items[1]?.scenario).toEqual({ ...HOME, title: 'One' })
  })
  it('is renamed, never to a name that is taken or empty', () => {
    const { library } = setUp()
    const one = library.add('One', HOME)!
    library.add('Two', HOME)
    library.rename(one.id, '  Three \n four ')
    expect(names(library)).toContain('Three four')
    library.rename(one.id, 'Two')
    expect(names(library)).toContain('Two (2)')
    library.rename(one.id, '   ')
    expect(names(library)).toContain('Two (2)')
    library.rename(one.id, 'x'.repeat(500))
    expect(names(library).every((name) => name.length <= NAME_LENGTH)).toBe(true)
  })
  it('is duplicated under a name of its own', () => {
    const { library } = setUp()
    const one = library.add('One', HOME)!
    library.duplicate(one.id)
    library.duplicate(library.getState().items[0]!.id)
    expect(names(library).toSorted()).toEqual(['One', 'One (2)', 'One (3)'])
  })
  it('is replaced only where one says which', () => {
    const { library } = setUp()
    const one = library.add('One', HOME)!
    expect(library.replace(one.id, STEADY)).toBe(true)
    expect(library.getState().items.map(({ scenario }) => scenario)).toEqual([{ ...STEADY, title: 'One' }])
    expect(library.replace('nobody', STEADY)).toBe(false)
  })
  it('is deleted and had back', () => {
    const { library, open } = setUp()
    const one = library.add('One', HOME)!
    library.delete(one.id)
    expect(names(open())).toEqual([])
    library.undelete()
    expect(open().getState().items).toEqual([one])
    expect(library.getState().deleted).toBeNull()
  })
  it('for which there is no room is not lost silently', () => {
    const { library } = setUp(createMemory({}, 100))
    expect(library.add('One', HOME)).toBeNull()
    expect(library.getState()).toMatchObject({ items: [], full: true })
  })
})

describe('two tabs', () => {
  it('see what the other does and keep what the other wrote', () => {
    const { library, open } = setUp()
    const other = open()
    const one = library.add('One', HOME)!
    other.add('Two', STEADY)
    expect(names(library)).toEqual(['Two', 'One'])
    other.delete(one.id)
    expect(names(library)).toEqual(['Two'])
    expect(names(open())).toEqual(['Two'])
  })
})

describe('storage that makes no sense', () => {
  it('hides nothing else', () => {
    const good = JSON.stringify({ schema: 1, name: 'Good', savedAt: 5, scenario: HOME })
    const { library } = setUp(createMemory({ [`${ITEM_KEY}a`]: '{', [`${ITEM_KEY}b`]: '{"schema":9}', [`${ITEM_KEY}c`]: good, other: 'x' }))
    expect(names(library)).toEqual(['Good'])
    expect(library.getState().unreadable).toBe(2)
  })
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { library } = setUp(createMemory({ [`${ITEM_KEY}a`]: text}))
        expect(library.getState().items).toEqual([])
      }),
    )
  })
})

describe('files', () => {
  it('give back what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string({ minLength: 1 }).filter((name) => name.trim() !== ''), scenario: arbitraryScenario() }), { maxLength: 4 }), (entries) => {
        expect(readBundle(writeBundle(entries))).toEqual({ entries, refused: [], issues: [] })
      }),
      { numRuns: 30 },
    )
  })
  it('add beside what is there and overwrite nothing', () => {
    const { library } = setUp()
    library.add('One', HOME)
    const { added, refused } = library.import(writeBundle([{ name: 'One', scenario: STEADY }]))
    expect([added.length, refused.length]).toEqual([1, 0])
    expect(names(library).toSorted()).toEqual(['One', 'One (2)'])
    expect(library.getState().items.find(({ name }) => name === 'One')?.scenario).toEqual({ ...HOME, title: 'One' })
  })
  it('hold one or all', () => {
    const { library } = setUp()
    const one = library.add('One', HOME)!
    library.add('Two', STEADY)
    expect(readBundle(library.export(one.id)).entries.map(({ name }) => name)).toEqual(['One'])
    expect(readBundle(library.export()).entries).toHaveLength(2)
  })
  it('may be a scenario alone', () => expect(readBundle(JSON.stringify(HOME)).entries).toEqual([{ name: HOME.title, scenario: HOME }]))
  it('that are partly wrong give the rest and the parser’s words', () => {
    const bad = { ...HOME, functions: HOME.functions.map((fn) => ({ ...fn, MemorySize: 64 })) }
    const { entries, refused } = readBundle(writeBundle([{ name: 'Good', scenario: HOME }, { name: 'Bad', scenario: bad }]))
    expect(entries.map(({ name }) => name)).toEqual(['Good'])
    expect(refused).toMatchObject([{ name: 'Bad', issues: [{ path: 'functions[0].MemorySize' }] }])
  })
  it.each(['', '{', '[]', '7', '{"lambdascope":"deck","schema":1,"scenarios":[]}', '{"lambdascope":"scenarios","schema":2,"scenarios":[]}'])('%s is refused with a reason', (text) => {
    const { entries, issues } = readBundle(text)
    expect(entries).toEqual([])
    expect(issues.length).toBeGreaterThan(0)
    expect(issues.every(({ message }) => message !== '')).toBe(true)
  })
  it('never throw', () => fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readBundle(text))))
})

it('a free name leaves numbers that belong to it alone', () => {
  const items = [{ id: 'a', name: 'Java 21', savedAt: 0, scenario: HOME }]
  expect(freeName('Java 21', items)).toBe('Java 21 (2)')
  expect(freeName('Java', items)).toBe('Java')
})
