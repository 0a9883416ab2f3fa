/** Metrics that consist of samples: what each invocation or throttle adds, and when. */
import { bisectLeft } from '../../base/bisect'
import type { Scenario } from '../../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { LaneId, Micros, RecordId, Trace } from '../../sim/trace/schema'
import { KIND, LANE, POOL } from '../../sim/trace/writer'
import { isInvocation } from '../billing'
import { arrivalOf, functionOf } from '../flight'
import type { MetricName } from './catalogue'
import { eachEventSample, isEventMetric } from './eventSamples'
import { provisionedQualifiers, provisionedSteps, valueAt } from './settings'

/** A trace and what it was made from. */
export interface Run {
  trace: Trace
  scenario: Scenario
}

/** Part of a run: samples stamped from `from` up to, but not including, `to`, as far as they are known by a moment. */
export interface Stretch {
  from: Micros
  to: Micros
  knownBy: Micros
}

/** Takes a sample: its timestamp and its value. */
export type Take = (stamp: Micros, value: number) => void

// Plain constants: they are read once per record.
const { handler: HANDLER, suppressedInit: SUPPRESSED_INIT, throttle: THROTTLE } = KIND
const SUCCESS = OUTCOMES.indexOf('success')
const MICROS_PER_MS = 1000

/** Reads a record's value for one metric; NaN where it adds no sample. */
type Reader = (record: RecordId) => number

/** Whether anything is sent because of the record. */
function isSample(trace: Trace, record: RecordId): boolean {
  const kind = trace.records.kind[record]!
  return kind === HANDLER || kind === THROTTLE || (kind === SUPPRESSED_INIT && isInvocation(trace, record))
}

/** The init inside the invoke that precedes a handler, if there is one: Duration begins with it. */
function repeatedInit({ records }: Trace, record: RecordId): RecordId {
  if (records.kind[record] !== HANDLER) return NONE
  const cause = records.cause[record]!
  return cause !== NONE && records.kind[cause] === SUPPRESSED_INIT && records.lane[cause] === records.lane[record] ? cause : NONE
}

function readerOf(run: Run, metric: MetricName): Reader {
  const { trace, scenario } = run
  const { records, lanes } = trace
  switch (metric) {
    case 'Errors':
      return (record) => (records.kind[record] === THROTTLE ? NaN : failed(trace, record))
    case 'Throttles':
      return (record) => (records.kind[record] === THROTTLE ? 1 : 0)
    case 'Duration':
      return (record) => {
        if (records.kind[record] === THROTTLE) return NaN
        const init = repeatedInit(trace, record)
        return (records.span[record]! + (init === NONE ? 0 : records.span[init]!)) / MICROS_PER_MS
      }
    case 'ProvisionedConcurrencyInvocations':
      return (record) => (records.kind[record] !== THROTTLE && lanes.pool[records.lane[record]!] === POOL.provisioned ? 1 : NaN)
    case 'ProvisionedConcurrencySpilloverInvocations':
      return spilloverReader(trace, scenario)
    default:
      return (record) => (records.kind[record] === THROTTLE ? NaN : 1)
  }
}

function failed({ records }: Trace, record: RecordId): number {
  const outcome = records.outcome[record]! & OUTCOME_MASK
  return outcome !== 0 && outcome !== SUCCESS ? 1 : 0
}

/** Invocations on demand whose request named a version or alias with provisioned concurrency at its arrival. */
function spilloverReader(trace: Trace, scenario: Scenario): Reader {
  const { records, lanes } = trace
  const provision = scenario.functions.map(
    (_, fn) => new Map(provisionedQualifiers(scenario, fn).map((qualifier) => [qualifier, provisionedSteps(scenario, fn, qualifier)])),
  )
  const qualifiers = qualifiersOf(trace, scenario)
  return (record) => {
    if (records.kind[record] === THROTTLE || lanes.pool[records.lane[record]!] === POOL.provisioned) return NaN
    const arrival = arrivalOf(trace, record)
    if (arrival === NONE) return NaN
    const qualifier = qualifiers.get(records.lane[arrival]!) ?? null
    const steps = qualifier === null ? undefined : provision[functionOf(trace, records.lane[record]!) - 1]?.get(qualifier)
    return steps !== undefined && valueAt(steps, records.time[arrival]!) > 0 ? 1 : NaN
  }
}

/** The version or alias that each source names, by its lane. Source lanes follow the order of the scenario. */
export function qualifiersOf({ lanes }: Trace, scenario: Scenario): Map<LaneId, string | null> {
  const found = new Map<LaneId, string | null>()
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] === LANE.source) found.set(lane, scenario.traffic[found.size]?.Qualifier ?? null)
  }
  return found
}

export interface SampleQuestion {
  metric: MetricName
  /** Position of a function in the scenario; null for all. */
  fn: number | null
}

/**
 * Hands over the samples of a stretch in one pass. An invocation is stamped with its start (rule MO-11) and known
 * from its end (rule MO-02); a throttle is both at once.
 */
export function eachSample(run: Run, question: SampleQuestion, stretch: Stretch, take: Take): void {
  const { metric } = question
  if (isEventMetric(metric)) return eachEventSample(run, { metric, fn: question.fn }, stretch, take)
  const { trace } = run
  const { records, lanes } = trace
  const { from, to } = stretch
  const knownBy = Math.min(stretch.knownBy, trace.until)
  const read = readerOf(run, question.metric)
  const own = question.fn === null ? NONE : question.fn + 1
  const first = bisectLeft(records.time, from, 0, records.length)
  // A handler behind an init inside the invoke starts later than its invocation.
  const last = bisectLeft(records.time, to + (to < trace.until ? trace.longestSpan : 0), first, records.length)
  for (let record = first; record < last; record++) {
    if (!isSample(trace, record)) continue
    const lane = records.lane[record]!
    if (own !== NONE && lane !== own && lanes.parent[lane] !== own) continue
    if (records.time[record]! + records.span[record]! > knownBy) continue
    const init = repeatedInit(trace, record)
    const stamp = records.time[init === NONE ? record : init]!
    if (stamp < from || stamp >= to) continue
    const value = read(record)
    if (value === value) take(stamp, value)
  }
}
