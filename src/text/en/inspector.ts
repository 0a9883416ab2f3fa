/** Words of the inspector: a request's or an environment's life, its price and what it left in the log. */
import { formatCount, formatDuration } from '../../base/format.ts'
import type { CostItem, CostLine } from '../../metrics/costs.ts'
import type { Segment } from '../../metrics/life.ts'
import type { EntryPoint } from '../../rules/vocabulary.ts'
import type { RuleValue } from '../../rules/rule.ts'
import { events } from './events.ts'

/** Every digit of a price: a single request costs a few millionths of a cent. */
const price = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', minimumFractionDigits: 0, maximumFractionDigits: 13 })
const exactNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 13 })
const amount = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

/** A duration to the microsecond, in milliseconds. */
const exact = (micros: number): string => `${(micros / 1000).toLocaleString('en-US', { minimumFractionDigits: 3 })} ms`
const usd = (dollars: number): string => price.format(dollars)

const items: Readonly<Record<CostItem, string>> = {
  requests: 'Request',
  duration: 'Duration',
  initAhead: 'Init ahead of need',
  provisionedDuration: 'Duration, provisioned',
  provisionedInit: 'Init, provisioned',
  provisionedFee: 'Provisioned concurrency',
  ephemeralStorage: 'Ephemeral storage',
  snapStartCache: 'SnapStart cache',
  snapStartRestore: 'SnapStart restore',
  freeTier: 'Free tier',
}

const segments: Readonly<Record<Segment, string>> = {
  caller: 'Caller',
  service: 'AWS::Lambda',
  initialization: 'Initialization',
  restore: 'Restore',
  invocation: 'Invocation',
}

export const inspectorText = {
  title: 'Inspect',
  empty: 'Select anything: a bar or mark on the timeline, the label of an environment, or an event in the list.',
  emptyHint: 'Then ask why it happened.',
  close: 'Close and clear the selection',
  environment: (number: number, fn: string) => `Env ${formatCount(number)} of ${fn}`,
  facts: (facts: readonly string[]) => facts.join(' · '),
  exact,
  life: {
    title: (request: string) => `Life of ${request}`,
    request: (number: number) => `request ${formatCount(number)}`,
    total: (span: number, attempts: number) => (attempts > 1 ? `${exact(span)}, ${formatCount(attempts)} attempts` : exact(span)),
    segments,
    /** Who stands at the beginning, where it is no caller. */
    lambdaCalls: { event: 'Event queue', 'event-source': 'Poller' } as Readonly<Partial<Record<EntryPoint, string>>>,
    hint: 'Segments as X-Ray names them. Initialization, Restore and Invocation belong to AWS::Lambda::Function.',
    overhead: 'Overhead',
    overheadNone: 'not modelled',
    arrives: (attempt: number) => `Attempt ${formatCount(attempt)}`,
    at: (offset: number) => `after ${exact(offset)}`,
    offset: (offset: number) => `+${exact(offset)}`,
    instant: '0 ms',
    showAll: (count: number) => `Show all ${formatCount(count)} steps`,
    showFewer: 'Show fewer',
  },
  price: {
    title: 'Price',
    none: 'Nothing is billed: no environment worked for it.',
    billed: (ms: number) => `${formatCount(ms)} ms billed`,
    gbSeconds: (ms: number, mb: number) => `${formatCount(ms)} ms × ${formatCount(mb)} MB ÷ 1,024 ÷ 1,000 = ${exactNumber.format((ms * mb) / 1_024_000)} GB-s`,
    line: (quantity: number, unit: CostLine['unit'], price: number): string =>
      `${amount.format(quantity)} ${unit === 'requests' ? 'request' : unit} × ${usd(price)}`,
    items,
    usd,
    total: 'Total',
    /** @param perHour US dollars */
    standing: (perHour: number) => `Not in it: the provisioned concurrency itself, ${usd(perHour)} an hour, used or not.`,
    note: 'First price tier, without the free tier.',
  },
  report: {
    title: 'REPORT line',
    copy: 'Copy the REPORT line',
    none: 'An invocation writes it when it ends; this one was still going on.',
    refused: 'A refused request reaches no environment and writes no log.',
  },
  lane: {
    created: 'Created',
    ended: 'Gone',
    alive: 'still there at the end of the run',
    ready: 'Capacity that was there before the run began.',
    starting: 'Starting',
    busy: 'Serving',
    idle: 'Idle',
    stretches: (count: number, longest: number) =>
      count === 0 ? 'none' : `${formatCount(count)} ${count === 1 ? 'stretch' : 'stretches'}, longest ${formatDuration(longest)}`,
    withSpan: (span: number, more: string) => `${formatDuration(span)}: ${more}`,
    invocations: 'Invocations',
    none: 'none',
    billed: 'Billed',
    billedOf: (ms: number, dollars: number) => `${formatCount(ms)} ms, ${usd(dollars)}`,
    came: 'Why was it created?',
    went: 'Why did it go?',
    life: 'Life',
  },
  peekWhy: 'Why?',
  rule: {
    values: (values: readonly RuleValue[]) => events.details.values(values),
    checked: events.details.checked,
  },
} as const
