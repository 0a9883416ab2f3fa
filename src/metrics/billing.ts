/**
 * What is billed of each record. Times are summed in microseconds first and rounded up once per invocation (rule
 * BL-03), to whole milliseconds or what was billed on the day of the rules (BL-01).
 */
import { MICROS_PER_MS } from '../base/units'
import type { Scenario } from '../sim/scenario'
import { NONE, OUTCOME_MASK } from '../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE } from '../sim/trace/writer'
import { createTariff } from './tariff'
import type { Tariff } from './tariff'

/** The tariff, and per lane what it means for the environments there. Plain data. */
export interface Billing {
  tariff: Tariff
  /** By lane: row of `Tariff.rates`, or NONE where the lane is no environment. */
  rate: Int32Array
  /** By lane: 1 where the Init phase is billed. */
  initBilled: Uint8Array
}

/** The parts of one invocation. Microseconds. */
export interface InvocationPhases {
  /** The attempt it answers, or NONE. */
  arrival: RecordId
  /** Start of the Init phase; of the whole where there is none. */
  initStart: Micros
  /** Init phase of a cold start (runtime start and function init). */
  init: Micros
  /** Whether that Init phase overran or crashed and was done again inside the invocation. */
  aborted: boolean
  restore: Micros
  /** What REPORT calls Duration: handler and suppressed init. */
  duration: Micros
  /** Start of Duration. */
  start: Micros
}

/** A stretch of billed time, as long as it is billed: rounded up. */
export interface BilledSpan {
  start: Micros
  billedMs: number
  /** Whether an init before the record is billed with it. */
  withInit: boolean
}

export function createBilling(trace: Trace, scenario: Scenario): Billing {
  const tariff = createTariff(scenario)
  const { lanes } = trace
  const rate = new Int32Array(lanes.length).fill(NONE)
  const initBilled = new Uint8Array(lanes.length)
  const fixed = tariff.rates.length === tariff.functions.length
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] !== LANE.environment) continue
    const fn = lanes.parent[lane]! - 1
    rate[lane] = fixed ? fn : rateOf(tariff, fn, lanes.version[lane]!)
    initBilled[lane] = tariff.functions[fn]!.initBilled[lanes.pool[lane]!] === true ? 1 : 0
  }
  return { tariff, rate, initBilled }
}

function rateOf(tariff: Tariff, fn: number, version: number): number {
  return tariff.rates.findLastIndex((row) => row.fn === fn && row.fromVersion <= version)
}

// Plain constants: they are read once per record.
const { handler: HANDLER, suppressedInit: SUPPRESSED_INIT, functionInit: FUNCTION_INIT, runtimeStart: RUNTIME_START, restore: RESTORE } = KIND

/** Microseconds as billed milliseconds. */
export const billable = (micros: Micros, granularityMs: number): number => Math.ceil(micros / (granularityMs * MICROS_PER_MS)) * granularityMs

/** Whether the record is an invocation: a handler, or an init inside the invoke that failed before the handler. */
export function isInvocation(trace: Trace, record: RecordId): boolean {
  const kind = trace.records.kind[record]!
  if (kind === HANDLER) return true
  return kind === SUPPRESSED_INIT && (trace.records.outcome[record]! & OUTCOME_MASK) !== 0
}

/** Whether the record is part of an Init phase that no request waits for (provisioned, or ahead of need). */
export function isInitAhead(trace: Trace, record: RecordId): boolean {
  const kind = trace.records.kind[record]!
  return (kind === FUNCTION_INIT || kind === RUNTIME_START) && trace.records.request[record] === NONE
}

/** Follows an invocation back to its arrival. */
export function phasesOf(trace: Trace, invocation: RecordId): InvocationPhases {
  const { records } = trace
  const lane = records.lane[invocation]!
  const request = records.request[invocation]!
  const phases = { initStart: 0, init: 0, aborted: false, restore: 0, duration: 0, start: records.time[invocation]! }
  phases.initStart = phases.start
  let at: RecordId = invocation
  for (; at !== NONE && records.lane[at] === lane && records.request[at] === request; at = records.cause[at]!) {
    const span = records.span[at]!
    const kind = records.kind[at]!
    if (kind === HANDLER || kind === SUPPRESSED_INIT) {
      phases.duration += span
      phases.start = records.time[at]!
      phases.initStart = phases.start
    } else if (kind === FUNCTION_INIT || kind === RUNTIME_START) {
      phases.init += span
      phases.initStart = records.time[at]!
    } else if (kind === RESTORE) phases.restore += span
    if (kind === SUPPRESSED_INIT) phases.aborted = true
  }
  return { ...phases, arrival: at !== NONE && records.kind[at] === KIND.arrival ? at : NONE }
}

/** Billed part of an invocation's Init phase, microseconds. */
function billedInit(phases: InvocationPhases, tariff: Tariff, initBilled: boolean): Micros {
  return initBilled && (!phases.aborted || tariff.abortedInitBilled) ? phases.init : 0
}

const billedRestore = (phases: InvocationPhases, tariff: Tariff): Micros => Math.min(phases.restore, tariff.billedRestore)

/**
 * Milliseconds billed for a record: an invocation with all its phases, or a part of an Init phase nobody waits
 * for. 0 for everything else, so that the sum over all records is the sum of the bill.
 */
export function billedMs(trace: Trace, billing: Billing, record: RecordId): number {
  const { records } = trace
  const kind = records.kind[record]!
  if (kind === HANDLER) {
    const cause = records.cause[record]!
    if (cause === NONE || records.lane[cause] !== records.lane[record]) return billable(records.span[record]!, billing.tariff.granularityMs)
    return billedInvocation(trace, billing, record)
  }
  if (kind === SUPPRESSED_INIT) return isInvocation(trace, record) ? billedInvocation(trace, billing, record) : 0
  return isInitAhead(trace, record) ? billedAhead(trace, billing, record).billedMs : 0
}

function billedInvocation(trace: Trace, billing: Billing, record: RecordId): number {
  const phases = phasesOf(trace, record)
  const init = billedInit(phases, billing.tariff, billing.initBilled[trace.records.lane[record]!] === 1)
  return billable(init + phases.duration + billedRestore(phases, billing.tariff), billing.tariff.granularityMs)
}

/**
 * An Init phase is rounded up as a whole although it is two records: function init is billed with what the whole
 * comes to beyond what the runtime start was billed with.
 */
function billedAhead(trace: Trace, billing: Billing, record: RecordId): BilledSpan {
  const { records } = trace
  const start = records.time[record]!
  if (billing.initBilled[records.lane[record]!] === 0) return { start, billedMs: 0, withInit: false }
  const cause = records.cause[record]!
  const before = cause !== NONE && records.kind[cause] === RUNTIME_START ? records.span[cause]! : 0
  const { granularityMs } = billing.tariff
  const already = billable(before, granularityMs)
  return { start: start - before + already * MICROS_PER_MS, billedMs: billable(before + records.span[record]!, granularityMs) - already, withInit: false }
}

/** Where on the time axis the billed milliseconds of a record lie, or null if nothing of it is billed. */
export function billedSpan(trace: Trace, billing: Billing, record: RecordId): BilledSpan | null {
  if (isInitAhead(trace, record)) {
    const span = billedAhead(trace, billing, record)
    return span.billedMs === 0 ? null : span
  }
  if (!isInvocation(trace, record)) return null
  const phases = phasesOf(trace, record)
  const init = billedInit(phases, billing.tariff, billing.initBilled[trace.records.lane[record]!] === 1)
  const restore = billedRestore(phases, billing.tariff)
  const start = init > 0 ? phases.initStart : phases.start - restore
  const withInit = init > 0 || phases.start < trace.records.time[record]!
  return { start, billedMs: billable(init + phases.duration + restore, billing.tariff.granularityMs), withInit }
}
