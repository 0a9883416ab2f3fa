/** What somebody tried as a remedy. The run before it goes, so what is needed of it is kept: a few figures. */
import { fateOf, type Fate } from '../../metrics/difference.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { NONE, type RecordId } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { finishedRun } from '../../store/runStore.ts'
import { summaryOfRun } from '../compare/useFutures.ts'
import { createCell, useCell } from '../frame/cell.ts'
import type { Inspection } from './inspection.ts'

export interface Figures {
  /** Of the request that was asked about. */
  fate: Fate | null
  costPerDayUsd: number
}

export interface Tried {
  /** What was tried, in words. */
  name: string
  /** The request that was asked about, or NONE. */
  request: number
  before: { scenario: Scenario; figures: Figures }
  /** What it made of the scenario: what it did is told while that is on show. */
  scenario: Scenario
}

const tried = createCell<Tried | null>(null)
/** Set until the result that was asked for is read. */
const awaited = createCell(false)

export const useTried = (): Tried | null => useCell(tried, (value) => value)

/** Whether the result was asked for just now; once. */
export function takeAwaited(): boolean {
  const was = awaited.get()
  awaited.set(false)
  return was
}

/** The figures of the run on show; null while there is none. */
export function figuresOf({ runStore }: LambdascopeApp, request: number): Figures | null {
  const run = finishedRun(runStore.getState())
  return run === null ? null : { fate: request === NONE ? null : fateOf(run.trace, request), costPerDayUsd: summaryOfRun(run).costPerDayUsd }
}

/** Runs what might have helped the record that was asked about. False if it could not be. */
export function tryOut({ app, run }: Inspection, subject: RecordId, { name, scenario }: { name: string; scenario: Scenario }): boolean {
  const request = run.trace.records.request[subject] ?? NONE
  const figures = figuresOf(app, request)
  // Whichever cause one had got to: the question was about the effect, and is so in the run to come.
  if (subject !== NONE) app.uiStore.select(subject)
  if (!app.scenarioStore.change(() => scenario)) return false
  if (figures === null) return true
  tried.set({ name, request, before: { scenario: run.scenario, figures }, scenario: app.scenarioStore.getState().scenario })
  awaited.set(true)
  return true
}
