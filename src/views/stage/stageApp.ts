/** What the stage needs of the app, so that tests and other pages can provide it, and what its panels share. */
import type { StoreApi } from 'zustand'
import type { Clock } from '../../playback/clock.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { RecordId, Trace } from '../../sim/trace/schema.ts'
import type { Cell } from '../frame/cell.ts'
import type { Viewport } from '../chart/viewport.ts'
import type { Palette } from '../design/palette.ts'
import type { TraceModel } from './model.ts'
import type { TimelineLayout } from './timeline/layout.ts'
import type { ReactNode } from 'react'

/** What the stage needs of the app. */
export interface StageApp {
  clock: Clock
  runStore: StoreApi<{ status: 'idle' | 'running' | 'ready' | 'failed' | 'cancelled'; trace: Trace | null; scenario: Scenario | null; error: string | null }>
  /** The other future, where two can be compared. */
  compare?: { otherStore: StoreApi<{ trace: Trace | null; scenario: Scenario | null }> }
  uiStore: StoreApi<{ selection: RecordId | null; motion: 'system' | 'reduced' | 'full'; singleKeyShortcuts: boolean; view: { readonly from: number; readonly to: number } | null }> & {
    select(record: RecordId | null): void
    setView(view: { from: number; to: number } | null): void
  }
}

/** Parts that others put into the stage. */
export interface StageSlots {
  /** In the transport, before speed and jumps. */
  tools(context: StageContext): ReactNode
  /** Above the minimap, on the same time axis. */
  below(context: StageContext): ReactNode
  /** In the head of the concurrency chart. */
  concurrencyKey(context: StageContext): ReactNode
  /** Over the bars of the timeline. */
  overTimeline(context: StageContext, layout: TimelineLayout): ReactNode
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
  /** The run of the other future, where two are compared. */
  other?: TraceModel | null
  slots?: StageSlots | undefined
}

