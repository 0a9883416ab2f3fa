import type { Scenario } from '../sim/scenario.ts'
import { createLine } from './line.ts'
import type { Trace } from '../sim/trace/schema.ts'
import type { Port, Reply, RunResult } from './protocol.ts'
import { buffersOf } from './transfer.ts'

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
  /** Gives the memory of a trace back to the worker: nobody may read it any more. */
  recycle(trace: Trace): void
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

/** Records below which fresh memory costs nothing that anybody would notice. */
const WORTH_RECYCLING = 200_000

/** How much longer a run will take, judging by how far it came; as long again when that is not known yet. */
function remainingMs({ startedMs, fraction }: Running, nowMs: number): number {
  const elapsed = nowMs - startedMs
  return fraction > 0 ? (elapsed / fraction) * (1 - fraction) : elapsed
}

/** At most one run in progress and one waiting; what a newer one replaces resolves to null. */
export function createClient({ open, now }: ClientOptions): Client {
  let running: Running | null = null
  let waiting: Job | null = null
  let nextId = 1
  const line = createLine({ open, onReply: receive, onLost: (message) => end({ kind: 'failed', message }) })

  const send = (job: Job): void => {
    running = { ...job, startedMs: now(), fraction: 0, cancelling: false }
    const { maxRecords } = job.options
    line.send({ kind: 'run', id: job.id, scenario: job.scenario, ...(maxRecords === undefined ? {} : { maxRecords }) })
  }

  const stop = (job: Running): void => {
    if (!job.cancelling) line.send({ kind: 'cancel', id: job.id })
    job.cancelling = true
  }

  /** Makes room when somebody waits and the run in progress still has long to go. */
  const yieldIfSlow = (job: Running): void => {
    if (waiting !== null && remainingMs(job, now()) > WORTH_WAITING_MS) stop(job)
  }

  /** Starts the run that waits, then answers the one that ended. */
  function end(outcome: RunOutcome): void {
    const ended = running
    const next = waiting
    running = waiting = null
    if (next !== null) send(next)
    // Only a picture is worth showing when a newer run is on its way.
    ended?.settle(next !== null && outcome.kind !== 'done' ? null : outcome)
  }

  function receive(reply: Reply): void {
    if (running === null || reply.id !== running.id) return
    if (reply.kind === 'progress') {
      running.fraction = reply.fraction
      running.options.onProgress?.({ fraction: reply.fraction, records: reply.records })
      yieldIfSlow(running)
    } else if (reply.kind === 'done') end({ kind: 'done', result: reply.result, elapsedMs: reply.elapsedMs })
    else if (reply.kind === 'failed') end({ kind: 'failed', message: reply.message })
    else end({ kind: 'cancelled' })
  }

  const settleAll = (outcome: RunOutcome | null): void => {
    const jobs = [waiting, running]
    running = waiting = null
    jobs.forEach((job) => job?.settle(outcome))
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
    recycle: ({ records }) => {
      if (records.length >= WORTH_RECYCLING) line.send({ kind: 'recycle', buffers: buffersOf(records) })
    },
    prewarm: () => line.send({ kind: 'prewarm' }),
    idle: () => running === null && waiting === null,
    dispose: () => {
      line.close()
      settleAll(null)
    },
  }
}
