import type { Clock } from '../playback/clock.ts'
import type { LinkState, Notice } from '../scenario/link.ts'
import { NO_MARKS, type LinkMarks } from '../scenario/linkMarks.ts'
import { NO_PARTS } from '../scenario/linkParts.ts'
import type { LinkSubject } from '../scenario/linkSubject.ts'
import type { Runs } from './runs.ts'
import type { RunStore } from './runStore.ts'
import type { ScenarioState } from './scenarioStore.ts'
import type { TimeStore } from './timeStore.ts'
import type { UiStore } from './uiStore.ts'

/** What a link says of the state on show, and the state that a link asks for. */

const MICROS_PER_MS = 1000

export type Futures = Pick<ScenarioState, 'scenario' | 'presetId' | 'comparison'>

interface Shown {
  runStore: RunStore
  uiStore: UiStore
  timeStore: TimeStore
  runs: Runs
  clock: Clock
}

/** What a link says now of a scenario. */
export function linkState({ scenario, presetId, comparison }: Futures, { runStore, uiStore, timeStore, runs, clock }: Shown): LinkState {
  const { view, flow, timeline, concurrency, models, asTable } = uiStore.getState()
  const ms = runs.target() ?? inMs(clock.time())
  // Rows are those of the run on show, which may not be the scenario's yet.
  const subject = runStore.getState().scenario === scenario ? subjectOf(uiStore) : null
  return {
    scenario,
    presetId,
    timeMs: ms > 0 ? Math.min(ms, scenario.durationMs) : null,
    view: view && { fromMs: inMs(view.from), toMs: inMs(view.to) },
    marks: marksOf(uiStore, timeStore),
    parts: { flow, timeline, concurrency, models, asTable },
    ...(subject && { subject }),
    ...(comparison === null ? {} : { comparison }),
  }
}

function subjectOf(uiStore: UiStore): LinkSubject | null {
  const { selection, lane, message, whyOpen: why } = uiStore.getState()
  if (selection !== null) return { kind: 'record', row: selection, why }
  if (lane !== null) return { kind: 'lane', row: lane, why }
  return message === null ? null : { kind: 'message', row: message, why }
}

const inMs = (micros: number): number => micros / MICROS_PER_MS
const inMicros = (ms: number): number => Math.round(ms * MICROS_PER_MS)

/** What is marked in time, as a link says it. */
function marksOf(uiStore: UiStore, timeStore: TimeStore): LinkMarks {
  const { folds, range } = uiStore.getState()
  return {
    openedMs: folds.on ? folds.opened.map(inMs) : null,
    range: range && { fromMs: inMs(range.from), toMs: inMs(range.to) },
    bookmarks: timeStore.getState().bookmarks.map(({ at, name }) => ({ atMs: inMs(at), name })),
  }
}

export function showMarks(uiStore: UiStore, { openedMs, range }: LinkMarks): void {
  uiStore.setFolds({ on: openedMs !== null, opened: (openedMs ?? []).map(inMicros) })
  uiStore.setRange(range && { from: inMicros(range.fromMs), to: inMicros(range.toMs) })
}

const SHOWN = ['selection', 'lane', 'message', 'whyOpen', 'view', 'range', 'folds', 'flow', 'timeline', 'concurrency', 'models', 'asTable'] as const

/** Tells when what a link says besides the scenario and the moment changes. Returns how to stop. */
export const shownChanges = (uiStore: UiStore, timeStore: TimeStore, changed: () => void): (() => void)[] => [
  uiStore.subscribe((now, before) => {
    if (SHOWN.some((name) => now[name] !== before[name])) changed()
  }),
  timeStore.subscribe((now, before) => {
    if (now.bookmarks !== before.bookmarks) changed()
  }),
]

export const adoptBookmarks = (timeStore: TimeStore, { scenario, marks = NO_MARKS }: LinkState): void =>
  timeStore.adopt(scenario, marks.bookmarks.map(({ atMs, name }) => ({ at: inMicros(atMs), name })))

/** Shows what a link says besides its scenario. */
export function showLink({ uiStore, runs }: Pick<Shown, 'uiStore' | 'runs'>, { view, timeMs, marks = NO_MARKS, parts = NO_PARTS, subject }: LinkState, found: readonly Notice[]): void {
  runs.setTarget(timeMs, { subject: subject ?? null })
  uiStore.setView(view && { from: inMicros(view.fromMs), to: inMicros(view.toMs) })
  showMarks(uiStore, marks)
  uiStore.showParts(parts)
  found.forEach(uiStore.notify)
}
