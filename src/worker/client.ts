import type { Scenario } from '../sim/scenario.ts'
import type { Trace } from '../sim/trace/schema.ts'
import { buffersOf } from './transfer.ts'
import { createWorkplace, type Progress, type RunOutcome, type Work, type WorkplaceOptions } from './workplace.ts'

/** The page's side: hands scenarios to the worker, the latest first. */

export type { Progress, RunOutcome } from './workplace.ts'

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

export type ClientOptions = Omit<WorkplaceOptions, 'onEnd'>

/** Records below which fresh memory costs nothing that anybody would notice. */
const WORTH_RECYCLING = 200_000

interface Job extends Work {
  settle(outcome: RunOutcome | null): void
}

/** At most one run in progress and one waiting; what a newer one replaces resolves to null. */
export function createClient(options: ClientOptions): Client {
  let running: Job | null = null
  let waiting: Job | null = null
  let nextId = 1
  let disposed = false
  const workplace = createWorkplace({ ...options, onEnd: end })

  const start = (job: Job): void => {
    running = job
    workplace.start(job)
  }

  /** Starts the run that waits, then answers the one that ended. */
  function end(outcome: RunOutcome): void {
    const ended = running
    const next = waiting
    running = waiting = null
    if (next !== null) start(next)
    // Only a picture is worth showing when a newer run is on its way.
    ended?.settle(next !== null && outcome.kind !== 'done' ? null : outcome)
  }

  const queue = (job: Job): void => {
    if (disposed) return job.settle(null)
    if (running === null) return start(job)
    waiting?.settle(null)
    waiting = job
    workplace.hurry()
  }

  const settleAll = (outcome: RunOutcome | null): void => {
    const jobs = [waiting, running]
    running = waiting = null
    jobs.forEach((job) => job?.settle(outcome))
  }

  return {
    run: (scenario, { onProgress, maxRecords } = {}) =>
      new Promise((settle) => {
        const request = { kind: 'run' as const, id: nextId++, scenario, ...(maxRecords === undefined ? {} : { maxRecords }) }
        queue({ request, onProgress: onProgress ?? (() => undefined), settle })
      }),
    cancel: () => {
      waiting?.settle({ kind: 'cancelled' })
      waiting = null
      workplace.stop()
    },
    recycle: ({ records }) => {
      if (!disposed && records.length >= WORTH_RECYCLING) workplace.send({ kind: 'recycle', buffers: buffersOf(records) })
    },
    prewarm: () => {
      if (!disposed) workplace.send({ kind: 'prewarm' })
    },
    idle: () => running === null && waiting === null,
    dispose: () => {
      disposed = true
      workplace.close()
      settleAll(null)
    },
  }
}
