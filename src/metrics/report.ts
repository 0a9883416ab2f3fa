/** The REPORT line that Lambda writes to the log after an invocation (rule BL-03). */
import { streamKey, u32 } from '../base/random'
import { ruleIndex } from '../rules/registry'
import type { Scenario } from '../sim/scenario'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND } from '../sim/trace/writer'
import { billable, isInvocation, phasesOf } from './billing'
import type { Billing } from './billing'

export interface ReportLine {
  requestId: string
  /** Microseconds; the log shows milliseconds to two places. */
  duration: Micros
  billedDurationMs: number
  memorySizeMB: number
  maxMemoryUsedMB: number
  /** Microseconds, shown whether billed or not; null unless the invocation was a cold start whose init succeeded. */
  initDuration: Micros | null
  /** Microseconds; null without SnapStart. */
  restoreDuration: Micros | null
  billedRestoreDurationMs: number | null
  /** Null where the handler came to its end, be it with an error. */
  status: 'timeout' | 'error' | null
  errorType: string | null
}

const ERROR_TYPES: Partial<Record<(typeof OUTCOMES)[number], string>> = {
  crash: 'Runtime.ExitError',
  outOfMemory: 'Runtime.OutOfMemory',
  responseTooLarge: 'Function.ResponseSizeTooLarge',
}

interface Bill {
  billing: Billing
  scenario: Scenario
}

/** The fields of an invocation's REPORT line; null for other records and invocations still running at the end. */
export function reportLine(trace: Trace, { billing, scenario }: Bill, record: RecordId): ReportLine | null {
  const { records } = trace
  if (!isInvocation(trace, record) || records.time[record]! + records.span[record]! > trace.until) return null
  const lane = records.lane[record]!
  const rate = billing.tariff.rates[billing.rate[lane]!]!
  const phases = phasesOf(trace, record)
  const { tariff } = billing
  const outcome = OUTCOMES[records.outcome[record]! & OUTCOME_MASK]!
  const countsInit = billing.initBilled[lane] === 1 && (!phases.aborted || tariff.abortedInitBilled)
  const restored = phases.restore > 0
  const billedRestore = billable(Math.min(phases.restore, tariff.billedRestore), tariff.granularityMs)
  const errorType = ERROR_TYPES[outcome] ?? null
  return {
    requestId: requestId(scenario.seed, phases.arrival === NONE ? record : firstArrival(trace, phases.arrival)),
    duration: phases.duration,
    billedDurationMs: billable((countsInit ? phases.init : 0) + phases.duration, tariff.granularityMs) + billedRestore,
    memorySizeMB: rate.memoryMB,
    maxMemoryUsedMB: memoryUsed(scenario.functions[rate.fn]!.handler.memoryUsedMB, rate.memoryMB, outcome === 'outOfMemory'),
    initDuration: phases.init > 0 && !phases.aborted ? phases.init : null,
    restoreDuration: restored ? phases.restore : null,
    billedRestoreDurationMs: restored ? billedRestore : null,
    status: outcome === 'timeout' ? 'timeout' : errorType === null ? null : 'error',
    errorType,
  }
}

const memoryUsed = (wanted: number, size: number, exhausted: boolean): number => (exhausted ? size : Math.min(wanted, size))

const EVENT_RETRY_RULES: ReadonlySet<number> = new Set([ruleIndex('AS-03'), ruleIndex('AS-04')])

/** The attempt whose id an attempt has: its own, or for an event that Lambda tries again, or delivers twice, that of the first (rule AS-08). */
export function firstArrival({ records }: Trace, arrival: RecordId): RecordId {
  const { cause, kind, rule } = records
  let first = arrival
  for (;;) {
    let at = cause[first]!
    const again = at !== NONE && kind[at] === KIND.retryWait && EVENT_RETRY_RULES.has(rule[at]!)
    if (!again && (at === NONE || kind[at] !== KIND.arrival)) return first
    while (kind[at] !== KIND.arrival) at = cause[at]!
    first = at
  }
}

/** A version 4 UUID that belongs to one attempt of one run. */
export function requestId(seed: number, attempt: RecordId): string {
  const key = streamKey(seed, 'requestId')
  const hex = [0, 1, 2, 3].map((word) => u32(key, attempt * 4 + word).toString(16).padStart(8, '0')).join('')
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join('-')
}
