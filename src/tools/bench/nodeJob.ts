/** One job in a process of its own, so that its first run is a first run. */
import { measure, wallClock, type BenchJob, type Stopwatch } from './measure.ts'
import { measurePeer } from './peer.ts'

const processTime: Stopwatch = () => {
  const wall = wallClock()
  const started = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(started)
    return Math.min(wall(), (user + system) / 1000)
  }
}

process.once('message', ({ peer, job }: { peer: boolean; job: BenchJob }) => {
  const done = (result: unknown): void => void process.send?.({ ok: true, result }, () => process.disconnect())
  const failed = (error: unknown): void => void process.send?.({ ok: false, reason: String(error) }, () => process.disconnect())
  void Promise.resolve(peer ? measurePeer(job, processTime) : measure(job, processTime)).then(done, failed)
})
