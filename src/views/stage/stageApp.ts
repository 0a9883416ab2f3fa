/** What the stage needs of the app: three things it reads, so that tests and other pages can provide them. */
import type { Clock } from '../../playback/clock.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import type { Cell } from '../frame/cell.ts'
import type { Viewport } from '../chart/viewport.ts'
import type { Palette } from '../design/palette.ts'
import type { TraceModel } from './model.ts'

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

