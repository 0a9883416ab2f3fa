import { TriangleAlert } from 'lucide-react'
import { memo, type ReactNode, useId } from 'react'
import { ruleOf, type RuleId } from '../../rules/registry.ts'
import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { SwitchField } from '../design/SwitchField.tsx'
import type { Target } from './edit.ts'
import type { ChoiceKnob, NumberKnob, SwitchKnob } from './knob.ts'
import { looksTheSame } from './looksTheSame.ts'
import { NumberKnobField } from './NumberKnobField.tsx'

export interface Edits {
  /** Applies an edit. Edits with the same `coalesce` key in a row undo as one. */
  change: (recipe: (scenario: Scenario) => Scenario, coalesce?: string) => void
  /** Ends such a row. */
  settle: () => void
}

export interface KnobFieldProps<K> {
  knob: K
  scenario: Scenario
  target: Target
  issue: Issue | undefined
  edits: Edits
}

type ShownKnob = NumberKnob | ChoiceKnob | SwitchKnob

/**
 * One setting: label, control, and what is wrong with it. There are dozens, and most edits change one: the
 * others must not render again while a slider is dragged.
 */
export const KnobField = memo(AnyKnobField, looksTheSame)

function AnyKnobField({ knob, ...rest }: KnobFieldProps<ShownKnob>) {
  switch (knob.kind) {
    case 'number':
      return <NumberKnobField knob={knob} {...rest} />
    case 'choice':
      return <ChoiceField knob={knob} {...rest} />
    case 'switch':
      return <ToggleField knob={knob} {...rest} />
  }
}

function ChoiceField({ knob, scenario, target, issue, edits }: KnobFieldProps<ChoiceKnob>) {
  const { label, hint } = configuration.knobs[knob.id]
  const value = knob.read(scenario, target)
  const options = knob.options(scenario, target)
  const control = { label, value, options, onChange: (next: string) => edits.change((before) => knob.write(before, target, next)) }
  const frame = { label, hint, issue, rule: knob.rule?.(scenario, target) }
  return knob.as === 'segments' ? (
    <FieldFrame {...frame}>
      <Segmented {...control} />
    </FieldFrame>
  ) : (
    <FieldFrame {...frame} aside={<SelectField className="field-select" wide={false} {...control} />} />
  )
}

function ToggleField({ knob, scenario, target, issue, edits }: KnobFieldProps<SwitchKnob>) {
  const id = useId()
  const { label, hint } = configuration.knobs[knob.id]
  const control = (
    <SwitchField
      labelledBy={id}
      checked={knob.read(scenario, target)}
      onChange={(next) => edits.change((before) => knob.write(before, target, next))}
    />
  )
  return <FieldFrame label={label} labelId={id} hint={hint} issue={issue} rule={knob.rule?.(scenario, target)} aside={control} />
}

interface FieldFrameProps {
  label: string
  labelId?: string
  hint: string | undefined
  hintId?: string
  issue: Issue | undefined
  issueId?: string
  rule: RuleId | undefined
  /** Beside the label. */
  aside?: ReactNode
  children?: ReactNode
}

export function FieldFrame(props: FieldFrameProps) {
  const { label, labelId, hint, hintId, issue, issueId, rule, aside, children } = props
  return (
    <div className="field" data-invalid={issue === undefined ? undefined : ''}>
      <div className="field-head">
        <span className="field-label" id={labelId}>
          {label}
        </span>
        {aside}
      </div>
      {children}
      {issue === undefined ? null : (
        <p className="field-issue" id={issueId}>
          <TriangleAlert size={14} aria-hidden />
          <span>{briefly(issue)}</span>
        </p>
      )}
      {hint === undefined && rule === undefined ? null : (
        <p className="field-hint" id={hintId}>
          {rule === undefined ? null : <RuleBadge rule={rule} />} {hint}
        </p>
      )}
    </div>
  )
}

/** At the knob, path and value go without saying; other reasons need their sentence. */
function briefly(issue: Issue): string {
  return issue.code === 'invalid' ? configuration.issues.allowed(issue.allowed) : issue.message
}

function RuleBadge({ rule }: { rule: RuleId }) {
  const { confidence } = ruleOf(rule)
  return (
    <ConfidenceBadge confidence={confidence}>
      {configuration.ruleBadge(configuration.basis[confidence], rule)}
    </ConfidenceBadge>
  )
}
