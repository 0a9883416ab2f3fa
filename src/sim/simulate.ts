import { ENGINE_VERSION } from './engineVersion'
import { moveOn } from './kernel/ahead'
import { collectLevels, countByBin } from './trace/levels'
import type { Micros, Trace } from './trace/schema'
import { NONE } from './trace/schema'
import type { Scenario } from './scenario'
import { advance, attempt, newRequest } from './lambda/admission'
import { deadlinePassed, takeRetry } from './lambda/client'
import type { Environment } from './lambda/environment'
import { STAGE } from './lambda/environment'
import { endInvocation, startHandler } from './lambda/handler'
import { timerRang } from './lambda/lifecycle'
import type { Meter } from './lambda/meter'
import { createWorld } from './lambda/setup'
import { EVENT, EVENT_BITS, EVENT_MASK } from './lambda/world'
import type { SourceState, World } from './lambda/world'

export { ENGINE_VERSION } from './engineVersion'

/** Rows a trace may have: 28 bytes each. */
export const DEFAULT_MAX_RECORDS = 24_000_000

export interface SimulateOptions {
  /** False keeps no records (for long statistical runs with a meter). Default true. */
  recording?: boolean
  meter?: Meter
  /** Rows after which the run stops and says so (`Trace.stoppedAt`). */
  maxRecords?: number
}

/** A run that can be advanced piece by piece: for progress, cancelling and metering. */
export interface Simulation {
  /** Processes up to `n` events; true when the end of the scenario is reached (or a limit, see `Trace.stoppedAt`). */
  step(n: number): boolean
  now(): Micros
  readonly until: Micros
  records(): number
  /** The trace so far. Call once. */
  finish(): Trace
}

/**
 * Runs a valid scenario to its end. Pure and deterministic: the same scenario gives the same trace, in every
 * JavaScript engine, however it is stepped. Throws if the scenario names a function or source that does not exist.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Trace {
  const simulation = createSimulation(scenario, options)
  while (!simulation.step(1_000_000));
  return simulation.finish()
}

export function createSimulation(scenario: Scenario, options: SimulateOptions = {}): Simulation {
  const { recording = true, meter = null, maxRecords = DEFAULT_MAX_RECORDS } = options
  const world = createWorld(scenario, { recording, meter })
  const { queue, records, until } = world
  let next = earliest(world)
  let finished = false
  let stoppedAt: Micros | null = null

  function step(n: number): boolean {
    for (let left = n; left > 0 && !finished; left--) {
      const arrivalTime = next === null ? Infinity : next.arrivals.value
      if (queue.time <= arrivalTime) {
        if (queue.time > until) finished = true
        else {
          world.clock.now = queue.time
          dispatch(world, queue.pop())
        }
      } else if (arrivalTime > until) finished = true
      else {
        world.clock.now = arrivalTime
        const source = next!
        newRequest(world, source, source.sequence++, NONE)
        moveOn(source.arrivals)
        next = earliest(world)
      }
    }
    if (!finished && records.count() > maxRecords) {
      finished = true
      stoppedAt = world.clock.now
    }
    return finished
  }

  return {
    step,
    now: () => Math.min(world.clock.now, until),
    until,
    records: records.count,
    finish: () => traceOf(world, finished ? stoppedAt : world.clock.now),
  }
}

function traceOf(world: World, stoppedAt: Micros | null): Trace {
  const { until, functions } = world
  const records = world.records.finish()
  const lanes = world.lanes.finish()
  const own = functions.map((fn) => fn.levels)
  const tracks = world.account.levels === null ? [...own, ...own] : [world.account.levels, ...own]
  const levels = collectLevels(until, tracks, countByBin(until, records, lanes, functions.length))
  return { engine: ENGINE_VERSION, until, records, lanes, levels, requests: world.requests, longestSpan: longestOf(records.span), stoppedAt }
}

function longestOf(spans: Uint32Array): Micros {
  let longest = 0
  for (let i = 0; i < spans.length; i++) if (spans[i]! > longest) longest = spans[i]!
  return longest
}

/** The source whose next request comes first; at equal times the first listed. */
function earliest({ sources }: World): SourceState | null {
  let first = sources[0] ?? null
  for (let i = 1; i < sources.length; i++) if (sources[i]!.arrivals.value < first!.arrivals.value) first = sources[i]!
  return first
}

function dispatch(world: World, payload: number): void {
  const index = payload >> EVENT_BITS
  switch (payload & EVENT_MASK) {
    case EVENT.environment:
      return continueEnvironment(world, world.environments[index]!)
    case EVENT.expiry:
      return timerRang(world, world.environments[index]!)
    case EVENT.deadline:
      return deadlinePassed(world, index)
    case EVENT.retry:
      return attempt(world, takeRetry(world, index))
    case EVENT.control:
      return world.controls[index]!()
    default:
      return world.extras[index]!()
  }
}

/** A phase of an environment is over. */
function continueEnvironment(world: World, environment: Environment): void {
  if (environment.stage === STAGE.running) endInvocation(world, environment)
  else if (environment.stage === STAGE.suppressedInit) startHandler(world, environment, environment.budget)
  else advance(world, environment)
}
