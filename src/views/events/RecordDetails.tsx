import { X } from 'lucide-react'
import { heldOn, ruleAt } from '../../rules/registry.ts'
import { throttleReason } from '../../rules/throttleReasons.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { RECORD_KINDS, type RecordId, type Trace } from '../../sim/trace/schema.ts'
import { configuration } from '../../text/en/configuration.ts'
import { events } from '../../text/en/events.ts'
import { rulesText } from '../../text/en/rules.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { IconButton } from '../design/Button.tsx'
import { describeRecord } from '../stage/describe.ts'

interface RecordDetailsProps {
  trace: Trace
  /** What the trace was made from. */
  scenario: Scenario
  record: RecordId
  onClose: () => void
}

/** The selected record in words, and the rule it followed. */
export function RecordDetails({ trace, scenario, record, onClose }: RecordDetailsProps) {
  const { title, facts } = describeRecord(trace, scenario, record)
  const index = trace.records.rule[record] ?? 0
  const reason = RECORD_KINDS[trace.records.kind[record] ?? 0] === 'throttle' ? throttleReason(index) : null
  return (
    <section className="record-details" aria-label={events.details.label}>
      <div className="record-details-head">
        <h3>{title}</h3>
        <IconButton label={events.details.close} size="small" onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      <p className="muted">{events.details.facts(facts.filter((fact) => fact !== reason))}</p>
      {reason === null ? null : (
        <p className="record-details-reason">
          {events.details.reason} <code>{reason}</code>
        </p>
      )}
      <RuleNote index={index} date={scenario.lambdaAsOf} />
    </section>
  )
}

/** What a rule says, with its numbers as of a day (ISO date), and who says so. */
function RuleNote({ index, date }: { index: number; date: string }) {
  const { id, confidence, values, source, checked } = ruleAt(index)
  const { name, statement } = rulesText[id]
  const numbers = values.filter((value) => heldOn(value, date))
  return (
    <>
      <p className="rule-name">
        <ConfidenceBadge confidence={confidence}>{configuration.ruleBadge(configuration.basis[confidence], id)}</ConfidenceBadge>
        <strong>{name}</strong>
      </p>
      <p>{statement}</p>
      {numbers.length === 0 ? null : <p className="mono rule-values">{events.details.values(numbers)}</p>}
      <p className="rule-source">
        <a href={source.url} rel="noreferrer">
          {source.title}
        </a>{' '}
        <span className="muted">{events.details.checked(checked)}</span>
      </p>
    </>
  )
}
