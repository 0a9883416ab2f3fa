/** One job in a process of its own, so that its first run is a first run. */
import { measure, type BenchJob } from './measure.ts'
import { measurePeer } from './peer.ts'

process.once('message', ({ peer, job }: { peer: boolean; job: BenchJob }) => {
  const done = (result: unknown): void => void process.send?.({ ok: true, result }, () => process.disconnect())
  const failed = (error: unknown): void => void process.send?.({ ok: false, reason: String(error) }, () => process.disconnect())
  void Promise.resolve(peer ? measurePeer(job) : measure(job)).then(done, failed)
})
