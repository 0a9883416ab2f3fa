/** Words of forks and comparisons. */
import { formatCount, formatDuration, formatMoney, formatNumber, formatShare } from '../../base/format.ts'
import type { DifferenceKind } from '../../metrics/difference.ts'
import type { SummaryField } from '../../metrics/runSummary.ts'
import type { FutureName } from '../../scenario/comparison.ts'
import { plural } from './words.ts'

const list = new Intl.ListFormat('en-US', { style: 'short', type: 'unit' })

const letter: Readonly<Record<FutureName, string>> = { a: 'A', b: 'B' }

const moreOf = (delta: number, one: string, many: string): string => {
  const size = Math.abs(delta)
  return `${formatCount(size)} ${delta < 0 ? 'fewer' : 'more'} ${size === 1 ? one : many}`
}

/** What B has more or less of than A, in words. */
const deltas = {
  requests: (delta: number) => moreOf(delta, 'request', 'requests'),
  throttles: (delta: number) => moreOf(delta, '429', '429s'),
  coldStarts: (delta: number) => moreOf(delta, 'cold start', 'cold starts'),
  errors: (delta: number) => moreOf(delta, 'error', 'errors'),
  p99: (delta: number) => `p99 ${formatDuration(Math.abs(delta))} ${delta < 0 ? 'lower' : 'higher'}`,
  costPerDayUsd: (delta: number) => `${formatMoney(Math.abs(delta))} a day ${delta < 0 ? 'less' : 'more'}`,
} as const

const fields: Readonly<Record<SummaryField, string>> = {
  requests: 'Requests',
  throttles: '429s',
  coldStarts: 'Cold starts',
  errors: 'Errors',
  retries: 'Retries',
  invocations: 'Invocations ended',
  coldShare: 'Cold share',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
  costUsd: 'Cost of the run',
  costPerDayUsd: 'Cost a day',
  costPerMonthUsd: 'Cost a month',
}

const COSTS: ReadonlySet<SummaryField> = new Set(['costUsd', 'costPerDayUsd', 'costPerMonthUsd'])
const LATENCIES: ReadonlySet<SummaryField> = new Set(['p50', 'p90', 'p95', 'p99', 'p999'])

/** A value in the unit of its field. */
function value(field: SummaryField, amount: number): string {
  if (Number.isNaN(amount)) return '–'
  if (LATENCIES.has(field)) return formatDuration(amount)
  if (field === 'coldShare') return formatShare(amount)
  return COSTS.has(field) ? formatMoney(amount) : formatCount(amount)
}

/** A difference with its sign. */
function signed(field: SummaryField, delta: number): string {
  if (Number.isNaN(delta)) return '–'
  if (delta === 0) return '0'
  const size = Math.abs(delta)
  return `${delta < 0 ? '−' : '+'}${field === 'coldShare' ? points(size) : value(field, size)}`
}

/** Between two percentages lie percentage points. */
function points(share: number): string {
  const count = formatNumber(share * 100)
  return `${count}\u00a0${count === '1' ? 'point' : 'points'}`
}

const kinds: Readonly<Record<DifferenceKind, string>> = {
  outcome: 'another outcome',
  cold: 'cold or warm',
  latency: 'faster or slower',
  added: 'only in B',
  missing: 'only in A',
}

export const compare = {
  letter,
  forkLabel: 'Fork and compare',
  tools: 'Interventions and forks',
  menu: {
    here: { label: 'Fork here', note: 'Two futures from this moment on, with the same arrivals and the same luck.' },
    start: { label: 'Compare from the start', note: 'Two configurations side by side over the whole run.' },
    original: { label: 'Compare with the original', note: 'What was opened as A, what you made of it as B.' },
    rules: { label: 'Compare with the rules of…', note: 'The same scenario under the rules of another day.' },
  },
  bar: 'Comparison of two futures',
  futures: 'Future shown and edited',
  future: (name: FutureName) => `Future ${letter[name]}`,
  forkedAt: (time: string) => `forked at ${time}`,
  fromStart: 'from the start',
  same: 'B does as A does so far. Change a setting.',
  running: 'Running the other future.',
  failed: 'The run of the other future failed.',
  differences: (parts: readonly string[]) => `B: ${list.format(parts)}`,
  onlyTimes: (count: number) => (count === 1 ? 'B: 1 request differs' : `B: ${formatCount(count)} requests differ`),
  deltas,
  first: 'First difference',
  noFirst: 'No difference',
  details: 'Details',
  detailsLabel: 'Details of the comparison',
  both: 'Both',
  bothLabel: 'Show the environments of both',
  end: 'End',
  endLabel: 'End the comparison',
  keep: {
    a: { label: 'Keep A', note: 'Ends the comparison; B can be had back with Undo.' },
    b: { label: 'Keep B', note: 'Ends the comparison; A can be had back with Undo.' },
  },
  fromStartNote: (count: number) =>
    count === 1
      ? 'One change cannot be made while the function runs, so B has it from the start.'
      : `${formatCount(count)} changes cannot be made while the function runs, so B has them from the start.`,
  dialog: {
    title: 'A and B compared',
    close: 'Close',
    tabs: { label: 'Parts of the comparison', numbers: 'Numbers', requests: 'Requests', changes: 'Changes', seeds: 'Many seeds' },
  },
  numbers: {
    caption: 'Whole runs of A and B',
    what: 'What',
    difference: 'B − A',
    note: 'A day and a month go on like the run: what is provisioned is paid for by the time it stands, all else as often as it occurs. Shares differ by percentage points.',
    latencyOver: (a: number, b: number) =>
      a === b
        ? `Latency is the response time of the invocations that ended: ${formatCount(a)} in A and in B.`
        : `Latency is the response time of the invocations that ended: ${formatCount(a)} in A, ${formatCount(b)} in B. A refused request has none, so percentiles also move when other requests are refused.`,
  },
  fields,
  value,
  signed,
  requests: {
    summary: (differing: number, matched: number) =>
      `${formatCount(differing)} of ${plural(matched, 'request', 'requests')} ${differing === 1 ? 'differs' : 'differ'}. Requests are matched by source and order of arrival.`,
    kinds,
    counts: (kind: DifferenceKind, count: number) => `${kinds[kind]}: ${formatCount(count)}`,
    columns: { request: 'Request', at: 'Arrived', latency: 'B − A' },
    go: (number: number) => `Show request ${formatCount(number)}`,
    number: (number: number) => formatCount(number),
    absent: 'not sent',
    open: 'still going on',
    outcome: (outcome: string, latency: string) => `${outcome}, ${latency}`,
    cold: (outcome: string) => `${outcome}, cold`,
    more: (count: number) => `${plural(count, 'more is', 'more are')} marked on the stage.`,
    tooMany: 'These runs are too large to compare request by request. The numbers are of the whole runs.',
    none: 'No request differs.',
  },
  changes: {
    none: 'A and B have the same settings and the same interventions.',
    fromStart: 'From the start',
    fromStartForked: 'From the start, since it cannot change while the function runs',
    atFork: 'While the scenario runs',
    onlyA: 'only in A',
    onlyB: 'only in B',
    rules: 'Rules that changed',
    noRules: 'No rule of this model changed between the two days.',
    rulesOn: (day: string) => `on ${day}`,
    nothing: 'no such rule',
    differs: 'differs',
  },
  seeds: {
    intro: (seeds: number) =>
      `Runs A and B with ${formatCount(seeds)} seeds: other arrivals, other luck. Each pair shares its seed, so the difference is between like and like.`,
    start: (seeds: number) => `Over ${formatCount(seeds)} seeds`,
    again: 'Run again',
    running: (share: number) => `${formatShare(Math.floor(share * 100) / 100)} done`,
    progress: 'Seeds that have run',
    cancel: 'Cancel',
    cancelled: 'Cancelled.',
    failed: (message: string) => `The runs failed: ${message}`,
    done: (seeds: number) => `${formatCount(seeds)} seeds have run.`,
    chart: 'Latency of A and B, median of the seeds with its 95 % interval',
    caption: 'Median over the seeds and its 95 % interval',
    interval: (low: string, high: string) => `${low} to ${high}`,
    note: 'Medians of one number for each run; intervals by order statistics, without assumption on how the numbers are spread.',
  },
  asOf: {
    title: 'Compare with the rules of another day',
    button: 'Compare with the rules of…',
    intro: (day: string) => `A keeps the rules of ${day}. B is the same scenario under the rules of the day you choose.`,
    day: 'Day of B',
    compare: 'Compare',
    cancel: 'Cancel',
    same: 'That is the day of A.',
  },
  twin: (name: FutureName) => `Environments of ${letter[name]}`,
  lane: 'Differences',
  laneLabel: (count: number) => `Requests that differ, by arrival: ${formatCount(count)}`,
  overlay: (name: FutureName) => `The dotted line is the concurrency of ${letter[name]}.`,
  status: {
    forked: (time: string) => `Forked at ${time}. B is shown and edited; A is kept.`,
    started: 'Comparing from the start. B is shown and edited; A is kept.',
    withOriginal: 'Comparing with the original. It is A; B, with your changes, is shown and edited.',
    switched: (name: FutureName) => `Future ${letter[name]} is shown and edited.`,
    kept: (name: FutureName) => `The comparison ended. ${letter[name]} stays.`,
    first: (time: string) => `First difference at ${time}.`,
  },
} as const
