import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Digest } from '../metrics/digest.ts'
import type { Outline } from '../metrics/timeline/outline.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Trace } from '../sim/trace/schema.ts'
import type { Progress, RunOutcome } from '../worker/client.ts'
import type { RunResult } from '../worker/protocol.ts'

/** The run on show and the one under way. */

export interface RunState {
  /** `cancelled`: the trace on show, if any, is not of the scenario asked for. */
  status: 'idle' | 'running' | 'ready' | 'failed' | 'cancelled'
  /** Of the run under way; null before its first report. */
  progress: Progress | null
  /** The last trace that was completed; stays while a newer run is under way or failed. */
  trace: Trace | null
  /** Running totals over that trace. */
  digest: Digest | null
  /** What drawing it needs. */
  outline: Outline | null
  /** The scenario that trace belongs to. */
  scenario: Scenario | null
  /** Wall time the run took, ms. */
  elapsedMs: number | null
  error: string | null
}

/** A run that ended, with all that belongs to it. */
export interface FinishedRun extends RunResult {
  scenario: Scenario
  elapsedMs: number
}

export interface RunStore extends StoreApi<RunState> {
  started(): void
  progressed(progress: Progress): void
  /** `pending`: a newer run is under way. */
  settled(outcome: RunOutcome, scenario: Scenario, pending: boolean): void
  adopted(run: FinishedRun): void
  /** Forgets everything. */
  reset(): void
}

/** The run on show, if there is one. */
export function finishedRun({ trace, digest, outline, scenario, elapsedMs }: RunState): FinishedRun | null {
  return trace === null || digest === null || outline === null || scenario === null ? null : { trace, digest, outline, scenario, elapsedMs: elapsedMs ?? 0 }
}

const NOTHING: RunState = {
  status: 'idle',
  progress: null,
  trace: null,
  digest: null,
  outline: null,
  scenario: null,
  elapsedMs: null,
  error: null,
}

export function createRunStore(): RunStore {
  const store = createStore<RunState>(() => NOTHING)
  return Object.assign(store, {
    started: () => store.setState({ status: 'running', progress: null, error: null }),
    progressed: (progress: Progress) => store.setState({ progress }),
    adopted: (run: FinishedRun) => store.setState({ ...run, status: 'ready', progress: null, error: null }),
    reset: () => store.setState(NOTHING),
    settled: (outcome: RunOutcome, scenario: Scenario, pending: boolean) => {
      if (outcome.kind === 'done') {
        const { result, elapsedMs } = outcome
        store.setState({ ...result, status: pending ? 'running' : 'ready', progress: null, scenario, elapsedMs, error: null })
      } else if (outcome.kind === 'failed') {
        store.setState({ status: pending ? 'running' : 'failed', progress: null, error: outcome.message })
      } else store.setState({ status: pending ? 'running' : 'cancelled', progress: null })
    },
  })
}
