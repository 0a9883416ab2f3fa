/** What the stage needs of a trace beyond the trace itself, built once per run without holding up the page. */
import { useEffect, useMemo, useState } from 'react'
import type { Clock } from '../../playback/clock.ts'
import { idleStretches, type IdleStretch } from '../../metrics/idle.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { legendOf, type LegendItems } from './legendOf.ts'
import { momentsOf, type Moments } from './transport/moments.ts'
import { assignSlots, type Slots } from './timeline/codes.ts'
import { buildLod, type Lod } from './timeline/lod.ts'
import { buildTimelineIndex, runToEnd, type TimelineIndex } from './timeline/timelineIndex.ts'

export interface TraceModel {
  trace: Trace
  /** What the trace was made from: while a newer run is being indexed, both are of the run before. */
  scenario: Scenario
  index: TimelineIndex
  slots: Slots
  /** Null while it is being built, and where the records are few enough to be read in every frame. */
  lod: Lod | null
  moments: Moments
  /** Stretches in which nothing happens. */
  idle: readonly IdleStretch[]
  legend: LegendItems
}

/** Traces up to this many records are indexed at once: it takes a few milliseconds. */
const AT_ONCE = 60_000
/** Beyond this many records the levels of detail pay. */
const LOD_FROM = 20_000
/** Milliseconds of a frame that building may take: the page stays responsive. */
const BUDGET_MS = 20

interface Run {
  trace: Trace
  scenario: Scenario
}

/** Everything but the levels of detail; yields between parts, each a few milliseconds per million records. */
function* buildModel({ trace, scenario }: Run): Generator<undefined, TraceModel> {
  const index = yield* buildTimelineIndex(trace)
  yield
  const moments = momentsOf(trace)
  yield
  const idle = yield* idleStretches(trace)
  return { trace, scenario, index, slots: assignSlots(index.rows), lod: null, moments, idle, legend: legendOf(trace) }
}

/** Publishes the model as soon as it can be drawn, and again with the levels of detail where they pay. */
function* publishModel(known: TraceModel | null, run: Run, publish: (model: TraceModel) => void): Generator<undefined, undefined> {
  const model = known ?? (yield* buildModel(run))
  if (!known) publish(model)
  if (model.index.ids.length < LOD_FROM) return
  yield
  publish({ ...model, lod: yield* buildLod(model.index) })
}

/** Advances a task in the frames that follow, within the budget of each. Returns how to stop it. */
function inSlices(clock: Clock, task: Generator<undefined, unknown>): () => void {
  const stop = clock.onFrame(() => {
    const started = performance.now()
    let done: boolean | undefined = false
    while (!done && performance.now() - started < BUDGET_MS) done = task.next().done
    if (done) stop()
    else clock.requestFrame()
  })
  return stop
}

/** The model of a run; of the one before while a large one is being indexed. Null before the first. */
export function useTraceModel(clock: Clock, trace: Trace | null, scenario: Scenario | null): TraceModel | null {
  const [built, setBuilt] = useState<TraceModel | null>(null)
  const small = useMemo(
    () => (trace && scenario && trace.records.length <= AT_ONCE ? runToEnd(buildModel({ trace, scenario })) : null),
    [trace, scenario],
  )
  useEffect(() => {
    if (!trace || !scenario) return undefined
    return inSlices(clock, publishModel(small, { trace, scenario }, setBuilt))
  }, [clock, trace, scenario, small])
  if (trace === null) return null
  return built?.trace === trace || !small ? built : small
}
