import * as z from 'zod/mini'
import { PRICE_REGIONS } from '../rules/prices.ts'
import type { Scenario } from '../sim/scenario.ts'
import { SERVICE_KINDS } from '../sources/index.ts'
import {
  DEFAULT_ASSUMPTIONS as A,
  DEFAULT_CLIENT,
  DEFAULT_COLD_START as C,
  DEFAULT_EVENT_INVOKE as E,
  DEFAULT_FAULTS as X,
  DEFAULT_FUNCTION_FIELDS as F,
  DEFAULT_FUNCTION_NAME,
  DEFAULT_HANDLER as H,
  DEFAULT_SCENARIO_FIELDS as S,
  DEFAULT_SOURCE_FIELDS as T,
  DEFAULT_SOURCE_NAME,
} from './defaults.ts'
import { LIMITS } from './limits.ts'
import { arn, destination, listOf, number, PATTERNS, share, whole } from './schemaParts.ts'
import { eventSource } from './sourceSchema.ts'

const atMs = number({ min: 0, max: LIMITS.durationMs.max })
const span = number(LIMITS.spanMs)
const value = number(LIMITS.value)
const positive = number({ min: 0.001, max: LIMITS.value.max })
const rate = number(LIMITS.ratePerSecond)
const positiveRate = number({ min: 1e-6, max: LIMITS.ratePerSecond.max })
const count = whole({ min: 1, max: LIMITS.expectedRequests })
const functionName = z.string().check(z.regex(PATTERNS.functionName))
const sourceName = z.string().check(z.regex(PATTERNS.sourceName))
const qualifier = z.string().check(z.regex(PATTERNS.qualifier))

const distribution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('deterministic'), value }),
  z.strictObject({ kind: z.literal('uniform'), min: value, max: value }),
  z.strictObject({ kind: z.literal('loguniform'), min: positive, max: positive }),
  z.strictObject({ kind: z.literal('exponential'), mean: value }),
  z.strictObject({ kind: z.literal('lognormal'), median: value, sigma: number({ min: 0, max: 5 }) }),
  z.strictObject({ kind: z.literal('erlang'), mean: value, shape: whole({ min: 1, max: 1000 }) }),
  z.strictObject({ kind: z.literal('hyperexponential'), mean: value, scv: number({ min: 1, max: 10_000 }) }),
  z.strictObject({
    kind: z.literal('empirical'),
    quantiles: listOf(z.tuple([share, value]), LIMITS.quantiles).check(z.minLength(1)),
  }),
])
const phase = z._default(z.nullable(distribution), null)

const faultShape = {
  errorRate: share,
  crashRate: share,
  outOfMemoryRate: share,
  initErrorRate: share,
  failRequests: listOf(whole({ min: 1, max: LIMITS.expectedRequests }), LIMITS.failRequests),
  failAttempts: z.nullable(whole(LIMITS.failAttempts)),
  downstreamSlowdown: number({ min: 0, max: 1000 }),
  downstreamConnections: z.nullable(whole({ min: 1, max: 100_000 })),
  deliveryDenied: z.boolean(),
}
const faults = z.strictObject({
  errorRate: z._default(faultShape.errorRate, X.errorRate),
  crashRate: z._default(faultShape.crashRate, X.crashRate),
  outOfMemoryRate: z._default(faultShape.outOfMemoryRate, X.outOfMemoryRate),
  initErrorRate: z._default(faultShape.initErrorRate, X.initErrorRate),
  failRequests: z._default(faultShape.failRequests, X.failRequests),
  failAttempts: z._default(faultShape.failAttempts, X.failAttempts),
  downstreamSlowdown: z._default(faultShape.downstreamSlowdown, X.downstreamSlowdown),
  downstreamConnections: z._default(faultShape.downstreamConnections, X.downstreamConnections),
  deliveryDenied: z._default(faultShape.deliveryDenied, X.deliveryDenied),
})
const someFaults = z.strictObject({
  errorRate: z.exactOptional(faultShape.errorRate),
  crashRate: z.exactOptional(faultShape.crashRate),
  outOfMemoryRate: z.exactOptional(faultShape.outOfMemoryRate),
  initErrorRate: z.exactOptional(faultShape.initErrorRate),
  failRequests: z.exactOptional(faultShape.failRequests),
  failAttempts: z.exactOptional(faultShape.failAttempts),
  downstreamSlowdown: z.exactOptional(faultShape.downstreamSlowdown),
  downstreamConnections: z.exactOptional(faultShape.downstreamConnections),
  deliveryDenied: z.exactOptional(faultShape.deliveryDenied),
})

const coldStart = z.strictObject({
  create: phase,
  download: phase,
  runtimeStart: phase,
  functionInit: phase,
  restore: phase,
  initPreset: z._default(z.enum(LIMITS.initPresets), C.initPreset),
  codeSizeMB: z._default(number(LIMITS.codeSizeMB), C.codeSizeMB),
})
const handler = z.strictObject({
  io: z._default(distribution, H.io),
  work: z._default(distribution, H.work),
  firstCall: z._default(z.nullable(distribution), H.firstCall),
  memoryUsedMB: z._default(number({ min: 0, max: LIMITS.memoryMB.max * 2 }), H.memoryUsedMB),
  responseKB: z._default(number(LIMITS.payloadKB), H.responseKB),
  batchResponse: z._default(z.nullable(z.string().check(z.maxLength(LIMITS.responseCharacters))), H.batchResponse),
  sideEffectAtMs: z._default(z.nullable(span), H.sideEffectAtMs),
  idempotency: z._default(z.enum(['off', 'call', 'handler']), H.idempotency),
  idempotencyStoreMs: z._default(span, H.idempotencyStoreMs),
})

const eventInvokeConfig = z.strictObject({
  MaximumRetryAttempts: z._default(whole(LIMITS.retryAttempts), E.MaximumRetryAttempts),
  MaximumEventAgeInSeconds: z._default(whole(LIMITS.eventAgeSeconds), E.MaximumEventAgeInSeconds),
  DestinationConfig: z.prefault(z.strictObject({ OnSuccess: destination, OnFailure: destination }), {}),
})

const alias = z.strictObject({
  Name: qualifier,
  FunctionVersion: qualifier,
  RoutingConfig: z._default(z.nullable(z.strictObject({ AdditionalVersionWeights: z.record(z.string(), share) })), null),
})

const memorySize = whole(LIMITS.memoryMB)
const timeout = whole(LIMITS.timeoutSeconds)
const reserved = z.nullable(whole({ min: 0, max: LIMITS.concurrency.max }))
const lambdaFunction = z.strictObject({
  FunctionName: functionName,
  Runtime: z._default(z.enum(LIMITS.runtimes), F.Runtime),
  Architectures: z._default(z.tuple([z.enum(['x86_64', 'arm64'])]), ['x86_64']),
  PackageType: z._default(z.enum(['Zip', 'Image']), F.PackageType),
  MemorySize: z._default(memorySize, F.MemorySize),
  Timeout: z._default(timeout, F.Timeout),
  EphemeralStorage: z.prefault(
    z.strictObject({ Size: z._default(whole(LIMITS.ephemeralStorageMB), F.EphemeralStorage.Size) }),
    {},
  ),
  SnapStart: z.prefault(
    z.strictObject({ ApplyOn: z._default(z.enum(['None', 'PublishedVersions']), F.SnapStart.ApplyOn) }),
    {},
  ),
  ReservedConcurrentExecutions: z._default(reserved, F.ReservedConcurrentExecutions),
  provisioned: z._default(
    listOf(
      z.strictObject({
        Qualifier: qualifier,
        ProvisionedConcurrentExecutions: whole(LIMITS.concurrency),
        readyAtStart: z._default(z.boolean(), true),
      }),
      20,
    ),
    F.provisioned,
  ),
  aliases: z._default(listOf(alias, 20), F.aliases),
  vpc: z._default(z.boolean(), F.vpc),
  extensions: z._default(z.enum(['none', 'internal', 'external']), F.extensions),
  coldStart: z.prefault(coldStart, {}),
  handler: z.prefault(handler, {}),
  faults: z.prefault(faults, {}),
  EventInvokeConfig: z.prefault(eventInvokeConfig, {}),
  DeadLetterConfig: z.prefault(z.strictObject({ TargetArn: z._default(z.nullable(arn), null) }), {}),
  sendsTo: z._default(z.nullable(z.strictObject({ source: sourceName, count: z._default(whole(LIMITS.sendsCount), 1) })), F.sendsTo),
  RecursiveLoop: z._default(z.enum(['Terminate', 'Allow']), F.RecursiveLoop),
})

const arrivals = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('poisson'), ratePerSecond: rate }),
  z.strictObject({ kind: z.literal('regular'), ratePerSecond: positiveRate, offsetMs: z._default(atMs, 0) }),
  z.strictObject({
    kind: z.literal('schedule'),
    periodMs: number({ min: 1, max: LIMITS.durationMs.max }),
    offsetMs: z._default(atMs, 0),
    count: z._default(count, 1),
    jitterMs: z._default(span, 0),
  }),
  z.strictObject({
    kind: z.literal('bursts'),
    bursts: listOf(z.strictObject({ atMs, count, spreadMs: z._default(span, 0) }), LIMITS.bursts),
  }),
  z.strictObject({
    kind: z.literal('list'),
    requests: listOf(
      z.strictObject({ atMs, handlerMs: z.exactOptional(span), initMs: z.exactOptional(span), failAttempts: z.exactOptional(z.nullable(whole({ min: 0, max: LIMITS.failAttempts.max }))) }),
      LIMITS.listedRequests,
    ),
  }),
  z.strictObject({
    kind: z.literal('rate'),
    points: listOf(z.tuple([atMs, rate]), LIMITS.ratePoints).check(z.minLength(1)),
    periodMs: z._default(z.nullable(number({ min: 1, max: LIMITS.durationMs.max })), null),
  }),
  z.strictObject({ kind: z.literal('renewal'), interval: distribution }),
  z.strictObject({
    kind: z.literal('expression'),
    ScheduleExpression: z.string().check(z.maxLength(256)),
    MaximumWindowInMinutes: z._default(whole(LIMITS.flexibleMinutes), 0),
  }),
  z.strictObject({ kind: z.literal('same'), source: sourceName }),
])

const service = z.strictObject({
  kind: z.enum(SERVICE_KINDS),
  RetryPolicy: z._default(
    z.nullable(z.strictObject({ MaximumRetryAttempts: whole(LIMITS.serviceRetries), MaximumEventAgeInSeconds: whole(LIMITS.serviceEventAge) })),
    null,
  ),
  DeadLetterConfig: z.prefault(z.strictObject({ Arn: z._default(z.nullable(arn), null) }), {}),
  handOver: z._default(z.nullable(z.strictObject({ fails: z.enum(['denied', 'unavailable']), fromMs: z._default(atMs, 0), untilMs: z._default(z.nullable(atMs), null) })), null),
})

const source = z.strictObject({
  name: sourceName,
  function: functionName,
  Qualifier: z._default(z.nullable(qualifier), T.Qualifier),
  via: z._default(z.enum(['sdk', 'rest-api', 'http-api', 'function-url', 'alb', 'websocket', 'cloudfront', 'cognito', 'alexa', 'event', 'event-source']), T.via),
  arrivals: z._default(arrivals, T.arrivals),
  payloadKB: z._default(number(LIMITS.payloadKB), T.payloadKB),
  eventSource: z._default(z.nullable(eventSource), T.eventSource),
  service: z._default(z.nullable(service), T.service),
  integrationTimeoutMs: z._default(z.nullable(number({ min: 50, max: LIMITS.spanMs.max })), T.integrationTimeoutMs),
  client: z.prefault(
    z.strictObject({
      timeoutMs: z._default(z.nullable(number({ min: 1, max: LIMITS.spanMs.max })), DEFAULT_CLIENT.timeoutMs),
      retryMode: z._default(z.enum(['none', 'standard', 'legacy']), DEFAULT_CLIENT.retryMode),
      maxAttempts: z._default(z.nullable(whole({ min: 1, max: 10 })), DEFAULT_CLIENT.maxAttempts),
    }),
    {},
  ),
})

const scalingRate = z.union([
  z.strictObject({
    burst: whole(LIMITS.concurrency),
    refillPerSecond: number({ min: 0, max: LIMITS.concurrency.max }),
    refill: z._default(z.enum(['continuous', 'stepwise']), 'continuous'),
  }),
  z.literal('off'),
  z.null(),
])
const account = z.strictObject({
  ConcurrentExecutions: z._default(whole(LIMITS.concurrency), S.account.ConcurrentExecutions),
  scalingRate: z._default(scalingRate, S.account.scalingRate),
  requestsPerSecondPerConcurrency: z._default(
    z.union([number({ min: 0.001, max: LIMITS.ratePerSecond.max }), z.literal('off'), z.null()]),
    S.account.requestsPerSecondPerConcurrency,
  ),
  freeTier: z._default(z.boolean(), S.account.freeTier),
})

const intervention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('burst'), atMs, source: sourceName, count, spreadMs: z._default(span, 0) }),
  z.strictObject({
    kind: z.literal('fault'),
    atMs,
    function: functionName,
    faults: someFaults,
    untilMs: z._default(z.nullable(atMs), null),
  }),
  z.strictObject({ kind: z.literal('deployment'), atMs, function: functionName }),
  z.strictObject({
    kind: z.literal('setting'),
    atMs,
    function: z._default(z.nullable(functionName), null),
    set: z.strictObject({
      ConcurrentExecutions: z.exactOptional(whole(LIMITS.concurrency)),
      ReservedConcurrentExecutions: z.exactOptional(reserved),
      ProvisionedConcurrentExecutions: z.exactOptional(
        z.strictObject({ Qualifier: qualifier, value: whole({ min: 0, max: LIMITS.concurrency.max }) }),
      ),
      MemorySize: z.exactOptional(memorySize),
      Timeout: z.exactOptional(timeout),
    }),
  }),
  z.strictObject({ kind: z.literal('mapping'), atMs, source: sourceName, Enabled: z.boolean() }),
  z.strictObject({ kind: z.literal('reshard'), atMs, source: sourceName, shard: whole({ min: 0, max: 1_000 }), change: z.enum(['split', 'merge']) }),
])

const assumptions = z.strictObject({
  idleLifetimeSeconds: z._default(z.nullable(distribution), A.idleLifetimeSeconds),
  lifetimeCapHours: z._default(z.nullable(distribution), A.lifetimeCapHours),
  idleSelection: z._default(
    z.enum(['most-recently-used', 'newest-created', 'least-recently-used']),
    A.idleSelection,
  ),
  proactiveInitShare: z._default(share, A.proactiveInitShare),
  snapshotCache: z._default(z.enum(['after-first-restores', 'always', 'never']), A.snapshotCache),
  uncachedRestores: z._default(whole({ min: 0, max: LIMITS.concurrency.max }), A.uncachedRestores),
  provisionedPreparationMinutes: z._default(distribution, A.provisionedPreparationMinutes),
  abortedInitBilled: z._default(z.boolean(), A.abortedInitBilled),
  duplicateEventShare: z._default(share, A.duplicateEventShare),
})

/** Shape and ranges of a scenario; fields with a default may be left out. */
export const scenarioSchema = z.strictObject({
  version: z._default(z.literal(1), S.version),
  title: z._default(z.string().check(z.maxLength(200)), S.title),
  description: z._default(z.string().check(z.maxLength(5000)), S.description),
  lambdaAsOf: z._default(z.string().check(z.regex(PATTERNS.date)), S.lambdaAsOf),
  seed: z._default(whole({ min: 0, max: 0xffff_ffff }), S.seed),
  durationMs: z._default(number(LIMITS.durationMs), S.durationMs),
  priceRegion: z._default(z.enum(PRICE_REGIONS), S.priceRegion),
  account: z.prefault(account, {}),
  functions: z.prefault(listOf(lambdaFunction, LIMITS.functions).check(z.minLength(1)), [
    { FunctionName: DEFAULT_FUNCTION_NAME },
  ]),
  traffic: z.prefault(listOf(source, LIMITS.sources), [
    { name: DEFAULT_SOURCE_NAME, function: DEFAULT_FUNCTION_NAME },
  ]),
  interventions: z._default(listOf(intervention, LIMITS.interventions), S.interventions),
  assumptions: z.prefault(assumptions, {}),
  relaxed: z._default(listOf(z.string().check(z.maxLength(40)), 100), S.relaxed),
})

/** What the schema lets through is a scenario: this line does not compile otherwise. */
export const asScenario = (parsed: z.output<typeof scenarioSchema>): Scenario => parsed
