import { CircleQuestionMark, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { answerOf } from '../../metrics/answers.ts'
import { misconceptionOf, type Misconception, type MisconceptionRun } from '../../scenario/misconceptions/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { answersText } from '../../text/en/answers.ts'
import { misconceptionsText as text, misconceptionText, type MisconceptionText } from '../../text/en/misconceptions.ts'
import { Button, IconButton } from '../design/Button.tsx'
import type { StatusLine } from '../shell/status.ts'
import './misconceptions.css'
import { openMisconception } from './openMisconception.ts'

interface CardProps {
  app: LambdascopeApp
  say: StatusLine['say']
}

/** The belief that the scenario on show is about; what is true only when one asks, with the counts of this very run. */
export function MisconceptionCard({ app, say }: CardProps) {
  const title = useStore(app.scenarioStore, (state) => state.scenario.title)
  const [open, setOpen] = useState(false)
  const [dismissed, setDismissed] = useState('')
  const shown = misconceptionOf(title)
  if (shown === null || dismissed === shown.id) return null
  const words: MisconceptionText = misconceptionText[shown.id]
  const run = shown.runs.find(({ scenario }) => scenario.title === title) ?? shown.runs[0]!
  return (
    <section className="banner misconception-card" aria-label={text.one(shown.id)} data-open={open || undefined}>
      <CircleQuestionMark size={16} aria-hidden />
      <div>
        <p>
          <span className="misconception-label">{text.belief}</span> {words.belief}
        </p>
        {open ? <Truth app={app} say={say} misconception={shown} run={run} /> : null}
      </div>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? text.hide : text.reveal}
      </Button>
      <IconButton label={text.dismiss} size="small" onClick={() => setDismissed(shown.id)}>
        <X size={15} aria-hidden />
      </IconButton>
    </section>
  )
}

interface TruthProps extends CardProps {
  misconception: Misconception
  run: MisconceptionRun
}

function Truth({ app, say, misconception: { id, runs }, run }: TruthProps) {
  const words: MisconceptionText = misconceptionText[id]
  return (
    <div className="misconception-truth" role="status">
      <p>
        <span className="misconception-label">{text.truth}</span> {words.truth}
      </p>
      <Counts app={app} run={run} />
      {runs.length < 2 ? null : (
        <div className="misconception-runs" role="group" aria-label={text.others}>
          {runs.map((each) => (
            <Button key={each.name} size="small" aria-pressed={each.name === run.name} onClick={() => openMisconception(app, say, each)}>
              {words.runs[each.name]}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

/** Counts of the run on show, whatever has been changed in it. */
function Counts({ app, run }: { app: LambdascopeApp; run: MisconceptionRun }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const counts = useMemo(() => {
    if (trace === null || scenario === null) return []
    const functions = new Set(scenario.functions.map(({ FunctionName }) => FunctionName))
    const asked = run.questions.filter(({ fn }) => fn === undefined || functions.has(fn))
    return asked.map((question) => ({ name: answersText.question(question.answer, question), value: answersText.value(answerOf({ trace, scenario }, question.answer, question)) }))
  }, [trace, scenario, run])
  return (
    <dl className="misconception-counts" aria-label={text.counted}>
      {counts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
