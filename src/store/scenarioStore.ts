import { createStore, type StoreApi } from 'zustand/vanilla'
import { parseScenario, type Issue } from '../scenario/parse.ts'
import { presetById } from '../scenario/presets/index.ts'
import type { Scenario } from '../sim/scenario.ts'
import { createHistory } from './history.ts'

/** The scenario being edited, what is wrong with the last attempt to change it, and the way back. */

export interface ScenarioState {
  /** The last one that was valid. */
  scenario: Scenario
  /** What was wrong with the last change; empty when it was taken. */
  issues: readonly Issue[]
  /** The preset it started from, changed or not. */
  presetId: string | null
  canUndo: boolean
  canRedo: boolean
  /** Whether the last step began something new to go back from, or went on with the one before. */
  step: 'new' | 'continued'
}

export interface ChangeOptions {
  /** Changes in a row with the same key (a knob being dragged) count as one step. */
  coalesce?: string
}

interface Entry {
  scenario: Scenario
  presetId: string | null
}

export interface ScenarioStore extends StoreApi<ScenarioState> {
  /** Applies `recipe` if its result is valid; otherwise keeps the scenario and shows the issues. True if taken. */
  change(recipe: (scenario: Scenario) => Scenario, options?: ChangeOptions): boolean
  /** Takes a scenario from outside: a preset, a file, edited JSON. Checks it first. */
  load(input: unknown, presetId?: string | null): boolean
  loadPreset(id: string): boolean
  /** Shows issues found before there was a scenario (text that is no JSON). */
  report(issues: readonly Issue[]): void
  /** Ends a run of coalesced changes. */
  settle(): void
  undo(): void
  redo(): void
  /** Puts a state back without making a step: following the browser's history. */
  restore(scenario: Scenario, presetId: string | null): void
}

const HISTORY = 200

export function createScenarioStore(initial: Scenario, presetId: string | null = null): ScenarioStore {
  const store = createStore<ScenarioState>(() => ({
    scenario: initial,
    issues: [],
    presetId,
    canUndo: false,
    canRedo: false,
    step: 'new',
  }))
  const history = createHistory<Entry>(HISTORY)
  let open: string | null = null

  const entry = (): Entry => {
    const { scenario, presetId: id } = store.getState()
    return { scenario, presetId: id }
  }
  const show = (next: Entry, step: ScenarioState['step']): void =>
    store.setState({ ...next, issues: [], step, canUndo: history.canUndo(), canRedo: history.canRedo() })

  const take = (next: Entry, key: string | null): void => {
    const continued = key !== null && key === open
    if (continued) history.goOn()
    else history.leave(entry())
    open = key
    show(next, continued ? 'continued' : 'new')
  }
  const walk = (to: Entry | null): void => {
    if (to === null) return
    open = null
    show(to, 'new')
  }

  const attempt = (input: unknown, id: string | null, key: string | null): boolean => {
    const result = parseScenario(input)
    if (!result.ok) {
      store.setState({ issues: result.issues })
      return false
    }
    take({ scenario: result.scenario, presetId: id }, key)
    return true
  }

  return Object.assign(store, {
    change: (recipe: (scenario: Scenario) => Scenario, { coalesce }: ChangeOptions = {}) => {
      const { scenario, presetId: id } = store.getState()
      const next = recipe(scenario)
      return next === scenario || attempt(next, id, coalesce ?? null)
    },
    load: (input: unknown, id: string | null = null) => attempt(input, id, null),
    loadPreset: (id: string) => {
      const preset = presetById(id)
      return preset !== null && attempt(preset.scenario, id, null)
    },
    report: (issues: readonly Issue[]) => store.setState({ issues }),
    settle: () => {
      open = null
    },
    undo: () => walk(history.back(entry())),
    redo: () => walk(history.forward(entry())),
    restore: (scenario: Scenario, id: string | null) => {
      open = null
      show({ scenario, presetId: id }, 'continued')
    },
  })
}
