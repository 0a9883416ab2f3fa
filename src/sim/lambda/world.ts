import type { StreamKey } from '../../base/random'
import type { Rulebook } from '../../rules/rulebook'
import type { Ahead, BlockLaw, Durations } from '../kernel/ahead'
import type { EventQueue } from '../kernel/queue'
import type { EntryPoint, Faults, FunctionConfig, Intervention, Scenario, TrafficSource } from '../scenario'
import type { LevelTrack } from '../trace/levels'
import type { LaneId, Micros, RecordId } from '../trace/schema'
import type { MessageTable } from '../trace/messages'
import type { Clock, LaneWriter, RecordTable } from '../trace/writer'
import type { Routing } from './aliases'
import type { Bucket, RateQuota } from './bucket'
import type { Connections } from './connections'
import type { Environment, Streams } from './environment'
import type { IdlePool } from './idle'
import type { Meter } from './meter'
import type { SideEffects } from './sideEffects'

/** Draw of a duration: (stream, counter) -> microseconds. */
export type DurationDraw = (key: StreamKey, counter: number) => Micros

/** A duration and the rule that says so. */
export interface PhaseLaw {
  draw: DurationDraw
  rule: number
}

/** The laws of one function's phases, resolved once from its configuration and the rulebook. */
export interface FunctionLaws {
  create: PhaseLaw
  /** What attaching a network interface adds to every start (rule CS-06H); 0 where there is no such thing. */
  network: { span: Micros; rule: number }
  download: PhaseLaw
  runtimeStart: PhaseLaw
  functionInit: PhaseLaw
  restoreUncached: PhaseLaw
  restoreCached: PhaseLaw
  io: BlockLaw
  work: BlockLaw
  /** Whether `work` can be anything but 0. */
  hasWork: boolean
  /** Replaces io + work and the extra in the first invocation of an environment, or null. */
  firstCall: DurationDraw | null
  /** Measured extra of the first invocation, microseconds at the configured memory. */
  firstCallExtra: Micros
}

/** Code and configuration between two deployments. Environments keep theirs until they go (rule LC-20). */
export interface Version {
  /** Counted from 1. */
  readonly number: number
  readonly config: FunctionConfig
  readonly laws: FunctionLaws
  readonly timeout: Micros
  /** Whether its handler needs more memory than it has. */
  readonly outOfMemory: boolean
  /** Restores of its snapshot so far. */
  restores: number
}

/** A function version or alias that requests can name: its own environments. */
export interface Target {
  readonly qualifier: string | null
  readonly idle: IdlePool
  provisioned: ProvisionedState | null
}

export interface ProvisionedState {
  /** Serving capacity. */
  size: number
  /** Capacity asked for; counts against the pools from the moment of asking. */
  wanted: number
  inFlight: number
  /** Of those in flight: how many go as soon as they are free. */
  leaving: number
  readonly idle: IdlePool
  /** All that are there and not about to go, oldest first. */
  readonly environments: Set<Environment>
  /** 10 requests per second per unit (rule CC-10); null when unlimited. */
  readonly rate: RateQuota | null
  readonly ratePerUnit: number | null
  /** Initialised, but not yet usable: the whole allocation becomes READY at once (rule CC-12). */
  waiting: Environment[]
  /** How many complete the current allocation, its number, and the record that asked for it. */
  expected: number
  allocation: number
  record: RecordId
}

export interface FunctionState {
  readonly index: number
  readonly lane: LaneId
  readonly name: string
  /** The present one: new environments are of it. */
  version: Version
  readonly targets: Target[]
  /** Streams for environments that no request opened. */
  readonly streams: Streams
  reserved: number | null
  /** Sum of provisioned capacity over its versions. */
  provisionedSum: number
  /** In flight on demand, and in all. */
  onDemandInFlight: number
  busy: number
  initialising: number
  alive: number
  /** New environments (rule CC-19), null when unlimited. Shared by all functions under the old account-wide rule. */
  readonly scaling: Bucket | null
  /** Requests per second of a function with reserved concurrency (rule CC-23R). */
  rate: RateQuota | null
  readonly levels: LevelTrack
  /** Environments opened without a request so far. */
  openedAhead: number
  /** First attempts that arrived. */
  ordinal: number
  /** The requests that the faults of the day choose to fail, and the list they were read from. */
  chosen: ReadonlySet<number>
  chosenFrom: readonly number[]
  /** Those that were, and how often they have failed so far. */
  readonly failing: Map<number, number>
  /** Whether there are any. */
  choosy: boolean
  faults: Faults
  /** Faults laid over the configured ones by interventions. */
  readonly faultLayers: Partial<Faults>[]
  /** Whether any fault can strike, and whether none can and its handlers call nobody: both keep the hot path short. */
  faulty: boolean
  plain: boolean
  connections: Connections | null
  /** Its external call with side effects, where it makes one. */
  readonly sideEffects: SideEffects | null
  /** Lanes of where its asynchronous events go. */
  destinations: { onSuccess: LaneId; onFailure: LaneId; deadLetter: LaneId }
  /** Lane of the downstream, from when its connections are first limited, or where side effects are; NONE before. */
  downstreamLane: LaneId
  /** How long an environment may stay idle, and live; Infinity for ever. */
  readonly idleLifetime: DurationDraw
  readonly lifetimeCap: DurationDraw
  /** Time until provisioned environments begin to be created. */
  readonly provisionedPreparation: DurationDraw
  /** A provisioned environment has finished its init. */
  onInitialised: ((environment: Environment) => void) | null
  /** A provisioned environment reached its age limit: it is replaced. */
  onRecycle: ((environment: Environment) => void) | null
}

/** Somebody other than a client who calls a function and deals with what comes of it: the queue of asynchronous events, a poller. */
export interface Invoker {
  /** Lambda refused an attempt. @param record what says so */
  refused(world: World, call: Call, record: RecordId): void
  /** SETTLES, or 0 if the request goes on after an attempt that ends like this. @param span from now until its end */
  settles(world: World, environment: Environment, span: Micros, outcome: number): number
  /** An attempt is over. @param record the invocation */
  ended(world: World, environment: Environment, call: Call, record: RecordId): void
  /** An attempt is at the front door. True: it is turned away here. */
  arrives?(world: World, call: Call): boolean
  /** Loop detection stops an attempt that has just arrived. Left out: Lambda gives the event up. @param record what says so */
  stopped?(world: World, call: Call, record: RecordId): void
}

/** How a message came: its number in its source, and the record that made it be sent, or NONE. */
export interface Sent {
  counter: number
  cause: RecordId
}

/** What an intervention does to who polls. */
export type MappingChange = Extract<Intervention, { kind: 'mapping' | 'reshard' }>

/** An invoker that polls: its source sends messages to a queue or stream, not requests to the function. */
export interface Poller extends Invoker {
  /** Message group or partition key of a message. @param counter its number in its source */
  keyOf(counter: number): number
  /** @param message row of the table of messages */
  sent(world: World, message: number, how: Sent): void
  /** A timer that it set has run out. @param timer its own number */
  rang(world: World, timer: number): void
  /** Whether the handler throws in an invocation that begins now. */
  throws(request: number): boolean
  /** The run begins. */
  opens?(world: World): void
  /** Its mapping is switched, or its shards change. */
  changed?(world: World, change: MappingChange): void
  /** Rows of the messages of a batch; without it a batch has no messages to tell apart. */
  messagesOf?(request: number): readonly number[]
}

export interface SourceState {
  readonly index: number
  readonly lane: LaneId
  readonly config: TrafficSource
  readonly fn: FunctionState
  readonly target: Target
  /** What it names, before aliases give way to versions. */
  readonly qualifier: string | null
  /** How a weighted alias splits its requests between two versions; null: it does not. */
  routing: Routing | null
  readonly streams: Streams
  /** The parts of the handler, by the counter of the attempt's draws; `work` at the memory of the present version. */
  readonly io: Durations
  work: Durations
  /** Times of its requests; Infinity: no more. */
  readonly arrivals: Ahead
  /** Number of its next request. */
  sequence: number
  /** Per-request overrides of a listed source, in order of arrival. */
  readonly handlerOverrides: Float64Array | null
  readonly initOverrides: Float64Array | null
  readonly entry: EntryRules
  /** API Gateway's own throttle (rule SY-15), null where there is none. */
  readonly apiThrottle: Bucket | null
  /** How long somebody waits for the answer; Infinity for ever. */
  readonly patience: Micros
  /** Whether it is the front door (504) or the client that stops waiting. */
  readonly gatewayGivesUp: boolean
  readonly maxAttempts: number
  readonly retryBase: Micros
  readonly retryCap: Micros
  /** Null: a client, who waits for the answer. */
  invoker: Invoker | null
  /** The source whose messages it gets, too; null: it has its own. */
  readonly follows: string | null
  /** Lane of where notes of discarded batches go, or what a service could not hand over; or NONE. */
  destination: LaneId
  /** The invoker, where it polls. */
  poller: Poller | null
}

/** What a front door does, resolved from the rulebook. */
export interface EntryRules {
  readonly entryPoint: EntryPoint
  /** Counted against the quota of requests per second; asynchronous ones are not (rule AS-20). */
  readonly metered: boolean
  /** What the record of an arrival says. */
  readonly arrival: number
  readonly timeoutRule: number
  /** Whether there is a look at what arrives: it may be turned away. */
  watched: boolean
  /** Refused before Lambda sees it, and what its record says. */
  readonly payloadTooLarge: boolean
  readonly payloadRefusal: number
  /** What the record of a wait before the caller's next attempt says. */
  readonly retryWait: number
  readonly responseTooLarge: boolean
  /** Whether the caller's retry policy sees an error, by outcome code. */
  readonly retryable: Uint8Array
}

export interface AccountState {
  limit: number
  /** Taken out of the unreserved pool: reservations and provisioned capacity of functions without one. */
  carved: number
  /** On demand, of functions without a reservation. */
  unreservedInFlight: number
  readonly rate: RateQuota | null
  readonly levels: LevelTrack | null
}

export interface World {
  readonly scenario: Scenario
  readonly rules: Rulebook
  readonly queue: EventQueue
  readonly records: RecordTable
  /** Whether records and levels are kept. */
  readonly recorded: boolean
  readonly lanes: LaneWriter
  readonly meter: Meter | null
  readonly until: Micros
  readonly functions: FunctionState[]
  readonly sources: SourceState[]
  readonly account: AccountState
  readonly environments: Environment[]
  /** Rules the scenario asks to ignore. */
  readonly relaxed: ReadonlySet<string>
  readonly messages: MessageTable
  /** Pending deadlines and retries, by slot. */
  readonly waiting: Map<number, Waiting>
  nextSlot: number
  readonly clock: Clock
  /** The attempt that arrives now: scratch, overwritten by the next. */
  readonly call: Call
  requests: number
  busy: number
  initialising: number
  alive: number
  /** Requests per second per unit of concurrency; null when unlimited. */
  readonly requestRate: number | null
  /** Deferred actions of provisioned concurrency and interventions, and arrivals that interventions send, by slot. */
  readonly controls: (() => void)[]
  readonly extras: (() => void)[]
  /** Through which handlers send to a source: its front door, with luck of its own. */
  readonly outletOf: (source: SourceState) => SourceState
}

/** One attempt of one request. */
export interface Call {
  source: SourceState
  /** Of the source. */
  lane: LaneId
  request: number
  /** Which draw is its own: the request's number in its source. */
  counter: number
  attempt: number
  /** What caused the attempt, then its arrival. */
  cause: RecordId
}

/** Somebody who waits for an answer, or for the moment to try again. */
export interface Waiting {
  source: SourceState
  request: number
  counter: number
  attempt: number
  arrivedAt: Micros
  /** What to name as the cause. */
  record: number
  answered: boolean
  gaveUp: boolean
}

/** Queue payloads: what an event is about (upper bits) and what it is (lower three). */
export const EVENT = { environment: 0, expiry: 1, deadline: 2, retry: 3, control: 4, extra: 5, poller: 6 } as const
export const EVENT_BITS = 3
export const EVENT_MASK = 7

/** Of the number of a poller's event, which source's it is (lower six bits: more than a scenario may have). */
export const POLLER_BITS = 6
export const POLLER_MASK = 63

/** @param timer the poller's own number of it */
export function pollerEvent({ index }: SourceState, timer: number): number {
  return payloadOf(EVENT.poller, (timer << POLLER_BITS) | index)
}

export function payloadOf(event: number, index: number): number {
  return (index << EVENT_BITS) | event
}
