/** Spreads cases over processes: each takes the next case when it is done with one. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { reasonOf } from '../commandLine.ts'
import type { CaseResult, RunSettings } from './run.ts'
import type { ConformanceCase } from './types.ts'

export interface CaseJob {
  index: number
  test: ConformanceCase
  settings: RunSettings
}

export type CaseReply = { index: number; milliseconds: number } & ({ ok: true; result: CaseResult } | { ok: false; reason: string })

/**
 * Replies in the order of the cases. @param jobs processes at most
 * @param onReply called as each case ends, in whatever order
 */
export async function runAll(
  tests: readonly ConformanceCase[],
  settings: RunSettings,
  jobs: number,
  onReply: (test: ConformanceCase, reply: CaseReply) => void,
): Promise<readonly CaseReply[]> {
  const replies: CaseReply[] = []
  const queue = tests.map((test, index): CaseJob => ({ index, test, settings }))
  const processes = Math.max(1, Math.min(jobs, tests.length))
  await Promise.all(
    Array.from({ length: processes }, () =>
      drain(queue, (reply) => {
        replies[reply.index] = reply
        onReply(tests[reply.index]!, reply)
      }),
    ),
  )
  return replies
}

/** One worker after another until the queue is empty: a case that brings its worker down costs only itself. */
async function drain(queue: CaseJob[], onReply: (reply: CaseReply) => void): Promise<void> {
  while (queue.length > 0) await serve(queue, onReply)
}

function serve(queue: CaseJob[], onReply: (reply: CaseReply) => void): Promise<void> {
  return new Promise((resolve) => {
    // Started like this process, so that it can read TypeScript too.
    const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), { execArgv: process.execArgv })
    let current: CaseJob | undefined
    const next = (): void => {
      current = queue.shift()
      if (current === undefined) worker.disconnect()
      else worker.send(current)
    }
    const fail = (reason: string): void => {
      if (current !== undefined) onReply({ index: current.index, milliseconds: 0, ok: false, reason })
      current = undefined
      resolve()
    }
    worker.on('message', (reply: CaseReply) => {
      onReply(reply)
      next()
    })
    worker.on('error', (error) => fail(reasonOf(error)))
    worker.on('exit', (code) => fail(TOOLS_TEXT.workerStopped(code ?? -1)))
    next()
  })
}
