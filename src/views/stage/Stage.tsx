import './stage.css'
import { lazy, memo, Suspense, useMemo, useRef, useState } from 'react'
import { createStore, useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { stageText } from '../../text/en/stage.ts'
import { useSize } from '../chart/useSize.ts'
import { usePalette } from '../chart/usePalette.ts'
import { createCell } from '../frame/cell.ts'
import { Charts } from './messages/Charts.tsx'
import { Legend } from './Legend.tsx'
import { Minimap } from './minimap/Minimap.tsx'
import { useTraceModel } from './model.ts'
import type { StageApp, StageContext, StageSlots } from './stageApp.ts'
import { StageParts, useParts } from './StageParts.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import { commandOf, runCommand } from './transport/commands.ts'
import './time/time.css'
import { useFolding } from './time/useFolding.ts'
import { useStops } from './time/useStops.ts'
import { useTimeTools } from './time/timeTools.ts'
import { Transport } from './transport/Transport.tsx'
import { useFollow } from './useFollow.ts'
import { useReducedMotion } from './useReducedMotion.ts'
import { useViewport } from './useViewport.ts'

// Loads while the first run is made: the picture appears when both are there.
const flow = import('./flow/Flow.tsx')
const Flow = lazy(() => flow.then((module) => ({ default: module.Flow })))

const Models = lazy(() => import('./models/Models.tsx').then((module) => ({ default: module.Models })))

/** The instrument: flow, environments over time, concurrency, minimap and transport of one run. */
export function Stage({ app, slots }: { app: StageApp; slots?: StageSlots }) {
  const outline = useStore(app.runStore, (state) => state.outline)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const status = useStore(app.runStore, (state) => state.status)
  const selected = useStore(app.uiStore, useShallow(({ selection, lane, message, whyChain, whyAround }) => ({ selection, lane, message, whyChain, whyAround })))
  const palette = usePalette()
  const model = useTraceModel(outline, scenario)
  const other = useOther(app)
  const viewport = useViewport(app.clock, app.uiStore, model?.trace ?? null)
  const [hover] = useState(() => createCell<number | null>(null))
  useFollow(app.clock, viewport)
  const reduced = useReducedMotion(app)

  const context = useMemo<StageContext | null>(
    () =>
      model && palette
        ? {
            clock: app.clock, viewport, hover, palette, model, scenario: model.scenario, other, slots,
            ...selected,
            select: app.uiStore.select, selectLane: app.uiStore.selectLane, selectMessage: app.uiStore.selectMessage,
            inspect: () => app.uiStore.setInspecting(true),
          }
        : null,
    [app, viewport, hover, palette, model, selected, other, slots],
  )
  if (!context) return <StagePlaceholder failed={status === 'failed'} running={status === 'running'} />
  return (
    <Suspense fallback={<StagePlaceholder failed={false} running />}>
      <Instrument context={context} app={app} reduced={reduced} />
    </Suspense>
  )
}

const NO_RUN = createStore(() => ({ outline: null, scenario: null }))

/** The run of the other future, ready to be drawn. */
function useOther({ compare }: StageApp) {
  const store = compare?.otherStore ?? NO_RUN
  const outline = useStore(store, (state) => state.outline)
  const scenario = useStore(store, (state) => state.scenario)
  return useTraceModel(outline, scenario)
}

/** Left alone while a run is under way: what is on show stays the same until its successor comes. */
const Instrument = memo(function Instrument({ context, app, reduced }: { context: StageContext; app: StageApp; reduced: boolean }) {
  const { legend } = context.model
  const letters = useStore(app.uiStore, (state) => state.singleKeyShortcuts)
  const shown = useParts(app)
  const asTable = useStore(app.uiStore, (state) => state.asTable)
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  useFolding(app, context.viewport, { idle: context.model.idle, width })
  const tools = useTimeTools(app)
  const stops = useStops(app, context.model)
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const command = commandOf(event)
    const target = event.target as HTMLElement
    if (!command || !letters || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (target.closest('input, select, textarea, [role="option"]:not([aria-selected]), [role="menu"], [role="dialog"]')) return
    // Space presses the button that has the focus.
    if (event.key === ' ' && target.closest('button')) return
    event.preventDefault()
    runCommand(context, stops, command, tools)
  }
  return (
    <div className="stage" ref={box} role="group" aria-label={stageText.region} data-testid="stage" onKeyDown={onKeyDown}>
      <div className="stage-scroll">
        <StageParts app={app} shown={shown} />
        {shown.flow ? <Flow context={context} reduced={reduced} /> : null}
        {shown.models ? <Models context={context} /> : null}
        {shown.timeline ? <Timeline context={context} tools={tools} asTable={asTable} onTable={() => app.uiStore.setAsTable(!asTable)} /> : null}
        {shown.flow || shown.timeline ? <Legend items={legend} index={context.model.index} palette={context.palette} trace={context.model.trace} scenario={context.scenario} /> : null}
        {shown.concurrency ? <Charts context={context} tools={tools} /> : null}
      </div>
      <div className="stage-foot">
        <div className="stage-below">
          {context.slots?.below(context)}
          <Minimap context={context} tools={tools} />
        </div>
        <Transport context={context} moments={stops} tools={tools} />
      </div>
    </div>
  )
})

/** Keeps the boxes of the instrument, so that nothing moves when the first run arrives. */
function StagePlaceholder({ failed, running }: { failed: boolean; running: boolean }) {
  const { states } = stageText
  return (
    <div className="stage" role="group" aria-label={stageText.region} aria-busy={running || undefined} data-testid="stage">
      <p className="stage-state" role="status">{failed ? states.failed : running ? '' : states.empty}</p>
    </div>
  )
}
