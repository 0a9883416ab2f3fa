/** One job in a worker of its own; our last trace is handed over as the app does, so that the page can time it. */
import { simulate } from '../../../sim/simulate.ts'
import { buffersOf } from '../../../worker/transfer.ts'
import { measure, type BenchJob } from '../measure.ts'
import { measurePeer } from '../peer.ts'
import { scenarioFor } from '../workloads.ts'

export type PageJob = { kind: 'measure' | 'peer'; job: BenchJob } | { kind: 'handOver'; size: number }

async function work(request: PageJob): Promise<void> {
  if (request.kind === 'handOver') {
    const trace = simulate(scenarioFor('W2', request.size))
    self.postMessage({ ok: true, result: { trace, sent: performance.timeOrigin + performance.now() } }, { transfer: buffersOf(trace) })
    return
  }
  self.postMessage({ ok: true, result: request.kind === 'peer' ? await measurePeer(request.job) : measure(request.job) })
}

self.onmessage = ({ data }: MessageEvent<PageJob>) => {
  work(data).catch((error: unknown) => self.postMessage({ ok: false, reason: String(error) }))
}
