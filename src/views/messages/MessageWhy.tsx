import { ChevronDown, CircleHelp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../base/format.ts'
import { messageSteps, type MessageLink, type MessageStep } from '../../metrics/message/why.ts'
import { messagesText } from '../../text/en/messages.ts'
import { whyText } from '../../text/en/why.ts'
import { Button } from '../design/Button.tsx'
import { CopyButton } from '../design/CopyButton.tsx'
import { visit, type Inspection } from '../inspector/inspection.ts'
import { RuleNote } from '../inspector/RuleNote.tsx'
import { chainText, linkWords, rolesOf, stepSentence, type MessageRole } from './messageWords.ts'

const text = messagesText.why

/** The question a message can be asked about anything that happened to it, and the answer: back to what went wrong first. */
export function MessageWhy({ inspection, row }: { inspection: Inspection; row: number }) {
  const { uiStore } = inspection.app
  const open = useStore(uiStore, (state) => state.whyOpen)
  return (
    <section className="inspector-part why" aria-label={whyText.title}>
      <Button className="why-toggle" variant={open ? 'plain' : 'primary'} aria-expanded={open} onClick={() => uiStore.setWhyOpen(!open)}>
        <CircleHelp size={16} aria-hidden />
        {whyText.open}
        <ChevronDown className="why-chevron" size={16} aria-hidden />
      </Button>
      {open ? <Chain inspection={inspection} row={row} /> : null}
    </section>
  )
}

function Chain({ inspection, row }: { inspection: Inspection; row: number }) {
  const { run } = inspection
  const steps = useMemo(() => messageSteps(run.trace, row), [run, row])
  const roles = useMemo(() => rolesOf(steps), [steps])
  return (
    <>
      <div className="why-stepper">
        <span className="why-lead muted">{text.lead}</span>
        <span className="why-tools">
          <CopyButton label={whyText.copy} text={() => chainText(run, steps)} />
        </span>
      </div>
      <ol className="why-steps" role="list" aria-label={text.lead}>
        {steps.map((step, at) => (
          <Step key={keyOf(step.links[0]!)} inspection={inspection} step={step} number={at + 1} role={roles[at] ?? null} />
        ))}
      </ol>
    </>
  )
}

const keyOf = (link: MessageLink): string => (link.kind === 'event' ? `event ${link.row}` : `record ${link.record}`)

/** To an invocation, or to the moment of what happened to the message. */
function goTo(inspection: Inspection, link: MessageLink): void {
  const { app, run } = inspection
  if (link.kind === 'record') {
    // It has a chain of its own.
    app.uiStore.setWhyChain(null)
    return visit(inspection, link.record)
  }
  app.clock.pause()
  app.clock.seek(run.trace.messageEvents.time[link.row]!)
}

interface StepProps {
  inspection: Inspection
  step: MessageStep
  /** From 1. */
  number: number
  role: MessageRole | null
}

function Step({ inspection, step, number, role }: StepProps) {
  const link = step.links[step.links.length - 1]!
  const { moment, name, rule } = linkWords(inspection.run, link)
  return (
    <li className="why-step" data-current={number === 1 || undefined}>
      <button type="button" className="why-number" aria-label={whyText.go(number, name)} onClick={() => goTo(inspection, link)}>
        {formatCount(number)}
      </button>
      <div className="why-body">
        <h3 className="why-head">
          <span className="mono muted">{moment}</span>
          {role === null ? null : <span className="why-role" data-role={role === 'first' ? 'decided' : role}>{text.roles[role]}</span>}
          <span className="hidden-visually">{name}</span>
        </h3>
        <p className="why-sentence">{stepSentence(inspection.run, step)}</p>
        {step.kind === 'again' ? <Folded inspection={inspection} step={step} /> : <RuleNote id={rule} date={inspection.run.scenario.lambdaAsOf} statement={number === 1} />}
      </div>
    </li>
  )
}

/** The steps of a life of thousands are not all shown. */
const MOST = 60

function Folded({ inspection, step }: { inspection: Inspection; step: MessageStep }) {
  const [open, setOpen] = useState(false)
  const { scenario } = inspection.run
  return (
    <div className="why-folded">
      <Button size="small" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? whyText.refold : text.unfold(Math.min(MOST, step.links.length), step.links.length)}
      </Button>
      {open ? (
        <ol className="why-inner" role="list">
          {step.links.slice(-MOST).toReversed().map((link) => {
            const { moment, sentence, rule } = linkWords(inspection.run, link)
            return (
              <li key={keyOf(link)}>
                <button type="button" className="record-link mono" onClick={() => goTo(inspection, link)}>
                  {moment}
                </button>
                <p>{sentence}</p>
                <RuleNote id={rule} date={scenario.lambdaAsOf} />
              </li>
            )
          })}
        </ol>
      ) : null}
    </div>
  )
}
