import { environmentNumber, isEnvironment } from '../../metrics/environments.ts'
import type { LaneId, Micros, RecordId, Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { KIND } from '../../sim/trace/writer.ts'

/** Puts the playhead at a moment and moves what is on show there, if it is not. */
export function goTo({ clock, uiStore }: LambdascopeApp, time: Micros): void {
  clock.pause()
  clock.seek(time)
  const { view } = uiStore.getState()
  if (view === null || (time >= view.from && time <= view.to)) return
  const { until } = clock.state()
  const span = view.to - view.from
  const from = Math.round(Math.min(Math.max(0, time - span / 2), until - span))
  uiStore.setView({ from, to: from + span })
}

/** Beside a moment at the edge of what is on show, as a share of it. */
const MARGIN = 0.05

/** Widens what is on show until a moment is within it. */
export function bringIntoSight({ clock, uiStore }: LambdascopeApp, time: Micros): void {
  const { view } = uiStore.getState()
  if (view === null || (time >= view.from && time <= view.to)) return
  const [from, to] = [Math.min(view.from, time), Math.max(view.to, time)]
  const margin = (to - from) * MARGIN
  uiStore.setView({
    from: time === from ? Math.round(Math.max(0, from - margin)) : from,
    to: time === to ? Math.round(Math.min(clock.state().until, to + margin)) : to,
  })
}

/** The record to look at for a request: its handler, or its refusal, or else its arrival. */
export function recordOfRequest({ records }: Trace, request: number): RecordId | null {
  let found: RecordId | null = null
  for (let row = 0; row < records.length; row++) {
    if (records.request[row] !== request) continue
    if (records.kind[row] === KIND.handler) return row
    if (found === null || records.kind[row] === KIND.throttle) found = row
  }
  return found
}

/** The environments with a number: each function has its own. */
export const environmentsNumbered = (trace: Trace, number: number): LaneId[] =>
  Array.from({ length: trace.lanes.length }, (_, lane) => lane).filter((lane) => isEnvironment(trace, lane) && environmentNumber(trace, lane) === number)
