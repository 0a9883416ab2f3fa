import { summaryOf, type RunSummary } from '../metrics/runSummary.ts'
import type { Study } from '../metrics/study.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { SimulateOptions, Simulation } from '../sim/simulate.ts'
import type { RunResult } from './protocol.ts'
import type { RunnerHost } from './runner.ts'

/** What the worker does for a request, in steps. */
export interface Task {
  /** Works through up to `n` events; true when done. */
  step(n: number): boolean
  /** Of the work, 0 to 1. */
  fraction(): number
  records(): number
  finish(): { kind: 'done'; result: RunResult } | { kind: 'studied'; study: Study }
}

type Engine = Pick<RunnerHost, 'create' | 'digest' | 'outline'>

const fractionOf = ({ now, until }: Simulation): number => (until > 0 ? Math.min(1, now() / until) : 1)

/** One run, kept whole. */
export function runTask({ create, digest, outline }: Engine, scenario: Scenario, options: SimulateOptions): Task {
  const simulation = create(scenario, options)
  return {
    step: simulation.step,
    fraction: () => fractionOf(simulation),
    records: simulation.records,
    finish: () => {
      const trace = simulation.finish()
      return { kind: 'done', result: { trace, digest: digest(trace, scenario), outline: outline(trace, scenario) } }
    },
  }
}

/** Two scenarios over many seeds, of which only summaries are kept: A and B of one seed after the other. */
export function studyTask({ create, digest }: Engine, scenarios: readonly [Scenario, Scenario], seeds: readonly number[]): Task {
  const summaries: RunSummary[] = []
  const total = 2 * seeds.length
  let simulation: Simulation | null = null
  let records = 0
  const scenarioAt = (at: number): Scenario => ({ ...scenarios[at % 2]!, seed: seeds[at >> 1]! })
  const close = (done: Simulation): void => {
    const trace = done.finish()
    records += trace.records.length
    summaries.push(summaryOf(trace, digest(trace, scenarioAt(summaries.length))))
    simulation = null
  }
  return {
    step: (n) => {
      if (summaries.length === total) return true
      simulation ??= create(scenarioAt(summaries.length), {})
      if (simulation.step(n)) close(simulation)
      return summaries.length === total
    },
    fraction: () => (summaries.length + (simulation === null ? 0 : fractionOf(simulation))) / Math.max(1, total),
    records: () => records,
    finish: () => ({
      kind: 'studied',
      study: { a: summaries.filter((_, at) => at % 2 === 0), b: summaries.filter((_, at) => at % 2 === 1) },
    }),
  }
}
