/** Independent runs of one scenario, unrecorded, each with a meter of its own. */
import { createMeter, readMeter, type LevelTimes, type MeterSnapshot } from '../../sim/lambda/meter.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import { seconds } from '../../base/units.ts'
import type { RunContext } from './types.ts'

/** The microseconds of a longer window would not be exact numbers. */
export const LONGEST_WINDOW_SECONDS = 4e9

/** What one run saw after its warm-up. */
export interface WindowSums {
  micros: number
  arrivals: number
  cold: number
  throttled: number
  settled: number
  responseMicros: number
  busyMicros: number
  aliveMicros: number
  busyTimes: LevelTimes
  aliveTimes: LevelTimes
}

export interface SteadyPlan {
  runs: number
  warmupSeconds: number
  /** Length of the window that is measured. */
  windowSeconds: number
  scenario(seed: number, run: number, durationSeconds: number): Scenario
  levels?: boolean
}

/** One window per run. */
export function steadyRuns(plan: SteadyPlan, context: RunContext): WindowSums[] {
  const durationSeconds = plan.warmupSeconds + plan.windowSeconds
  return Array.from({ length: plan.runs }, (_, run) => {
    const meter = createMeter({ fromMicros: seconds(plan.warmupSeconds), levels: plan.levels === true })
    simulate(plan.scenario(context.seed(run), run, durationSeconds), { recording: false, meter })
    const { from, until, busyTimes, aliveTimes } = readMeter(meter, seconds(durationSeconds))
    return {
      micros: until.at - from.at,
      arrivals: until.arrivals - from.arrivals,
      cold: until.cold - from.cold,
      throttled: until.throttled - from.throttled,
      settled: until.settled - from.settled,
      responseMicros: until.responseMicros - from.responseMicros,
      busyMicros: until.busyMicros - from.busyMicros,
      aliveMicros: until.aliveMicros - from.aliveMicros,
      busyTimes,
      aliveTimes,
    }
  })
}

export interface TransientPlan {
  runs: number
  timesSeconds: readonly number[]
  scenario(seed: number, durationSeconds: number): Scenario
}

/** The meter at the given times of each run; `[run][time]`. */
export function transientRuns(plan: TransientPlan, context: RunContext): (readonly MeterSnapshot[])[] {
  const durationSeconds = Math.max(...plan.timesSeconds)
  const order = plan.timesSeconds.map(seconds).sort((a, b) => a - b)
  return Array.from({ length: plan.runs }, (_, run) => {
    const meter = createMeter({ fromMicros: 0, timesMicros: order })
    simulate(plan.scenario(context.seed(run), durationSeconds), { recording: false, meter })
    const { snapshots } = readMeter(meter, seconds(durationSeconds))
    return plan.timesSeconds.map((time) => snapshots[order.indexOf(seconds(time))] as MeterSnapshot)
  })
}

/** Runs that share the wanted number of requests; at least `least`, so that the spread between runs is known. */
export function runsFor(requestsPerRun: number, requestsWanted: number, least: number): number {
  return Math.max(least, Math.min(4096, Math.ceil(requestsWanted / Math.max(1, requestsPerRun))))
}
