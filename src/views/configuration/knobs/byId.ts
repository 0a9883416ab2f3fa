/** Knobs from outside the panel: what one shows, and the scenario it writes. */
import type { Scenario } from '../../../sim/scenario.ts'
import type { KnobId } from '../../../text/en/configuration.ts'
import type { Target } from '../edit.ts'
import { KNOB_GROUPS } from './index.ts'

type Value = string | number | boolean | null

const knobOf = (id: KnobId) => KNOB_GROUPS.flatMap(({ knobs }) => knobs).find((knob) => knob.id === id)

export function knobValue(scenario: Scenario, target: Target, id: KnobId): Value {
  const knob = knobOf(id)
  return knob === undefined || !('read' in knob) ? null : knob.read(scenario, target)
}

/** Sets a knob; a value that is none of its kind changes nothing. */
export function withKnob(scenario: Scenario, target: Target, id: KnobId, value: Value): Scenario {
  const knob = knobOf(id)
  if (knob?.kind === 'number' && (value === null || typeof value === 'number')) return knob.write(scenario, target, value)
  if (knob?.kind === 'choice' && typeof value === 'string') return knob.write(scenario, target, value)
  return scenario
}
