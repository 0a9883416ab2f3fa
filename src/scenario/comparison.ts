import type { Scenario } from '../sim/scenario.ts'

/** Two futures: the one that is edited is the scenario on show, the other is kept beside it. */

export type FutureName = 'a' | 'b'

export interface Comparison {
  readonly active: FutureName
  readonly other: Scenario
  /** Where they part, ms; 0: they are compared from the start. */
  readonly forkMs: number
}

export const otherName = (name: FutureName): FutureName => (name === 'a' ? 'b' : 'a')

/** Both scenarios by their letters. */
export function futuresOf(scenario: Scenario, { active, other }: Comparison): Readonly<Record<FutureName, Scenario>> {
  return active === 'a' ? { a: scenario, b: other } : { a: other, b: scenario }
}
