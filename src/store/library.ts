import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Issue } from '../scenario/issue.ts'
import { parseScenario } from '../scenario/parse.ts'
import type { Scenario } from '../sim/scenario.ts'
import { readBundle, writeBundle, type Refused } from './bundle.ts'
import type { Shelf } from './shelf.ts'
import { fieldsOf, SCHEMA } from './stored.ts'

/**
 * My scenarios: kept in the browser under one key each, so that two tabs never overwrite each other's.
 * `localStorage` because it answers before the first picture and tells other tabs by itself.
 */

export interface SavedScenario {
  readonly id: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly savedAt: number
  readonly scenario: Scenario
}

export interface LibraryState {
  /** Newest first. */
  readonly items: readonly SavedScenario[]
  /** The last one deleted, while it can be had back. */
  readonly deleted: SavedScenario | null
  /** How many are stored but make no sense to this version. They stay where they are. */
  readonly unreadable: number
  /** There was no room for the last one. */
  readonly full: boolean
}

export interface Imported {
  readonly added: readonly SavedScenario[]
  readonly refused: readonly Refused[]
  /** Set when the file as a whole is none. */
  readonly issues: readonly Issue[]
}

export interface Library extends StoreApi<LibraryState> {
  /** Keeps a scenario under a name of its own; null when there is no room. */
  add(name: string, scenario: Scenario): SavedScenario | null
  /** Puts another scenario in the place of one that is kept. */
  replace(id: string, scenario: Scenario): boolean
  rename(id: string, name: string): void
  duplicate(id: string): void
  delete(id: string): void
  undelete(): void
  /** Adds what a file holds beside what is there. */
  import(text: string): Imported
  /** One, or all, as the text of a file. */
  export(id?: string): string
}

export interface LibraryOptions {
  shelf: Shelf
  /** Wall time, ms. */
  now(): number
  newId(): string
}

export const ITEM_KEY = 'lambdascope.scenario.'
export const NAME_LENGTH = 80

const tidy = (name: string): string => name.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH)

/** What is stored under a key, or null when it makes no sense (any more). */
function readItem(id: string, text: string | null): SavedScenario | null {
  const fields = fieldsOf(text)
  const parsed = fields && parseScenario(fields['scenario'])
  if (!fields || !parsed?.ok || typeof fields['name'] !== 'string') return null
  const { name, savedAt } = fields
  return { id, name: tidy(name), savedAt: typeof savedAt === 'number' ? savedAt : 0, scenario: parsed.scenario }
}

const newestFirst = (items: readonly SavedScenario[]): SavedScenario[] =>
  items.toSorted((a, b) => b.savedAt - a.savedAt || (a.name < b.name ? -1 : 1))

/** `Name`, `Name (2)`, `Name (3)` ...: the first that is free. */
export function freeName(wanted: string, items: readonly SavedScenario[]): string {
  const taken = new Set(items.map(({ name }) => name))
  const stem = wanted.replace(/ \(\d{1,4}\)$/, '').slice(0, NAME_LENGTH - 7)
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${stem} (${n})`
  return name
}

/** A scenario of mine bears the name it is kept under. */
const titled = (title: string, scenario: Scenario): Scenario => ({ ...scenario, title })

export function createLibrary({ shelf, now, newId }: LibraryOptions): Library {
  const readAll = (): Pick<LibraryState, 'items' | 'unreadable'> => {
    const keys = shelf.keys().filter((key) => key.startsWith(ITEM_KEY))
    const items = newestFirst(keys.flatMap((key) => readItem(key.slice(ITEM_KEY.length), shelf.get(key)) ?? []))
    return { items, unreadable: keys.length - items.length }
  }
  const store = createStore<LibraryState>(() => ({ ...readAll(), deleted: null, full: false }))
  const { getState, setState } = store
  const find = (id: string) => getState().items.find((item) => item.id === id)
  const write = ({ id, ...rest }: SavedScenario): boolean => {
    const done = shelf.set(ITEM_KEY + id, JSON.stringify({ schema: SCHEMA, ...rest }))
    setState({ full: !done, ...(done ? readAll() : {}) })
    return done
  }
  const add = (name: string, scenario: Scenario): SavedScenario | null => {
    const free = freeName(tidy(name), getState().items)
    const item = { id: newId(), name: free, savedAt: now(), scenario: titled(free, scenario) }
    return write(item) ? item : null
  }
  const forget = (item: SavedScenario): void => {
    shelf.remove(ITEM_KEY + item.id)
    setState({ ...readAll(), deleted: item, full: false })
  }
  shelf.onChange((key) => {
    if (key === null || key.startsWith(ITEM_KEY)) setState(readAll())
  })

  return Object.assign(store, {
    add,
    replace: (id: string, scenario: Scenario) => {
      const item = find(id)
      return item !== undefined && write({ ...item, scenario: titled(item.name, scenario), savedAt: now() })
    },
    rename: (id: string, name: string) => {
      const item = find(id)
      const others = getState().items.filter((other) => other.id !== id)
      if (item === undefined || tidy(name) === '') return
      const free = freeName(tidy(name), others)
      write({ ...item, name: free, scenario: titled(free, item.scenario) })
    },
    duplicate: (id: string) => {
      const item = find(id)
      if (item !== undefined) add(item.name, item.scenario)
    },
    delete: (id: string) => {
      const item = find(id)
      if (item !== undefined) forget(item)
    },
    undelete: () => {
      const { deleted } = getState()
      if (deleted !== null && write(deleted)) setState({ deleted: null })
    },
    import: (text: string): Imported => {
      const { entries, refused, issues } = readBundle(text)
      const added: SavedScenario[] = []
      for (const { name, scenario } of entries) {
        const item = add(name, scenario)
        if (item === null) break
        added.push(item)
      }
      return { added, refused, issues }
    },
    export: (id?: string) => writeBundle(getState().items.filter((item) => id === undefined || item.id === id)),
  })
}
