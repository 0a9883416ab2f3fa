import { rulebookAt } from '../../../rules/rulebook.ts'
import { LIMITS } from '../../../scenario/limits.ts'
import type { Arrivals, RetryMode, Scenario, TrafficSource } from '../../../sim/scenario.ts'
import { describedAs } from '../../../sources/index.ts'
import { configuration } from '../../../text/en/configuration.ts'
import { logStops } from '../../design/stops.ts'
import { sourceAt, tidy, withArrivalKind, withCentre, withSource, type Target } from '../edit.ts'
import type { KnobGroup } from '../knob.ts'
import { ASYNCHRONOUS_KNOBS } from './asynchronous.ts'
import { fromSource, optionsOf, optionsWithout, shownCentre, sourcePath } from './build.ts'
import { DOOR, hasClient } from './doors.ts'
import { MAX_ATTEMPTS, PAYLOAD, QUALIFIER, SOURCE_NAME } from './parts.ts'
import { BROKER_KNOBS } from './brokers.ts'
import { OWN_KNOBS } from './own.ts'
import { POLLED_KNOBS } from './polled.ts'
import { followable, SCHEDULE_KNOBS, SERVICE_KNOBS } from './services.ts'
import { SQS_KNOBS } from './sqs.ts'
import { STREAM_KNOBS } from './stream.ts'

const RATE_STOPS = logStops(0.01, 10_000, 0.01)

const isKind = (...kinds: readonly Arrivals['kind'][]) => fromSource((source) => kinds.includes(source.arrivals.kind), false)

/** Changes the arrivals if they are of the kind the knob is for. */
function withArrivals<K extends Arrivals['kind']>(kinds: readonly K[], edit: (arrivals: Extract<Arrivals, { kind: K }>, value: number) => Arrivals) {
  return (scenario: Scenario, target: Target, value: number | null): Scenario => {
    const arrivals = sourceAt(scenario, target)?.arrivals
    if (arrivals === undefined || !kinds.includes(arrivals.kind as K)) return scenario
    return withSource(scenario, target, { arrivals: edit(arrivals as Extract<Arrivals, { kind: K }>, value ?? 0) })
  }
}

const peakOf = (points: readonly (readonly [number, number])[]): number => Math.max(0, ...points.map(([, rate]) => rate))

/** What a source sends. */
const sentBy = fromSource(({ via, eventSource }) => {
  if (via === 'event') return configuration.sent.events
  return eventSource === null ? configuration.sent.requests : describedAs(eventSource.kind).sends
}, configuration.sent.requests)
const rateUnit = (scenario: Scenario, target: Target): string => sentBy(scenario, target).rate

const ARRIVAL_KNOBS: KnobGroup['knobs'] = [
  {
    id: 'arrivals',
    kind: 'choice',
    as: 'list',
    path: sourcePath('arrivals'),
    options: (scenario, target) => {
      const source = sourceAt(scenario, target)
      const alone = followable(scenario, source?.name ?? '').length === 0
      return optionsWithout('arrivals', alone ? ['list', 'same'] : ['list'], source?.arrivals.kind ?? 'poisson')
    },
    read: fromSource<string>((source) => source.arrivals.kind, 'poisson'),
    write: (scenario, target, value) => {
      const source = sourceAt(scenario, target)
      if (source === undefined || source.arrivals.kind === value) return scenario
      const made = withArrivalKind(source.arrivals, value as Arrivals['kind'], scenario.durationMs)
      const arrivals = made.kind === 'same' ? { ...made, source: followable(scenario, source.name)[0] ?? '' } : made
      return withSource(scenario, target, { arrivals })
    },
  },
  {
    id: 'ratePerSecond',
    kind: 'number',
    path: sourcePath('arrivals.ratePerSecond'),
    unit: rateUnit,
    shown: isKind('poisson', 'regular'),
    read: fromSource(({ arrivals }) => ('ratePerSecond' in arrivals ? arrivals.ratePerSecond : 0), 0),
    write: withArrivals(['poisson', 'regular'], (arrivals, ratePerSecond) => ({ ...arrivals, ratePerSecond })),
    stops: () => RATE_STOPS,
    step: 1,
  },
  {
    id: 'peakRate',
    kind: 'number',
    path: sourcePath('arrivals.points'),
    unit: rateUnit,
    shown: isKind('rate'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'rate' ? tidy(peakOf(arrivals.points)) : 0), 0),
    write: withArrivals(['rate'], (arrivals, peak) => {
      const before = peakOf(arrivals.points)
      const points = arrivals.points.map(([at, rate]) => [at, before === 0 ? peak : tidy((rate * peak) / before)] as const)
      return { ...arrivals, points }
    }),
    stops: () => RATE_STOPS,
    step: 1,
  },
  {
    id: 'interval',
    kind: 'number',
    path: sourcePath('arrivals.interval'),
    shown: isKind('renewal'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'renewal' ? shownCentre(arrivals.interval) : 0), 0),
    write: withArrivals(['renewal'], (arrivals, value) => ({ ...arrivals, interval: withCentre(arrivals.interval, value) })),
    stops: () => logStops(0.1, 600_000, 0.1),
    step: 10,
  },
  {
    id: 'firstAt',
    advanced: true,
    kind: 'number',
    path: sourcePath('arrivals.offsetMs'),
    shown: isKind('regular', 'schedule'),
    read: fromSource(({ arrivals }) => ('offsetMs' in arrivals ? arrivals.offsetMs / 1000 : 0), 0),
    write: withArrivals(['regular', 'schedule'], (arrivals, seconds) => ({ ...arrivals, offsetMs: tidy(seconds * 1000) })),
    step: 1,
  },
  {
    id: 'repeatsAfter',
    advanced: true,
    kind: 'number',
    path: sourcePath('arrivals.periodMs'),
    shown: isKind('rate'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'rate' && arrivals.periodMs !== null ? arrivals.periodMs / 1000 : null), null),
    write: (scenario, target, seconds) => {
      const arrivals = sourceAt(scenario, target)?.arrivals
      if (arrivals?.kind !== 'rate') return scenario
      return withSource(scenario, target, { arrivals: { ...arrivals, periodMs: seconds === null ? null : tidy(seconds * 1000) } })
    },
    step: 1,
    initial: (scenario) => scenario.durationMs / 1000,
  },
  ...SCHEDULE_KNOBS,
  { id: 'arrivals', kind: 'curve', path: sourcePath('arrivals'), shown: isKind('rate') },
  { id: 'arrivals', kind: 'bursts', path: sourcePath('arrivals.bursts'), shown: isKind('bursts') },
  {
    id: 'scheduleCount',
    kind: 'number',
    path: sourcePath('arrivals.count'),
    unit: (scenario, target) => sentBy(scenario, target).many,
    shown: isKind('schedule'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'schedule' ? arrivals.count : 0), 0),
    write: withArrivals(['schedule'], (arrivals, count) => ({ ...arrivals, count })),
    stops: () => logStops(1, 10_000, 1),
    step: 1,
  },
  {
    id: 'schedulePeriod',
    kind: 'number',
    path: sourcePath('arrivals.periodMs'),
    shown: isKind('schedule'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'schedule' ? arrivals.periodMs / 1000 : 0), 0),
    write: withArrivals(['schedule'], (arrivals, seconds) => ({ ...arrivals, periodMs: tidy(seconds * 1000) })),
    stops: () => logStops(0.1, 86_400, 0.1),
    step: 1,
  },
  {
    id: 'scheduleJitter',
    kind: 'number',
    path: sourcePath('arrivals.jitterMs'),
    shown: isKind('schedule'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'schedule' ? arrivals.jitterMs : 0), 0),
    write: withArrivals(['schedule'], (arrivals, jitterMs) => ({ ...arrivals, jitterMs })),
    stops: () => logStops(0, 60_000, 1),
    step: 10,
  },
]

/** Longest wait of the front door on the scenario's date, ms; null where it sets none. */
function longestWait(scenario: Scenario, target: Target): number | null {
  const source = sourceAt(scenario, target)
  return source === undefined ? null : rulebookAt(scenario.lambdaAsOf).entryPoints[source.via].maxTimeoutMs
}

export const TRAFFIC_GROUP: KnobGroup = {
  id: 'traffic',
  open: true,
  knobs: [
    SOURCE_NAME,
    ...ARRIVAL_KNOBS,
    DOOR,
    ...SERVICE_KNOBS,
    ...ASYNCHRONOUS_KNOBS,
    ...SQS_KNOBS,
    ...STREAM_KNOBS,
    ...BROKER_KNOBS,
    ...OWN_KNOBS,
    ...POLLED_KNOBS,
    {
      id: 'integrationTimeout',
      advanced: true,
      kind: 'number',
      path: sourcePath('integrationTimeoutMs'),
      shown: (scenario, target) => hasClient(scenario, target) && longestWait(scenario, target) !== null,
      read: fromSource((source) => source.integrationTimeoutMs, null),
      write: (scenario, target, integrationTimeoutMs) => withSource(scenario, target, { integrationTimeoutMs }),
      stops: (scenario, target) => logStops(50, longestWait(scenario, target) ?? LIMITS.spanMs.max, 10),
      step: 100,
      initial: () => 10_000,
    },
    {
      id: 'clientTimeout',
      kind: 'number',
      path: sourcePath('client.timeoutMs'),
      shown: hasClient,
      read: fromSource((source) => source.client.timeoutMs, null),
      write: (scenario, target, timeoutMs) => withClient(scenario, target, { timeoutMs }),
      stops: () => logStops(1, 900_000, 1),
      step: 100,
      initial: () => 1000,
    },
    {
      id: 'retryMode',
      kind: 'choice',
      as: 'segments',
      path: sourcePath('client.retryMode'),
      shown: hasClient,
      options: () => optionsOf('retryMode'),
      read: fromSource<string>((source) => source.client.retryMode, 'none'),
      write: (scenario, target, mode) => withClient(scenario, target, { retryMode: mode as RetryMode }),
    },
    QUALIFIER,
    PAYLOAD,
    MAX_ATTEMPTS,
  ],
}

function withClient(scenario: Scenario, target: Target, patch: Partial<TrafficSource['client']>): Scenario {
  const source = sourceAt(scenario, target)
  return source === undefined ? scenario : withSource(scenario, target, { client: { ...source.client, ...patch } })
}
