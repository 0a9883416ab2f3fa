import './stage.css'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { stageText } from '../../text/en/stage.ts'
import { usePalette } from '../chart/usePalette.ts'
import { createCell } from '../frame/cell.ts'
import { Concurrency } from './concurrency/Concurrency.tsx'
import { Legend } from './Legend.tsx'
import { Minimap } from './minimap/Minimap.tsx'
import { useTraceModel } from './model.ts'
import type { StageApp, StageContext } from './stageApp.ts'
import { Timeline } from './timeline/Timeline.tsx'
import { LETTERS, runCommand } from './transport/commands.ts'
import { Transport } from './transport/Transport.tsx'
import { useFollow } from './useFollow.ts'
import { useReducedMotion } from './useReducedMotion.ts'
import { useViewport } from './useViewport.ts'

/** The instrument: environments over time, concurrency, minimap and transport of one run. */
export function Stage({ app }: { app: StageApp }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const status = useStore(app.runStore, (state) => state.status)
  const selection = useStore(app.uiStore, (state) => state.selection)
  const palette = usePalette()
  const model = useTraceModel(app.clock, trace, scenario)
  const viewport = useViewport(app.clock, app.uiStore, model?.trace ?? null)
  const [hover] = useState(() => createCell<number | null>(null))
  useFollow(app.clock, viewport)
  useReducedMotion(app)

  const context = useMemo<StageContext | null>(
    () =>
      model && palette
        ? { clock: app.clock, viewport, hover, palette, model, scenario: model.scenario, selection, select: app.uiStore.select }
        : null,
    [app, viewport, hover, palette, model, selection],
  )
  if (!context) return <StagePlaceholder failed={status === 'failed'} running={status === 'running' || trace !== null} />
  return <Instrument context={context} app={app} />
}

function Instrument({ context, app }: { context: StageContext; app: StageApp }) {
  const { moments, legend } = context.model
  const letters = useStore(app.uiStore, (state) => state.singleKeyShortcuts)
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const command = LETTERS[event.key.toLowerCase()]
    const target = event.target as HTMLElement
    if (!command || !letters || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (target.closest('input, select, textarea, [role="option"]:not([aria-selected])')) return
    // Space presses the button that has the focus.
    if (event.key === ' ' && target.closest('button')) return
    event.preventDefault()
    runCommand(context, moments, command)
  }
  return (
    <div className="stage" role="group" aria-label={stageText.region} data-testid="stage" onKeyDown={onKeyDown}>
      <Timeline context={context} />
      <Legend items={legend} palette={context.palette} trace={context.model.trace} scenario={context.scenario} />
      <Concurrency context={context} />
      <Minimap context={context} />
      <Transport context={context} moments={moments} />
    </div>
  )
}

/** Keeps the boxes of the instrument, so that nothing moves when the first run arrives. */
function StagePlaceholder({ failed, running }: { failed: boolean; running: boolean }) {
  const { states } = stageText
  return (
    <div className="stage" role="group" aria-label={stageText.region} aria-busy={running || undefined} data-testid="stage">
      <p className="stage-state" role="status">{failed ? states.failed : running ? '' : states.empty}</p>
    </div>
  )
}
