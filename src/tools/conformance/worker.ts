/** Worker process: one case at a time, a reply for each. */
import { reasonOf } from '../commandLine.ts'
import type { CaseJob, CaseReply } from './parallel.ts'
import { runCase } from './run.ts'

process.on('message', ({ index, test, settings }: CaseJob) => {
  const started = performance.now()
  const reply = (rest: { ok: true; result: ReturnType<typeof runCase> } | { ok: false; reason: string }): CaseReply => ({
    index,
    milliseconds: Math.round(performance.now() - started),
    ...rest,
  })
  try {
    process.send?.(reply({ ok: true, result: runCase(test, settings) }))
  } catch (error) {
    process.send?.(reply({ ok: false, reason: reasonOf(error) }))
  }
})

// Whoever asked is gone.
process.on('disconnect', () => process.exit())
