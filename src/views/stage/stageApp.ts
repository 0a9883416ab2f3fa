/** What the stage needs of the app, so that tests and other pages can provide it, and what its panels share. */
import type { StoreApi } from 'zustand'
import type { Clock } from '../../playback/clock.ts'
import type { Digest } from '../../metrics/digest.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { RecordId, Trace } from '../../sim/trace/schema.ts'
import type { TimeStore } from '../../store/timeStore.ts'
import type { Folds, View } from '../../store/uiStore.ts'
import type { Cell } from '../frame/cell.ts'
import type { Viewport } from '../chart/viewport.ts'
import type { Palette } from '../design/palette.ts'
import type { TraceModel } from './model.ts'

/** What the stage needs of the app. */
export interface StageApp {
  clock: Clock
  runStore: StoreApi<{ status: 'idle' | 'running' | 'ready' | 'failed' | 'cancelled'; trace: Trace | null; digest: Digest | null; scenario: Scenario | null; error: string | null }>
  uiStore: StoreApi<{ selection: RecordId | null; motion: 'system' | 'reduced' | 'full'; singleKeyShortcuts: boolean; view: View | null; range: View | null; folds: Folds }> & {
    select(record: RecordId | null): void
    setView(view: View | null): void
    setRange(range: View | null): void
    setFolds(folds: Folds): void
  }
  timeStore: TimeStore
  /** A deliberate step, which Back in the browser undoes. */
  step(action: () => void): void
}

/** Shared by the panels of one stage. */
export interface StageContext {
  clock: Clock
  viewport: Cell<Viewport>
  /** Time under the pointer, in microseconds; null when it is elsewhere. */
  hover: Cell<number | null>
  palette: Palette
  model: TraceModel
  /** The scenario the trace was made from. */
  scenario: Scenario
  selection: RecordId | null
  select(record: RecordId | null): void
}

