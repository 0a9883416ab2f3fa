/** What a control of the configuration is, as data: read it from a scenario, write it back. */
import type { RuleId } from '../../rules/registry.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { GroupId, KnobId } from '../../text/en/configuration.ts'
import type { Target } from './edit.ts'

interface KnobBase {
  id: KnobId
  /** Path of the field in the scenario, as validation issues name it. */
  path: (target: Target) => string
  /** Left out when it does not apply to the scenario at hand. */
  shown?: (scenario: Scenario, target: Target) => boolean
  /** The measured or assumed rule the setting speaks about, where AWS documents nothing. */
  rule?: (scenario: Scenario, target: Target) => RuleId
  /** In place of the hint of its text, where that depends on what is chosen. */
  hint?: (scenario: Scenario, target: Target) => string | undefined
  /** Folded away under "More settings". */
  advanced?: true
}

export interface NumberKnob extends KnobBase {
  kind: 'number'
  /** The unit, where it depends on the scenario. */
  unit?: (scenario: Scenario, target: Target) => string
  /** In the knob's unit (see its text). Null: an optional field that is not set. */
  read: (scenario: Scenario, target: Target) => number | null
  write: (scenario: Scenario, target: Target, value: number | null) => Scenario
  /** What the slider rests on. Absent: no slider, the number is typed. */
  stops?: (scenario: Scenario, target: Target) => readonly number[]
  /** Of the number field's arrow keys. */
  step: number
  /** Makes the field optional: what it is set to when switched on. Null where it cannot be switched. */
  initial?: (scenario: Scenario, target: Target) => number | null
}

export interface ChoiceKnob extends KnobBase {
  kind: 'choice'
  /** `segments` shows all options at once; `list` opens. */
  as: 'segments' | 'list'
  options: (scenario: Scenario, target: Target) => readonly ChoiceOption[]
  read: (scenario: Scenario, target: Target) => string
  write: (scenario: Scenario, target: Target, value: string) => Scenario
}

export interface ChoiceOption {
  value: string
  label: string
}

export interface SwitchKnob extends KnobBase {
  kind: 'switch'
  read: (scenario: Scenario, target: Target) => boolean
  write: (scenario: Scenario, target: Target, value: boolean) => Scenario
}

export interface TextKnob extends KnobBase {
  kind: 'text'
  /** Set in the font of code. */
  mono?: true
  read: (scenario: Scenario, target: Target) => string
  write: (scenario: Scenario, target: Target, value: string) => Scenario
}

/** A part with a form of its own. */
interface FormKnob<K extends string> {
  kind: K
  id: 'arrivals'
  path: (target: Target) => string
  shown: (scenario: Scenario, target: Target) => boolean
}

export type Knob = NumberKnob | ChoiceKnob | SwitchKnob | TextKnob | FormKnob<'bursts'> | FormKnob<'curve'>

export interface KnobGroup {
  id: GroupId
  knobs: readonly Knob[]
  /** Open when the page opens. */
  open: boolean
}
