import type { Clock } from '../playback/clock.ts'
import { carriedLane, carriedRecord } from '../metrics/carry.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Trace } from '../sim/trace/schema.ts'
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
  /** Moves the playhead to `ms`: now, or when the run under way is there. */
  goTo(ms: number): void
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
        carrySelection(uiStore, runStore.getState().trace, outcome.result.trace)
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
    goTo: (ms) => {
      if (!client.idle()) targetMs = ms
      else clock.seek(ms * MICROS_PER_MS)
    },
  }
}

/** Rows of another trace mean something else: what is selected stays so where it has a counterpart. */
function carrySelection(uiStore: UiStore, before: Trace | null, after: Trace): void {
  const { selection, lane } = uiStore.getState()
  if (selection === null && lane === null) return
  uiStore.carry(
    before === null || selection === null ? null : carriedRecord(before, after, selection),
    before === null || lane === null ? null : carriedLane(before, after, lane),
  )
}
