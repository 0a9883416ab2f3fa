/** Runs one workload at one size several times. The same code runs in Node and in a browser's worker. */
import { hashTrace } from '../../sim/trace/hash.ts'
import { KIND } from '../../sim/trace/writer.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { simulate, type SimulateOptions } from '../../sim/simulate.ts'
import type { Memory } from '../../sim/trace/writer.ts'
import { createPool } from '../../worker/pool.ts'
import { PREWARM_RUNS, PREWARM_SCENARIO } from '../../worker/prewarm.ts'
import { buffersOf } from '../../worker/transfer.ts'
import { readMeter } from '../../sim/lambda/meter.ts'
import { meterFor, scenarioFor, type Workload } from './workloads.ts'

export interface BenchJob {
  workload: Workload
  size: number
  /** Runs after the first, which is cold. */
  rounds: number
  /** Before anything is timed, what the app's worker does when it is new. */
  prewarm?: boolean
}

export interface BenchResult {
  /** The first run after load. */
  coldMs: number
  warmMs: readonly number[]
  /** The same with the trace of the run before given back, as the app does; empty when nothing is recorded. */
  recycledMs: readonly number[]
  invocations: number
  /** Rows of the trace: of records, and of events of messages. */
  rows: number
  /** Bytes of the trace's columns; 0 when nothing is recorded. */
  traceBytes: number
  hash: string | null
  /** What the workload computed, to compare with other implementations. */
  shares: { refused: number; cold: number }
  meanConcurrency: number | null
}

/**
 * Milliseconds a piece of work took. In Node and in C it is the smaller of wall and processor time: on a shared machine
 * the wall also counts what others do; a browser's worker knows the wall only.
 */
export type Stopwatch = () => () => number

export const wallClock: Stopwatch = () => {
  const started = performance.now()
  return () => performance.now() - started
}

function countKind(trace: Trace, code: number): number {
  const { kind, length } = trace.records
  let count = 0
  for (let row = 0; row < length; row++) if (kind[row] === code) count++
  return count
}

function runOnce({ workload, size }: BenchJob, stopwatch: Stopwatch, memory?: Memory): { ms: number; trace: Trace; outcome: Pick<BenchResult, 'invocations' | 'shares' | 'meanConcurrency'> } {
  const scenario = scenarioFor(workload, size)
  const meter = meterFor(workload)
  const options: SimulateOptions = meter === null ? (memory === undefined ? {} : { memory }) : { recording: false, meter }
  const elapsed = stopwatch()
  const trace = simulate(scenario, options)
  const ms = elapsed()
  if (meter === null) {
    const shares = { refused: countKind(trace, KIND.throttle) / trace.requests, cold: countKind(trace, KIND.create) / trace.requests }
    return { ms, trace, outcome: { invocations: trace.requests, shares, meanConcurrency: null } }
  }
  const { until } = readMeter(meter, trace.until)
  const shares = { refused: until.throttled / until.arrivals, cold: until.cold / until.arrivals }
  return { ms, trace, outcome: { invocations: until.arrivals, shares, meanConcurrency: until.busyMicros / until.at } }
}

/** Runs in the memory of the run before. */
function recycled(job: BenchJob, stopwatch: Stopwatch): number[] {
  const pool = createPool()
  const ms = Array.from({ length: job.rounds + 1 }, () => {
    const run = runOnce(job, stopwatch, pool.take)
    pool.give(buffersOf(run.trace.records))
    return run.ms
  })
  return ms.slice(1)
}

/** Hands a trace over to nobody. As in the app the worker is rid of it at once, where it would else be collected during the next run. */
function dismiss(trace: Trace): void {
  const { port1, port2 } = new MessageChannel()
  port1.postMessage(null, buffersOf(trace))
  port1.close()
  port2.close()
}

/** Runs in fresh memory. */
function fresh(job: BenchJob, stopwatch: Stopwatch): number[] {
  return Array.from({ length: job.rounds }, () => {
    const run = runOnce(job, stopwatch)
    dismiss(run.trace)
    return run.ms
  })
}

/** The trace of each run is gone before the next begins, so that every run finds the same memory. */
export function measure(job: BenchJob, stopwatch: Stopwatch = wallClock): BenchResult {
  if (job.prewarm === true) for (let run = 0; run < PREWARM_RUNS; run++) dismiss(simulate(PREWARM_SCENARIO))
  const first = runOnce(job, stopwatch)
  const rows = first.trace.records.length + first.trace.messageEvents.length
  const traceBytes = job.workload === 'W1' ? 0 : buffersOf([first.trace.records, first.trace.lanes]).reduce((sum, { byteLength }) => sum + byteLength, 0)
  const hash = job.workload === 'W1' ? null : hashTrace(first.trace)
  dismiss(first.trace)
  const warmMs = fresh(job, stopwatch)
  const recycledMs = job.workload === 'W1' ? [] : recycled(job, stopwatch)
  return { coldMs: first.ms, warmMs, recycledMs, rows, traceBytes, hash, ...first.outcome }
}
