import type { Clock } from '../playback/clock.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { RecordId } from '../sim/trace/schema.ts'
import type { Client } from '../worker/client.ts'
import type { RunStore } from './runStore.ts'
import type { UiStore } from './uiStore.ts'

/** Scenario in, trace on show: the worker's answers reach the stores and the clock here. */

export interface Runs {
  run(scenario: Scenario): Promise<void>
  /** The scenario asked for last; null when that run was given up. */
  asked(): Scenario | null
  /** Where the playhead goes (ms) once the run under way is there, and what is selected; null: stays where it is. */
  setTarget(ms: number | null, record?: RecordId | null): void
  target(): number | null
  /** Goes there now if the run asked for is on show already. */
  arrive(): void
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
  let targetRecord: RecordId | null = null
  let asked: Scenario | null = null
  let latest = 0
  const arrive = (): void => {
    if (targetRecord !== null) uiStore.select(targetRecord)
    if (targetMs !== null) clock.seek(targetMs * MICROS_PER_MS)
    targetMs = targetRecord = null
  }
  return {
    run: async (scenario) => {
      const number = ++latest
      asked = scenario
      runStore.started()
      const outcome = await client.run(scenario, { onProgress: runStore.progressed })
      if (outcome === null) {
        if (number === latest) asked = null
        return
      }
      if (outcome.kind === 'done') {
        // Rows of another trace mean something else.
        uiStore.select(null)
        clock.setUntil(outcome.result.trace.until)
      }
      const pending = number !== latest
      runStore.settled(outcome, scenario, pending)
      if (!pending) arrive()
    },
    asked: () => asked,
    setTarget: (ms, record = null) => {
      targetMs = ms
      targetRecord = record
    },
    target: () => targetMs,
    arrive: () => {
      if (asked !== null && asked === runStore.getState().scenario) arrive()
    },
  }
}
