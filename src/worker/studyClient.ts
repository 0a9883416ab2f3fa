import type { Study } from '../metrics/study.ts'
import type { Scenario } from '../sim/scenario.ts'
import { createLine } from './line.ts'
import type { Port, Reply } from './protocol.ts'

/** The page's side of studies over many seeds. A worker of its own: they take long, and a moved knob must not wait. */

export type StudyOutcome = { kind: 'done'; study: Study } | { kind: 'failed'; message: string } | { kind: 'cancelled' }

export interface StudyClient {
  /** Takes the place of a study under way. */
  run(scenarios: readonly [Scenario, Scenario], seeds: readonly number[], onProgress: (fraction: number) => void): Promise<StudyOutcome>
  cancel(): void
  dispose(): void
}

interface Job {
  id: number
  settle(outcome: StudyOutcome): void
  onProgress(fraction: number): void
}

export function createStudyClient({ open }: { open(): Port }): StudyClient {
  let job: Job | null = null
  let nextId = 1
  const line = createLine({ open, onReply: receive, onLost: (message) => end({ kind: 'failed', message }) })

  function end(outcome: StudyOutcome): void {
    const ended = job
    job = null
    ended?.settle(outcome)
  }
  function receive(reply: Reply): void {
    if (job === null || reply.id !== job.id) return
    if (reply.kind === 'progress') job.onProgress(reply.fraction)
    else if (reply.kind === 'studied') end({ kind: 'done', study: reply.study })
    else if (reply.kind === 'failed') end({ kind: 'failed', message: reply.message })
  }
  /** Ends the worker with the work: the next study starts a new one. */
  const cancel = (): void => {
    if (job !== null) line.close()
    end({ kind: 'cancelled' })
  }
  return {
    run: (scenarios, seeds, onProgress) =>
      new Promise((settle) => {
        cancel()
        job = { id: nextId++, settle, onProgress }
        line.send({ kind: 'study', id: job.id, scenarios, seeds })
      }),
    cancel,
    dispose: () => {
      line.close()
      end({ kind: 'cancelled' })
    },
  }
}
