import { useId } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import { interventions } from '../../text/en/interventions.ts'
import { FieldFrame } from '../configuration/FieldFrame.tsx'
import { NumberInput } from '../design/NumberInput.tsx'

interface NumberEntryProps {
  label: string
  /** Empty for a plain number. */
  unit: string
  value: number
  step: number
  issue: Issue | undefined
  onCommit: (value: number) => void
}

/** A labelled number of a form; what is wrong with it stands below it. */
export function NumberEntry({ label, unit, value, step, issue, onCommit }: NumberEntryProps) {
  const issueId = useId()
  const input = (
    <span className="field-value">
      <NumberInput
        label={interventions.withUnit(label, unit)}
        value={value}
        step={step}
        bigStep={step * 10}
        invalid={issue !== undefined}
        {...(issue === undefined ? {} : { describedBy: issueId })}
        onCommit={onCommit}
      />
      <span className="field-unit">{unit}</span>
    </span>
  )
  return <FieldFrame label={label} hint={undefined} issue={issue} issueId={issueId} rule={undefined} aside={input} />
}
