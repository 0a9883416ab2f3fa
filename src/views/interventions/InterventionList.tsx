import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { withoutIntervention } from '../../scenario/interventions.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { interventions } from '../../text/en/interventions.ts'
import { IconButton } from '../design/Button.tsx'
import { Modal } from '../design/Modal.tsx'
import { INTERVENTION_ICONS } from './icons.tsx'
import { InterventionDialog, timeOf, type Editing } from './InterventionDialog.tsx'
import './interventions.css'

interface InterventionListProps {
  app: LambdascopeApp
  /** Positions in the scenario's list; left out: all. */
  indices?: readonly number[]
  say: (message: string) => void
}

/** Interventions in order of time, to open or remove. */
export function InterventionList({ app, indices, say }: InterventionListProps) {
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  const [editing, setEditing] = useState<Editing | null>(null)
  const rows = scenario.interventions
    .map((event, index) => ({ event, index }))
    .filter(({ index }) => indices === undefined || indices.includes(index))
    .toSorted((a, b) => a.event.atMs - b.event.atMs)
  if (rows.length === 0) return <p className="field-hint">{interventions.empty}</p>
  const remove = (index: number, what: string) => {
    app.scenarioStore.change((before) => withoutIntervention(before, index))
    say(interventions.status.removed(what))
  }
  return (
    <>
      <ul role="list" className="intervention-list">
        {rows.map(({ event, index }) => {
          const Icon = INTERVENTION_ICONS[event.kind]
          const time = timeOf(event, scenario)
          const what = interventions.sentence(event, time)
          return (
            <li key={index}>
              <button type="button" className="intervention-open" onClick={() => setEditing({ index, event })}>
                <Icon size={14} aria-hidden />
                <span className="hidden-visually">{interventions.editOne(interventions.target(event))}</span>
                <span className="intervention-name">{interventions.label(event)}</span>
                <span className="intervention-time mono">{time}</span>
              </button>
              <IconButton size="small" label={interventions.removeOne(what)} onClick={() => remove(index, what)}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            </li>
          )
        })}
      </ul>
      {editing === null ? null : <InterventionDialog app={app} editing={editing} say={say} onClose={() => setEditing(null)} />}
    </>
  )
}

/** Those that one mark stands for. */
export function InterventionListDialog({ app, indices, say, onClose }: InterventionListProps & { onClose: () => void }) {
  return (
    <Modal open onOpenChange={onClose} title={interventions.several(indices?.length ?? 0)} closeLabel={interventions.close} width={420}>
      <InterventionList app={app} {...(indices === undefined ? {} : { indices })} say={say} />
    </Modal>
  )
}
