import { DEFAULT_ASSUMPTIONS } from '../../scenario/defaults.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { rulesText } from '../../text/en/rules.ts'
import type { Target } from './edit.ts'
import type { Knob } from './knob.ts'

interface AssumptionNoteProps {
  knob: Knob
  scenario: Scenario
  target: Target
}

/** Assumptions are settings of one value. */
type PlainKnob = Extract<Knob, { kind: 'choice' | 'number' | 'switch' }>
const isPlain = (knob: Knob): knob is PlainKnob => knob.kind === 'choice' || knob.kind === 'number' || knob.kind === 'switch'

/** What an assumption is by default, and why. */
export function AssumptionNote({ knob, scenario, target }: AssumptionNoteProps) {
  if (!isPlain(knob)) return null
  const rule = knob.rule?.(scenario, target)
  if (rule === undefined) return null
  return <p className="field-hint">{configuration.assumption(defaultOf(knob, scenario, target), rulesText[rule].statement)}</p>
}

/** The default in the words of the knob. */
function defaultOf(knob: PlainKnob, scenario: Scenario, target: Target): string {
  const standard = { ...scenario, assumptions: DEFAULT_ASSUMPTIONS }
  switch (knob.kind) {
    case 'choice': {
      const value = knob.read(standard, target)
      return knob.options(standard, target).find((option) => option.value === value)?.label ?? value
    }
    case 'number':
      return configuration.valueText(String(knob.read(standard, target) ?? ''), configuration.knobs[knob.id].unit)
    case 'switch':
      return knob.read(standard, target) ? configuration.on : configuration.off
  }
}
