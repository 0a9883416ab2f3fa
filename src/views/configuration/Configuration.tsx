import { Braces, ClipboardPaste } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { builder } from '../../text/en/builder.ts'
import { configuration } from '../../text/en/configuration.ts'
import { textPanel, type ConfigurationMode } from '../../text/en/textPanel.ts'
import { Button } from '../design/Button.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { FunctionBar, SourceBar } from './builder/PartBars.tsx'
import './configuration.css'
import { sourcesOf, type Target } from './edit.ts'
import { Disclosure, Group } from './Group.tsx'
import { Head, type Origin } from './Head.tsx'
import { issuesAt, shownKnobs } from './issuesAt.ts'
import { IssueList } from './IssueList.tsx'
import type { Edits } from './FieldFrame.tsx'
import { KNOB_GROUPS } from './knobs/index.ts'
import type { TextMemory } from './text/textMemory.ts'

const TextPanel = lazy(() => import('./text/TextPanel.tsx').then((module) => ({ default: module.TextPanel })))
const MODES = (Object.keys(textPanel.modes) as ConfigurationMode[]).map((value) => ({ value, label: textPanel.modes[value] }))

interface ConfigurationProps {
  /** The last valid scenario. */
  scenario: Scenario
  /** What is wrong with the change that was refused, if one was. */
  issues: readonly Issue[]
  edits: Edits
  /** Forgets the refused change. */
  discard: () => void
  onEditJson: () => void
  onPaste: () => void
  /** What is done during the run, to be listed with the settings. */
  interventions?: ReactNode
  origin: Origin
  memory: TextMemory
}

/** The scenario in AWS's terms: as knobs, or as text. */
export function Configuration(props: ConfigurationProps) {
  const { scenario, edits, origin, memory } = props
  const [mode, setMode] = useState(memory.mode())
  const choose = (next: ConfigurationMode) => {
    memory.choose(next)
    setMode(next)
  }
  return (
    <div className="configuration">
      <Head scenario={scenario} origin={mode === 'knobs' ? origin : { ...origin, lookFor: null }} />
      <Segmented label={textPanel.modesLabel} value={mode} options={MODES} onChange={choose} />
      {mode === 'knobs' ? (
        <Knobs {...props} />
      ) : (
        <Suspense fallback={<p className="muted">{textPanel.loading}</p>}>
          <TextPanel key={mode} mode={mode} scenario={scenario} edits={edits} memory={memory} onPaste={props.onPaste} />
        </Suspense>
      )}
    </div>
  )
}

function Knobs({ scenario, issues, edits, discard, onEditJson, onPaste, interventions }: ConfigurationProps) {
  const [chosen, setChosen] = useState({ fn: 0, source: 0 })
  const fn = Math.min(chosen.fn, scenario.functions.length - 1)
  const sources = sourcesOf(scenario, fn)
  const source = sources.includes(chosen.source) ? chosen.source : (sources[0] ?? -1)
  const target: Target = { fn, source }
  const groups = KNOB_GROUPS.map((group) => (group.id === 'traffic' && source < 0 ? { ...group, knobs: [] } : group))
  const knobs = groups.flatMap((group) => shownKnobs(group, scenario, target))
  const found = issuesAt(issues, knobs, target)
  const shown = new Set(found.values())
  const elsewhere = issues.filter((issue) => !shown.has(issue))
  return (
    <>
      <FunctionBar scenario={scenario} edits={edits} fn={fn} choose={(next) => setChosen({ fn: next, source: -1 })} />
      {groups.map((group) => (
        <Group key={group.id} group={group} scenario={scenario} target={target} issues={found} edits={edits}>
          {group.id !== 'traffic' ? null : (
            <SourceBar scenario={scenario} edits={edits} target={target} choose={(next) => setChosen({ fn, source: next })} />
          )}
        </Group>
      ))}
      {interventions === undefined ? null : (
        <Disclosure title={configuration.interventions} heading startsOpen forced={false}>
          <Suspense>{interventions}</Suspense>
        </Disclosure>
      )}
      <p className="field-hint">{builder.jsonOnly}</p>
      <Button className="configuration-json" onClick={onEditJson}>
        <Braces size={15} aria-hidden />
        {configuration.json}
      </Button>
      <Button className="configuration-json" onClick={onPaste} aria-haspopup="dialog">
        <ClipboardPaste size={15} aria-hidden />
        {configuration.paste}
      </Button>
      {issues.length === 0 ? null : <IssueList issues={issues} elsewhere={elsewhere} discard={discard} />}
    </>
  )
}
