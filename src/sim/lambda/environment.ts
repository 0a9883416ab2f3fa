import { streamKey } from '../../base/random'
import type { StreamKey } from '../../base/random'
import type { LaneId, Micros, RecordId } from '../trace/schema'
import { NONE } from '../trace/schema'
import type { FunctionState, SourceState, Target, Version } from './world'

/** Where an environment is in its life. `following` in coldStart.ts says what comes next. */
export const STAGE = {
  born: 0, create: 1, network: 2, download: 3, runtimeStart: 4, functionInit: 5, restore: 6, ready: 7, suppressedInit: 8, running: 9, idle: 10, gone: 11,
} as const
export type Stage = (typeof STAGE)[keyof typeof STAGE]

/** Random streams, one per concern. Draws are counted by request, so no draw depends on what else happened. */
export interface Streams {
  readonly create: StreamKey
  readonly download: StreamKey
  readonly runtimeStart: StreamKey
  readonly functionInit: StreamKey
  readonly restore: StreamKey
  readonly io: StreamKey
  readonly work: StreamKey
  readonly fault: StreamKey
  readonly initFault: StreamKey
  readonly lifetime: StreamKey
  readonly cap: StreamKey
  readonly proactive: StreamKey
  readonly jitter: StreamKey
  readonly duplicate: StreamKey
}

/** One key per concern; the owner's name keeps streams apart when something is added to a scenario. */
export function streamsOf(seed: number, owner: string): Streams {
  const key = (concern: string): StreamKey => streamKey(seed, `${concern}/${owner}`)
  return {
    create: key('create'),
    download: key('download'),
    runtimeStart: key('runtimeStart'),
    functionInit: key('functionInit'),
    restore: key('restore'),
    io: key('io'),
    work: key('work'),
    fault: key('fault'),
    initFault: key('initFault'),
    lifetime: key('lifetime'),
    cap: key('cap'),
    proactive: key('proactive'),
    jitter: key('jitter'),
    duplicate: key('duplicate'),
  }
}

/** One execution environment. Mutable, owned by the model; never leaves the simulation. */
export interface Environment {
  readonly lane: LaneId
  /** Row of `World.environments`. */
  readonly index: number
  readonly fn: FunctionState
  readonly target: Target
  /** Code of POOLS. */
  readonly pool: number
  readonly version: Version
  /** Streams and counter of whatever caused it: a request, or the n-th environment opened ahead of need. */
  readonly streams: Streams
  readonly counter: number
  readonly born: Micros
  /** How long it may stay idle; Infinity for ever. Drawn once, so one timer per environment suffices. */
  readonly lifetime: Micros
  /** When it is replaced whatever it does. */
  readonly capAt: Micros
  /** Why it was created: the rule on its `create` record. */
  readonly originRule: number
  stage: Stage
  /** Time spent in the Init phase so far, against its limit. */
  initSpent: Micros
  /** After a reset or an aborted init: the next invocation begins with a suppressed init. */
  needsInit: boolean
  /** Was out of date before it became free. */
  stale: boolean
  /** Invocations begun. */
  calls: number
  idleSince: Micros
  timerPending: boolean
  /** The last record here: the next one names it as its cause. */
  cause: RecordId
  /** What it serves, while initialising or running for a request. */
  source: SourceState | null
  request: number
  /** Number of the request in its source, and the counter of this attempt's draws. */
  requestCounter: number
  draw: number
  /** The scenario names this request as one that fails. */
  chosenToFail: boolean
  attempt: number
  arrivedAt: Micros
  arrival: RecordId
  /** Slot of the pending client or gateway deadline, or NONE. */
  waiting: number
  /** What is left of the function timeout after a suppressed init. */
  budget: Micros
  /** How the running invocation ends, code of OUTCOMES. */
  outcome: number
  /** The running invocation ends in a reset, or asks its caller to try again. */
  resets: boolean
  retries: boolean
  /** The provisioned allocation it belongs to. */
  allocation: number
  /** Has an entry in the heap of an idle pool. */
  queued: boolean
  /** Its place in the line of an idle pool. */
  slot: number
}

export interface EnvironmentOrigin {
  lane: LaneId
  index: number
  fn: FunctionState
  target: Target
  pool: number
  streams: Streams
  counter: number
  born: Micros
  lifetime: Micros
  capAt: Micros
  originRule: number
}

export function newEnvironment(origin: EnvironmentOrigin): Environment {
  const { lane, index, fn, target, pool, streams, counter, born, lifetime, capAt, originRule } = origin
  // Field by field: objects made by spreading do not share a shape, and every access to them gets slower. What every
  // invocation touches comes first, side by side in the processor's cache.
  return {
    stage: STAGE.born,
    fn,
    pool,
    version: fn.version,
    target,
    source: null,
    lane,
    index,
    request: NONE,
    requestCounter: 0,
    draw: 0,
    attempt: 0,
    arrival: NONE,
    cause: NONE,
    waiting: NONE,
    resets: false,
    retries: false,
    chosenToFail: false,
    needsInit: false,
    stale: false,
    timerPending: false,
    calls: 0,
    slot: 0,
    arrivedAt: 0,
    idleSince: 0,
    capAt,
    lifetime,
    born,
    streams,
    counter,
    originRule,
    initSpent: 0,
    budget: 0,
    outcome: 0,
    allocation: 0,
    queued: false,
  }
}
