import { ENGINE_VERSION } from './engineVersion'
import { moveOn } from './kernel/ahead'
import { pop } from './kernel/queue'
import { collectLevels } from './trace/levels'
import { messagesOf } from './trace/messages'
import type { Micros, Trace } from './trace/schema'
import { NONE } from './trace/schema'
import type { Scenario } from './scenario'
import { recordsOf } from './trace/writer'
import type { Memory } from './trace/writer'
import { advance, arrive, attempt, newRequest } from './lambda/admission'
import { deadlinePassed, takeRetry } from './lambda/client'
import type { Environment } from './lambda/environment'
import { STAGE } from './lambda/environment'
import { endInvocation, startHandler } from './lambda/handler'
import { timerRang } from './lambda/lifecycle'
import type { Meter } from './lambda/meter'
import { createWorld } from './lambda/setup'
import { EVENT, EVENT_BITS, EVENT_MASK, POLLER_BITS, POLLER_MASK } from './lambda/world'
import type { SourceState, World } from './lambda/world'

export { ENGINE_VERSION } from './engineVersion'

/** Rows a trace may have: 28 bytes each. */
const DEFAULT_MAX_RECORDS = 24_000_000

export interface SimulateOptions {
  /** False keeps neither records nor levels (for long statistical runs with a meter). Default true. */
  recording?: boolean
  meter?: Meter
  /** Where the columns of records come from: memory used before saves the time that fresh pages take. Default: fresh. */
  memory?: Memory
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
  const { recording = true, meter = null, maxRecords = DEFAULT_MAX_RECORDS, memory } = options
  const world = createWorld(scenario, { recording, meter, memory })
  const { sources } = world
  const run: Run = { world, several: sources.length > 1, next: sources[0] ?? null, nextAt: Infinity, finished: false, stoppedAt: null }
  findNext(run)
  return {
    step(n) {
      advanceRun(run, n)
      if (!run.finished && world.records.length > maxRecords) {
        run.finished = true
        run.stoppedAt = world.clock.now
      }
      return run.finished
    },
    now: () => Math.min(world.clock.now, world.until),
    until: world.until,
    records: () => world.records.length,
    finish: () => traceOf(world, run.finished ? run.stoppedAt : world.clock.now),
  }
}

/** Fields, not variables of a closure: those are checked, and their doubles boxed, at every access. */
interface Run {
  readonly world: World
  /** Whether there is more than one source. */
  readonly several: boolean
  /** The source whose request comes next, and when it does; Infinity where there are no more. */
  next: SourceState | null
  nextAt: Micros
  finished: boolean
  stoppedAt: Micros | null
}

/** Processes up to `n` events. */
function advanceRun(run: Run, n: number): void {
  const { world } = run
  const { queue, clock, until } = world
  for (let left = n; left > 0; left--) {
    if (queue.time <= run.nextAt) {
      if (queue.time > until) break
      const payload = pop(queue)
      if ((payload & EVENT_MASK) === EVENT.environment) continueEnvironment(world, world.environments[payload >> EVENT_BITS]!)
      else dispatch(world, payload)
    } else {
      if (run.nextAt > until) break
      clock.now = run.nextAt
      const source = run.next!
      // The way of most runs, in one call.
      if (source.poller === null) newRequest(world, source, source.sequence++, NONE)
      else arrive(world, source, source.sequence++, NONE)
      moveOn(source.arrivals)
      findNext(run)
    }
  }
  run.finished = queue.time > until && run.nextAt > until
}

/** The source whose next request comes first; at equal times the first listed. */
function findNext(run: Run): void {
  if (run.several) run.next = firstOf(run.world.sources)
  if (run.next !== null) run.nextAt = run.next.arrivals.value
}

function firstOf(sources: readonly SourceState[]): SourceState {
  let first = sources[0]!
  for (let i = 1; i < sources.length; i++) if (sources[i]!.arrivals.value < first.arrivals.value) first = sources[i]!
  return first
}

function traceOf(world: World, stoppedAt: Micros | null): Trace {
  const { until, functions } = world
  const records = recordsOf(world.records)
  const lanes = world.lanes.finish()
  const own = functions.map((fn) => fn.levels)
  const tracks = world.account.levels === null ? [...own, ...own] : [world.account.levels, ...own]
  const levels = collectLevels(until, tracks)
  return { engine: ENGINE_VERSION, until, records, lanes, levels, ...messagesOf(world.messages), requests: world.requests, longestSpan: world.records.longestSpan, stoppedAt }
}

/** Any event but the most frequent one. */
function dispatch(world: World, payload: number): void {
  const index = payload >> EVENT_BITS
  switch (payload & EVENT_MASK) {
    case EVENT.expiry:
      return timerRang(world, world.environments[index]!)
    case EVENT.deadline:
      return deadlinePassed(world, index)
    case EVENT.retry:
      return attempt(world, takeRetry(world, index))
    case EVENT.control:
      return world.controls[index]!()
    case EVENT.poller:
      return world.sources[index & POLLER_MASK]!.poller!.rang(world, index >> POLLER_BITS)
    default:
      return world.extras[index]!()
  }
}

/** A phase of an environment is over. */
function continueEnvironment(world: World, environment: Environment): void {
  if (environment.stage === STAGE.running) endInvocation(world, environment)
  else goOnStarting(world, environment)
}

function goOnStarting(world: World, environment: Environment): void {
  if (environment.stage === STAGE.suppressedInit) startHandler(world, environment, environment.budget)
  else advance(world, environment)
}
