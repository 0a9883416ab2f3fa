import { useState } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import { withIntervention, withInterventionAt, withoutIntervention } from '../../scenario/interventions.ts'
import { parseScenario } from '../../scenario/parse.ts'
import type { Intervention, Scenario } from '../../sim/scenario.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { interventions } from '../../text/en/interventions.ts'
import { IssueLines } from '../configuration/IssueList.tsx'
import { Button } from '../design/Button.tsx'
import { Modal } from '../design/Modal.tsx'
import { momentText } from '../stage/describe.ts'
import { InterventionForm } from './InterventionForm.tsx'
import './interventions.css'

/** An intervention to be added, or the one at `index` of the scenario to be changed. */
export interface Editing {
  index: number | null
  event: Intervention
}

interface InterventionDialogProps {
  app: LambdascopeApp
  editing: Editing
  say: (message: string) => void
  onClose: () => void
}

const NO_ISSUES: readonly Issue[] = []

/** The time of an intervention in words. */
export const timeOf = ({ atMs }: Intervention, { durationMs }: Scenario): string => momentText(atMs * 1000, durationMs * 1000)

/** Adds, changes or removes an intervention. What cannot be is said in place, and what was typed stays. */
export function InterventionDialog({ app, editing, say, onClose }: InterventionDialogProps) {
  const { index } = editing
  const [event, setEvent] = useState(editing.event)
  // Stay until the next attempt: a message that goes while a button is being pressed moves the button away.
  const [issues, setIssues] = useState(NO_ISSUES)
  const { scenario } = app.scenarioStore.getState()
  const place = index ?? scenario.interventions.length
  const prefix = `interventions[${place}].`
  const issueAt = (field: string) => issues.find(({ path }) => path === prefix + field || path.startsWith(`${prefix}${field}.`))
  const FIELDS = ['atMs', 'source', 'count', 'spreadMs', 'function', 'faults', 'untilMs', 'set', 'Enabled', 'shard', 'change']
  const elsewhere = issues.filter(({ path }) => !FIELDS.some((field) => path === prefix + field || path.startsWith(`${prefix}${field}.`)))

  const apply = () => {
    const recipe = (before: Scenario) => (index === null ? withIntervention(before, event) : withInterventionAt(before, index, event))
    const result = parseScenario(recipe(scenario))
    if (!result.ok) return setIssues(result.issues)
    app.scenarioStore.change(recipe)
    const { added, changed } = interventions.status
    say((index === null ? added : changed)(interventions.sentence(event, timeOf(event, scenario))))
    onClose()
  }
  const remove = () => {
    app.scenarioStore.change((before) => withoutIntervention(before, place))
    say(interventions.status.removed(interventions.sentence(editing.event, timeOf(editing.event, scenario))))
    onClose()
  }
  return (
    <Modal
      open
      onOpenChange={onClose}
      title={interventions.titles[event.kind](timeOf(event, scenario))}
      closeLabel={interventions.close}
      width={420}
      footer={
        <>
          {index === null ? null : <Button className="intervention-remove" onClick={remove}>{interventions.remove}</Button>}
          <Button onClick={onClose}>{interventions.cancel}</Button>
          <Button variant="primary" onClick={apply}>{index === null ? interventions.doIt : interventions.save}</Button>
        </>
      }
    >
      <p className="muted intervention-intro">{interventions.intro}</p>
      <InterventionForm scenario={scenario} value={event} issueAt={issueAt} onChange={setEvent} />
      {elsewhere.length === 0 ? null : <div className="issues" role="alert"><IssueLines issues={elsewhere} /></div>}
    </Modal>
  )
}
