/** `npm run bench`: times of the engine in Node and in Chromium, of the C reference, of a peer library and of the app, as JSON. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '../../sim/simulate.ts'
import { hashTrace } from '../../sim/trace/hash.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { noteLine, parseCommandLine, printLine, runTool } from '../commandLine.ts'
import { openPage, type Session } from './browser.ts'
import { buildBundles } from './build.ts'
import { callFigures } from './calls.ts'
import { BROWSER_LIMIT, figuresOf, type Figure } from './figures.ts'
import { buildApp, measureInterface, type InterfaceTimes } from './interface.ts'
import { compileNative } from './native.ts'
import type { Bench } from './page/main.ts'
import { planOf, type Plan } from './plan.ts'
import { spread, type Spread } from './statistics.ts'
import { scenarioFor, WORKLOADS } from './workloads.ts'

async function handOvers(session: Session, plan: Plan): Promise<Spread> {
  const size = Math.min(BROWSER_LIMIT, Math.max(...plan.sizes))
  const times: number[] = []
  for (let round = 0; round < plan.rounds; round++) {
    times.push(await session.page.evaluate((wanted) => (window as unknown as { bench: Bench }).bench.handOver(wanted), size))
  }
  return spread(times)
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

/** The engine in Node and in a browser's worker, beside the C reference and the peer library. */
async function engineFigures(plan: Plan, folder: string) {
  noteLine(TOOLS_TEXT.benchProgress('build'))
  const bundles = await buildBundles(folder)
  const compiled = plan.runs('native') ? compileNative(folder) : null
  if (plan.runs('native') && compiled === null) noteLine(TOOLS_TEXT.benchProgress(TOOLS_TEXT.noCompiler))
  const session = plan.runs('chromium') ? await openPage(bundles.pageFolder) : null
  try {
    const figures: Figure[] = []
    const tools = { plan, bundles, session, program: compiled?.program ?? null }
    for (const workload of WORKLOADS) for (const size of plan.sizes) figures.push(...(await figuresOf(tools, workload, size)))
    const handOverMs = session === null ? null : await handOvers(session, plan)
    const calls = await callFigures(bundles, plan)
    return { figures, calls, handOverMs, chromium: session?.version ?? null, compiler: compiled?.compiler ?? null }
  } finally {
    await session?.close()
  }
}

async function interfaceTimes(folder: string, plan: Plan): Promise<InterfaceTimes> {
  noteLine(TOOLS_TEXT.benchProgress('page'))
  const built = join(folder, 'app')
  await buildApp(built)
  return measureInterface(built, plan.rounds)
}

async function bench(plan: Plan, folder: string): Promise<number> {
  const { figures, calls, handOverMs, chromium, compiler } = await engineFigures(plan, folder)
  const page = plan.runs('page') ? await interfaceTimes(folder, plan) : null
  const processors = cpus()
  const machine = { processors: processors.length, processor: processors[0]?.model ?? null, node: process.versions.node, chromium, compiler }
  const sameTraceEverywhere = hashesAgree(figures, plan.sizes)
  printLine(JSON.stringify({ machine, rounds: plan.rounds, sameTraceEverywhere, handOverMs, figures, calls, page }, null, 2))
  return sameTraceEverywhere ? 0 : 1
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
