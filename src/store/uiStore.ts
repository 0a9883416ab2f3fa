import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Notice } from '../scenario/link.ts'
import type { LinkParts } from '../scenario/linkParts.ts'
import type { RuleId } from '../rules/registry.ts'
import type { Micros } from '../sim/trace/schema.ts'
import type { Place } from './address.ts'
import { NOTHING_SELECTED, selectionActions, type Selection, type SelectionActions } from './selection.ts'
import type { Shelf } from './shelf.ts'

/** How the interface looks and what is pointed at. Settings outlive the visit; the rest does not. */

/** `projector`: light, with the strongest contrast and larger type. */
export type Theme = 'system' | 'light' | 'dark' | 'projector'
export type Motion = 'system' | 'reduced' | 'full'
/** `auto`: the unit that fits the length of the run. */
export type TimeUnit = 'auto' | 'ms' | 's'
/** What a cost is told for: the run as it is, or what it comes to when it goes on like this. */
export type CostPer = 'run' | 'day' | 'month'

/** Whether a part of the stage is on show; null leaves it to the room there is. */
export type PartShown = boolean | null

export interface Settings {
  flow: PartShown
  timeline: PartShown
  concurrency: PartShown
  models: PartShown
  theme: Theme
  motion: Motion
  /** Shortcuts of one letter; some people need them off. */
  singleKeyShortcuts: boolean
  timeUnit: TimeUnit
  costPer: CostPer
}

export type UiNotice =
  | Notice
  | { readonly kind: 'storageReset' }
  /** No address can hold the scenario. */
  | { readonly kind: 'tooLarge' }
  /** The run ignores a rule because somebody asked what would be without it. */
  | { readonly kind: 'relaxed'; readonly rule: RuleId; readonly name: string }
  /** What was on show the last time is back. */
  | { readonly kind: 'restored' }

export interface UiState extends Settings, Selection {
  place: Place
  /** Simulated time under the pointer, microseconds. */
  hoveredTime: Micros | null
  /** Part of the run on show, microseconds; null shows all of it. */
  view: View | null
  /** Stretch of the run that is measured, microseconds; null measures what has happened so far. */
  range: View | null
  folds: Folds
  /** The timeline as a table. */
  asTable: boolean
  notices: readonly UiNotice[]
}

export interface View {
  readonly from: Micros
  readonly to: Micros
}

/** Whether idle time is folded, and which stretches (by their beginning, microseconds) are open all the same. */
export interface Folds {
  readonly on: boolean
  readonly opened: readonly Micros[]
}

export interface UiStore extends StoreApi<UiState>, SelectionActions {
  set(settings: Partial<Settings>): void
  enter(place: Place): void
  hover(time: Micros | null): void
  setView(view: View | null): void
  setRange(range: View | null): void
  setFolds(folds: Folds): void
  setAsTable(asTable: boolean): void
  /** Shows the stage as a link says. What it leaves open, and what is kept for the next visit, is as set here. */
  showParts(parts: LinkParts): void
  /** Shows a notice, in place of an older one of its kind. */
  notify(notice: UiNotice): void
  dismiss(notice: UiNotice): void
  /** Of one kind, or all. */
  clearNotices(kind?: UiNotice['kind']): void
}

export const SETTINGS_KEY = 'lambdascope.settings'
const DEFAULTS: Settings = {
  flow: null, timeline: null, concurrency: null, models: null, theme: 'system', motion: 'system', singleKeyShortcuts: true, timeUnit: 'auto', costPer: 'run',
}
const PART_SHOWN = [null, true, false] as const
const CHOICES = {
  flow: PART_SHOWN,
  timeline: PART_SHOWN,
  concurrency: PART_SHOWN,
  models: PART_SHOWN,
  theme: ['system', 'light', 'dark', 'projector'],
  motion: ['system', 'reduced', 'full'],
  singleKeyShortcuts: [true, false],
  timeUnit: ['auto', 'ms', 's'],
  costPer: ['run', 'day', 'month'],
} as const satisfies { [K in keyof Settings]: readonly Settings[K][] }

/** The settings among other fields. */
const settingsOf = ({ flow, timeline, concurrency, models, theme, motion, singleKeyShortcuts, timeUnit, costPer }: Settings): Settings => ({
  flow, timeline, concurrency, models, theme, motion, singleKeyShortcuts, timeUnit, costPer,
})

/** Settings as stored; null when what is stored makes no sense. */
function readSettings(text: string | null): Settings | null {
  if (text === null) return DEFAULTS
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) return null
    const merged = { ...DEFAULTS, ...stored }
    const valid = (Object.keys(CHOICES) as (keyof Settings)[]).every((key) =>
      (CHOICES[key] as readonly unknown[]).includes(merged[key]),
    )
    return valid ? settingsOf(merged) : null
  } catch {
    return null
  }
}

export function createUiStore(shelf: Shelf, place: Place = 'lab'): UiStore {
  const stored = readSettings(shelf.get(SETTINGS_KEY))
  let own: Settings = stored ?? DEFAULTS
  /** What a link says instead, until somebody sets it here. */
  let linked: Partial<Settings> = {}
  const store = createStore<UiState>(() => ({
    ...own,
    ...NOTHING_SELECTED,
    place,
    hoveredTime: null,
    view: null,
    range: null,
    folds: { on: false, opened: [] },
    asTable: false,
    notices: stored === null ? [{ kind: 'storageReset' }] : [],
  }))
  // Another tab's settings hold here, too; what makes no sense changes nothing.
  shelf.onChange((key) => {
    const settings = key === null || key === SETTINGS_KEY ? readSettings(shelf.get(SETTINGS_KEY)) : null
    if (settings === null) return
    own = settings
    store.setState({ ...own, ...linked })
  })
  return Object.assign(store, selectionActions(store as unknown as StoreApi<Selection>), {
    set: (settings: Partial<Settings>) => {
      own = settingsOf({ ...own, ...settings })
      linked = Object.fromEntries(Object.entries(linked).filter(([name]) => !(name in settings)))
      store.setState(settings)
      shelf.set(SETTINGS_KEY, JSON.stringify(own))
    },
    enter: (next: Place) => store.setState({ place: next }),
    hover: (hoveredTime: Micros | null) => {
      if (hoveredTime !== store.getState().hoveredTime) store.setState({ hoveredTime })
    },
    setView: (view: View | null) => store.setState({ view }),
    setRange: (range: View | null) => store.setState({ range }),
    setFolds: (folds: Folds) => store.setState({ folds }),
    setAsTable: (asTable: boolean) => store.setState({ asTable }),
    showParts: ({ asTable, ...parts }: LinkParts) => {
      linked = Object.fromEntries(Object.entries(parts).filter(([, shown]) => shown !== null))
      store.setState({ ...own, ...linked, asTable })
    },
    notify: (notice: UiNotice) =>
      store.setState(({ notices }) => ({ notices: [...notices.filter((n) => n.kind !== notice.kind), notice] })),
    dismiss: (notice: UiNotice) => store.setState(({ notices }) => ({ notices: notices.filter((n) => n !== notice) })),
    clearNotices: (kind?: UiNotice['kind']) => {
      const { notices } = store.getState()
      const kept = kind === undefined ? [] : notices.filter((n) => n.kind !== kind)
      if (kept.length < notices.length) store.setState({ notices: kept })
    },
  })
}
