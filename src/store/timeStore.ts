import { createStore, type StoreApi } from 'zustand/vanilla'
import { BOOKMARKS_MAX, BOOKMARK_NAME_MAX } from '../scenario/linkMarks.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Micros } from '../sim/trace/schema.ts'
import type { Shelf } from './shelf.ts'

/**
 * Moments that somebody named, and how playback and jumps go about time. Bookmarks are part of the link; besides,
 * the browser keeps them by scenario, for whoever comes back to it without that link.
 */

export interface Bookmark {
  readonly at: Micros
  /** Empty: goes by its time. */
  readonly name: string
}

export interface TimeState {
  /** In order of time. */
  bookmarks: readonly Bookmark[]
  /** The one deleted last; it can be put back. */
  removed: Bookmark | null
  /** Playback hurries through folds. */
  rush: boolean
  /** What "next" stops at; null: wherever it is worth a stop. */
  kinds: readonly string[] | null
}

export interface TimeStore extends StoreApi<TimeState> {
  /** One bookmark at most per moment. */
  addBookmark(at: Micros): void
  renameBookmark(at: Micros, name: string): void
  removeBookmark(at: Micros): void
  /** Puts the one deleted last back. */
  undoRemove(): void
  /** Takes over those of a link; without any, those kept for the scenario. */
  adopt(scenario: Scenario, bookmarks: readonly Bookmark[]): void
  setRush(rush: boolean): void
  setKinds(kinds: readonly string[] | null): void
}

const BOOKMARKS_KEY = 'lambdascope.bookmarks'
const PLAYBACK_KEY = 'lambdascope.playback'
/** Scenarios whose bookmarks are kept. */
const SCENARIOS_MAX = 40

/** Objects with their keys in order, so that equal ones read the same. */
const inKeyOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Short name for a scenario: FNV-1a over its text. */
function scenarioKey(scenario: Scenario): string {
  let hash = 0x811c9dc5
  for (const char of JSON.stringify(scenario, inKeyOrder)) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(36)
}

type Kept = readonly (readonly [key: string, bookmarks: readonly Bookmark[]])[]

const isBookmark = (value: unknown): value is Bookmark =>
  typeof value === 'object' && value !== null && 'at' in value && Number.isSafeInteger(value.at) && 'name' in value && typeof value.name === 'string'

function read(shelf: Shelf, key: string): unknown {
  try {
    return JSON.parse(shelf.get(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** What is stored and makes sense. */
function keptBookmarks(shelf: Shelf): Kept {
  const stored = read(shelf, BOOKMARKS_KEY)
  if (!Array.isArray(stored)) return []
  return stored.filter(
    (entry): entry is Kept[number] =>
      Array.isArray(entry) && typeof entry[0] === 'string' && Array.isArray(entry[1]) && entry[1].every(isBookmark),
  )
}

function playbackOf(shelf: Shelf): Pick<TimeState, 'rush' | 'kinds'> {
  const stored = read(shelf, PLAYBACK_KEY)
  if (typeof stored !== 'object' || stored === null) return { rush: true, kinds: null }
  const { rush = true, kinds = null } = stored as { rush?: unknown; kinds?: unknown }
  const valid = Array.isArray(kinds) && kinds.every((kind) => typeof kind === 'string')
  return { rush: rush !== false, kinds: valid ? (kinds as string[]) : null }
}

const inOrder = (bookmarks: readonly Bookmark[]): readonly Bookmark[] =>
  bookmarks
    .toSorted((a, b) => a.at - b.at)
    .filter(({ at }, position, all) => position === 0 || all[position - 1]!.at !== at)
    .slice(0, BOOKMARKS_MAX)

export function createTimeStore(shelf: Shelf, scenarioNow: () => Scenario): TimeStore {
  const store = createStore<TimeState>(() => ({ bookmarks: [], removed: null, ...playbackOf(shelf) }))
  const keep = (bookmarks: readonly Bookmark[], removed: Bookmark | null = null): void => {
    const sorted = inOrder(bookmarks)
    store.setState({ bookmarks: sorted, removed })
    const key = scenarioKey(scenarioNow())
    const others = keptBookmarks(shelf).filter(([other]) => other !== key)
    shelf.set(BOOKMARKS_KEY, JSON.stringify([...(sorted.length > 0 ? [[key, sorted]] : []), ...others].slice(0, SCENARIOS_MAX)))
  }
  const without = (at: Micros): readonly Bookmark[] => store.getState().bookmarks.filter((mark) => mark.at !== at)
  const savePlayback = (): void => {
    const { rush, kinds } = store.getState()
    shelf.set(PLAYBACK_KEY, JSON.stringify({ rush, kinds }))
  }
  return Object.assign(store, {
    addBookmark: (at: Micros) => {
      if (!store.getState().bookmarks.some((mark) => mark.at === at)) keep([...store.getState().bookmarks, { at, name: '' }])
    },
    renameBookmark: (at: Micros, name: string) => keep([...without(at), { at, name: name.trim().slice(0, BOOKMARK_NAME_MAX) }]),
    removeBookmark: (at: Micros) => {
      const removed = store.getState().bookmarks.find((mark) => mark.at === at)
      if (removed) keep(without(at), removed)
    },
    undoRemove: () => {
      const { removed, bookmarks } = store.getState()
      if (removed) keep([...bookmarks, removed])
    },
    adopt: (scenario: Scenario, bookmarks: readonly Bookmark[]) => {
      const key = scenarioKey(scenario)
      const kept = bookmarks.length > 0 ? bookmarks : (keptBookmarks(shelf).find(([other]) => other === key)?.[1] ?? [])
      store.setState({ bookmarks: inOrder(kept), removed: null })
    },
    setRush: (rush: boolean) => {
      store.setState({ rush })
      savePlayback()
    },
    setKinds: (kinds: readonly string[] | null) => {
      store.setState({ kinds })
      savePlayback()
    },
  })
}
