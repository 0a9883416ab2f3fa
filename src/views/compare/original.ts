import { useMemo } from 'react'
import { useStore } from 'zustand'
import { originalOf, runsAlike } from '../../scenario/original.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { LibraryState } from '../../store/library.ts'
import type { ScenarioState } from '../../store/scenarioStore.ts'
import { compare } from '../../text/en/compare.ts'
import { tabOf } from '../shell/showPanel.ts'
import { wantsFocus } from './both.ts'

/** What was opened, beside what has become of it. */

type Known = Pick<ScenarioState, 'scenario' | 'presetId' | 'comparison'> & Pick<LibraryState, 'items'>

/** The original where it can be compared with: it differs by more than its seed, and nothing is compared yet. */
function comparableOf({ scenario, presetId, comparison, items }: Known): Scenario | null {
  const original = comparison === null ? originalOf(scenario, presetId, items) : null
  return original === null || runsAlike({ ...original, seed: scenario.seed }, scenario) ? null : original
}

const knownOf = ({ scenarioStore, library }: LambdascopeApp): Known => ({ ...scenarioStore.getState(), items: library.getState().items })

/** Whether there is an original to compare with, now. */
export const canCompareWithOriginal = (app: LambdascopeApp): boolean => comparableOf(knownOf(app)) !== null

export function useCanCompareWithOriginal({ scenarioStore, library }: LambdascopeApp): boolean {
  const { scenario, presetId, comparison } = useStore(scenarioStore)
  const items = useStore(library, (state) => state.items)
  return useMemo(() => comparableOf({ scenario, presetId, comparison, items }) !== null, [scenario, presetId, comparison, items])
}

/** Keeps the original as A and goes on with what is on show as B. */
export function compareWithOriginal(app: LambdascopeApp, say: (message: string) => void): void {
  const original = comparableOf(knownOf(app))
  if (original === null) return
  compareWith(app, original)
  say(compare.status.withOriginal)
}

/** Another scenario as A, what is on show as B; the focus goes to the comparison. */
export function compareWith(app: LambdascopeApp, other: Scenario): void {
  // On a narrow screen the comparison is seen on the stage only.
  tabOf('stage')?.click()
  wantsFocus.set(true)
  app.scenarioStore.compareWith(other)
}
