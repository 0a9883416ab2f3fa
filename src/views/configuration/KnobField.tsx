import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { SwitchField } from '../design/SwitchField.tsx'
import type { Target } from './edit.ts'
import type { Basis, ChoiceKnob, NumberKnob, SwitchKnob } from './knob.ts'
import { NumberKnobField } from './NumberKnobField.tsx'

/** Applies an edit. Edits with the same `coalesce` key in a row undo as one. */
export type Change = (recipe: (scenario: Scenario) => Scenario, coalesce?: string) => void

export interface KnobFieldProps<K> {
  knob: K
  scenario: Scenario
  target: Target
  issue: Issue | undefined
  change: Change
}

/** One setting: label, control, and what is wrong with it. */
export function KnobField(props: KnobFieldProps<NumberKnob | ChoiceKnob | SwitchKnob>) {
  const { knob, ...rest } = props
  switch (knob.kind) {
    case 'number':
      return <NumberKnobField knob={knob} {...rest} />
    case 'choice':
      return <ChoiceField knob={knob} {...rest} />
    case 'switch':
      return <ToggleField knob={knob} {...rest} />
  }
}

function ChoiceField({ knob, scenario, target, issue, change }: KnobFieldProps<ChoiceKnob>) {
  const { label, hint } = configuration.knobs[knob.id]
  const value = knob.read(scenario, target)
  const options = knob.options(scenario, target)
  const set = (next: string) => change((before) => knob.write(before, target, next))
  return (
    <FieldFrame label={label} hint={hint} issue={issue} basis={knob.basis}>
      {knob.as === 'segments' ? (
        <Segmented label={label} value={value} options={options} onChange={set} />
      ) : (
        <SelectField label={label} value={value} options={options} onChange={set} />
      )}
    </FieldFrame>
  )
}

function ToggleField({ knob, scenario, target, issue, change }: KnobFieldProps<SwitchKnob>) {
  const id = useId()
  const { label, hint } = configuration.knobs[knob.id]
  const control = (
    <SwitchField
      labelledBy={id}
      checked={knob.read(scenario, target)}
      onChange={(next) => change((before) => knob.write(before, target, next))}
    />
  )
  return <FieldFrame label={label} labelId={id} hint={hint} issue={issue} basis={knob.basis} aside={control} />
}

interface FieldFrameProps {
  label: string
  labelId?: string
  hint: string | undefined
  hintId?: string
  issue: Issue | undefined
  issueId?: string
  basis: Basis | undefined
  /** Beside the label. */
  aside?: ReactNode
  children?: ReactNode
}

export function FieldFrame(props: FieldFrameProps) {
  const { label, labelId, hint, hintId, issue, issueId, basis, aside, children } = props
  return (
    <div className="field" data-invalid={issue === undefined ? undefined : ''}>
      <div className="field-head">
        <span className="field-label">
          <span id={labelId}>{label}</span>
          {basis === undefined ? null : <BasisBadge basis={basis} />}
        </span>
        {aside}
      </div>
      {children}
      {issue === undefined ? null : (
        <p className="field-issue" id={issueId}>
          <TriangleAlert size={14} aria-hidden />
          <span>{issue.message}</span>
        </p>
      )}
      {hint === undefined ? null : (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}

function BasisBadge({ basis }: { basis: Basis }) {
  return (
    <ConfidenceBadge confidence={basis.confidence}>
      {configuration.ruleBadge(configuration.basis[basis.confidence], basis.rule)}
    </ConfidenceBadge>
  )
}
