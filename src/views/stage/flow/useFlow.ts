/** The flow's model, layout and scene, kept from frame to frame. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Surface } from '../../chart/surface.ts'
import type { StageContext } from '../stageApp.ts'
import { createFlowPainter } from './draw.ts'
import { layoutFlow, type FlowLayout, type Size } from './layout.ts'
import { flowModelOf, selectedOf, type FlowModel, type FlowScene } from './scene.ts'
import type { FlowState } from './state.ts'
import { createTrips, readTrips, tripWindow, type Trips } from './trips.ts'

export interface Flow {
  model: FlowModel
  layout: FlowLayout
  trips: Trips
  /** The state at the playhead. */
  now(): FlowState
  paint(surface: Surface): void
}

/** Everything that is drawn at a time and rate. */
export function flowScene(
  context: Pick<StageContext, 'model' | 'palette' | 'selection'>,
  flow: { model: FlowModel; layout: FlowLayout; trips: Trips; reduced: boolean },
  at: { time: number; rate: number },
): FlowScene {
  const { model, palette, selection } = context
  const { data, read } = flow.model
  const state = read(at.time)
  readTrips(data, state, tripWindow(at.rate, model.trace.until), flow.trips)
  return { data, layout: flow.layout, state, trips: flow.trips, palette, reduced: flow.reduced, selected: selectedOf(model, selection) }
}

export function useFlow(context: StageContext, size: Size, reduced: boolean): Flow {
  const { model, clock, palette, selection } = context
  const flow = useMemo(() => flowModelOf(model), [model])
  const layout = useMemo(() => layoutFlow(flow.plan, size), [flow, size])
  const trips = useMemo(() => createTrips(flow.plan.sources.length), [flow])
  const [painter] = useState(createFlowPainter)
  const now = useCallback(() => flow.read(clock.time()), [flow, clock])
  const paint = useCallback(
    (surface: Surface) => painter(surface, flowScene({ model, palette, selection }, { model: flow, layout, trips, reduced }, clock.state())),
    [painter, model, palette, selection, flow, layout, trips, reduced, clock],
  )
  return useMemo(() => ({ model: flow, layout, trips, now, paint }), [flow, layout, trips, now, paint])
}

/** Escape takes the tip away, wherever the focus is. */
export function useEscape(active: boolean, dismiss: () => void): void {
  useEffect(() => {
    if (!active) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') dismiss()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [active, dismiss])
}
