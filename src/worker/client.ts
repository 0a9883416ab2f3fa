import type { Scenario } from '../sim/scenario.ts'
import type { Port, Reply, RunResult } from './protocol.ts'

/** The page's side: hands scenarios to the worker, the latest first. */

export type RunOutcome =
  | { kind: 'done'; result: RunResult; elapsedMs: number }
  | { kind: 'failed'; message: string }
  | { kind: 'cancelled' }

export interface Progress {
  /** Of simulated time, 0 to 1. */
  fraction: number
  records: number
}

export interface RunOptions {
  onProgress?: (progress: Progress) => void
  maxRecords?: number
}

export interface Client {
  /** Null when a newer run took its place. */
  run(scenario: Scenario, options?: RunOptions): Promise<RunOutcome | null>
  /** Gives up the run in progress and the one waiting. */
  cancel(): void
  prewarm(): void
  /** True when nothing runs or waits. */
  idle(): boolean
  dispose(): void
}

export interface ClientOptions {
  /** Opens a line to a new worker: at the start, and again after one broke. */
  open(): Port
  /** Wall time, ms. */
  now(): number
}

interface Job {
  id: number
  scenario: Scenario
  options: RunOptions
  settle(outcome: RunOutcome | null): void
}
interface Running extends Job {
  startedMs: number
  fraction: number
  cancelling: boolean
}

/**
 * While a knob is dragged, runs that end soon are let through, so that the picture follows; one that would
 * take longer than this makes room for the newer request.
 */
const WORTH_WAITING_MS = 400

/** At most one run in progress and one waiting; what a newer one replaces resolves to null. */
export function createClient({ open, now }: ClientOptions): Client {
  let port: Port | null = null
  let running: Running | null = null
  let waiting: Job | null = null
  let nextId = 1

  const line = (): Port => {
    if (port !== null) return port
    const opened = open()
    opened.listen(
      (reply) => port === opened && receive(reply),
      (message) => port === opened && lose(message),
    )
    port = opened
    return opened
  }

  const send = (job: Job): void => {
    running = { ...job, startedMs: now(), fraction: 0, cancelling: false }
    const { maxRecords } = job.options
    line().send({ kind: 'run', id: job.id, scenario: job.scenario, ...(maxRecords === undefined ? {} : { maxRecords }) })
  }

  const proceed = (): void => {
    running = null
    const job = waiting
    waiting = null
    if (job !== null) send(job)
  }

  const stop = (job: Running): void => {
    if (job.cancelling) return
    job.cancelling = true
    line().send({ kind: 'cancel', id: job.id })
  }

  /** Makes room when somebody waits and the run in progress still has long to go. */
  const yieldIfSlow = (job: Running): void => {
    if (waiting === null) return
    const elapsed = now() - job.startedMs
    const left = job.fraction > 0 ? (elapsed / job.fraction) * (1 - job.fraction) : elapsed
    if (left > WORTH_WAITING_MS) stop(job)
  }

  const receive = (reply: Reply): void => {
    const job = running
    if (job === null || reply.id !== job.id) return
    if (reply.kind === 'progress') {
      job.fraction = reply.fraction
      job.options.onProgress?.({ fraction: reply.fraction, records: reply.records })
      yieldIfSlow(job)
      return
    }
    const superseded = waiting !== null
    proceed()
    if (reply.kind === 'done') job.settle({ kind: 'done', result: reply.result, elapsedMs: reply.elapsedMs })
    else if (superseded) job.settle(null)
    else if (reply.kind === 'failed') job.settle({ kind: 'failed', message: reply.message })
    else job.settle({ kind: 'cancelled' })
  }

  const lose = (message: string): void => {
    port?.close()
    port = null
    const job = running
    proceed()
    job?.settle({ kind: 'failed', message })
  }

  return {
    run: (scenario, options = {}) =>
      new Promise((settle) => {
        const job: Job = { id: nextId++, scenario, options, settle }
        if (running === null) return send(job)
        waiting?.settle(null)
        waiting = job
        yieldIfSlow(running)
      }),
    cancel: () => {
      waiting?.settle({ kind: 'cancelled' })
      waiting = null
      if (running !== null) stop(running)
    },
    prewarm: () => line().send({ kind: 'prewarm' }),
    idle: () => running === null && waiting === null,
    dispose: () => {
      port?.close()
      port = null
      waiting?.settle(null)
      running?.settle(null)
      waiting = running = null
    },
  }
}
