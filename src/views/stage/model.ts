/** What the stage needs of a run, put together once per run. */
import { useMemo } from 'react'
import type { IdleStretch } from '../../metrics/idle.ts'
import { assignSlots, type Slots } from '../../metrics/timeline/codes.ts'
import type { FlowIndex } from '../../metrics/timeline/flowIndex.ts'
import type { Lod } from '../../metrics/timeline/lod.ts'
import type { Outline } from '../../metrics/timeline/outline.ts'
import type { TimelineIndex } from '../../metrics/timeline/timelineIndex.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { legendOf, type LegendItems } from './legendOf.ts'
import { momentsOf, type Moments } from './transport/moments.ts'

export interface TraceModel {
  trace: Trace
  /** What the trace was made from. */
  scenario: Scenario
  index: TimelineIndex
  slots: Slots
  flow: FlowIndex
  /** Null where the records are few enough to be read in every frame. */
  lod: Lod | null
  moments: Moments
  /** Stretches in which nothing happens. */
  idle: readonly IdleStretch[]
  legend: LegendItems
}

/** The model of a run, whose outline the worker has drawn. */
export function modelOf({ index, flow, idle, lod, interesting }: Outline, scenario: Scenario): TraceModel {
  const { trace, rows, survey } = index
  const slots = lod?.slots ?? assignSlots(rows)
  return { trace, scenario, index, slots, flow, lod, moments: momentsOf(trace, interesting), idle, legend: legendOf(survey) }
}

/** The model of the run on show; null before the first. */
export const useTraceModel = (outline: Outline | null, scenario: Scenario | null): TraceModel | null =>
  useMemo(() => outline && scenario && modelOf(outline, scenario), [outline, scenario])
