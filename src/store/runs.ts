import type { Clock } from '../playback/clock.ts'
import { carriedLane, carriedMessage, carriedRecord } from '../metrics/carry.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { LinkSubject } from '../scenario/linkSubject.ts'
import type { Trace } from '../sim/trace/schema.ts'
import type { Client } from '../worker/client.ts'
import type { FinishedRun, RunStore } from './runStore.ts'
import { isSelected } from './selection.ts'
import type { UiStore } from './uiStore.ts'

/** Scenario in, trace on show: the worker's answers reach the stores and the clock here. */

export interface Runs {
  run(scenario: Scenario): Promise<void>
  /** Shows a run that is there already. */
  adopt(run: FinishedRun): void
  /** The scenario asked for last; null when that run was given up. */
  asked(): Scenario | null
  /** Where the playhead goes (ms) once the run under way is there; null: stays where it is. */
  setTarget(ms: number | null, selects?: Selects): void
  target(): number | null
  /** Goes there now if the run asked for is on show already. */
  arrive(): void
}

/** What is to be selected once a run is there; null: nothing; left out: whatever is. */
export interface Selects {
  subject: LinkSubject | null
  /** Whoever comes for it comes to read: the inspector takes the focus. */
  reading?: boolean
}

export interface RunsOptions {
  client: Client
  /** Whether somebody else reads a trace that is no longer on show. */
  isKept(trace: Trace): boolean
  clock: Clock
  runStore: RunStore
  uiStore: UiStore
}

const MICROS_PER_MS = 1000

export function createRuns({ client, clock, runStore, uiStore, isKept }: RunsOptions): Runs {
  let targetMs: number | null = null
  let targetSelects: Selects | null = null
  let asked: Scenario | null = null
  let latest = 0
  /** Runs up to this one are void: another was shown in their place. */
  let voided = 0

  /** The trace that was on show before the present one: views may still be drawing it when its successor comes. */
  let retired: Trace | null = null

  /** A trace leaves the stage; the one that left before it is used again. */
  const retire = (trace: Trace | null): void => {
    if (retired !== null && retired !== trace && !isKept(retired)) client.recycle(retired)
    retired = trace
  }

  const arrive = (): void => {
    if (targetSelects !== null) selectSubject(uiStore, runStore.getState().trace, targetSelects)
    if (targetMs !== null) clock.restore(targetMs * MICROS_PER_MS)
    targetMs = targetSelects = null
  }

  return {
    run: async (scenario) => {
      const number = ++latest
      asked = scenario
      runStore.started()
      const outcome = await client.run(scenario, { onProgress: runStore.progressed })
      if (number <= voided) return
      if (outcome === null) {
        if (number === latest) asked = null
        return
      }
      if (outcome.kind === 'done') {
        retire(runStore.getState().trace)
        carrySelection(uiStore, runStore.getState().trace, outcome.result.trace)
        clock.setUntil(outcome.result.trace.until)
      }
      const pending = number !== latest
      runStore.settled(outcome, scenario, pending)
      if (!pending) arrive()
    },
    adopt: (run) => {
      voided = latest
      asked = run.scenario
      retired = null
      if (run.trace !== runStore.getState().trace) {
        uiStore.select(null)
        clock.setUntil(run.trace.until)
      }
      runStore.adopted(run)
      arrive()
    },
    asked: () => asked,
    setTarget: (ms, selects) => {
      targetMs = ms
      targetSelects = selects ?? null
    },
    target: () => targetMs,
    arrive: () => {
      if (asked !== null && asked === runStore.getState().scenario) arrive()
    },
  }
}

/** Selects what a link names; what the run does not have is not selected. */
function selectSubject(uiStore: UiStore, trace: Trace | null, { subject, reading = false }: Selects): void {
  if (subject === null) {
    if (isSelected(uiStore.getState())) uiStore.select(null)
    return
  }
  const { kind, row, why } = subject
  const rows = trace === null ? 0 : { record: trace.records, lane: trace.lanes, message: trace.messages }[kind].length
  if (row >= rows) return
  if (kind === 'record') uiStore.select(row)
  else if (kind === 'lane') uiStore.selectLane(row)
  else uiStore.selectMessage(row)
  uiStore.setWhyOpen(why)
  if (reading) uiStore.setInspecting(true)
}

/** Rows of another trace mean something else: what is selected stays so where it has a counterpart. */
function carrySelection(uiStore: UiStore, before: Trace | null, after: Trace): void {
  const selected = uiStore.getState()
  if (!isSelected(selected)) return
  const { selection, lane, message } = selected
  if (before === null) return uiStore.carry({})
  uiStore.carry({
    selection: selection === null ? null : carriedRecord(before, after, selection),
    lane: lane === null ? null : carriedLane(before, after, lane),
    message: message === null ? null : carriedMessage(before, after, message),
  })
}
