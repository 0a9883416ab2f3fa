/** What the stage needs of a trace beyond the trace itself, built once per run without holding up the page. */
import { useEffect, useMemo, useState } from 'react'
import type { Clock } from '../../playback/clock.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { assignSlots, type Slots } from './timeline/codes.ts'
import { buildLod, type Lod } from './timeline/lod.ts'
import { buildTimelineIndex, runToEnd, type TimelineIndex } from './timeline/timelineIndex.ts'

export interface TraceModel {
  trace: Trace
  index: TimelineIndex
  slots: Slots
  /** Null while it is being built, and where the records are few enough to be read in every frame. */
  lod: Lod | null
}

/** Traces up to this many records are indexed at once: it takes a few milliseconds. */
const AT_ONCE = 60_000
/** Beyond this many records the levels of detail pay. */
const LOD_FROM = 20_000
/** Milliseconds of a frame that building may take: the page stays responsive. */
const BUDGET_MS = 20

const firstModel = (index: TimelineIndex): TraceModel => ({ trace: index.trace, index, slots: assignSlots(index.rows), lod: null })

/** Adds the levels of detail where they pay. */
function* refine(index: TimelineIndex, publish: (model: TraceModel) => void): Generator<undefined, undefined> {
  if (index.ids.length < LOD_FROM) return
  yield
  const lod = yield* buildLod(index)
  publish({ ...firstModel(index), lod })
}

function* buildModel(trace: Trace, publish: (model: TraceModel) => void): Generator<undefined, undefined> {
  const index = yield* buildTimelineIndex(trace)
  publish(firstModel(index))
  yield* refine(index, publish)
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

/** The model of a trace; of the one before while a large one is being indexed. Null before the first. */
export function useTraceModel(clock: Clock, trace: Trace | null): TraceModel | null {
  const [built, setBuilt] = useState<TraceModel | null>(null)
  const small = useMemo(() => (trace && trace.records.length <= AT_ONCE ? firstModel(runToEnd(buildTimelineIndex(trace))) : null), [trace])
  useEffect(() => {
    if (!trace) return undefined
    const task = small ? refine(small.index, setBuilt) : buildModel(trace, setBuilt)
    return inSlices(clock, task)
  }, [clock, trace, small])
  if (trace === null) return null
  return built?.trace === trace || !small ? built : small
}
