/** Short forms for the usual knobs. */
import type { Distribution, FunctionConfig, Scenario, TrafficSource } from '../../../sim/scenario.ts'
import { configuration, type KnobId } from '../../../text/en/configuration.ts'
import { centreOf, functionAt, sourceAt, withCentre, type Target } from '../edit.ts'
import type { ChoiceOption } from '../knob.ts'

/** The options of a knob in the order of its text. */
export function optionsOf(id: KnobId): readonly ChoiceOption[] {
  return Object.entries(configuration.knobs[id].options ?? {}).map(([value, label]) => ({ value, label }))
}

/** The options but those that only appear while they are the current one. */
export function optionsWithout(id: KnobId, rare: readonly string[], current: string): readonly ChoiceOption[] {
  return optionsOf(id).filter((option) => option.value === current || !rare.includes(option.value))
}

/** Reads a field of the shown function. */
export function fromFunction<T>(read: (config: FunctionConfig) => T, otherwise: T) {
  return (scenario: Scenario, target: Target): T => {
    const config = functionAt(scenario, target)
    return config === undefined ? otherwise : read(config)
  }
}

/** Reads a field of the shown source. */
export function fromSource<T>(read: (source: TrafficSource) => T, otherwise: T) {
  return (scenario: Scenario, target: Target): T => {
    const source = sourceAt(scenario, target)
    return source === undefined ? otherwise : read(source)
  }
}

/** Centre of a distribution as a number to show. */
export const shownCentre = (distribution: Distribution): number => Number(centreOf(distribution).toPrecision(4))

export const movedTo = (distribution: Distribution, centre: number | null): Distribution =>
  withCentre(distribution, centre ?? 0)

export const functionPath = (field: string) => (target: Target) => `functions[${target.fn}].${field}`
export const sourcePath = (field: string) => (target: Target) => `traffic[${target.source}].${field}`
export const plainPath = (field: string) => () => field
