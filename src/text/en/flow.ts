/** Words of the flow: who calls, what stands between, the Lambda service, the environments of each function. */
import { formatCompact, formatCount, formatDuration, formatNumber } from '../../base/format.ts'
import type { EntryPoint } from '../../rules/vocabulary.ts'
import { plural } from './words.ts'

/** What an environment is doing. */
const states = {
  gone: 'gone',
  idle: 'idle (frozen)',
  create: 'being created',
  network: 'attaching its network interface',
  download: 'downloading code',
  runtimeStart: 'starting the runtime',
  functionInit: 'running function init',
  restore: 'restoring its snapshot',
  suppressedInit: 'repeating its init',
  connectionWait: 'waiting for a connection',
  handler: 'running the handler',
  shutdown: 'shutting down',
} as const
export type CellState = keyof typeof states

/** The same in a bar of proportions. */
const stateNames: Readonly<Record<CellState, string>> = {
  gone: 'gone',
  idle: 'idle',
  create: 'create',
  network: 'network',
  download: 'download',
  runtimeStart: 'runtime start',
  functionInit: 'function init',
  restore: 'restore',
  suppressedInit: 'repeated init',
  connectionWait: 'waiting',
  handler: 'handler',
  shutdown: 'shutdown',
}

const pools = {
  'on-demand': 'on demand',
  provisioned: 'provisioned',
  proactive: 'initialised ahead of need',
} as const

const doors: Readonly<Record<EntryPoint, string>> = {
  sdk: 'AWS SDK',
  'rest-api': 'REST API',
  'http-api': 'HTTP API',
  'function-url': 'Function URL',
  alb: 'Load balancer',
  websocket: 'WebSocket API',
  cloudfront: 'CloudFront',
  cognito: 'Cognito',
  alexa: 'Alexa',
  event: 'Event queue',
  'event-source': 'Queue',
}

const meters = {
  reserved: 'reserved',
  provisioned: 'provisioned',
  unreserved: 'unreserved',
  account: 'account',
} as const

/** A pool that lets nothing in, in as many words as there is room for. */
const closed = {
  provisioned: ['all provisioned', 'none left', 'none'],
  off: ['switched off', 'off'],
  taken: ['none left', 'none'],
} as const

export type PoolClosed = keyof typeof closed

export interface FlowCounts {
  name: string
  alive: number
  starting: number
  running: number
  idle: number
}

export const flowText = {
  title: 'Flow',
  lead: 'Trips along the arrows take display time, not simulated time.',
  label: 'Requests on their way through Lambda',
  help: 'Arrow keys: from box to box and from environment to environment. Home and End: first and last. Enter: select. Escape: clear. Requests on their way can be selected in the list of events.',
  noneFocused: 'Press an arrow key to walk through the boxes.',
  states,
  stateNames,
  pools,
  doors,
  meters,
  closed,
  outlets: { onSuccess: 'On success', onFailure: 'On failure', deadLetter: 'Dead letters' },
  lambda: 'Lambda',
  downstream: 'Downstream',
  payments: 'Payments',
  paid: (count: number) => `${formatCompact(count)} paid`,
  paidAgain: (count: number): [string, ...string[]] => [`${formatCompact(count)} of them again`, `${formatCompact(count)} again`],
  alreadyDone: (count: number): [string, ...string[]] => [`${formatCompact(count)} already done`, `${formatCompact(count)} skipped`],
  inProgress: (count: number): [string, ...string[]] => [`${formatCompact(count)} in progress`, `${formatCompact(count)} busy`],

  /** Messages of queues and streams. */
  visible: (count: number) => `${formatCount(count)} visible`,
  inFlight: (count: number) => `${formatCount(count)} in flight`,
  deadLettered: (count: number) => [`${formatCount(count)} dead-lettered`, `${formatCount(count)} dead`],
  behind: (count: number) => `${formatCount(count)} behind`,
  oldest: (age: number) => [`oldest ${formatDuration(age)}`, formatDuration(age)],
  discarded: (count: number) => `${formatCount(count)} given up`,
  filtered: (count: number) => [`${formatCount(count)} filtered out`, `${formatCount(count)} filtered`],
  outletCount: (count: number, notes: boolean) => (notes ? plural(count, 'note', 'notes') : plural(count, 'event', 'events')),
  notTaken: (count: number) => `${formatCompact(count)} not taken`,
  inItsQueue: (count: number) => `${formatCompact(count)} in its DLQ`,
  sent: (count: number) => `${formatCompact(count)} sent`,
  retrying: (count: number) => `${formatCompact(count)} to retry`,
  noLimit: 'no limit',
  waiting: (count: number) => `${formatCompact(count)} waiting`,
  connections: (count: number) => `${formatCount(count)} at a time`,
  fill: (used: number, limit: number) => `${formatCount(used)} of ${formatCount(limit)}`,
  fillClose: (used: number, limit: number) => `${formatCount(used)}/${formatCount(limit)}`,
  fillShort: (used: number, limit: number) => `${formatCompact(used)}/${formatCompact(limit)}`,
  busy: (busy: number, alive: number) => `${formatCount(busy)} of ${formatCount(alive)} busy`,
  busyShort: (busy: number, alive: number) => `${formatCompact(busy)} of ${formatCompact(alive)}`,
  empty: 'no environment',
  stateCount: (count: number, state: string) => `${formatCount(count)} ${state}`,
  poolCount: (count: number, pool: string) => `${formatCount(count)} ${pool}`,
  /** Requests on an arrow that are too many to be told apart. */
  rate: (perSecond: number) => `${perSecond >= 1000 ? formatCompact(perSecond) : formatNumber(perSecond)}/s`,
  refused: (status: number | null, count: number) => {
    const what = status === null ? 'refused' : String(status)
    return count === 1 ? what : `${what} ×${formatCount(count)}`
  },
  gaveUp: (status: number | null, count: number) => {
    const what = status === null ? 'gave up' : String(status)
    return count === 1 ? what : `${what} ×${formatCount(count)}`
  },

  tip: {
    source: (name: string) => name,
    sourceFacts: (sent: number, door: string) => `${plural(sent, 'attempt', 'attempts')} sent, by ${door}`,
    open: (count: number) => `${plural(count, 'request', 'requests')} not answered yet`,
    refusals: (count: number) => `${plural(count, 'attempt', 'attempts')} refused so far`,
    gaveUps: (count: number) => `gave up ${count === 1 ? 'once' : `${formatCount(count)} times`} so far`,
    messages: (count: number, kind: string) => `${plural(count, 'message', 'messages')} sent to this ${kind}`,
    batches: (count: number) => `${plural(count, 'batch', 'batches')} so far, attempts counted`,
    polling: (seconds: number) => `nothing to do: pollers ask for messages and wait up to ${formatCount(seconds)} s for an answer`,
    delayed: (count: number) => `${formatCount(count)} delayed`,
    expired: (count: number) => `${formatCount(count)} expired`,
    eventsSent: (count: number) => `${plural(count, 'event', 'events')} sent; Lambda answers at once`,
    service: (name: string) => `sent by ${name}`,
    follows: (source: string) => `gets the same messages as ${source}`,
    notTaken: (count: number, queue: string | null) => `${plural(count, 'event was', 'events were')} not taken by Lambda${queue === null ? '' : `, and went to its own dead-letter queue ${queue}`}`,
    eventsWait: (count: number) => (count === 1 ? '1 event waits for an attempt' : `${formatCount(count)} events wait for an attempt`),
    outlet: (name: string, functionName: string) => `${name} of ${functionName}`,
    outletFacts: (count: number, arn: string, notes: boolean) => [notes ? `${plural(count, 'note', 'notes')} of batches given up` : plural(count, 'event', 'events'), arn],
    retries: (count: number) => `${plural(count, 'request waits', 'requests wait')} to be sent again`,
    doorWaits: (micros: number) => `waits up to ${formatDuration(micros)} for an answer`,
    doorWaitsForever: 'sets no limit on the wait for an answer',
    gate: (functionName: string) => `Lambda, admission for ${functionName}`,
    meter: (name: string, used: number, limit: number) => `${name}: ${formatCount(used)} of ${formatCount(limit)} in flight`,
    closed: (name: string, why: PoolClosed) => `${name}: ${closed[why][0]}`,
    functionFacts: ({ alive, starting, running, idle }: FlowCounts) =>
      alive === 0
        ? 'no environment exists'
        : `${plural(alive, 'environment', 'environments')}: ${formatCount(starting)} starting, ${formatCount(running)} running, ${formatCount(idle)} idle`,
    environment: (number: number, functionName: string) => `Environment ${formatCount(number)} of ${functionName}`,
    noEnvironment: 'No environment here at this moment',
    request: (number: number) => `request ${formatCount(number)}`,
    since: (duration: string, at: string) => `since ${at}, for ${duration}`,
    pool: (pool: string) => pool,
    payments: (functionName: string) => `What ${functionName} has paid`,
    downstream: (functionName: string) => `Downstream of ${functionName}`,
    downstreamFacts: (limit: number, waiting: number) =>
      `${plural(limit, 'connection', 'connections')}, ${plural(waiting, 'handler waits', 'handlers wait')} for one`,
    trips: {
      request: 'Request on its way',
      answer: 'Answer on its way back',
      refusal: 'Refused',
      giveUp: 'Nobody waits any more',
    },
    status: (status: number) => `status ${status}`,
    arrives: (at: string) => `arrives at ${at}`,
    at: (at: string) => `at ${at}`,
  },

  /** The picture in words, for whoever does not see it. */
  summary: (time: string, parts: readonly string[]) => `At ${time}: ${parts.join('; ')}.`,
  summaryFunction: ({ name, alive, starting, running, idle }: FlowCounts) =>
    alive === 0
      ? `${name} has no environment`
      : `${name} has ${plural(alive, 'environment', 'environments')}, ${formatCount(starting)} starting, ${formatCount(running)} running, ${formatCount(idle)} idle`,
  summaryQueue: (name: string, facts: readonly string[]) => `${name}: ${facts.join(', ')}`,
  summarySource: (name: string, sent: number, refused: number, retrying: number) =>
    [
      `${name}: ${formatCount(sent)} sent`,
      refused > 0 ? `${formatCount(refused)} refused` : '',
      retrying > 0 ? `${formatCount(retrying)} waiting to retry` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),

  parts: {
    label: 'Parts of the stage',
    flow: 'Flow',
    models: 'Models',
    timeline: 'Timeline',
    concurrency: 'Concurrency chart',
    show: (name: string) => `Show ${name}`,
    hide: (name: string) => `Hide ${name}`,
    last: (name: string) => `${name}: one part stays on show`,
  },
} as const
