import { memo, useId } from 'react'
import { configuration } from '../../text/en/configuration.ts'
import { Segmented } from '../design/Segmented.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { SwitchField } from '../design/SwitchField.tsx'
import { FieldFrame, type KnobFieldProps } from './FieldFrame.tsx'
import type { ChoiceKnob, NumberKnob, SwitchKnob, TextKnob } from './knob.ts'
import { looksTheSame } from './looksTheSame.ts'
import { NumberKnobField } from './NumberKnobField.tsx'
import { TextKnobField } from './TextKnobField.tsx'

type ShownKnob = NumberKnob | ChoiceKnob | SwitchKnob | TextKnob

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
    case 'text':
      return <TextKnobField knob={knob} {...rest} />
  }
}

function ChoiceField({ knob, scenario, target, issue, edits }: KnobFieldProps<ChoiceKnob>) {
  const { label, hint } = configuration.knobs[knob.id]
  const value = knob.read(scenario, target)
  const options = knob.options(scenario, target)
  const says = knob.hint?.(scenario, target) ?? hint
  const control = { label, value, options, onChange: (next: string) => edits.change((before) => knob.write(before, target, next)) }
  const frame = { scenario, label, hint: says, issue, rule: knob.rule?.(scenario, target) }
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
  return <FieldFrame scenario={scenario} label={label} labelId={id} hint={hint} issue={issue} rule={knob.rule?.(scenario, target)} aside={control} />
}
