import { Braces, ChevronRight } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { Button } from '../design/Button.tsx'
import { SelectField } from '../design/SelectField.tsx'
import './configuration.css'
import { sourcesOf, type Target } from './edit.ts'
import { Disclosure, Group } from './Group.tsx'
import { issuesAt, shownKnobs } from './issuesAt.ts'
import { IssueList } from './IssueList.tsx'
import type { Edits } from './FieldFrame.tsx'
import { KNOB_GROUPS } from './knobs/index.ts'

interface ConfigurationProps {
  /** The last valid scenario. */
  scenario: Scenario
  /** What is wrong with the change that was refused, if one was. */
  issues: readonly Issue[]
  edits: Edits
  /** Forgets the refused change. */
  discard: () => void
  onEditJson: () => void
  /** What is done during the run, to be listed with the settings. */
  interventions?: ReactNode
  /** What to watch in this scenario, where its author said so. */
  lookFor: string | null
}

/** The knobs of the scenario, in AWS's terms. */
export function Configuration({ scenario, issues, edits, discard, onEditJson, interventions, lookFor }: ConfigurationProps) {
  const [chosen, setChosen] = useState({ fn: 0, source: 0 })
  const fn = Math.min(chosen.fn, scenario.functions.length - 1)
  const sources = sourcesOf(scenario, fn)
  const source = sources.includes(chosen.source) ? chosen.source : (sources[0] ?? -1)
  const target: Target = { fn, source }
  const groups = KNOB_GROUPS.filter((group) => group.id !== 'traffic' || source >= 0)
  const knobs = groups.flatMap((group) => shownKnobs(group, scenario, target))
  const found = issuesAt(issues, knobs, target)
  const shown = new Set(found.values())
  const elsewhere = issues.filter((issue) => !shown.has(issue))
  return (
    <div className="configuration">
      <div className="configuration-head">
        <h2>{scenario.title === '' ? configuration.title : scenario.title}</h2>
        {scenario.description === '' ? null : <p className="muted">{scenario.description}</p>}
        {lookFor === null ? null : (
          <details className="look-for" open>
            <summary>
              <ChevronRight size={14} aria-hidden />
              {configuration.lookFor}
            </summary>
            <p className="muted">{lookFor}</p>
          </details>
        )}
      </div>
      {scenario.functions.length < 2 ? null : (
        <SelectField
          label={configuration.chooseFunction}
          value={String(fn)}
          options={scenario.functions.map((one, index) => ({ value: String(index), label: one.FunctionName }))}
          onChange={(value) => setChosen({ fn: Number(value), source: -1 })}
        />
      )}
      {groups.map((group) => (
        <Group key={group.id} group={group} scenario={scenario} target={target} issues={found} edits={edits}>
          {group.id !== 'traffic' || sources.length < 2 ? null : (
            <SelectField
              label={configuration.chooseSource}
              value={String(source)}
              options={sources.map((index) => ({ value: String(index), label: scenario.traffic[index]?.name ?? '' }))}
              onChange={(value) => setChosen({ fn, source: Number(value) })}
            />
          )}
        </Group>
      ))}
      {interventions === undefined ? null : (
        <Disclosure title={configuration.interventions} heading startsOpen forced={false}>
          <Suspense>{interventions}</Suspense>
        </Disclosure>
      )}
      <Button className="configuration-json" onClick={onEditJson}>
        <Braces size={15} aria-hidden />
        {configuration.json}
      </Button>
      {issues.length === 0 ? null : <IssueList issues={issues} elsewhere={elsewhere} discard={discard} />}
    </div>
  )
}
