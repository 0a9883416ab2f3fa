import { createStore, type StoreApi } from 'zustand/vanilla'
import { futuresOf } from '../scenario/comparison.ts'
import { studySeeds, type Study } from '../metrics/study.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Client } from '../worker/client.ts'
import type { StudyClient } from '../worker/studyClient.ts'
import { createRunStore, finishedRun, type RunStore } from './runStore.ts'
import type { Runs } from './runs.ts'
import type { ScenarioState, ScenarioStore } from './scenarioStore.ts'

/** The other future's run, and both over many seeds. What the two futures are is in the scenario store. */

export const STUDY_SEEDS = 200

export interface StudyState {
  status: 'idle' | 'running' | 'done' | 'failed' | 'cancelled'
  /** 0 to 1. */
  fraction: number
  study: Study | null
  error: string | null
}

export interface Compare {
  /** The run of the future that is not on show. */
  readonly otherStore: RunStore
  readonly studyStore: StoreApi<StudyState>
  /** Runs the other future of the first scenario, if it has one. */
  begin(): void
  /** Brings the runs in step with a new state. True if that of the future on show is there already. */
  follow(now: ScenarioState, before: ScenarioState): boolean
  /** Runs both futures over many seeds. */
  study(): void
  cancelStudy(): void
  idle(): boolean
  dispose(): void
}

export interface CompareOptions {
  scenarioStore: ScenarioStore
  runStore: RunStore
  runs: Runs
  client: Client
  studyClient: StudyClient
}

const NO_STUDY: StudyState = { status: 'idle', fraction: 0, study: null, error: null }

export function createCompare({ scenarioStore, runStore, runs, client, studyClient }: CompareOptions): Compare {
  const otherStore = createRunStore()
  const studies = createStudies(scenarioStore, studyClient)
  /** Raised by what makes runs under way void. */
  let era = 0

  const runOther = async (scenario: Scenario): Promise<void> => {
    const begun = ++era
    otherStore.started()
    const outcome = await client.run(scenario, { onProgress: otherStore.progressed })
    if (outcome !== null && begun === era) otherStore.settled(outcome, scenario, !client.idle())
  }

  const clear = (): void => {
    era++
    client.cancel()
    otherStore.reset()
  }

  return {
    otherStore,
    studyStore: studies.store,
    begin: () => {
      const { comparison } = scenarioStore.getState()
      if (comparison !== null) void runOther(comparison.other)
    },
    follow: ({ scenario, comparison }, before) => {
      studies.reset()
      if (comparison === null && before.comparison === null) return false
      // Most often one of the two futures is what one of the two runs shows.
      const known = [runStore.getState(), otherStore.getState()].flatMap((state) => finishedRun(state) ?? [])
      const runOf = (wanted: Scenario) => known.find((run) => run.scenario === wanted)
      const other = comparison?.other
      const otherRun = other === undefined ? undefined : runOf(other)
      if (other === undefined) clear()
      else if (otherRun !== undefined) {
        era++
        otherStore.adopted(otherRun)
      } else if (other !== before.comparison?.other) void runOther(other)
      const run = runOf(scenario)
      if (run !== undefined) runs.adopt(run)
      return run !== undefined
    },
    study: studies.start,
    cancelStudy: studyClient.cancel,
    idle: client.idle,
    dispose: () => {
      client.dispose()
      studyClient.dispose()
    },
  }
}

function createStudies(scenarioStore: ScenarioStore, client: StudyClient) {
  const store = createStore<StudyState>(() => NO_STUDY)
  let latest = 0

  const start = async (): Promise<void> => {
    const { scenario, comparison } = scenarioStore.getState()
    if (comparison === null) return
    const { a, b } = futuresOf(scenario, comparison)
    const mine = ++latest
    store.setState({ ...NO_STUDY, status: 'running' })
    const outcome = await client.run([a, b], studySeeds(a.seed, STUDY_SEEDS), (fraction) => store.setState({ fraction }))
    if (mine !== latest) return
    if (outcome.kind === 'done') store.setState({ status: 'done', fraction: 1, study: outcome.study })
    else if (outcome.kind === 'failed') store.setState({ status: 'failed', error: outcome.message })
    else store.setState({ status: 'cancelled' })
  }

  return {
    store,
    start: () => void start(),
    /** What was found holds for the scenarios it was found for. */
    reset: () => {
      latest++
      client.cancel()
      if (store.getState() !== NO_STUDY) store.setState(NO_STUDY)
    },
  }
}
