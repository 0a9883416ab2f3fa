import type { Digest } from '../metrics/digest.ts'
import type { Outline } from '../metrics/timeline/outline.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { SimulateOptions, Simulation } from '../sim/simulate.ts'
import type { Trace } from '../sim/trace/schema.ts'
import type { Reply, Request, RunResult } from './protocol.ts'
import { buffersOf } from './transfer.ts'

/** The worker's side: runs one simulation at a time in slices and listens in between. */

/** Long enough to keep overhead low, short enough that a cancel is heard at once. */
const SLICE_MS = 12
const PROGRESS_MS = 50
const EVENTS_PER_STEP = 4096

export interface RunnerHost {
  create(scenario: Scenario, options: SimulateOptions): Simulation
  digest(trace: Trace, scenario: Scenario): Digest
  outline(trace: Trace): Outline
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
  scenario: Scenario
  simulation: Simulation
  startedMs: number
  reportedMs: number
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Returns the receiver of requests. A newer run replaces the one in progress, which is answered as cancelled. */
export function createRunner(host: RunnerHost): (request: Request) => void {
  let job: Job | null = null

  const start = (id: number | null, scenario: Scenario, options: SimulateOptions): void => {
    drop()
    try {
      const startedMs = host.now()
      job = { id, scenario, simulation: host.create(scenario, options), startedMs, reportedMs: startedMs }
      slice(job)
    } catch (error) {
      fail(id, error)
    }
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
      while (!finished && host.now() < end) finished = current.simulation.step(EVENTS_PER_STEP)
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
    const { simulation, id } = current
    const fraction = simulation.until > 0 ? Math.min(1, simulation.now() / simulation.until) : 1
    host.post({ kind: 'progress', id, fraction, records: simulation.records() }, [])
  }

  const finish = (current: Job): void => {
    const trace = current.simulation.finish()
    const result: RunResult = { trace, digest: host.digest(trace, current.scenario), outline: host.outline(trace) }
    job = null
    if (current.id === null) return
    const elapsedMs = host.now() - current.startedMs
    host.post({ kind: 'done', id: current.id, result, elapsedMs }, buffersOf(result))
  }

  return (request) => {
    if (request.kind === 'run') {
      start(request.id, request.scenario, request.maxRecords === undefined ? {} : { maxRecords: request.maxRecords })
    } else if (request.kind === 'prewarm') {
      if (job === null) start(null, host.prewarmScenario, {})
    } else if (job?.id === request.id) drop()
  }
}
