import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import type { Target } from './edit.ts'
import type { Knob, NumberKnob } from './knob.ts'

/** Settings of one value. */
export type PlainKnob = Extract<Knob, { kind: 'choice' | 'number' | 'switch' | 'text' }>
export const isPlain = (knob: Knob): knob is PlainKnob => knob.kind !== 'bursts' && knob.kind !== 'curve'

const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

export const unitOf = (knob: NumberKnob, scenario: Scenario, target: Target): string | undefined => knob.unit?.(scenario, target) ?? configuration.knobs[knob.id].unit

/** A setting in the words of its knob. */
export function wordsOf(knob: PlainKnob, scenario: Scenario, target: Target): string {
  switch (knob.kind) {
    case 'choice': {
      const value = knob.read(scenario, target)
      return knob.options(scenario, target).find((option) => option.value === value)?.label ?? value
    }
    case 'number': {
      const { off } = configuration.knobs[knob.id]
      const value = knob.read(scenario, target)
      return value === null ? (off ?? configuration.off) : configuration.valueText(format.format(value), unitOf(knob, scenario, target))
    }
    case 'switch':
      return knob.read(scenario, target) ? configuration.on : configuration.off
    case 'text':
      return knob.read(scenario, target)
  }
}
