import { useId } from 'react'
import { configuration } from '../../text/en/configuration.ts'
import { NumberInput } from '../design/NumberInput.tsx'
import { StopSlider } from '../design/StopSlider.tsx'
import { SwitchField } from '../design/SwitchField.tsx'
import { FieldFrame, type KnobFieldProps } from './FieldFrame.tsx'
import type { NumberKnob } from './knob.ts'
import { unitOf } from './knobWords.ts'

const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

/** A number to drag or to type; an optional one can be switched off. */
export function NumberKnobField({ knob, scenario, target, issue, edits }: KnobFieldProps<NumberKnob>) {
  const id = useId()
  const { label, hint, off } = configuration.knobs[knob.id]
  const unit = unitOf(knob, scenario, target)
  const value = knob.read(scenario, target)
  const stops = knob.stops?.(scenario, target) ?? []
  const path = knob.path(target)
  const initial = knob.initial?.(scenario, target) ?? null
  const set = (next: number | null, coalesce?: string) => {
    if (next !== value || issue !== undefined) edits.change((before) => knob.write(before, target, next), coalesce)
  }
  const ids = { hintId: `${id}-hint`, issueId: `${id}-issue`, labelId: `${id}-label` }
  const describedBy = [issue && ids.issueId, hint && ids.hintId].filter(Boolean).join(' ') || undefined
  return (
    <FieldFrame
      scenario={scenario}
      label={label}
      hint={hint}
      issue={issue}
      rule={knob.rule?.(scenario, target)}
      {...ids}
      aside={
        <span className="field-value">
          {value === null ? (
            <span className="field-off">{off}</span>
          ) : (
            <>
              <NumberInput
                label={configuration.withUnit(label, unit)}
                value={value}
                step={knob.step}
                bigStep={knob.step * 10}
                invalid={issue !== undefined}
                {...(describedBy === undefined ? {} : { describedBy })}
                onCommit={(next) => set(next)}
              />
              {unit}
            </>
          )}
          {initial === null ? null : (
            <SwitchField
              labelledBy={ids.labelId}
              checked={value !== null}
              onChange={(on) => set(on ? initial : null)}
            />
          )}
        </span>
      }
    >
      {value === null || stops.length < 2 ? null : (
        <StopSlider
          label={label}
          value={value}
          stops={stops}
          valueText={(shown) => configuration.valueText(format.format(shown), unit)}
          onChange={(next) => set(next, path)}
          onSettle={edits.settle}
        />
      )}
    </FieldFrame>
  )
}
