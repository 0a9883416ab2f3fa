import { DEFAULT_ASSUMPTIONS } from '../../scenario/defaults.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { rulesText } from '../../text/en/rules.ts'
import type { Target } from './edit.ts'
import type { Knob } from './knob.ts'
import { isPlain, wordsOf } from './knobWords.ts'

interface AssumptionNoteProps {
  knob: Knob
  scenario: Scenario
  target: Target
}

/** What an assumption is by default, and why. */
export function AssumptionNote({ knob, scenario, target }: AssumptionNoteProps) {
  const rule = isPlain(knob) ? knob.rule?.(scenario, target) : undefined
  if (!isPlain(knob) || rule === undefined) return null
  const standard = wordsOf(knob, { ...scenario, assumptions: DEFAULT_ASSUMPTIONS }, target)
  return <p className="field-hint">{configuration.assumption(standard, rulesText[rule].statement)}</p>
}
