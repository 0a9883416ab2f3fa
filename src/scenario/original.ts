import type { Scenario } from '../sim/scenario.ts'
import { sameJson } from './diff.ts'
import { PRESETS, presetById } from './presets/index.ts'

/** What a scenario on show began as, to be told from what has been made of it. */

/** What has a name and what is known by it. */
export interface Kept {
  readonly name: string
  readonly scenario: Scenario
}

const withoutWords = (scenario: Scenario): Scenario => ({ ...scenario, title: '', description: '' })

/** Whether two scenarios have the same run: their words aside. */
export const runsAlike = (a: Scenario, b: Scenario): boolean => sameJson(withoutWords(a), withoutWords(b))

/** The preset it started from; else what is kept under its name, or the preset of its name. Null where there is none. */
export function originalOf(scenario: Scenario, presetId: string | null, kept: readonly Kept[]): Scenario | null {
  const preset = presetId === null ? null : presetById(presetId)
  if (preset !== null) return preset.scenario
  const mine = kept.find(({ name }) => name === scenario.title)
  return mine?.scenario ?? PRESETS.find((one) => one.scenario.title === scenario.title)?.scenario ?? null
}

/** The scenario that the description was written for, where it is another by now; null where it still holds. */
export function describedBy({ description, ...rest }: Scenario, original: Scenario | null): Scenario | null {
  if (description === '') return null
  // What is kept may have its words from a preset it was made of.
  const candidates = [...PRESETS.map((preset) => preset.scenario), original]
  const author = candidates.find((one) => one?.description === description) ?? null
  return author === null || runsAlike(author, { ...rest, description }) ? null : author
}
