/** `npm run bench`: times of the engine in Node and in Chromium, of the C reference and of a peer library, as JSON. */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '../../sim/simulate.ts'
import { hashTrace } from '../../sim/trace/hash.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { noteLine, parseCommandLine, printLine, runTool, usageError, wholeNumber, type CommandLine } from '../commandLine.ts'
import { openPage, type Session } from './browser.ts'
import { buildBundles, type Bundles } from './build.ts'
import { buildApp, measureInterface, type InterfaceTimes } from './interface.ts'
import type { BenchJob, BenchResult } from './measure.ts'
import { compileNative, runNative } from './native.ts'
import type { Bench } from './page/main.ts'
import { spread, type Spread } from './statistics.ts'
import { scenarioFor, WORKLOADS, type Workload } from './workloads.ts'

type Where = 'node' | 'chromium'

const PARTS = ['native', 'node', 'chromium', 'peer', 'page'] as const
type Part = (typeof PARTS)[number]

const DEFAULT_SIZES = '1e4,1e5,1e6,1e7'
/** Beyond this only Node is asked: a page would need gigabytes. */
const BROWSER_LIMIT = 1e6
/** Beyond this the peer library takes minutes. */
const PEER_LIMIT = 1e6

interface Plan {
  rounds: number
  sizes: readonly number[]
  runs: (part: Part) => boolean
}

interface Figure {
  who: 'lambdascope' | 'simjs' | 'native C'
  where: Where | 'native'
  workload: Workload
  size: number
  coldMs?: number
  warmMs: Spread
  invocationsPerSecond: number
  bytesPerInvocation?: number
  hash?: string | null
  shares?: BenchResult['shares']
  meanConcurrency?: number | null
  /** Median over the median of the C reference at the same size in this session. */
  timesNative?: number
}

function planOf(line: CommandLine): Plan {
  const sizes = (line.values.get('--sizes') ?? DEFAULT_SIZES).split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw usageError(TOOLS_TEXT.badSizes)
  const skipped = new Set((line.values.get('--skip') ?? '').split(',').filter((part) => part !== ''))
  for (const part of skipped) if (!PARTS.some((known) => known === part)) throw usageError(TOOLS_TEXT.unknownValue('--skip', part, PARTS))
  return { rounds: Math.max(1, wholeNumber(line, '--rounds', 5)), sizes, runs: (part) => !skipped.has(part) }
}

function inNode(bundles: Bundles, peer: boolean, job: BenchJob): Promise<BenchResult> {
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

function figure(who: Figure['who'], where: Where, job: BenchJob, result: BenchResult, native: Spread | null): Figure {
  const warmMs = spread(result.warmMs)
  return {
    who,
    where,
    workload: job.workload,
    size: job.size,
    coldMs: Number(result.coldMs.toPrecision(4)),
    warmMs,
    invocationsPerSecond: Math.round((result.invocations / warmMs.median) * 1000),
    ...(who === 'lambdascope' ? { bytesPerInvocation: Number((result.traceBytes / result.invocations).toFixed(1)), hash: result.hash } : {}),
    shares: result.shares,
    ...(result.meanConcurrency === null ? {} : { meanConcurrency: result.meanConcurrency }),
    ...(native === null ? {} : { timesNative: Number((warmMs.median / native.median).toFixed(2)) }),
  }
}

interface Tools {
  plan: Plan
  bundles: Bundles
  session: Session | null
  program: string | null
}

/** One workload at one size, everybody in turn. */
async function figuresOf({ plan, bundles, session, program }: Tools, workload: Workload, size: number): Promise<Figure[]> {
  const job = { workload, size, rounds: plan.rounds }
  const figures: Figure[] = []
  noteLine(TOOLS_TEXT.benchProgress(`${workload} ${size}`))
  const native = program === null ? null : spread(runNative(program, workload, size, plan.rounds))
  if (native !== null) {
    figures.push({ who: 'native C', where: 'native', workload, size, warmMs: native, invocationsPerSecond: Math.round((size / native.median) * 1000) })
  }
  if (plan.runs('node')) figures.push(figure('lambdascope', 'node', job, await inNode(bundles, false, job), native))
  if (session !== null && size <= BROWSER_LIMIT) figures.push(figure('lambdascope', 'chromium', job, await inChromium(session, false, job), native))
  if (plan.runs('peer') && size <= PEER_LIMIT) {
    if (plan.runs('node')) figures.push(figure('simjs', 'node', job, await inNode(bundles, true, job), native))
    if (session !== null) figures.push(figure('simjs', 'chromium', job, await inChromium(session, true, job), native))
  }
  return figures
}

async function handOvers(session: Session, plan: Plan): Promise<Spread> {
  const size = Math.min(BROWSER_LIMIT, Math.max(...plan.sizes))
  const times: number[] = []
  for (let round = 0; round < plan.rounds; round++) {
    times.push(await session.page.evaluate((wanted) => (window as unknown as { bench: Bench }).bench.handOver(wanted), size))
  }
  return spread(times)
}

async function interfaceTimes(folder: string, plan: Plan): Promise<InterfaceTimes> {
  noteLine(TOOLS_TEXT.benchProgress('page'))
  const built = join(folder, 'app')
  await buildApp(built)
  return measureInterface(built, plan.rounds)
}

/** The same scenario must leave the same trace wherever it runs: in this process, bundled in Node, in the browser. */
function hashesAgree(figures: readonly Figure[], sizes: readonly number[]): boolean {
  const smallest = Math.min(...sizes)
  const seen = new Map([[smallest, hashTrace(simulate(scenarioFor('W2', smallest)))]])
  return figures.every(({ size, hash }) => {
    if (hash === undefined || hash === null) return true
    const first = seen.get(size) ?? hash
    seen.set(size, first)
    return first === hash
  })
}

async function bench(plan: Plan, folder: string): Promise<number> {
  noteLine(TOOLS_TEXT.benchProgress('build'))
  const bundles = await buildBundles(folder)
  const compiled = plan.runs('native') ? compileNative(folder) : null
  if (plan.runs('native') && compiled === null) noteLine(TOOLS_TEXT.benchProgress(TOOLS_TEXT.noCompiler))
  const session = plan.runs('chromium') ? await openPage(bundles.pageFolder) : null
  try {
    const figures: Figure[] = []
    const tools = { plan, bundles, session, program: compiled?.program ?? null }
    for (const workload of WORKLOADS) for (const size of plan.sizes) figures.push(...(await figuresOf(tools, workload, size)))
    const machine = {
      processors: cpus().length,
      processor: cpus()[0]?.model ?? null,
      node: process.versions.node,
      chromium: session?.version ?? null,
      compiler: compiled?.compiler ?? null,
    }
    const sameTraceEverywhere = hashesAgree(figures, plan.sizes)
    const handOverMs = session === null ? null : await handOvers(session, plan)
    const page = plan.runs('page') ? await interfaceTimes(folder, plan) : null
    printLine(JSON.stringify({ machine, rounds: plan.rounds, sameTraceEverywhere, handOverMs, figures, page }, null, 2))
    return sameTraceEverywhere ? 0 : 1
  } finally {
    await session?.close()
  }
}

async function main(): Promise<number> {
  const plan = planOf(parseCommandLine(process.argv.slice(2), { flags: [], values: ['--rounds', '--sizes', '--skip'] }))
  const folder = mkdtempSync(join(tmpdir(), 'lambdascope-bench-'))
  try {
    return await bench(plan, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await runTool(main, TOOLS_TEXT.benchUsage)
