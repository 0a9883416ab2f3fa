import type { Scenario } from '../../sim/scenario.ts'
import type { Target } from './edit.ts'
import type { ChoiceKnob, NumberKnob, SwitchKnob, TextKnob } from './knob.ts'

type Knob = NumberKnob | ChoiceKnob | SwitchKnob | TextKnob

interface View {
  knob: Knob
  scenario: Scenario
  target: Target
  issue: unknown
  edits: unknown
}

/** Whether a knob shows the same in two scenarios: its value, its range or options, its badge. */
export function looksTheSame(a: View, b: View): boolean {
  const { knob } = a
  if (knob !== b.knob || a.issue !== b.issue || a.edits !== b.edits) return false
  if (a.target.fn !== b.target.fn || a.target.source !== b.target.source) return false
  if (a.scenario === b.scenario) return true
  const before = valuesOf(knob, a)
  const after = valuesOf(knob, b)
  return before.length === after.length && before.every((value, index) => Object.is(value, after[index]))
}

function valuesOf(knob: Knob, { scenario, target }: View): readonly unknown[] {
  const shared = [knob.read(scenario, target), knob.rule?.(scenario, target)]
  switch (knob.kind) {
    case 'number':
      return [...shared, knob.initial?.(scenario, target), ...(knob.stops?.(scenario, target) ?? [])]
    case 'choice':
      return [...shared, ...knob.options(scenario, target).map((option) => option.value)]
    case 'switch':
    case 'text':
      return shared
  }
}
