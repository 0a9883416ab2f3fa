/** Why things happen, in sentences. Names and numbers come from the facts about a record. */
import { formatCount, formatDuration, formatNumber } from '../../base/format.ts'
import type { Fate } from '../../metrics/difference.ts'
import type { CreateReason, Retrier, StartKind, WhyFacts } from '../../metrics/why/facts.ts'
import type { Lack, ShutdownReason } from '../../metrics/why/lack.ts'
import type { NotCold, NotThrottled } from '../../metrics/why/whyNot.ts'
import { configuration } from './configuration.ts'
import { stageText } from './stage.ts'
import { plural } from './words.ts'

type Of<K extends WhyFacts['kind']> = Extract<WhyFacts, { kind: K }>

const { kinds, outcomes } = stageText
const doors: Readonly<Record<string, string>> = configuration.knobs.via.options ?? {}
const presets: Readonly<Record<string, string>> = configuration.knobs.initPreset.options ?? {}

const request = (number: number | null): string => (number === null ? 'The request' : `Request ${formatCount(number)}`)
const environment = (number: number): string => `env ${formatCount(number)}`
const were = (count: number): string => (count === 1 ? 'was' : 'were')
const set = (given: boolean): string => (given ? ', as the scenario sets it' : '')

const throttled: { [L in Of<'throttle'>['limit']]: (facts: Of<'throttle'>) => string } = {
  reserved: ({ request: number, fn, used, allowed }) =>
    allowed === 0
      ? `${request(number)} was refused: provisioned concurrency uses up the whole reservation of ${fn}.`
      : `${request(number)} was refused: ${formatCount(used)} of the ${plural(allowed, 'execution', 'executions')} reserved for ${fn} ${were(used)} busy.`,
  unreserved: ({ request: number, used, allowed }) =>
    `${request(number)} was refused: ${formatCount(used)} of the ${plural(Math.max(0, allowed), 'unreserved execution', 'unreserved executions')} of the account ${were(used)} busy.`,
  switchedOff: ({ request: number, fn }) => `${request(number)} was refused: ${fn} is switched off by a reservation of 0.`,
  requestRate: ({ request: number, used, window }) =>
    `${request(number)} was refused by the request rate: ${plural(used, 'request was', 'requests were')} let in during the ${formatDuration(window)} before.`,
  scalingRate: ({ request: number, fn, used, allowed }) =>
    `${request(number)} was refused: no environment of ${fn} was free, and the scaling rate had none left to start (${formatCount(used)} of ${formatCount(allowed)} started shortly before).`,
}

const lost: { [R in ShutdownReason]: (idle: number) => string } = {
  idle: (idle) => `was reclaimed after ${formatDuration(idle)} without a request`,
  age: () => 'reached its age limit',
  outdated: () => 'made way for newer code or configuration',
  capacity: () => 'was more than was asked for',
  replaced: () => 'was replaced',
  restore: () => 'was given up: its restore took too long',
}

/** Why no environment was there, up to the comma. */
function noneThere(fn: string, lack: Lack | null): string {
  if (lack === null || lack.kind === 'first') return `There was no environment of ${fn} yet`
  if (lack.kind === 'version') return `There was no environment of ${fn} with the version asked for`
  return `No environment of ${fn} was left (the last, ${environment(lack.last)}, ${lost[lack.reason](lack.idle)})`
}

const created: { [R in CreateReason]: (facts: Of<'create'>) => string } = {
  request: ({ fn, env, busy, lack }) =>
    busy === 0
      ? `${noneThere(fn, lack)}, so ${environment(env)} was created.`
      : `${busy === 1 ? `The only environment of ${fn} was` : `All ${formatCount(busy)} environments of ${fn} were`} busy, so ${environment(env)} was created.`,
  spill: ({ fn, env, busy }) =>
    busy === 0
      ? `Provisioned concurrency of ${fn} could not take the request, so ${environment(env)} was created on demand.`
      : `Provisioned concurrency of ${fn} could not take the request and ${plural(busy, 'environment was', 'environments were')} busy, so ${environment(env)} was created on demand.`,
  provisioned: ({ fn, env }) => `Provisioned concurrency of ${fn} asked for ${environment(env)} before any request needed it.`,
  replacement: ({ fn, env }) => `${environment(env)} replaces a provisioned environment of ${fn} that reached its age limit.`,
  proactive: ({ fn, env }) => `Lambda opened ${environment(env)} of ${fn} ahead of need, beside a cold start.`,
}

const served: { [S in StartKind]: (facts: Of<'handler'>) => string } = {
  cold: ({ request: number, env, waited, span }) =>
    `${request(number)} waited ${formatDuration(waited)} for the start of ${environment(env)}; then its handler ran for ${formatDuration(span)}.`,
  warm: ({ request: number, env, idle, span }) =>
    `${request(number)} went to ${environment(env)}, which had been idle for ${formatDuration(idle)}; its handler ran for ${formatDuration(span)}.`,
  ahead: ({ request: number, env, idle, span }) =>
    `${request(number)} went to ${environment(env)}, which was initialised ahead of need and had been idle for ${formatDuration(idle)}; its handler ran for ${formatDuration(span)}.`,
  provisioned: ({ request: number, env, idle, span }) =>
    `${request(number)} went to ${environment(env)}, which was already provisioned and had been idle for ${formatDuration(idle)}; its handler ran for ${formatDuration(span)}.`,
  repeated: ({ request: number, env, waited, span }) =>
    `${request(number)} waited ${formatDuration(waited)} because ${environment(env)} had to repeat its init; then its handler ran for ${formatDuration(span)}.`,
  ignored: ({ request: number, env, span }) =>
    `This run ignores cold starts: ${request(number).toLowerCase()} began at once in new ${environment(env)}; its handler ran for ${formatDuration(span)}.`,
}

const ended: { [R in ShutdownReason]: (facts: Of<'shutdown'>) => string } = {
  idle: ({ env, idle }) => `${environment(env)} was reclaimed after ${formatDuration(idle)} without a request.`,
  age: ({ env }) => `${environment(env)} reached its age limit.`,
  outdated: ({ env, fn }) => `${environment(env)} was out of date: ${fn} has newer code or configuration.`,
  capacity: ({ env, fn }) => `${environment(env)} was more than the provisioned concurrency of ${fn} asks for.`,
  replaced: ({ env }) => `${environment(env)} was replaced by a newer provisioned environment.`,
  restore: ({ env }) => `${environment(env)} was given up: its restore took too long.`,
}

const stopped = (what: string, { span, outcome, given }: WhyFacts): string => {
  if (outcome === 'timeout') return `${what} was cut off after ${formatDuration(span)}: the init limit was reached. It is repeated inside the invocation.`
  if (outcome === 'crash') return `${what} crashed after ${formatDuration(span)}. It is repeated inside the invocation.`
  return `${what} took ${formatDuration(span)}${set(given)}.`
}

const givenUp: { [B in Of<'drop'>['because']]: (facts: Of<'drop'>) => string } = {
  retries: ({ request: number, attempts }) => `Lambda gave ${request(number).toLowerCase()} up after ${plural(attempts, 'attempt', 'attempts')}: its retries were used up.`,
  age: ({ request: number, attempts }) =>
    `Lambda gave ${request(number).toLowerCase()} up after ${plural(attempts, 'attempt', 'attempts')}: by the next one it would have been too old.`,
  loop: ({ request: number }) => `Lambda gave ${request(number).toLowerCase()} up: loop detection had stopped it.`,
  handOver: ({ request: number, source, attempts }) => `${capital(source)} gave ${request(number).toLowerCase()} up after ${plural(attempts, 'attempt', 'attempts')}: Lambda never had it, and the function knows nothing of it.`,
  off: ({ request: number, fn }) => `Lambda gave ${request(number).toLowerCase()} up at once: a reservation of 0 lets nothing of ${fn} run.`,
}

const afterGivingUp = ({ because, lost }: Of<'drop'>): string => {
  if (!lost) return ''
  return because === 'handOver' ? ' The service has no dead-letter queue: it is lost.' : ' Neither a dead-letter queue nor a destination is set: it is lost.'
}

const interventions: { [W in Of<'intervention'>['what']]: (target: string) => string } = {
  burst: (target) => `The scenario sends a burst from ${target}.`,
  fault: (target) => `The scenario makes ${target} fail from here on.`,
  faultEnd: (target) => `The scenario ends a fault of ${target}.`,
  deployment: (target) => `The scenario deploys ${target}.`,
  setting: (target) => (target === '' ? 'The scenario changes the account quota.' : `The scenario changes a setting of ${target}.`),
  mapping: (target) => `The scenario switches the mapping of ${target}.`,
  reshard: (target) => `The scenario changes the shards of ${target}.`,
  unknown: (target) => (target === '' ? 'The scenario intervenes.' : `The scenario intervenes at ${target}.`),
}

const arrived: { [W in 'door' | 'event' | 'event-source']: (facts: Of<'arrival'>) => string } = {
  door: ({ request: number, attempt, source, via, sent }) => {
    if (attempt > 1) return `${request(number)} arrived again: attempt ${formatCount(attempt)} from ${source}.`
    return `${request(number)} ${sent ? 'was sent by a burst and ' : ''}arrived from ${source} through ${doors[via]}.`
  },
  event: ({ request: number, attempt, source, sent }) =>
    attempt > 1
      ? `Lambda took ${request(number).toLowerCase()} from its event queue again: attempt ${formatCount(attempt)}.`
      : `${request(number)} ${sent ? 'was sent by a burst and ' : ''}arrived from ${source}. Lambda queued the event and answered at once.`,
  'event-source': ({ request: number, attempt, source, batch }) => {
    const what = batch === null ? `A batch of ${source}` : `Batch ${formatCount(batch.number)} of ${source}`
    const holds = batch === null ? '' : `: ${plural(batch.size, 'message', 'messages')}`
    return attempt > 1
      ? `${what}${holds}, as ${request(number).toLowerCase()} again: attempt ${formatCount(attempt)}.`
      : `${what}${holds}, as ${request(number).toLowerCase()}.`
  },
}

/** Who waits before it tries again. */
const retriers: { [R in Retrier]: (request: string, source: string) => string } = {
  caller: (number) => `The caller of ${number}`,
  queue: () => 'Lambda',
  poller: (_, source) => `The poller of ${source}`,
  service: (_, source) => capital(source),
}

function retried({ request: number, span, attempt, after, by, source }: Of<'retryWait'>): string {
  const words = request(number).toLowerCase()
  const who = retriers[by](words, source)
  const saw = outcomes[after] === '' ? '' : ` saw that ${by === 'caller' ? 'it' : words} ${SEEN[after] ?? outcomes[after]} and`
  return `${who}${saw} waited ${formatDuration(span)} before attempt ${formatCount(attempt)}${saw === '' && by !== 'caller' ? ` of ${words}` : ''}.`
}

const sentences: { [K in WhyFacts['kind']]: (facts: Of<K>) => string } = {
  arrival: (facts) => arrived[facts.via === 'event' || facts.via === 'event-source' ? facts.via : 'door'](facts),
  throttle: (facts) => throttled[facts.limit](facts),
  reject: ({ request: number, outcome, fn }) => `${request(number)} ${refusals[outcome]?.(fn) ?? "was refused before Lambda saw it: the front door's own throttle was used up."}`,
  create: (facts) => `${capital(created[facts.because](facts))} Placing and creating took ${formatDuration(facts.span)}${set(facts.given)}.`,
  network: ({ fn, env, span }) => `Attaching a network interface, which ${environment(env)} needs because ${fn} is in a VPC, took ${formatDuration(span)}.`,
  download: ({ env, span, codeSizeMB, image, given }) =>
    `Fetching ${image ? 'the image' : 'the package'} with ${formatNumber(codeSizeMB)} MB of code for ${environment(env)} took ${formatDuration(span)}${set(given)}.`,
  runtimeStart: (facts) => stopped(`Starting ${facts.runtime}${facts.image ? ' from an image' : ''} in ${environment(facts.env)}`, facts),
  functionInit: (facts) => stopped(`The code outside the handler (${presets[facts.preset] ?? facts.preset}) in ${environment(facts.env)}`, facts),
  restore: ({ env, span, outcome }) =>
    outcome === 'restoreTimeout'
      ? `Restoring the snapshot for ${environment(env)} was cut off after ${formatDuration(span)}: the restore limit was reached.`
      : `Restoring the snapshot for ${environment(env)} took ${formatDuration(span)}.`,
  suppressedInit: ({ request: number, env, span, outcome }) =>
    outcome === 'none'
      ? `${capital(environment(env))} still owed an init, so ${request(number).toLowerCase()} began with it: ${formatDuration(span)} of its Duration.`
      : `${capital(environment(env))} still owed an init; inside ${request(number).toLowerCase()} it ${outcome === 'timeout' ? 'used up the function timeout' : 'failed'} after ${formatDuration(span)}.`,
  handler: (facts) => {
    const how = served[facts.start](facts)
    if (facts.ongoing) return `${how} The run ends before it does.`
    return facts.outcome === 'success' || facts.outcome === 'none' ? how : `${how} It ended: ${outcomes[facts.outcome]}.`
  },
  shutdown: (facts) => capital(ended[facts.reason](facts)),
  giveUp: ({ request: number, via, gateway, waited }) =>
    gateway
      ? `${doors[via]} stopped waiting for ${request(number).toLowerCase()} after ${formatDuration(waited)}; the invocation goes on.`
      : `The client stopped waiting for ${request(number).toLowerCase()} after ${formatDuration(waited)}; the invocation goes on.`,
  retryWait: retried,
  connectionWait: ({ request: number, fn, span }) =>
    `${request(number)} waited ${formatDuration(span)} for one of the connections that the downstream of ${fn} accepts.`,
  provision: ({ fn, span, ready, asked }) => {
    if (!ready) return `Provisioned concurrency of ${fn} was asked for; preparing it takes ${formatDuration(span)}.`
    return asked ? `Provisioned concurrency of ${fn} was allocated.` : `All provisioned environments of ${fn} became ready together.`
  },
  drop: (facts) => `${givenUp[facts.because](facts)}${afterGivingUp(facts)}`,
  delivery: ({ request: number, target, deadLetter, after, outcome, source }) => {
    const words = request(number)
    if (source !== null) return `${capital(source)} put ${words.toLowerCase()} into its own dead-letter queue ${target}.`
    const what = deadLetter ? `${words}, as it was,` : `A record of ${words.toLowerCase()}, which ${after === 'success' ? 'succeeded' : 'was given up'},`
    if (outcome === 'deliveryFailed') return `${what} could not be sent to ${target}: it is lost.`
    return deadLetter ? `${words} went as it was to the dead-letter queue ${target}.` : `${what} went to ${target}.`
  },
  sideEffect: ({ request: number, fn, outcome, guards, batch }) => {
    const what = batch === null ? request(number) : `A message of ${request(number).toLowerCase()}`
    if (outcome === 'paid') return `${what} got to the external call of ${fn} and paid.`
    if (outcome === 'paidAgain') return `${what} had been paid for by an earlier execution; this one paid once more${guards === 'handler' ? ': the key had been given back, since the execution before did not complete' : ''}.`
    if (outcome === 'alreadyDone') return `${what} had been done: its idempotency key was known, and nothing was paid.`
    return `Another execution was at work on ${batch === null ? request(number).toLowerCase() : `messages of ${request(number).toLowerCase()}`}: its idempotency key was in progress, so this one failed at once.`
  },
  intervention: ({ what, target }) => interventions[what](target),
}

const refusals: Readonly<Record<string, (fn: string) => string>> = {
  payloadTooLarge: () => 'was refused before Lambda saw it: its payload is too large.',
  handOverDenied: (fn) => `could not be handed over: the policy of ${fn} does not let the service invoke it.`,
  handOverFailed: () => 'could not be handed over: Lambda did not take it.',
  recursiveLoop: (fn) => `was stopped: too many invocations led to it, one from the other. ${fn} did not run.`,
}

const SEEN: Readonly<Record<string, string>> = {
  throttled: 'was throttled',
  functionError: 'failed',
  timeout: 'timed out',
  crash: 'crashed',
  gatewayTimeout: 'got no answer in time',
  clientTimeout: 'got no answer in time',
  handOverDenied: 'was not permitted',
  handOverFailed: 'was not taken by Lambda',
  payloadTooLarge: 'was too large',
  apiThrottled: 'was throttled at the front door',
  outOfMemory: 'ran out of memory',
  responseTooLarge: 'had too large a response',
  restoreTimeout: 'had no environment in time',
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const ready: { [K in Exclude<NotCold['kind'], 'ignored'>]: (env: string) => string } = {
  warm: (env) => `${env} had served before and was free`,
  ahead: (env) => `${env} had been initialised ahead of need and was free`,
  provisioned: (env) => `${env} was already provisioned and had been idle`,
}

const ROLES = { decided: 'What decided it', began: 'Where it began' } as const

const remedies = {
  provisioned: (value: number) => `Provisioned concurrency of ${formatCount(value)}`,
  snapStart: () => 'SnapStart',
  reserve: (value: number) => `Reserve ${plural(value, 'execution', 'executions')}`,
  unreserve: () => 'No reservation',
  quota: (value: number) => `Account quota of ${formatCount(value)}`,
  timeout: (value: number) => `Timeout of ${formatCount(value)} s`,
  memory: (value: number) => `${formatCount(value)} MB of memory`,
} satisfies Readonly<Record<string, (value: number) => string>>

export type RemedyId = keyof typeof remedies

export const whyText = {
  /** What happened and why, in a sentence or two. */
  sentence: (facts: WhyFacts): string => (sentences[facts.kind] as (facts: WhyFacts) => string)(facts),
  /** A record in a few words: `Handler of request 4`. */
  name: ({ kind, request: number, env }: WhyFacts): string => {
    if (number !== null) return `${kinds[kind]}, request ${formatCount(number)}`
    return env > 0 ? `${kinds[kind]}, ${environment(env)}` : kinds[kind]
  },
  /** Something that kept a place: `env 3, request 2`. */
  holder: ({ env, request: number }: WhyFacts): string => {
    if (number === null) return environment(env)
    return env > 0 ? `${environment(env)}, request ${formatCount(number)}` : `request ${formatCount(number)}`
  },
  folded: {
    retries: (attempts: number) => `Retried ${attempts === 1 ? 'once' : `${formatCount(attempts)} times`}.`,
    start: (span: number) => `The environment started: ${formatDuration(span)} in all.`,
    more: (count: number) => `${plural(count, 'more step', 'more steps')} of the same chain.`,
  },
  title: 'Why?',
  lead: 'What happened first, then its causes back to where it began.',
  open: 'Why?',
  effect: 'Later effect',
  cause: 'Earlier cause',
  at: (step: number, of: number) => `Step ${formatCount(step)} of ${formatCount(of)}`,
  go: (number: number, name: string) => `${formatCount(number)}: go to ${name}`,
  roles: ROLES,
  unfold: (count: number) => `Show ${plural(count, 'record', 'records')}`,
  refold: 'Fold',
  obstacles: { throttle: 'What was in the way', create: 'What they were busy with' },
  inFlight: (used: number, allowed: number) => `${formatCount(used)} of ${formatCount(Math.max(0, allowed))} busy`,
  showMore: (more: number, all: number) => (more === all ? `Show ${formatCount(more)}` : `Show ${formatCount(more)} more of ${formatCount(all)}`),
  showFewer: 'Show fewer',
  helped: {
    title: 'What would have helped',
    lead: 'Each changes only the settings it needs and runs again. Undo goes back.',
    withoutRule: 'See the run without a rule:',
    without: (rule: string) => `Without the rule: ${rule}`,
    tried: {
      title: 'What it did',
      request: (number: number, before: string, after: string) =>
        before === after ? `Request ${formatCount(number)}: ${after}, as before.` : `Request ${formatCount(number)}: ${before} → ${after}.`,
      /** How a request ended, and after how long. */
      fate: ({ settled, outcome }: Fate, latency: number | null): string => {
        if (settled === null) return 'still going on at the end'
        if (latency === null) return outcomes[outcome]
        return outcome === 'success' ? formatDuration(latency) : `${outcomes[outcome]} after ${formatDuration(latency)}`
      },
      cost: (difference: string | null) => (difference === null ? 'It costs the same.' : `At this rate ${difference}.`),
      compare: 'Compare with before',
    },
    remedies,
  },
  whatIfLabel: (rule: string) => `Show the run without this rule: ${rule}`,
  copy: 'Copy as text',
  /** A step as a line of plain text. */
  line: (step: { number: number; moment: string; role: 'decided' | 'began' | null; sentence: string; badge: string; rule: string; source: string; url: string; checked: string }): string =>
    `${step.number}. ${step.moment}${step.role === null ? '' : `, ${ROLES[step.role].toLowerCase()}`}: ${step.sentence}\n   ${step.rule} (${step.badge}). ${step.source}, ${step.url}, ${step.checked}.`,
  fit: 'Zoom to these steps',
  not: {
    label: 'Why not?',
    throttled: {
      others: 'In flight before it',
      title: 'Why was it not throttled?',
      inFlight: ({ inFlight, limit, pool }: NotThrottled): string =>
        limit === null
          ? `${plural(inFlight.length, 'request was', 'requests were')} in flight before it, and this run ignores the limit.`
          : `${formatCount(inFlight.length)} of the ${plural(limit, `${pool} execution`, `${pool} executions`)} ${were(inFlight.length)} in use before it.`,
      rate: (left: number, size: number): string =>
        `The request rate had room for ${formatCount(Math.floor(left))} of ${formatCount(Math.floor(size))} more at once.`,
      scaling: (left: number, size: number): string =>
        `The scaling rate had ${formatCount(Math.floor(left))} of ${plural(size, 'new environment', 'new environments')} left.`,
      noScaling: 'It needed no new environment, so the scaling rate did not count.',
    },
    cold: {
      title: 'Why was it not cold?',
      ignored: 'This run ignores cold starts.',
      ready: (kind: Exclude<NotCold['kind'], 'ignored'>, number: number, idle: number): string =>
        `${capital(ready[kind](environment(number)))} for ${formatDuration(idle)}.`,
      limit: (limit: number): string => `Later in this run it was reclaimed after ${formatDuration(limit)} idle.`,
      kept: 'In this run it was not reclaimed for being idle.',
      free: (free: number, alive: number): string => `${formatCount(free)} of ${plural(alive, 'such environment was', 'such environments were')} free.`,
    },
  },
} as const
