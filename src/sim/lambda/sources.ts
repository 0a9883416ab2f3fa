import { streamKey } from '../../base/random'
import { ruleIndex, ruleNumber } from '../../rules/registry'
import type { RuleId } from '../../rules/registry'
import type { Rulebook } from '../../rules/rulebook'
import type { EntryPoint, ListedRequest } from '../scenario'
import { drawAhead, readAhead } from '../kernel/ahead'
import { NONE, OUTCOMES } from '../trace/schema'
import type { LaneId, Micros } from '../trace/schema'
import { KIND, whatOf } from '../trace/writer'
import { routingOf } from './aliases'
import { invokerOf, isPoller } from '../../sources/pollers'
import { SERVICES } from '../../sources/services'
import { createArrivals } from './arrivals'
import type { Bucket } from './bucket'
import type { OwnSource } from './resolve'
import { streamsOf } from './environment'
import type { EntryRules, FunctionState, Invoker, SourceState } from './world'

/** The rule an arrival carries: what its front door is. */
const ARRIVAL_RULES: Readonly<Record<EntryPoint, RuleId>> = {
  sdk: 'SY-01', 'rest-api': 'SY-12', 'http-api': 'SY-13', 'function-url': 'SY-19', alb: 'SY-18',
  websocket: 'SY-14', cloudfront: 'TR-13', cognito: 'TR-12', alexa: 'TR-15', event: 'AS-01', 'event-source': 'ES-01',
}

const COGNITO_ATTEMPTS = ruleNumber('TR-12', 'attempts')
const BY_COGNITO = whatOf(KIND.retryWait, ruleIndex('TR-12'))
const BY_SDK = whatOf(KIND.retryWait, ruleIndex('SY-06'))
const TOO_LARGE = OUTCOMES.indexOf('payloadTooLarge')

interface SourceSetup {
  config: OwnSource
  index: number
  fn: FunctionState
  lane: LaneId
  rules: Rulebook
  relaxed: ReadonlySet<string>
  /** End of the run. */
  until: Micros
  /** Names its random streams. */
  owner: string
  seed: number
  /** What the source names, before aliases give way to versions. */
  qualifier: string | null
  /** The account's own, for the doors that have one. */
  apiThrottle: Bucket | null
  /** The source whose messages it gets, too. */
  follows?: string | null
  /** Names the stream of its arrivals, where that is not its own. */
  arrivalsOwner?: string
  /** Whether handlers of the scenario send messages themselves. */
  chained?: boolean
  /** Whose invoker it shares. */
  invoker?: Invoker | null
}

/** `$LATEST` may be named or left out. */
export function publishedQualifier(qualifier: string | null): string | null {
  return qualifier === '$LATEST' ? null : qualifier
}

export function createSource(setup: SourceSetup): SourceState {
  const { config, index, fn, lane, rules, owner, until, seed, qualifier } = setup
  const { laws } = fn.version
  const listed = config.arrivals.kind === 'list' ? [...config.arrivals.requests].sort((a, b) => a.atMs - b.atMs) : null
  const arrivals = listed === null ? config.arrivals : { kind: 'list' as const, requests: listed }
  const streams = streamsOf(seed, owner)
  const door = rules.entryPoints[config.via]
  const { gateway, client } = patienceOf(setup)
  const retry = retryOf(setup)
  const source: SourceState = {
    index, lane, config, fn, streams, qualifier,
    arrivals: readAhead(createArrivals(arrivals, streamKey(seed, `arrivals/${setup.arrivalsOwner ?? owner}`), until)),
    target: fn.targets.find((each) => each.qualifier === publishedQualifier(config.Qualifier))!,
    routing: null,
    io: drawAhead(laws.io, streams.io),
    work: drawAhead(laws.work, streams.work),
    sequence: 0,
    handlerOverrides: overridesOf(listed, 'handlerMs'),
    initOverrides: overridesOf(listed, 'initMs'),
    entry: entryRules(setup),
    apiThrottle: door.apiRate === null ? null : setup.apiThrottle,
    patience: Math.min(gateway, client),
    gatewayGivesUp: gateway <= client,
    maxAttempts: retry.maxAttempts,
    retryBase: retry.retryBase,
    retryCap: retry.retryCap,
    invoker: null,
    follows: setup.follows ?? null,
    destination: NONE,
    poller: null,
  }
  const invoker = setup.invoker ?? invokerOf(source, setup.chained === true)
  source.invoker = invoker
  source.entry.watched = source.entry.payloadTooLarge || invoker?.arrives !== undefined || source.apiThrottle !== null
  source.poller = isPoller(invoker) ? invoker : null
  source.routing = routingOf(source, streamKey(seed, `alias/${owner}`))
  return source
}

interface BurstSetup {
  seed: number
  rules: Rulebook
  relaxed: ReadonlySet<string>
  burst: { atMs: number; count: number; spreadMs: number }
  /** Among bursts of the same source at the same moment. */
  ordinal: number
}

/**
 * A burst that an intervention sends: a source behind the same door, with luck of its own. Streams are named after
 * what it is, not after its place in the list, so that other interventions come and go without a change to it.
 */
export function createBurst({ index, lane, fn, config, qualifier, apiThrottle, invoker, follows }: SourceState, setup: BurstSetup): SourceState {
  const { seed, rules, relaxed, burst, ordinal } = setup
  const arrivals = { kind: 'bursts' as const, bursts: [burst] }
  const named = (name: string): string => `burst ${ordinal} at ${Math.round(burst.atMs * 1000)} from ${name}`
  const owner = named(config.name)
  const arrivalsOwner = named(follows ?? config.name)
  return createSource({ config: { ...config, arrivals }, index, fn, lane, rules, relaxed, owner, arrivalsOwner, seed, until: Infinity, qualifier, apiThrottle, invoker })
}

/** The front door of a source for what handlers send: with luck of its own, and nothing that comes by itself. */
export function createOutlet({ index, lane, fn, config, qualifier, apiThrottle, invoker }: SourceState, { seed, rules, relaxed }: Pick<BurstSetup, 'seed' | 'rules' | 'relaxed'>): SourceState {
  const arrivals = { kind: 'bursts' as const, bursts: [] }
  return createSource({ config: { ...config, arrivals }, index, fn, lane, rules, relaxed, owner: `outlet of ${config.name}`, seed, until: Infinity, qualifier, apiThrottle, invoker })
}

/** How long the front door and the client wait, microseconds. */
function patienceOf({ config, rules, relaxed }: SourceSetup): { gateway: Micros; client: Micros } {
  if (config.via === 'event' || config.via === 'event-source') return { gateway: Infinity, client: Infinity }
  const doorMs = config.integrationTimeoutMs ?? rules.entryPoints[config.via].timeoutMs ?? Infinity
  const doorRelaxed = relaxed.has(ARRIVAL_RULES[config.via])
  return {
    gateway: doorRelaxed ? Infinity : Math.round(doorMs * 1000),
    client: relaxed.has('SY-11') ? Infinity : Math.round((config.client.timeoutMs ?? Infinity) * 1000),
  }
}

function retryOf({ config: { client, via }, rules, relaxed }: SourceSetup): Pick<SourceState, 'maxAttempts' | 'retryBase' | 'retryCap'> {
  if (via === 'cognito') return { maxAttempts: relaxed.has('TR-12') ? 1 : COGNITO_ATTEMPTS, retryBase: 0, retryCap: 0 }
  if (client.retryMode === 'none' || relaxed.has('SY-06')) return { maxAttempts: 1, retryBase: 0, retryCap: 0 }
  const policy = rules.retry[client.retryMode]
  return { maxAttempts: client.maxAttempts ?? policy.attempts, retryBase: policy.baseMs * 1000, retryCap: policy.capMs * 1000 }
}

function overridesOf(listed: readonly ListedRequest[] | null, field: 'handlerMs' | 'initMs'): Float64Array | null {
  if (listed === null || listed.every((request) => request[field] === undefined)) return null
  return Float64Array.from(listed, (request) => (request[field] === undefined ? NaN : Math.round(request[field] * 1000)))
}

function entryRules({ config, fn, rules, relaxed }: SourceSetup): EntryRules {
  const door = rules.entryPoints[config.via]
  const sizes = !relaxed.has('SY-07')
  const service = config.service === null ? null : SERVICES[config.service.kind]
  const ofService = service !== null && service.payloadKB !== null
  return {
    entryPoint: config.via,
    metered: config.via !== 'event',
    arrival: whatOf(KIND.arrival, ruleIndex(ARRIVAL_RULES[config.via])),
    timeoutRule: ruleIndex(ARRIVAL_RULES[config.via]),
    watched: false,
    payloadTooLarge: sizes && config.payloadKB > (service?.payloadKB ?? door.requestKB),
    payloadRefusal: whatOf(KIND.reject, ruleIndex(ofService ? service.rule : 'SY-07'), TOO_LARGE),
    retryWait: config.via === 'cognito' ? BY_COGNITO : BY_SDK,
    responseTooLarge: sizes && fn.version.config.handler.responseKB > door.responseKB,
    retryable: Uint8Array.from(OUTCOMES, (outcome) => {
      if (outcome === 'none' || outcome === 'success') return 0
      const status = door.status[outcome]
      return status === null || status === 429 || status >= 500 ? 1 : 0
    }),
  }
}
