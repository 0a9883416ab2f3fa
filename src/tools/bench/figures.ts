/** Times of one workload at one size, everybody in turn: the C reference, the engine, the peer library. */
import { fork } from 'node:child_process'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { noteLine } from '../commandLine.ts'
import type { Session } from './browser.ts'
import type { Bundles } from './build.ts'
import type { BenchJob, BenchResult } from './measure.ts'
import { runNative } from './native.ts'
import type { Bench } from './page/main.ts'
import type { Plan } from './plan.ts'
import { spread, type Spread } from './statistics.ts'
import type { Workload } from './workloads.ts'

/** Beyond this only Node is asked: a page would need gigabytes. */
export const BROWSER_LIMIT = 1e6
/** Beyond this the peer library takes minutes. */
const PEER_LIMIT = 1e6

interface Origin {
  who: 'lambdascope' | 'simjs' | 'native C'
  where: 'node' | 'chromium' | 'native'
}

export interface Figure extends Origin {
  workload: Workload
  size: number
  /** The first run after load. */
  coldMs?: number
  /** The first run after what the app's worker does when it is new. */
  prewarmedMs?: number
  warmMs: Spread
  recycledMs?: Spread
  invocationsPerSecond: number
  bytesPerInvocation?: number
  hash?: string | null
  shares?: BenchResult['shares']
  meanConcurrency?: number | null
  /** Median over the median of the C reference at the same size in this session. */
  timesNative?: number
  recycledTimesNative?: number
}

export interface Tools {
  plan: Plan
  bundles: Bundles
  session: Session | null
  /** The compiled C reference. */
  program: string | null
}

export function inNode(bundles: Bundles, peer: boolean, job: BenchJob): Promise<BenchResult> {
  return new Promise((resolve, reject) => {
    const child = fork(bundles.nodeJob, { execArgv: [] })
    child.once('message', (reply: { ok: true; result: BenchResult } | { ok: false; reason: string }) => {
      if (reply.ok) resolve(reply.result)
      else reject(new Error(reply.reason))
    })
    child.once('exit', (code) => reject(new Error(TOOLS_TEXT.workerStopped(code ?? -1))))
    child.send({ peer, job })
  })
}

function inChromium({ page }: Session, peer: boolean, job: BenchJob): Promise<BenchResult> {
  const call = (parameters: { peer: boolean; job: BenchJob }): Promise<BenchResult> => {
    const { bench } = window as unknown as { bench: Bench }
    return parameters.peer ? bench.peer(parameters.job) : bench.measure(parameters.job)
  }
  return page.evaluate(call, { peer, job })
}

function figure(origin: Origin, job: BenchJob, result: BenchResult): Figure {
  const warmMs = spread(result.warmMs)
  return {
    ...origin,
    workload: job.workload,
    size: job.size,
    coldMs: Number(result.coldMs.toPrecision(4)),
    warmMs,
    ...(result.recycledMs.length === 0 ? {} : { recycledMs: spread(result.recycledMs) }),
    invocationsPerSecond: Math.round((result.invocations / warmMs.median) * 1000),
    ...(origin.who === 'lambdascope' ? { bytesPerInvocation: Number((result.traceBytes / result.invocations).toFixed(1)), hash: result.hash } : {}),
    shares: result.shares,
    ...(result.meanConcurrency === null ? {} : { meanConcurrency: result.meanConcurrency }),
  }
}

function nativeFigure({ workload, size }: BenchJob, times: readonly number[]): Figure {
  const warmMs = spread(times)
  return { who: 'native C', where: 'native', workload, size, warmMs, invocationsPerSecond: Math.round((size / warmMs.median) * 1000) }
}

/** @param size expected number of requests */
export async function figuresOf({ plan, bundles, session, program }: Tools, workload: Workload, size: number): Promise<Figure[]> {
  const job = { workload, size, rounds: plan.rounds }
  noteLine(TOOLS_TEXT.benchProgress(`${workload} ${size}`))
  // Half of its rounds before the others and half after: a machine that slows down meanwhile slows both.
  const runReference = (): readonly number[] => (program === null ? [] : runNative(program, workload, size, plan.rounds))
  const before = runReference()
  const figures: Figure[] = []
  for (const who of ['lambdascope', 'simjs'] as const) {
    const peer = who === 'simjs'
    if (peer && (!plan.runs('peer') || size > PEER_LIMIT)) continue
    const runs: [Origin['where'], (job: BenchJob) => Promise<BenchResult>][] = []
    if (plan.runs('node')) runs.push(['node', (one) => inNode(bundles, peer, one)])
    if (session !== null && size <= BROWSER_LIMIT) runs.push(['chromium', (one) => inChromium(session, peer, one)])
    for (const [where, run] of runs) {
      const whole = figure({ who, where }, job, await run(job))
      figures.push(peer ? whole : { ...whole, prewarmedMs: Number((await run({ ...job, rounds: 0, prewarm: true })).coldMs.toPrecision(4)) })
    }
  }
  if (program === null) return figures
  const native = nativeFigure(job, [...before, ...runReference()])
  const times = ({ median }: Spread): number => Number((median / native.warmMs.median).toFixed(2))
  return [native, ...figures.map((each) => ({ ...each, timesNative: times(each.warmMs), ...(each.recycledMs ? { recycledTimesNative: times(each.recycledMs) } : {}) }))]
}
