import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Notice } from '../scenario/link.ts'
import type { RuleId } from '../rules/registry.ts'
import type { Micros } from '../sim/trace/schema.ts'
import { NOTHING_SELECTED, selectionActions, type Selection, type SelectionActions } from './selection.ts'

/** How the interface looks and what is pointed at. Settings outlive the visit; the rest does not. */

export type Theme = 'system' | 'light' | 'dark'
export type Motion = 'system' | 'reduced' | 'full'

/** Whether a part of the stage is on show; null leaves it to the room there is. */
export type PartShown = boolean | null

export interface Settings {
  flow: PartShown
  timeline: PartShown
  concurrency: PartShown
  theme: Theme
  motion: Motion
  /** Shortcuts of one letter; some people need them off. */
  singleKeyShortcuts: boolean
}

export type UiNotice =
  | Notice
  | { readonly kind: 'storageReset' }
  /** No address can hold the scenario. */
  | { readonly kind: 'tooLarge' }
  /** The run ignores a rule because somebody asked what would be without it. */
  | { readonly kind: 'relaxed'; readonly rule: RuleId; readonly name: string }

export interface UiState extends Settings, Selection {
  /** Simulated time under the pointer, microseconds. */
  hoveredTime: Micros | null
  /** Part of the run on show, microseconds; null shows all of it. */
  view: View | null
  /** Stretch of the run that is measured, microseconds; null measures what has happened so far. */
  range: View | null
  folds: Folds
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
  hover(time: Micros | null): void
  setView(view: View | null): void
  setRange(range: View | null): void
  setFolds(folds: Folds): void
  /** Shows a notice, in place of an older one of its kind. */
  notify(notice: UiNotice): void
  dismiss(notice: UiNotice): void
  /** Of one kind, or all. */
  clearNotices(kind?: UiNotice['kind']): void
}

/** The part of `localStorage` that is used; calls may throw where storage is denied. */
export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>

export const SETTINGS_KEY = 'lambdascope.settings'
const DEFAULTS: Settings = { flow: null, timeline: null, concurrency: null, theme: 'system', motion: 'system', singleKeyShortcuts: true }
const PART_SHOWN = [null, true, false] as const
const CHOICES = {
  flow: PART_SHOWN,
  timeline: PART_SHOWN,
  concurrency: PART_SHOWN,
  theme: ['system', 'light', 'dark'],
  motion: ['system', 'reduced', 'full'],
  singleKeyShortcuts: [true, false],
} as const satisfies { [K in keyof Settings]: readonly Settings[K][] }

/** The settings among other fields. */
const settingsIn = ({ flow, timeline, concurrency, theme, motion, singleKeyShortcuts }: Settings): Settings => ({
  flow, timeline, concurrency, theme, motion, singleKeyShortcuts,
})

/** Settings as stored; null when what is stored makes no sense. */
export function readSettings(text: string | null): Settings | null {
  if (text === null) return DEFAULTS
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) return null
    const merged = { ...DEFAULTS, ...stored }
    const valid = (Object.keys(CHOICES) as (keyof Settings)[]).every((key) =>
      (CHOICES[key] as readonly unknown[]).includes(merged[key]),
    )
    if (!valid) return null
    return settingsIn(merged)
  } catch {
    return null
  }
}

const attempt = <T>(action: () => T, otherwise: T): T => {
  try {
    return action()
  } catch {
    return otherwise
  }
}

export function createUiStore(storage: SettingsStorage | null): UiStore {
  const stored = readSettings(attempt(() => storage?.getItem(SETTINGS_KEY) ?? null, null))
  const store = createStore<UiState>(() => ({
    ...(stored ?? DEFAULTS),
    ...NOTHING_SELECTED,
    hoveredTime: null,
    view: null,
    range: null,
    folds: { on: false, opened: [] },
    notices: stored === null ? [{ kind: 'storageReset' }] : [],
  }))
  const save = (): void => {
    attempt(() => storage?.setItem(SETTINGS_KEY, JSON.stringify(settingsIn(store.getState()))), undefined)
  }
  return Object.assign(store, selectionActions(store as unknown as StoreApi<Selection>), {
    set: (settings: Partial<Settings>) => {
      store.setState(settings)
      save()
    },
    hover: (hoveredTime: Micros | null) => {
      if (hoveredTime !== store.getState().hoveredTime) store.setState({ hoveredTime })
    },
    setView: (view: View | null) => store.setState({ view }),
    setRange: (range: View | null) => store.setState({ range }),
    setFolds: (folds: Folds) => store.setState({ folds }),
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
