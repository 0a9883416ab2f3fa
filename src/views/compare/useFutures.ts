import { useMemo } from 'react'
import { useStore } from 'zustand'
import { differenceOf, type Difference } from '../../metrics/difference.ts'
import { summaryOf, type RunSummary } from '../../metrics/runSummary.ts'
import type { FutureName } from '../../scenario/comparison.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { finishedRun, type FinishedRun, type RunState } from '../../store/runStore.ts'

/** Both futures as far as they have run, by their letters. */
export interface Futures {
  active: FutureName
  forkMs: number
  a: FinishedRun
  b: FinishedRun
}

const useFinished = (store: LambdascopeApp['runStore']): FinishedRun | null => {
  const state: RunState = useStore(store)
  const { trace } = state
  // One object for each trace: what follows from it is kept by it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => finishedRun(state), [trace])
}

/** Null while nothing is compared or the other future has not run yet. */
export function useFutures({ scenarioStore, runStore, compare }: LambdascopeApp): Futures | null {
  const comparison = useStore(scenarioStore, (state) => state.comparison)
  const shown = useFinished(runStore)
  const other = useFinished(compare.otherStore)
  return useMemo(() => {
    if (comparison === null || shown === null || other === null) return null
    const { active, forkMs } = comparison
    return active === 'a' ? { active, forkMs, a: shown, b: other } : { active, forkMs, a: other, b: shown }
  }, [comparison, shown, other])
}

/** Runs larger than this are compared by their totals only: telling requests apart would hold up the page. */
const MOST_RECORDS = 400_000

const differences = new WeakMap<Trace, WeakMap<Trace, Difference>>()

/** What differs between two runs, found once; null where they are too large. */
export function differenceBetween({ a, b }: Futures): Difference | null {
  if (a.trace.records.length + b.trace.records.length > MOST_RECORDS) return null
  let known = differences.get(a.trace)
  if (known === undefined) differences.set(a.trace, (known = new WeakMap()))
  let difference = known.get(b.trace)
  if (difference === undefined) known.set(b.trace, (difference = differenceOf(a.trace, b.trace)))
  return difference
}

const summaries = new WeakMap<Trace, RunSummary>()

export function summaryOfRun({ trace, digest }: FinishedRun): RunSummary {
  let summary = summaries.get(trace)
  if (summary === undefined) summaries.set(trace, (summary = summaryOf(trace, digest)))
  return summary
}
