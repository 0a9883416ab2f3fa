import * as fc from 'fast-check'
import { PRICE_REGIONS } from '../../rules/prices.ts'
import type {
  Arrivals,
  Assumptions,
  ColdStartConfig,
  Distribution,
  EntryPoint,
  Faults,
  FunctionConfig,
  Intervention,
  ProvisionedConfig,
  PushService,
  Scenario,
  ServiceKind,
  TrafficSource,
} from '../../sim/scenario.ts'
import { LIMITS } from '../limits.ts'
import { arbitraryEventSource, arn, target } from './arbitraryEventSources.ts'

/** Small valid scenarios that between them set every field; a run sends a few hundred requests at most. */

const MAX_DURATION_MS = 20_000
const SNAP_START_RUNTIMES = ['java21', 'python3.13', 'dotnet8']

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
const tenths = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min: min * 10, max: max * 10 }).map((n) => n / 10)
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })

/** A distribution of every kind whose bulk lies below `max`. */
export function arbitraryDistribution(max: number): fc.Arbitrary<Distribution> {
  const value = tenths(0, max)
  const ordered = fc.tuple(value, value).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
  return fc.oneof(
    value.map((v): Distribution => ({ kind: 'deterministic', value: v })),
    ordered.map((bounds): Distribution => ({ kind: 'uniform', ...bounds })),
    ordered.map((bounds): Distribution => ({ kind: 'loguniform', min: bounds.min + 0.1, max: bounds.max + 0.1 })),
    value.map((mean): Distribution => ({ kind: 'exponential', mean })),
    fc.record({ kind: fc.constant('lognormal' as const), median: value, sigma: number(0, 1) }),
    fc.record({ kind: fc.constant('erlang' as const), mean: value, shape: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ kind: fc.constant('hyperexponential' as const), mean: value, scv: number(1, 9) }),
    fc
      .array(value, { minLength: 2, maxLength: 5 })
      .map((values): Distribution => ({
        kind: 'empirical',
        quantiles: values.toSorted((a, b) => a - b).map((v, i) => [(i + 1) / (values.length + 1), v] as const),
      })),
  )
}

const rareShare = fc.oneof(fc.constant(0), number(0, 0.4))
/** Three of them are at most one whole. */
const thirdShare = fc.oneof(fc.constant(0), number(0, 0.33))
const faultFields = {
  errorRate: thirdShare,
  crashRate: thirdShare,
  outOfMemoryRate: thirdShare,
  initErrorRate: rareShare,
  failRequests: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 3 }),
  failAttempts: orNull(fc.integer({ min: 1, max: 3 })),
  downstreamSlowdown: number(0, 5),
  downstreamConnections: orNull(fc.integer({ min: 1, max: 4 })),
  deliveryDenied: fc.boolean(),
}
const arbitraryFaults: fc.Arbitrary<Faults> = fc.record(faultFields)

const coldStart: fc.Arbitrary<ColdStartConfig> = fc.record({
  create: orNull(arbitraryDistribution(200)),
  download: orNull(arbitraryDistribution(100)),
  runtimeStart: orNull(arbitraryDistribution(300)),
  functionInit: orNull(fc.oneof(arbitraryDistribution(800), arbitraryDistribution(15_000))),
  restore: orNull(fc.oneof(arbitraryDistribution(800), arbitraryDistribution(15_000))),
  initPreset: fc.constantFrom(...LIMITS.initPresets),
  codeSizeMB: number(0, 200),
})

/** What depends on one another within a function: SnapStart, reservation, provisioned concurrency. */
const pools = fc.oneof(
  fc.record({
    Runtime: fc.constantFrom(...SNAP_START_RUNTIMES),
    SnapStart: fc.constant({ ApplyOn: 'PublishedVersions' as const }),
    EphemeralStorage: fc.constant({ Size: 512 }),
    ReservedConcurrentExecutions: orNull(fc.integer({ min: 0, max: 12 })),
    provisioned: fc.constant<ProvisionedConfig[]>([]),
  }),
  fc.record({
    Runtime: fc.constantFrom(...LIMITS.runtimes),
    SnapStart: fc.constant({ ApplyOn: 'None' as const }),
    EphemeralStorage: fc.record({ Size: fc.integer(LIMITS.ephemeralStorageMB) }),
    ReservedConcurrentExecutions: orNull(fc.integer({ min: 8, max: 12 })),
    provisioned: fc.uniqueArray(
      fc.record({
        Qualifier: fc.constantFrom('live', 'blue', '7'),
        ProvisionedConcurrentExecutions: fc.integer({ min: 1, max: 4 }),
        readyAtStart: fc.boolean(),
      }),
      { maxLength: 2, selector: (config) => config.Qualifier },
    ),
  }),
)

/** Names and versions that `pools` do not use. */
const arbitraryAliases: fc.Arbitrary<FunctionConfig['aliases']> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ Name: 'prod', FunctionVersion: '3', RoutingConfig: null }]) },
  {
    weight: 2,
    arbitrary: number(0, 1).map((share) => [
      { Name: 'canary', FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { '2': share } } },
    ]),
  },
)

const rest = fc.record({
  aliases: arbitraryAliases,
  Architectures: fc.constantFrom<FunctionConfig['Architectures']>(['x86_64'], ['arm64']),
  PackageType: fc.constantFrom('Zip' as const, 'Image' as const),
  MemorySize: fc.integer(LIMITS.memoryMB),
  Timeout: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer(LIMITS.timeoutSeconds)),
  vpc: fc.boolean(),
  extensions: fc.constantFrom('none' as const, 'internal' as const, 'external' as const),
  coldStart,
  handler: fc.record({
    io: arbitraryDistribution(2000),
    work: arbitraryDistribution(50),
    firstCall: orNull(arbitraryDistribution(3000)),
    memoryUsedMB: number(0, 200),
    responseKB: fc.oneof(number(0, 100), number(0, 20_000)),
    batchResponse: fc.constant(null),
    sideEffectAtMs: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: number(0, 3000) }),
    idempotency: fc.constantFrom('off' as const, 'call' as const, 'handler' as const),
    idempotencyStoreMs: number(0, 50),
  }),
  faults: arbitraryFaults,
  EventInvokeConfig: fc.record({
    MaximumRetryAttempts: fc.integer(LIMITS.retryAttempts),
    MaximumEventAgeInSeconds: fc.integer(LIMITS.eventAgeSeconds),
    DestinationConfig: fc.record({ OnSuccess: orNull(target), OnFailure: orNull(target) }),
  }),
  DeadLetterConfig: fc.record({ TargetArn: orNull(arn) }),
  sendsTo: fc.constant(null),
  RecursiveLoop: fc.constantFrom('Terminate' as const, 'Allow' as const),
})
const arbitraryFunction = (name: string): fc.Arbitrary<FunctionConfig> =>
  fc.tuple(pools, rest).map(([pool, others]) => ({ FunctionName: name, ...pool, ...others }))

const atMs = tenths(0, MAX_DURATION_MS)
const burst = fc.record({ atMs, count: fc.integer({ min: 1, max: 20 }), spreadMs: number(0, 500) })
const arbitraryArrivals: fc.Arbitrary<Arrivals> = fc.oneof(
  fc.record({ kind: fc.constant('poisson' as const), ratePerSecond: number(0, 20) }),
  fc.record({ kind: fc.constant('regular' as const), ratePerSecond: number(0.1, 20), offsetMs: atMs }),
  fc.record({
    kind: fc.constant('schedule' as const),
    periodMs: number(500, 10_000),
    offsetMs: atMs,
    count: fc.integer({ min: 1, max: 5 }),
    jitterMs: number(0, 300),
  }),
  fc.record({ kind: fc.constant('bursts' as const), bursts: fc.array(burst, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('list' as const),
    requests: fc.array(
      fc.record({ atMs, handlerMs: number(0, 2000), initMs: number(0, 2000) }, { requiredKeys: ['atMs'] }),
      { maxLength: 20 },
    ),
  }),
  fc.record({
    kind: fc.constant('rate' as const),
    points: fc
      .array(fc.tuple(atMs, number(0, 20)), { minLength: 1, maxLength: 5 })
      .map((points) => points.toSorted((a, b) => a[0] - b[0])),
    periodMs: orNull(number(MAX_DURATION_MS, 2 * MAX_DURATION_MS)),
  }),
  arbitraryDistribution(1000).map((d): Arrivals => ({
    kind: 'renewal',
    // An interval must not be 0 on average, or the requests never end.
    interval: d.kind === 'empirical' || d.kind === 'uniform' ? { kind: 'uniform', min: 50, max: 500 } : raised(d),
  })),
)

function raised(d: Distribution): Distribution {
  if ('value' in d) return { ...d, value: d.value + 50 }
  if ('mean' in d) return { ...d, mean: d.mean + 50 }
  if ('median' in d) return { ...d, median: d.median + 50 }
  return { kind: 'loguniform', min: 50, max: 500 }
}

const queueArn = fc.constant('arn:aws:sqs:us-east-1:123456789012:not-taken')
const handOver = fc.record({ fails: fc.constantFrom('denied' as const, 'unavailable' as const), fromMs: atMs, lasts: orNull(number(1, 20_000)) }).map(({ fails, fromMs, lasts }) => ({ fails, fromMs, untilMs: lasts === null ? null : fromMs + lasts }))
const retryPolicy = fc.record({ MaximumRetryAttempts: fc.integer({ min: 0, max: 5 }), MaximumEventAgeInSeconds: fc.integer({ min: 60, max: 300 }) })
const arbitraryService: fc.Arbitrary<PushService> = fc.oneof(
  fc.record({
    kind: fc.constantFrom<ServiceKind>('s3', 'iot', 'ses', 'cloudwatch-alarms', 'cloudwatch-logs'),
    RetryPolicy: fc.constant(null),
    DeadLetterConfig: fc.constant({ Arn: null }),
    handOver: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('sns' as const), RetryPolicy: fc.constant(null), DeadLetterConfig: fc.record({ Arn: orNull(queueArn) }), handOver: orNull(handOver) }),
  fc.record({
    kind: fc.constantFrom<ServiceKind>('eventbridge', 'custom-bus', 'scheduler'),
    RetryPolicy: orNull(retryPolicy),
    DeadLetterConfig: fc.record({ Arn: orNull(queueArn) }),
    handOver: orNull(handOver),
  }),
)

const ENTRY_POINTS: readonly EntryPoint[] = ['sdk', 'rest-api', 'http-api', 'function-url', 'alb', 'websocket', 'cloudfront', 'cognito', 'alexa', 'event', 'event-source']

const arbitrarySource = (name: string, functions: readonly FunctionConfig[]): fc.Arbitrary<TrafficSource> =>
  fc.record({ target: fc.constantFrom(...functions), via: fc.constantFrom(...ENTRY_POINTS) }).chain(({ target, via }) =>
    fc.record({
      name: fc.constant(name),
      function: fc.constant(target.FunctionName),
      Qualifier: fc.constantFrom(...qualifiers(target, via)),
      via: fc.constant(via),
      eventSource: via === 'event-source' ? arbitraryEventSource(target) : fc.constant(null),
      service: via === 'event' ? orNull(arbitraryService) : fc.constant(null),
      arrivals: arbitraryArrivals,
      payloadKB: fc.oneof(number(0, 100), number(0, 20_000)),
      integrationTimeoutMs:
        via === 'sdk' || via === 'function-url' || via === 'cloudfront' || via === 'cognito' || via === 'alexa' || via === 'event' || via === 'event-source' ? fc.constant(null) : orNull(number(50, via === 'alb' ? 60_000 : 29_000)),
      client: fc.record({
        timeoutMs: orNull(number(1, 5000)),
        retryMode: fc.constantFrom('none' as const, 'standard' as const, 'legacy' as const),
        maxAttempts: orNull(fc.integer({ min: 1, max: 10 })),
      }),
    }),
  )

function qualifiers(fn: FunctionConfig, via: EntryPoint): (string | null)[] {
  if (fn.SnapStart.ApplyOn === 'PublishedVersions') return ['live']
  const named = fn.provisioned.map((config) => config.Qualifier)
  return [null, '$LATEST', ...fn.aliases.map(({ Name }) => Name), ...named.filter((name) => via !== 'function-url' || name !== '7')]
}

function arbitraryIntervention(functions: readonly FunctionConfig[], sources: readonly TrafficSource[]): fc.Arbitrary<Intervention> {
  const target = fc.constantFrom(...functions)
  const whole = fc.record({ kind: fc.constant('deployment' as const), atMs, function: target.map((fn) => fn.FunctionName) })
  const fault = fc
    .record({ at: atMs, lasts: orNull(number(1, 5000)), fn: target, faults: fc.record(faultFields, { requiredKeys: [] }) })
    .map(({ at, lasts, fn, faults }): Intervention => ({
      kind: 'fault',
      atMs: at,
      function: fn.FunctionName,
      faults,
      untilMs: lasts === null ? null : at + lasts,
    }))
  const setting = fc.tuple(atMs, target, fc.record({ MemorySize: fc.integer(LIMITS.memoryMB), Timeout: fc.integer({ min: 1, max: 9 }) }, { requiredKeys: ['MemorySize'] }))
  const pool = fc.tuple(atMs, target, fc.integer({ min: 8, max: 12 }), fc.integer({ min: 0, max: 4 }))
  return fc.oneof(
    whole,
    fault,
    ...(sources.length > 0
      ? [fc.tuple(burst, fc.constantFrom(...sources)).map(([b, source]): Intervention => ({ kind: 'burst', source: source.name, ...b }))]
      : []),
    setting.map(([at, fn, set]): Intervention => ({ kind: 'setting', atMs: at, function: fn.FunctionName, set })),
    fc.tuple(atMs, fc.integer({ min: 1000, max: 2000 })).map(([at, value]): Intervention => ({
      kind: 'setting',
      atMs: at,
      function: null,
      set: { ConcurrentExecutions: value },
    })),
    pool.map(([at, fn, reserved, value]): Intervention => ({
      kind: 'setting',
      atMs: at,
      function: fn.FunctionName,
      set: {
        ReservedConcurrentExecutions: fn.provisioned.length === 0 && value === 0 ? null : reserved,
        ...(fn.provisioned[0] ? { ProvisionedConcurrentExecutions: { Qualifier: fn.provisioned[0].Qualifier, value } } : {}),
      },
    })),
  )
}

const arbitraryAssumptions: fc.Arbitrary<Assumptions> = fc.record({
  idleLifetimeSeconds: orNull(arbitraryDistribution(10)),
  lifetimeCapHours: orNull(fc.constantFrom<Distribution>({ kind: 'loguniform', min: 2, max: 14 }, { kind: 'uniform', min: 0.001, max: 0.01 })),
  idleSelection: fc.constantFrom('most-recently-used' as const, 'newest-created' as const, 'least-recently-used' as const),
  proactiveInitShare: number(0, 1),
  snapshotCache: fc.constantFrom('after-first-restores' as const, 'always' as const, 'never' as const),
  uncachedRestores: fc.integer({ min: 0, max: 10 }),
  provisionedPreparationMinutes: arbitraryDistribution(0.2),
  abortedInitBilled: fc.boolean(),
  duplicateEventShare: rareShare,
})

const arbitraryAccount: fc.Arbitrary<Scenario['account']> = fc.record({
  ConcurrentExecutions: fc.constantFrom(140, 150, 200, 1000),
  scalingRate: fc.oneof(
    fc.constant(null),
    fc.constant('off' as const),
    fc.record({ burst: fc.integer({ min: 1, max: 20 }), refillPerSecond: number(0, 5), refill: fc.constantFrom('continuous' as const, 'stepwise' as const) }),
  ),
  requestsPerSecondPerConcurrency: fc.oneof(fc.constant(null), fc.constant('off' as const), number(0.1, 10)),
  freeTier: fc.boolean(),
})

/** A valid scenario; see above for its size. */
export function arbitraryScenario(): fc.Arbitrary<Scenario> {
  const functions = fc.constantFrom(1, 2, 3).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => arbitraryFunction(`fn-${i + 1}`))))
  return functions
    .chain((fns) => fc.integer({ min: 0, max: 3 }).chain((n) =>
      fc.tuple(...Array.from({ length: n }, (_, i) => arbitrarySource(`source ${i + 1}`, fns))).map((traffic) => ({ fns, traffic })),
    ))
    .chain(({ fns, traffic }) =>
      fc.record({
        version: fc.constant(1 as const),
        title: fc.string({ maxLength: 20 }),
        description: fc.string({ maxLength: 40 }),
        lambdaAsOf: fc.constantFrom('2019-06-01', '2023-06-01', '2025-07-31', '2025-08-01', '2026-11-23'),
        seed: fc.integer({ min: 0, max: 0xffff_ffff }),
        durationMs: fc.constant(MAX_DURATION_MS),
        priceRegion: fc.constantFrom(...PRICE_REGIONS),
        account: arbitraryAccount,
        functions: fc.constant(fns),
        traffic: fc.constant(traffic),
        interventions: fc.array(arbitraryIntervention(fns, traffic), { maxLength: 3 }),
        assumptions: arbitraryAssumptions,
        relaxed: fc.uniqueArray(fc.constantFrom('CC-04', 'CC-19', 'CC-23', 'LC-03'), { maxLength: 2 }),
      }),
    )
}
