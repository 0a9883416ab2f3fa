/** Page of the bench: each job gets a fresh worker. The tool that drives the browser calls `window.bench`. */
import type { Trace } from '../../../sim/trace/schema.ts'
import type { BenchJob, BenchResult } from '../measure.ts'
import type { PageJob } from './worker.ts'

type Reply<T> = { ok: true; result: T } | { ok: false; reason: string }

function ask<T>(job: PageJob, onReply: () => void = () => undefined): Promise<T> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  return new Promise<T>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply<T>>) => {
      onReply()
      worker.terminate()
      if (data.ok) resolve(data.result)
      else reject(new Error(data.reason))
    }
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(job)
  })
}

/** Milliseconds from the worker's `postMessage` of a transferred trace to its arrival here. */
async function handOver(size: number): Promise<number> {
  let arrived = 0
  const { sent, trace } = await ask<{ sent: number; trace: Trace }>({ kind: 'handOver', size }, () => {
    arrived = performance.timeOrigin + performance.now()
  })
  return trace.records.length > 0 ? arrived - sent : NaN
}

const bench = {
  measure: (job: BenchJob) => ask<BenchResult>({ kind: 'measure', job }),
  peer: (job: BenchJob) => ask<BenchResult>({ kind: 'peer', job }),
  handOver,
}
export type Bench = typeof bench
;(window as unknown as { bench: Bench }).bench = bench
