import { useMemo } from 'react'
import { useStore } from 'zustand'
import { changeFromFork, settingsAt } from '../../scenario/fork.ts'
import type { Comparison } from '../../scenario/comparison.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { ScenarioStore } from '../../store/scenarioStore.ts'

/** What knobs show and change: in B of a fork, what holds at the fork. */

/** The moment at which knobs change something; null: from the start. */
const forkOf = (comparison: Comparison | null): number | null =>
  comparison !== null && comparison.active === 'b' && comparison.forkMs > 0 ? comparison.forkMs : null

export function useShownScenario({ scenarioStore }: LambdascopeApp): Scenario {
  const scenario = useStore(scenarioStore, (state) => state.scenario)
  const forkMs = useStore(scenarioStore, (state) => forkOf(state.comparison))
  return useMemo(() => (forkMs === null ? scenario : settingsAt(scenario, forkMs)), [scenario, forkMs])
}

export function changeShown(store: ScenarioStore, recipe: (shown: Scenario) => Scenario, coalesce: string | undefined): boolean {
  const forkMs = forkOf(store.getState().comparison)
  const change = forkMs === null ? recipe : (scenario: Scenario) => changeFromFork(scenario, forkMs, recipe)
  return store.change(change, coalesce === undefined ? {} : { coalesce })
}
