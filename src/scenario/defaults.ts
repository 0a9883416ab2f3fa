import { IDLE_LIFETIME_SECONDS, LIFETIME_CAP_HOURS } from '../rules/lifetimes.ts'
import type { Assumptions, ColdStartConfig, EventInvokeConfig, Faults, FunctionConfig, HandlerConfig, KafkaSource, PushService, Scenario, SqsSource, StreamSource, TrafficSource } from '../sim/scenario.ts'
import { kafka, sqs, stream } from '../sources/index.ts'
import { initialOf } from '../sources/source.ts'

/**
 * What a scenario says where its JSON says nothing. AWS's own defaults for AWS's fields; for what AWS does
 * not document, the assumptions the rule registry names.
 */

export const DEFAULT_ASSUMPTIONS = {
  idleLifetimeSeconds: IDLE_LIFETIME_SECONDS,
  lifetimeCapHours: LIFETIME_CAP_HOURS,
  idleSelection: 'most-recently-used',
  proactiveInitShare: 0,
  snapshotCache: 'after-first-restores',
  uncachedRestores: 10,
  provisionedPreparationMinutes: { kind: 'uniform', min: 1, max: 2 },
  abortedInitBilled: false,
  duplicateEventShare: 0,
} satisfies Assumptions

export const DEFAULT_FAULTS = {
  errorRate: 0,
  crashRate: 0,
  outOfMemoryRate: 0,
  initErrorRate: 0,
  failRequests: [],
  failAttempts: 1,
  downstreamSlowdown: 1,
  downstreamConnections: null,
  deliveryDenied: false,
} satisfies Faults

export const DEFAULT_COLD_START = {
  create: null,
  download: null,
  runtimeStart: null,
  functionInit: null,
  restore: null,
  initPreset: 'hello',
  codeSizeMB: 1,
} satisfies ColdStartConfig

export const DEFAULT_HANDLER = {
  io: { kind: 'lognormal', median: 40, sigma: 0.4 },
  work: { kind: 'lognormal', median: 5, sigma: 0.2 },
  firstCall: null,
  memoryUsedMB: 80,
  responseKB: 2,
  batchResponse: null,
  sideEffectAtMs: null,
  idempotency: 'off',
  idempotencyStoreMs: 5,
} satisfies HandlerConfig

export const DEFAULT_EVENT_INVOKE = {
  MaximumRetryAttempts: 2,
  MaximumEventAgeInSeconds: 21_600,
  DestinationConfig: { OnSuccess: null, OnFailure: null },
} satisfies EventInvokeConfig

/** Every field of a function but its name. */
export const DEFAULT_FUNCTION_FIELDS = {
  Runtime: 'nodejs22.x',
  Architectures: ['x86_64'],
  PackageType: 'Zip',
  MemorySize: 128,
  Timeout: 3,
  EphemeralStorage: { Size: 512 },
  SnapStart: { ApplyOn: 'None' },
  ReservedConcurrentExecutions: null,
  provisioned: [],
  aliases: [],
  vpc: false,
  extensions: 'none',
  coldStart: DEFAULT_COLD_START,
  handler: DEFAULT_HANDLER,
  faults: DEFAULT_FAULTS,
  EventInvokeConfig: DEFAULT_EVENT_INVOKE,
  DeadLetterConfig: { TargetArn: null },
  sendsTo: null,
  RecursiveLoop: 'Terminate',
} satisfies Omit<FunctionConfig, 'FunctionName'>

export const DEFAULT_CLIENT = {
  timeoutMs: null,
  retryMode: 'none',
  maxAttempts: null,
} satisfies TrafficSource['client']

/** Every field of a queue and its mapping. */
export const DEFAULT_SQS: SqsSource = initialOf(sqs)

/** Every field of a stream and its mapping. */
export const DEFAULT_STREAM: StreamSource = initialOf(stream)

/** Every field of a topic of Kafka and its mapping. */
export const DEFAULT_KAFKA: KafkaSource = initialOf(kafka)

/** Every field of a service that pushes events but its kind. */
export const DEFAULT_SERVICE = { RetryPolicy: null, DeadLetterConfig: { Arn: null }, handOver: null } satisfies Omit<PushService, 'kind'>

/** Every field of a source but its name and target. */
export const DEFAULT_SOURCE_FIELDS = {
  Qualifier: null,
  via: 'sdk',
  arrivals: { kind: 'poisson', ratePerSecond: 5 },
  payloadKB: 1,
  eventSource: null,
  service: null,
  integrationTimeoutMs: null,
  client: DEFAULT_CLIENT,
} satisfies Omit<TrafficSource, 'name' | 'function'>

export const DEFAULT_SCENARIO_FIELDS = {
  version: 1,
  title: '',
  description: '',
  lambdaAsOf: '2026-11-23',
  seed: 1,
  durationMs: 60_000,
  priceRegion: 'us-east-1',
  account: { ConcurrentExecutions: 1000, scalingRate: null, requestsPerSecondPerConcurrency: null, freeTier: false },
  interventions: [],
  assumptions: DEFAULT_ASSUMPTIONS,
  relaxed: [],
} satisfies Omit<Scenario, 'functions' | 'traffic'>

export const DEFAULT_FUNCTION_NAME = 'orders-api'
export const DEFAULT_SOURCE_NAME = 'callers'

/** A function with every default filled in; `changes` replaces whole fields. */
export function defaultFunction(name: string, changes: Partial<FunctionConfig> = {}): FunctionConfig {
  return { FunctionName: name, ...DEFAULT_FUNCTION_FIELDS, ...changes }
}

/** A source that calls `functionName`; `changes` replaces whole fields. */
export function defaultSource(name: string, functionName: string, changes: Partial<TrafficSource> = {}): TrafficSource {
  return { name, function: functionName, ...DEFAULT_SOURCE_FIELDS, ...changes }
}

/** One function, one steady source; `changes` replaces whole fields. */
export function defaultScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    ...DEFAULT_SCENARIO_FIELDS,
    functions: [defaultFunction(DEFAULT_FUNCTION_NAME)],
    traffic: [defaultSource(DEFAULT_SOURCE_NAME, DEFAULT_FUNCTION_NAME)],
    ...changes,
  }
}
