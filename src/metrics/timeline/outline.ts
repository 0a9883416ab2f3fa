/** All a picture needs of a trace besides the trace itself, so that a page can draw a run as soon as it arrives. */
import type { Scenario } from '../../sim/scenario'
import type { Trace } from '../../sim/trace/schema'
import { interestingRecords } from '../flight'
import { idleStretches } from '../idle'
import type { IdleStretch } from '../idle'
import { buildFlowIndex } from './flowIndex'
import type { FlowIndex } from './flowIndex'
import { createLodBuilder } from './lod'
import type { Lod } from './lod'
import { buildTimelineIndex } from './timelineIndex'
import type { TimelineIndex } from './timelineIndex'

export interface Outline {
  index: TimelineIndex
  flow: FlowIndex
  /** Null where the records are few enough to be read in every frame. */
  lod: Lod | null
  /** Stretches in which nothing happens. */
  idle: readonly IdleStretch[]
  /** Records worth a stop on the way. */
  interesting: Int32Array
}

/** Beyond this many records the levels of detail pay. */
const LOD_FROM = 20_000

/** Outlines traces; what it needs on the way is kept from run to run. */
export function createOutliner(): (trace: Trace, scenario?: Scenario) => Outline {
  const buildLod = createLodBuilder()
  return (trace, scenario) => {
    const index = buildTimelineIndex(trace, scenario)
    return { index, flow: buildFlowIndex(trace), idle: idleStretches(trace), lod: index.ids.length < LOD_FROM ? null : buildLod(index), interesting: interestingRecords(trace) }
  }
}
