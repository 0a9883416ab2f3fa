import { createStore, type StoreApi } from 'zustand/vanilla'
import { otherName, type Comparison, type FutureName } from '../scenario/comparison.ts'
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
  /** The other future, where two are compared. */
  comparison: Comparison | null
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
  comparison: Comparison | null
}

export interface ScenarioStore extends StoreApi<ScenarioState> {
  /** Applies `recipe` if its result is valid; otherwise keeps the scenario and shows the issues. True if taken. */
  change(recipe: (scenario: Scenario) => Scenario, options?: ChangeOptions): boolean
  /** Takes a scenario from outside in place of all there was: a preset, a file. Checks it first. */
  load(input: unknown, presetId?: string | null): boolean
  loadPreset(id: string): boolean
  /** Takes the whole scenario as edited elsewhere (JSON); a comparison goes on. Checks it first. */
  replace(input: unknown): boolean
  /** Keeps the scenario on show as A and goes on with B, the same changed by `recipe`. True if taken. */
  fork(forkMs: number, recipe?: (scenario: Scenario) => Scenario): boolean
  /** Goes on with the scenario on show as B beside another as A, under the same seed. */
  compareWith(other: Scenario): void
  /** Shows and edits the other future. No step: nothing changes. */
  switchFuture(): void
  /** Ends the comparison and keeps one future. */
  keep(future: FutureName): void
  /** Shows issues found before there was a scenario (text that is no JSON). */
  report(issues: readonly Issue[]): void
  /** Ends a run of coalesced changes. */
  settle(): void
  undo(): void
  redo(): void
  /** Puts a state back without making a step: following the browser's history. */
  restore(scenario: Scenario, presetId: string | null, comparison?: Comparison | null): void
}

const HISTORY = 200

export function createScenarioStore(initial: Scenario, presetId: string | null = null, comparison: Comparison | null = null): ScenarioStore {
  const store = createStore<ScenarioState>(() => ({
    scenario: initial,
    issues: [],
    presetId,
    comparison,
    canUndo: false,
    canRedo: false,
    step: 'new',
  }))
  const history = createHistory<Entry>(HISTORY)
  let open: string | null = null

  const entry = (): Entry => {
    const { scenario, presetId: id, comparison: compared } = store.getState()
    return { scenario, presetId: id, comparison: compared }
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

  const attempt = (input: unknown, rest: Omit<Entry, 'scenario'>, key: string | null = null): boolean => {
    const result = parseScenario(input)
    if (!result.ok) {
      store.setState({ issues: result.issues })
      return false
    }
    take({ scenario: result.scenario, ...rest }, key)
    return true
  }

  return Object.assign(store, {
    change: (recipe: (scenario: Scenario) => Scenario, { coalesce }: ChangeOptions = {}) => {
      const { scenario, presetId: id, comparison: compared } = entry()
      const next = recipe(scenario)
      return next === scenario || attempt(next, { presetId: id, comparison: sameLuck(compared, next.seed) }, coalesce ?? null)
    },
    load: (input: unknown, id: string | null = null) => attempt(input, { presetId: id, comparison: null }),
    loadPreset: (id: string) => {
      const preset = presetById(id)
      return preset !== null && attempt(preset.scenario, { presetId: id, comparison: null })
    },
    replace: (input: unknown) => attempt(input, { presetId: null, comparison: entry().comparison }),
    ...comparing({ entry, take, attempt, show: (next) => {
      open = null
      show(next, 'continued')
    } }),
    report: (issues: readonly Issue[]) => store.setState({ issues }),
    settle: () => {
      open = null
    },
    undo: () => walk(history.back(entry())),
    redo: () => walk(history.forward(entry())),
    restore: (scenario: Scenario, id: string | null, compared: Comparison | null = null) => {
      open = null
      show({ scenario, presetId: id, comparison: compared }, 'continued')
    },
  })
}

/** Both futures have one seed: another is another for both. */
function sameLuck(comparison: Comparison | null, seed: number): Comparison | null {
  if (comparison === null || comparison.other.seed === seed) return comparison
  return { ...comparison, other: { ...comparison.other, seed } }
}

interface Steps {
  entry(): Entry
  take(next: Entry, key: string | null): void
  attempt(input: unknown, rest: Omit<Entry, 'scenario'>): boolean
  /** Without a step. */
  show(next: Entry): void
}

/** Beginning, switching and ending a comparison. */
function comparing({ entry, take, attempt, show }: Steps): Pick<ScenarioStore, 'fork' | 'compareWith' | 'switchFuture' | 'keep'> {
  return {
    fork: (forkMs: number, recipe: (scenario: Scenario) => Scenario = (same) => same) => {
      const { scenario, presetId: id } = entry()
      const compared: Comparison = { active: 'b', other: scenario, forkMs }
      const next = recipe(scenario)
      if (next !== scenario) return attempt(next, { presetId: id, comparison: compared })
      take({ scenario, presetId: id, comparison: compared }, null)
      return true
    },
    compareWith: (other: Scenario) => {
      const { scenario, presetId: id } = entry()
      take({ scenario, presetId: id, comparison: sameLuck({ active: 'b', other, forkMs: 0 }, scenario.seed) }, null)
    },
    switchFuture: () => {
      const now = entry()
      if (now.comparison === null) return
      const { active, other, forkMs } = now.comparison
      show({ ...now, scenario: other, comparison: { active: otherName(active), other: now.scenario, forkMs } })
    },
    keep: (future: FutureName) => {
      const { scenario, presetId: id, comparison: compared } = entry()
      if (compared === null) return
      take({ scenario: future === compared.active ? scenario : compared.other, presetId: id, comparison: null }, null)
    },
  }
}
