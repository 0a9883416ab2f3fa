/**
 * The input of `simulate`: plain JSON that says what exists (functions, traffic), which limits hold, what
 * happens when (interventions) and what is assumed where AWS documents nothing.
 *
 * Spelling tells what a field is: `PascalCase` fields are AWS's own (name, unit and range as in the API);
 * `camelCase` fields are Lambdascope's, with the unit as the last word (`durationMs`).
 * Validation, defaults, migration and links live in `src/scenario/`; this file is only the shape.
 */

import type { PriceRegion } from '../rules/prices'
import type { EventSource, PushService } from './eventSource'

export * from './eventSource'

/** Random quantity. Unless the field that holds it says otherwise, values are milliseconds. */
export type Distribution =
  | { kind: 'deterministic'; value: number }
  | { kind: 'uniform'; min: number; max: number }
  | { kind: 'loguniform'; min: number; max: number }
  | { kind: 'exponential'; mean: number }
  /** `sigma` is the standard deviation of the natural logarithm. */
  | { kind: 'lognormal'; median: number; sigma: number }
  /** Sum of `shape` exponentials with the given total mean. */
  | { kind: 'erlang'; mean: number; shape: number }
  /** Two exponentials with balanced means; `scv` is the squared coefficient of variation, at least 1. */
  | { kind: 'hyperexponential'; mean: number; scv: number }
  /** Piecewise linear inverse CDF through `[probability, value]` points, log-linear to twice the last value above them. */
  | { kind: 'empirical'; quantiles: readonly (readonly [number, number])[] }

export type Architecture = 'x86_64' | 'arm64'
export type PackageType = 'Zip' | 'Image'
export type IdleSelection = 'most-recently-used' | 'newest-created' | 'least-recently-used'
/** Front doors of a synchronous invocation; `event`: an Invoke that Lambda queues and answers at once; `event-source`: a queue or stream that Lambda polls. */
export type EntryPoint = 'sdk' | 'rest-api' | 'http-api' | 'function-url' | 'alb' | 'websocket' | 'cloudfront' | 'cognito' | 'alexa' | 'event' | 'event-source'
export type Idempotency = 'off' | 'call' | 'handler'
export type RetryMode = 'none' | 'standard' | 'legacy'

export interface ProvisionedConfig {
  /** Published version or alias; requests name it in `TrafficSource.Qualifier`. */
  Qualifier: string
  ProvisionedConcurrentExecutions: number
  /** True: allocated before the scenario begins. False: allocation starts at time 0 (minutes of delay). */
  readyAtStart: boolean
}

/** A name for a published version, or for two of them that share its requests. */
export interface AliasConfig {
  Name: string
  FunctionVersion: string
  /** Share of the requests, 0 to 1, that go to one other version. Null: none do. */
  RoutingConfig: { AdditionalVersionWeights: Readonly<Record<string, number>> } | null
}

/** What becomes of asynchronous events. Targets are ARNs. */
export interface EventInvokeConfig {
  /** Attempts after a function error, 0 to 2. */
  MaximumRetryAttempts: number
  /** Seconds an event is kept, 60 to 21,600. */
  MaximumEventAgeInSeconds: number
  DestinationConfig: { OnSuccess: { Destination: string } | null; OnFailure: { Destination: string } | null }
}

export interface Faults {
  /** Share of invocations whose handler throws, 0 to 1. */
  errorRate: number
  /** Share of invocations whose process exits (environment is reset). */
  crashRate: number
  /** Share of invocations that run out of memory (environment is reset). */
  outOfMemoryRate: number
  /** Share of function inits that crash. */
  initErrorRate: number
  /** 1-based ordinals of the requests of this function (first attempts, in order of arrival) whose handler throws. */
  failRequests: readonly number[]
  /** How often each of `failRequests` fails when it is tried again; null: every time. */
  failAttempts: number | null
  /** Multiplies the io part of the handler: a slow downstream. 1 is normal. */
  downstreamSlowdown: number
  /** Connections the downstream accepts at a time; a handler waits for one before its io part. Null: no limit. */
  downstreamConnections: number | null
  /** Nothing can be sent to the dead-letter queue and the destinations: a permission is missing. */
  deliveryDenied: boolean
}

/** How long each phase takes. A null phase follows the measured model for runtime, architecture and package. */
export interface ColdStartConfig {
  create: Distribution | null
  download: Distribution | null
  runtimeStart: Distribution | null
  /** Code outside the handler. Null: what `initPreset` measured. */
  functionInit: Distribution | null
  restore: Distribution | null
  /** Measured set-up of code outside the handler: a key of the presets in `src/rules/measurements.ts`. */
  initPreset: string
  /** Unzipped code that is loaded, MB. */
  codeSizeMB: number
}

export interface HandlerConfig {
  /** Waiting for others: independent of memory. */
  io: Distribution
  /** Computation at one full vCPU; divided by the CPU share of `MemorySize`. */
  work: Distribution
  /** Replaces io + work in the first invocation of an environment (used by reference models). Null: measured first-call extra. */
  firstCall: Distribution | null
  /** MB in use at the peak; above `MemorySize` the invocation runs out of memory. */
  memoryUsedMB: number
  /** Size of the response, KB. */
  responseKB: number
  /** What it returns for a batch, as JSON text. Null: a report of the messages that failed, where the mapping reads one. */
  batchResponse: string | null
  /** An external call with side effects (a payment): so long after the handler's work begins, at the latest at its end, ms. Null: there is none. */
  sideEffectAtMs: number | null
  /** An idempotency key for each request or message: around the external call alone, or around the whole handler. */
  idempotency: Idempotency
  /** What each access to the store of keys takes, ms. */
  idempotencyStoreMs: number
}

export interface FunctionConfig {
  FunctionName: string
  Runtime: string
  Architectures: readonly [Architecture]
  PackageType: PackageType
  /** MB, 128 to 10,240. */
  MemorySize: number
  /** Seconds, 1 to 900. */
  Timeout: number
  /** MB. */
  EphemeralStorage: { Size: number }
  SnapStart: { ApplyOn: 'None' | 'PublishedVersions' }
  /** Null: the function draws on the unreserved pool. 0: switched off. */
  ReservedConcurrentExecutions: number | null
  provisioned: readonly ProvisionedConfig[]
  /** A qualifier that is not listed here stands for itself. */
  aliases: readonly AliasConfig[]
  /** Attached to a VPC. */
  vpc: boolean
  extensions: 'none' | 'internal' | 'external'
  coldStart: ColdStartConfig
  handler: HandlerConfig
  faults: Faults
  EventInvokeConfig: EventInvokeConfig
  /** Where events go that were given up; an SQS queue or an SNS topic. Null: nowhere. */
  DeadLetterConfig: { TargetArn: string | null }
  /** What it sends when it has succeeded, invoked with an event or a batch: so many messages to a source, by name. Null: nothing. */
  sendsTo: { source: string; count: number } | null
  /** Terminate: a chain of too many invocations is stopped. */
  RecursiveLoop: 'Terminate' | 'Allow'
}

export interface ListedRequest {
  atMs: number
  /** Overrides the handler's duration for this request. */
  handlerMs?: number
  /** Overrides function init should this request open an environment. */
  initMs?: number
  /** How often this message of a queue or stream fails; null: every time. */
  failAttempts?: number | null
}

/** When requests are sent. Rates are per second, times in ms from the start of the scenario. */
export type Arrivals =
  | { kind: 'poisson'; ratePerSecond: number }
  /** One every 1/rate seconds, the first at `offsetMs`. */
  | { kind: 'regular'; ratePerSecond: number; offsetMs: number }
  /** `count` requests every `periodMs`, the first at `offsetMs`, each late by up to `jitterMs`. */
  | { kind: 'schedule'; periodMs: number; offsetMs: number; count: number; jitterMs: number }
  | { kind: 'bursts'; bursts: readonly { atMs: number; count: number; spreadMs: number }[] }
  | { kind: 'list'; requests: readonly ListedRequest[] }
  /** Poisson with a rate that runs linearly between `[atMs, ratePerSecond]` points (two points at one time make a step); repeats after `periodMs` unless null. */
  | { kind: 'rate'; points: readonly (readonly [number, number])[]; periodMs: number | null }
  /** Renewal process with the given interval between requests (ms). */
  | { kind: 'renewal'; interval: Distribution }
  /** By a schedule expression (`rate`, `cron`, `at`), each within a flexible window of so many minutes. The run begins at midnight UTC. */
  | { kind: 'expression'; ScheduleExpression: string; MaximumWindowInMinutes: number }
  /** Whenever another source sends: one more subscriber of the same messages. */
  | { kind: 'same'; source: string }

export interface TrafficSource {
  name: string
  /** `FunctionName` of the target. */
  function: string
  /** Version or alias; null is `$LATEST`. */
  Qualifier: string | null
  via: EntryPoint
  arrivals: Arrivals
  /** Request payload, KB. */
  payloadKB: number
  /** What is polled, for `via` event-source; null for all others. */
  eventSource: EventSource | null
  /** Who sends the events, for `via` event. Null: a caller of the API. */
  service: PushService | null
  /** How long the front door waits, ms. Null: its documented maximum (none for the SDK and function URLs). */
  integrationTimeoutMs: number | null
  client: {
    /** Gives up after this long, ms. Null: waits for ever. The invocation goes on regardless. */
    timeoutMs: number | null
    retryMode: RetryMode
    /** Attempts in all. Null: what the retry mode documents. */
    maxAttempts: number | null
  }
}

export interface AccountConfig {
  /** Account quota of concurrent executions in this Region. */
  ConcurrentExecutions: number
  /** New environments: bucket size and refill. Null: what Lambda documented on the scenario's date. `off`: unlimited. */
  scalingRate: { burst: number; refillPerSecond: number; refill: 'continuous' | 'stepwise' } | 'off' | null
  /** Requests per second per unit of concurrency. Null: documented (10). `off`: unlimited. */
  requestsPerSecondPerConcurrency: number | 'off' | null
  freeTier: boolean
}

/** Settings for what AWS does not document. Each is shown as assumed or measured in the interface. */
export interface Assumptions {
  /** Seconds an environment stays idle before it is reclaimed, drawn once per environment. Null: for ever. */
  idleLifetimeSeconds: Distribution | null
  /** Hours an environment lives at most, busy or not. Null: no cap. */
  lifetimeCapHours: Distribution | null
  idleSelection: IdleSelection
  /** Environments initialised ahead of need for each one that a request had to open, 0 to 1. */
  proactiveInitShare: number
  /** Which SnapStart restores find the snapshot cached. */
  snapshotCache: 'after-first-restores' | 'always' | 'never'
  /** Restores after publishing that still find it uncached (`after-first-restores`). */
  uncachedRestores: number
  /** Minutes until a provisioned allocation begins to create environments. */
  provisionedPreparationMinutes: Distribution
  /** Whether the first 10 s of an init that overran are billed. */
  abortedInitBilled: boolean
  /** Share of asynchronous events that reach the function twice, 0 to 1. */
  duplicateEventShare: number
}

/** Something that happens at a moment of the run. `function` and `source` name their targets. */
export type Intervention =
  | { kind: 'burst'; atMs: number; source: string; count: number; spreadMs: number }
  | { kind: 'fault'; atMs: number; function: string; faults: Partial<Faults>; untilMs: number | null }
  | { kind: 'deployment'; atMs: number; function: string }
  | { kind: 'setting'; atMs: number; function: string | null; set: SettingChange }
  /** A mapping is switched off or on. */
  | { kind: 'mapping'; atMs: number; source: string; Enabled: boolean }
  /** A shard of a stream is split in two, or merged with the next one. Shards are counted from 0, new ones after the last. */
  | { kind: 'reshard'; atMs: number; source: string; shard: number; change: 'split' | 'merge' }

/** Settings that can change while the scenario runs (`function` null: `ConcurrentExecutions` of the account). */
export interface SettingChange {
  ConcurrentExecutions?: number
  ReservedConcurrentExecutions?: number | null
  ProvisionedConcurrentExecutions?: { Qualifier: string; value: number }
  MemorySize?: number
  Timeout?: number
}

export interface Scenario {
  version: 1
  title: string
  description: string
  /** ISO date; rules are those that held on that day. */
  lambdaAsOf: string
  /** 32-bit unsigned. */
  seed: number
  durationMs: number
  /** Whose prices are charged. */
  priceRegion: PriceRegion
  account: AccountConfig
  functions: readonly FunctionConfig[]
  traffic: readonly TrafficSource[]
  interventions: readonly Intervention[]
  assumptions: Assumptions
  /** Rule ids the engine is told to ignore: the counterfactual "what if not". */
  relaxed: readonly string[]
}
