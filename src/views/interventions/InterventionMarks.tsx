import { useState, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Scenario } from '../../sim/scenario.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { interventions } from '../../text/en/interventions.ts'
import { useSize } from '../chart/useSize.ts'
import { tip } from '../design/tips.ts'
import type { StageContext } from '../stage/stageApp.ts'
import { plotSpan } from '../stage/timeline/layout.ts'
import { scaleOf } from '../stage/timeline/scene.ts'
import { useToolbar } from '../stage/transport/useToolbar.ts'
import { INTERVENTION_ICONS } from './icons.tsx'
import { InterventionDialog, timeOf, type Editing } from './InterventionDialog.tsx'
import { InterventionListDialog } from './InterventionList.tsx'
import { layoutMarks, SIGN, type Mark } from './layoutMarks.ts'
import './interventions.css'

interface MarksProps {
  app: LambdascopeApp
  context: StageContext
  say: (message: string) => void
}

/** What is done during the run, along the time axis. One tab stop; arrows walk. */
export function InterventionMarks({ app, context, say }: MarksProps) {
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  return scenario.interventions.length === 0 ? null : <MarksRow app={app} context={context} say={say} scenario={scenario} />
}

function MarksRow({ app, context, say, scenario }: MarksProps & { scenario: Scenario }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const view = useSyncExternalStore(context.viewport.subscribe, context.viewport.get)
  const toolbar = useToolbar()
  const [editing, setEditing] = useState<Editing | null>(null)
  const [listed, setListed] = useState<readonly number[] | null>(null)
  const plot = plotSpan(width)
  const scale = scaleOf(view, plot)
  const marks = width === 0 ? [] : layoutMarks(scenario.interventions.map(({ atMs }) => atMs), { toPx: scale.toPx, range: [plot.x, plot.x + plot.width] })
  const open = ({ indices }: Mark) => {
    const [index = 0] = indices
    if (indices.length === 1) setEditing({ index, event: scenario.interventions[index]! })
    else setListed(indices)
  }
  return (
    <div className="intervention-marks" ref={box} data-testid="intervention-marks">
      <div className="intervention-marks-bar" role="toolbar" aria-label={interventions.marks} {...toolbar}>
        {marks.map((mark) => (
          <MarkButton key={mark.indices[0]} mark={mark} scenario={scenario} onOpen={() => open(mark)} />
        ))}
      </div>
      {editing === null ? null : <InterventionDialog app={app} editing={editing} say={say} onClose={() => setEditing(null)} />}
      {listed === null ? null : <InterventionListDialog app={app} indices={listed} say={say} onClose={() => setListed(null)} />}
    </div>
  )
}

function MarkButton({ mark, scenario, onOpen }: { mark: Mark; scenario: Scenario; onOpen: () => void }) {
  const { indices, x, room } = mark
  const event = scenario.interventions[indices[0]!]
  if (event === undefined) return null
  const single = indices.length === 1
  const Icon = INTERVENTION_ICONS[event.kind]
  const events = indices.flatMap((index) => scenario.interventions[index] ?? [])
  const words = interventions.labels(events)
  const name = single ? interventions.edit(interventions.sentence(event, timeOf(event, scenario))) : undefined
  return (
    <button type="button" className="intervention-mark" style={{ left: x - SIGN / 2, maxWidth: SIGN + room }} aria-label={name} {...tip(name ?? words)} onClick={onOpen}>
      <span className="intervention-sign">{single ? <Icon size={14} aria-hidden /> : indices.length}</span>
      {room === 0 ? <span className="hidden-visually">{words}</span> : <span className="intervention-words">{words}</span>}
    </button>
  )
}
