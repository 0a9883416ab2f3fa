import { useState } from 'react'
import { obstaclesOf } from '../../metrics/why/facts.ts'
import type { WhyStep } from '../../metrics/why/steps.ts'
import { ruleAt } from '../../rules/registry.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { whyText } from '../../text/en/why.ts'
import { formatCount } from '../../base/format.ts'
import { factsOf } from '../../metrics/why/facts.ts'
import { Button } from '../design/Button.tsx'
import { visit, type Inspection } from './inspection.ts'
import { RecordLinks } from './RecordLinks.tsx'
import { RuleNote } from './RuleNote.tsx'
import { wordsOf, type StepRole } from './whyWords.ts'

interface WhyStepItemProps {
  inspection: Inspection
  step: WhyStep
  /** From 1. */
  number: number
  current: boolean
  /** What the step was to the whole. */
  role: StepRole | null
}

/** A link of the chain: when, what and by which rule, and what stood in the way. */
export function WhyStepItem({ inspection, step, number, current, role }: WhyStepItemProps) {
  const { run } = inspection
  const { moment, name, sentence } = wordsOf(run, step)
  const { id } = ruleAt(run.trace.records.rule[step.record] ?? 0)
  return (
    <li className="why-step" data-current={current || undefined} aria-current={current ? 'step' : undefined}>
      <button type="button" className="why-number" aria-label={whyText.go(number, name)} onClick={() => visit(inspection, step.record)}>
        {formatCount(number)}
      </button>
      <div className="why-body">
        <h3 className="why-head">
          <span className="mono muted">{moment}</span> {role === null ? null : <span className="why-role" data-role={role}>{whyText.roles[role]}</span>}
          <span className="hidden-visually">{name}</span>
        </h3>
        <p className="why-sentence">{sentence}</p>
        {step.kind === 'single' ? <Obstacles inspection={inspection} record={step.record} /> : <Folded inspection={inspection} step={step} />}
        {step.kind === 'single' ? <RuleNote id={id} date={run.scenario.lambdaAsOf} statement={current} /> : null}
      </div>
    </li>
  )
}

function Obstacles({ inspection, record }: { inspection: Inspection; record: RecordId }) {
  const records = obstaclesOf(inspection.run, record)
  if (records.length === 0) return null
  const facts = factsOf(inspection.run, record)
  const title = facts.kind === 'throttle' ? whyText.obstacles.throttle : whyText.obstacles.create
  const counted = facts.kind === 'throttle' && facts.window === 0 ? whyText.inFlight(facts.used, facts.allowed) : null
  return (
    <div className="why-obstacles">
      <p className="muted">
        {title} {counted === null ? null : <strong>{counted}</strong>}
      </p>
      <RecordLinks inspection={inspection} records={records} label={title} />
    </div>
  )
}

function Folded({ inspection, step }: { inspection: Inspection; step: WhyStep }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="why-folded">
      <Button size="small" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? whyText.refold : whyText.unfold(step.records.length)}
      </Button>
      {open ? (
        <ol className="why-inner" role="list">
          {step.records.toReversed().map((record) => (
            <FoldedRecord key={record} inspection={inspection} record={record} />
          ))}
        </ol>
      ) : null}
    </div>
  )
}

function FoldedRecord({ inspection, record }: { inspection: Inspection; record: RecordId }) {
  const { run } = inspection
  const { moment, sentence } = wordsOf(run, { kind: 'single', records: [record], record })
  return (
    <li>
      <button type="button" className="record-link mono" onClick={() => visit(inspection, record)}>
        {moment}
      </button>
      <p>{sentence}</p>
      <RuleNote id={ruleAt(run.trace.records.rule[record] ?? 0).id} date={run.scenario.lambdaAsOf} />
    </li>
  )
}
