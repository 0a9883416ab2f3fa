import type { Clock } from '../playback/clock.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Client } from '../worker/client.ts'
import type { FinishedRun, RunStore } from './runStore.ts'
import type { UiStore } from './uiStore.ts'

/** Scenario in, trace on show: the worker's answers reach the stores and the clock here. */

export interface Runs {
  run(scenario: Scenario): Promise<void>
  /** Shows a run that is there already. */
  adopt(run: FinishedRun): void
  /** Where the playhead goes (ms) once the run under way is there; null: stays where it is. */
  setTarget(ms: number | null): void
  target(): number | null
}

export interface RunsOptions {
  client: Client
  clock: Clock
  runStore: RunStore
  uiStore: UiStore
}

const MICROS_PER_MS = 1000

export function createRuns({ client, clock, runStore, uiStore }: RunsOptions): Runs {
  let targetMs: number | null = null
  /** Raised by what makes runs under way void. */
  let era = 0
  const reachTarget = (): void => {
    if (targetMs === null) return
    clock.seek(targetMs * MICROS_PER_MS)
    targetMs = null
  }
  return {
    run: async (scenario) => {
      const begun = era
      runStore.started()
      const outcome = await client.run(scenario, { onProgress: runStore.progressed })
      if (outcome === null || begun !== era) return
      if (outcome.kind === 'done') {
        // Rows of another trace mean something else.
        uiStore.select(null)
        clock.setUntil(outcome.result.trace.until)
      }
      const pending = !client.idle()
      runStore.settled(outcome, scenario, pending)
      if (!pending) reachTarget()
    },
    adopt: (run) => {
      era++
      if (run.trace !== runStore.getState().trace) {
        uiStore.select(null)
        clock.setUntil(run.trace.until)
      }
      runStore.adopted(run)
      reachTarget()
    },
    setTarget: (ms) => {
      targetMs = ms
    },
    target: () => targetMs,
  }
}
