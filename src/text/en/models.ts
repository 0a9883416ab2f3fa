/** Words of the invocation models side by side. Names and numbers come from the run. */
import { formatCompact, formatCount, formatDuration } from '../../base/format.ts'
import type { Holder } from '../../metrics/message/holder.ts'
import type { Model } from '../../metrics/models/compares.ts'
import type { End } from '../../metrics/models/ends.ts'
import type { ModelRow } from '../../metrics/models/rows.ts'
import type { ModelState } from '../../metrics/models/state.ts'
import type { EntryPoint } from '../../rules/vocabulary.ts'
import { SERVICE } from '../../sources/index.ts'
import type { Outcome } from '../../sim/trace/schema.ts'
import { stageText } from './stage.ts'
import { plural } from './words.ts'

const names: Readonly<Record<Model, string>> = {
  synchronous: 'Synchronous',
  asynchronous: 'Asynchronous',
  queue: 'Event source mapping: queue',
  stream: 'Event source mapping: stream',
}

type Row = Pick<ModelRow, 'model' | 'most' | 'visibilitySeconds' | 'holder' | 'via' | 'service'>

/** Where messages wait. */
const holders: Readonly<Record<Holder, string>> = {
  queue: 'SQS queue',
  fifo: 'FIFO queue',
  broker: 'Broker queue',
  line: 'Queue',
  stream: 'Shard',
  topic: 'Partition',
  changes: 'Change stream',
}

/** Who waits for the answer, where it is a service and not somebody's client. */
const callers: Readonly<Partial<Record<EntryPoint, string>>> = {
  'rest-api': 'API Gateway',
  'http-api': 'API Gateway',
  websocket: 'API Gateway',
  alb: 'Load balancer',
  cloudfront: 'CloudFront',
  cognito: 'Cognito',
  alexa: 'Alexa',
}

/** In the fewest words. */
const serviceName = ({ service }: Pick<Row, 'service'>): string | null => (service === null ? null : (SERVICE[service].face.short.at(-1) ?? SERVICE[service].name))

const retriers: { [M in Model]: (row: Row) => string } = {
  synchronous: ({ most, via }) => (via === 'cognito' ? 'Cognito' : most === 1 ? 'Nobody; it is up to the caller' : 'The SDK, not after function errors'),
  asynchronous: () => 'Lambda, from its event queue',
  queue: ({ visibilitySeconds, holder }) => (visibilitySeconds === null ? (holder === 'broker' ? 'The broker: delivered again' : 'Nobody') : `The queue: visible again after ${formatCount(visibilitySeconds)} s`),
  stream: ({ holder }) => `The poller, while the ${holders[holder].toLowerCase()} waits`,
}

const error = (outcome: Outcome): string => stageText.outcomes[outcome]

function seenBy(model: Model, { place, answered }: ModelState): string {
  if (place === 'unsent') return 'Nothing yet'
  if (model === 'asynchronous') return '202 at once, then nothing'
  if (model === 'queue') return 'Sent, then nothing'
  if (model === 'stream') return 'Written, then nothing'
  if (answered === null) return 'Nothing yet: it waits'
  if (answered === 'success') return 'The result'
  if (answered === 'gatewayTimeout' || answered === 'clientTimeout') return 'No answer in time'
  return answered === 'throttled' ? 'The error: 429, throttled' : `The error: ${error(answered)}`
}

const wait = (span: number | null): string => (span === null ? '' : `, ${formatDuration(span)} to go`)

const waiting: { [M in Model]: (state: ModelState, row: Row) => string } = {
  synchronous: ({ wait: span }) => `With the caller${wait(span)}`,
  asynchronous: ({ wait: span }) => `Event queue${wait(span)}`,
  queue: ({ wait: span, attempts }, { holder }) => (attempts === 0 ? 'In the queue' : `${holder === 'broker' ? 'Taken, not acknowledged' : 'Hidden in the queue'}${wait(span)}`),
  stream: ({ wait: span }, { holder }) => `First in its ${holders[holder].toLowerCase()}${wait(span)}`,
}

const done: Readonly<Record<Model, string>> = {
  synchronous: 'With the caller',
  asynchronous: 'Done',
  queue: 'Done: deleted from the queue',
  stream: 'Done: the checkpoint is past it',
}

function ended(end: End, { model, holder }: Row, { answered }: ModelState): string {
  switch (end) {
    case 'kept':
      return answered === 'success' ? 'Over: the caller has the result' : 'Over: the caller has the error'
    case 'done':
      return holder === 'broker' ? 'Done: acknowledged' : done[model]
    case 'deadLettered':
      return 'Over: in the dead-letter queue'
    case 'noted':
      return 'Over: given up, its destination has a note'
    case 'lost':
      return model === 'stream' ? 'Over: given up, nobody is told' : 'Over: lost, nobody is told'
    case 'expired':
      return 'Over: expired'
  }
}

function placeOf(row: Row, state: ModelState): string {
  if (state.ended !== null) return ended(state.ended, row, state)
  if (state.place === 'unsent') return 'Not sent yet'
  return state.place === 'function' ? `In the function: attempt ${formatCount(state.attempts)}` : waiting[row.model](state, row)
}

export const modelsText = {
  title: 'Models',
  lead: 'One event of each source, the first that fails, at the playhead.',
  label: 'Invocation models side by side',
  names,
  path: (source: string, fn: string) => `${source} → ${fn}`,
  request: (number: number) => `Request ${formatCount(number)}`,
  facts: { attempts: 'Attempts', retrier: 'Tries again', seen: 'Sender sees', place: 'Now' },
  attempts: (begun: number, most: number | null) => (most === null ? `${formatCount(begun)}, without a limit` : `${formatCount(begun)} of ${formatCount(most)}`),
  attempt: (number: number, outcome: Outcome) => `Attempt ${formatCount(number)}${outcome === 'none' ? '' : `: ${error(outcome)}`}`,
  more: (count: number) => `+${formatCount(count)}`,
  retrier: (row: Row) => retriers[row.model](row),
  seen: (row: Row, state: ModelState) => seenBy(row.model, state),
  place: placeOf,
  boxes: {
    caller: (row: Row) => serviceName(row) ?? (row.model === 'synchronous' ? (callers[row.via] ?? 'Caller') : 'Sender'),
    holder: ({ model, holder }: Row) => (model === 'asynchronous' ? 'Event queue' : holders[holder]),
    poller: 'Poller',
    fn: 'Function',
    deadLetters: 'Dead letters',
    destination: 'Destination',
    nowhere: 'Nowhere',
  },
  counts: {
    sent: (count: number) => `${formatCompact(count)} sent`,
    waiting: (count: number) => `${formatCompact(count)} waiting`,
    behind: (count: number) => `${formatCompact(count)} behind`,
    running: (count: number) => `${formatCompact(count)} running`,
    out: (count: number) => `${formatCompact(count)} there`,
    poller: 'in Lambda',
  },
  arrows: { invoke: 'invoke', response: 'response', accepted: '202', process: 'process', poll: 'poll', batch: 'batch' },
  strip: (attempts: number) => plural(attempts, 'attempt', 'attempts'),
} as const
