/** What the stage needs of the app, so that tests and other pages can provide it, and what its panels share. */
import type { StoreApi } from 'zustand'
import type { Clock } from '../../playback/clock.ts'
import type { Digest } from '../../metrics/digest.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Outline } from '../../metrics/timeline/outline.ts'
import type { LaneId, MessageId, RecordId } from '../../sim/trace/schema.ts'
import type { TimeStore } from '../../store/timeStore.ts'
import type { Folds, View } from '../../store/uiStore.ts'
import type { Cell } from '../frame/cell.ts'
import type { Viewport } from '../chart/viewport.ts'
import type { Palette } from '../design/palette.ts'
import type { TraceModel } from './model.ts'
import type { TimelineLayout } from './timeline/layout.ts'
import type { ReactNode } from 'react'

/** Parts of the stage that can be shown or hidden; null leaves it to the room there is. */
export interface Parts {
  flow: boolean | null
  timeline: boolean | null
  concurrency: boolean | null
  models: boolean | null
}

/** What the stage needs of the app. */
export interface StageApp {
  clock: Clock
  runStore: StoreApi<{ status: 'idle' | 'running' | 'ready' | 'failed' | 'cancelled'; outline: Outline | null; digest: Digest | null; scenario: Scenario | null; error: string | null }>
  /** The other future, where two can be compared. */
  compare?: { otherStore: StoreApi<{ outline: Outline | null; scenario: Scenario | null }> }
  uiStore: StoreApi<Parts & { selection: RecordId | null; lane: LaneId | null; message: MessageId | null; whyChain: readonly RecordId[] | null; whyAround: readonly RecordId[]; motion: 'system' | 'reduced' | 'full'; singleKeyShortcuts: boolean; view: View | null; range: View | null; folds: Folds; asTable: boolean }> & {
    select(record: RecordId | null): void
    selectLane(lane: LaneId | null): void
    selectMessage(message: MessageId | null): void
    setInspecting(inspecting: boolean): void
    setView(view: View | null): void
    setRange(range: View | null): void
    setFolds(folds: Folds): void
    setAsTable(asTable: boolean): void
    set(parts: Partial<Parts>): void
  }
  timeStore: TimeStore
  /** A deliberate step, which Back in the browser undoes. */
  step(action: () => void): void
}

/** Parts that others put into the stage. */
export interface StageSlots {
  /** In the transport, before speed and jumps. */
  tools(context: StageContext): ReactNode
  /** Above the minimap, on the same time axis. */
  below(context: StageContext): ReactNode
  /** In the head of the concurrency chart. */
  concurrencyKey(context: StageContext): ReactNode
  /** In place of the lead of the timeline; null: the timeline's own. */
  timelineLead: ReactNode
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
  /** Asks to read about the selection. */
  inspect(): void
  /** The environment selected instead of a record. */
  lane: LaneId | null
  selectLane(lane: LaneId | null): void
  /** The message selected instead of a record. */
  message: MessageId | null
  selectMessage(message: MessageId | null): void
  /** Stations of the chain of causes on show, the effect first. */
  whyChain: readonly RecordId[] | null
  /** What stood in the way at the chosen station. */
  whyAround: readonly RecordId[]
  /** The run of the other future, where two are compared. */
  other?: TraceModel | null
  slots?: StageSlots | undefined
}

