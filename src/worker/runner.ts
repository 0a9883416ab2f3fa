import type { Digest } from '../metrics/digest.ts'
import type { Outline } from '../metrics/timeline/outline.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { SimulateOptions, Simulation } from '../sim/simulate.ts'
import type { Trace } from '../sim/trace/schema.ts'
import type { Reply, Request } from './protocol.ts'
import { createPool } from './pool.ts'
import { PREWARM_RUNS } from './prewarm.ts'
import { runTask, studyTask, type Task } from './task.ts'
import { buffersOf } from './transfer.ts'

/** The worker's side: works on one request at a time in slices and listens in between. */

/** Long enough to keep overhead low, short enough that a cancel is heard at once. */
const SLICE_MS = 12
const PROGRESS_MS = 50
const EVENTS_PER_STEP = 4096

export interface RunnerHost {
  create(scenario: Scenario, options: SimulateOptions): Simulation
  digest(trace: Trace, scenario: Scenario): Digest
  outline(trace: Trace, scenario: Scenario): Outline
  post(reply: Reply, transfer: ArrayBuffer[]): void
  /** Wall time, ms. */
  now(): number
  /** Calls back after messages that have arrived were delivered. */
  yieldThen(callback: () => void): void
  /** What to run to have the engine's code compiled. */
  prewarmScenario: Scenario
}

interface Job {
  /** Null for a run nobody waits for. */
  id: number | null
  task: Task
  startedMs: number
  reportedMs: number
  /** For a run nobody waits for: it and how many like it. */
  runsLeft: number
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Returns the receiver of requests. A newer run replaces the one in progress, which is answered as cancelled. */
export function createRunner(host: RunnerHost): (request: Request) => void {
  let job: Job | null = null
  const pool = createPool()

  const start = (id: number | null, begin: () => Task, runsLeft = 1): void => {
    drop()
    try {
      const startedMs = host.now()
      job = { id, task: begin(), startedMs, reportedMs: startedMs, runsLeft }
      slice(job)
    } catch (error) {
      fail(id, error)
    }
  }

  const prewarm = (runs: number): void => {
    if (runs > 0) start(null, () => runTask(host, host.prewarmScenario, {}), runs)
  }

  const fail = (id: number | null, error: unknown): void => {
    job = null
    if (id !== null) host.post({ kind: 'failed', id, message: messageOf(error) }, [])
  }

  const drop = (): void => {
    if (job !== null && job.id !== null) host.post({ kind: 'cancelled', id: job.id }, [])
    job = null
  }

  const slice = (current: Job): void => {
    if (job !== current) return
    try {
      const end = host.now() + SLICE_MS
      let finished = false
      while (!finished && host.now() < end) finished = current.task.step(EVENTS_PER_STEP)
      if (finished) finish(current)
      else {
        report(current)
        host.yieldThen(() => slice(current))
      }
    } catch (error) {
      fail(current.id, error)
    }
  }

  const report = (current: Job): void => {
    const now = host.now()
    if (current.id === null || now - current.reportedMs < PROGRESS_MS) return
    current.reportedMs = now
    const { task, id } = current
    host.post({ kind: 'progress', id, fraction: task.fraction(), records: task.records() }, [])
  }

  const finish = (current: Job): void => {
    const outcome = current.task.finish()
    job = null
    if (current.id === null) return prewarm(current.runsLeft - 1)
    const elapsedMs = host.now() - current.startedMs
    const answer: Reply = outcome.kind === 'done' ? { ...outcome, id: current.id, elapsedMs } : { ...outcome, id: current.id }
    host.post(answer, buffersOf(outcome))
  }

  return (request) => {
    if (request.kind === 'run') {
      const options = { memory: pool.take, ...(request.maxRecords === undefined ? {} : { maxRecords: request.maxRecords }) }
      start(request.id, () => runTask(host, request.scenario, options))
    } else if (request.kind === 'study') {
      start(request.id, () => studyTask(host, request.scenarios, request.seeds))
    } else if (request.kind === 'recycle') {
      pool.give(request.buffers)
    } else if (request.kind === 'prewarm') {
      if (job === null) prewarm(PREWARM_RUNS)
    } else if (job?.id === request.id) drop()
  }
}
