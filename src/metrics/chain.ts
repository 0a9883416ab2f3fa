/** Why something happened: the chain of causes, and what stood in the way of a refused request. */
import { isMetered } from './metered'
import { MICROS_PER_SECOND } from '../base/units'
import { bisectLeft } from '../base/bisect'
import { ruleAt } from '../rules/registry'
import { rulebookAt } from '../rules/rulebook'
import type { FunctionConfig, Scenario } from '../sim/scenario'
import { NONE } from '../sim/trace/schema'
import type { LaneId, Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, POOL } from '../sim/trace/writer'
import { isBusyKind } from './flight'

/** The causes of a record from the root down to the record itself. */
export function chainOf(trace: Trace, record: RecordId): RecordId[] {
  const chain: RecordId[] = []
  for (let at = record; at !== NONE; at = trace.records.cause[at]!) chain.push(at)
  return chain.reverse()
}

export interface Blockers {
  /** What kind of limit was reached. */
  limit: 'reserved' | 'unreserved' | 'switchedOff' | 'requestRate' | 'scalingRate'
  /** How many it allowed: in flight, requests per second, or environments started at a time. */
  allowed: number
  /** What used it up: phases and handlers in flight; for the rates what was let in shortly before. */
  records: RecordId[]
  /** How far back the rates look, microseconds; 0 for what was in flight. */
  window: Micros
}

/** What stood in the way of a throttled request, or null for other records. */
export function blockersOf(trace: Trace, scenario: Scenario, record: RecordId): Blockers | null {
  const { records } = trace
  if (records.kind[record] !== KIND.throttle) return null
  const lane = records.lane[record]!
  const now = records.time[record]!
  const own = scenario.functions[lane - 1]!
  const limits = limitsAt(scenario, now)
  switch (ruleAt(records.rule[record]!).id) {
    case 'CC-06':
      return { limit: 'switchedOff', allowed: 0, records: [], window: 0 }
    case 'CC-04':
    case 'CC-11': {
      const allowed = Math.max(0, (limits.reserved(own) ?? 0) - limits.provisioned(own))
      return { limit: 'reserved', allowed, records: onDemandInFlight(trace, record, (fn) => fn === lane), window: 0 }
    }
    case 'CC-02': {
      const unreserved = (fn: LaneId): boolean => limits.reserved(scenario.functions[fn - 1]!) === null
      return { limit: 'unreserved', allowed: limits.unreserved(), records: onDemandInFlight(trace, record, unreserved), window: 0 }
    }
    case 'CC-19':
    case 'CC-21':
      return scalingBlockers(trace, scenario, record)
    default:
      return requestRateBlockers(trace, { scenario, record, concurrency: limits.reserved(own) ?? limits.account() })
  }
}

/** Changes of settings in order of time. */
export const settingsOf = (scenario: Scenario) =>
  scenario.interventions.filter((each) => each.kind === 'setting').toSorted((a, b) => a.atMs - b.atMs)

/** Limits at a moment, interventions of that moment included. */
export function limitsAt(scenario: Scenario, now: Micros) {
  const settings = settingsOf(scenario).filter((setting) => Math.round(setting.atMs * 1000) <= now)
  const own = (name: string | null) => settings.filter((setting) => setting.function === name).map((setting) => setting.set)

  const account = (): number =>
    own(null).reduce((limit, set) => set.ConcurrentExecutions ?? limit, scenario.account.ConcurrentExecutions)

  const reserved = (config: FunctionConfig): number | null =>
    own(config.FunctionName).reduce<number | null>(
      (limit, set) => (set.ReservedConcurrentExecutions === undefined ? limit : set.ReservedConcurrentExecutions),
      config.ReservedConcurrentExecutions,
    )

  const sizesOf = (config: FunctionConfig): Map<string, number> => {
    const sizes = new Map(config.provisioned.map((each) => [each.Qualifier, each.ProvisionedConcurrentExecutions]))
    for (const { ProvisionedConcurrentExecutions: change } of own(config.FunctionName)) {
      if (change !== undefined) sizes.set(change.Qualifier, change.value)
    }
    return sizes
  }
  const provisioned = (config: FunctionConfig): number => [...sizesOf(config).values()].reduce((sum, size) => sum + size, 0)
  const provisionedOf = (config: FunctionConfig, qualifier: string | null): number => sizesOf(config).get(qualifier ?? '') ?? 0

  const unreserved = (): number =>
    scenario.functions.reduce((free, config) => free - (reserved(config) ?? provisioned(config)), account())

  return { account, reserved, provisioned, provisionedOf, unreserved }
}

/** Rows before `record` on demand that were in flight at its moment, of the functions that share the limit. */
function onDemandInFlight(trace: Trace, record: RecordId, shares: (fn: LaneId) => boolean): RecordId[] {
  const { lanes } = trace
  return inFlightBefore(trace, record, (lane) => lanes.pool[lane] !== POOL.provisioned && shares(lanes.parent[lane]!))
}

/** Rows before `record` that were in flight at its moment, in the environments that match. */
export function inFlightBefore(trace: Trace, record: RecordId, matches: (lane: LaneId) => boolean): RecordId[] {
  const { records } = trace
  const now = records.time[record]!
  const found: RecordId[] = []
  for (let row = bisectLeft(records.time, now - trace.longestSpan, 0, record); row < record; row++) {
    if (records.time[row]! + records.span[row]! <= now || !isBusyKind(records.kind[row]!) || records.request[row] === NONE) continue
    if (matches(records.lane[row]!)) found.push(row)
  }
  return found
}

/** Environments started while the bucket could have filled up again. */
function scalingBlockers(trace: Trace, scenario: Scenario, record: RecordId): Blockers {
  const { records, lanes } = trace
  const { scaling } = rulebookAt(scenario.lambdaAsOf)
  const set = scenario.account.scalingRate
  const rate = set === null || set === 'off' ? scaling : set
  const window = rate.refillPerSecond > 0 ? (rate.burst / rate.refillPerSecond) * MICROS_PER_SECOND : Infinity
  const fn = records.lane[record]!
  const found: RecordId[] = []
  for (let row = bisectLeft(records.time, records.time[record]! - window, 0, record); row < record; row++) {
    if (records.kind[row] !== KIND.create || records.request[row] === NONE) continue
    if (scaling.scope === 'account' || lanes.parent[records.lane[row]!] === fn) found.push(row)
  }
  return { limit: 'scalingRate', allowed: rate.burst, records: found, window }
}

interface RateQuestion {
  scenario: Scenario
  record: RecordId
  concurrency: number
}

/** Requests let in during the second before. */
function requestRateBlockers(trace: Trace, { scenario, record, concurrency }: RateQuestion): Blockers {
  const { records, lanes } = trace
  const book = rulebookAt(scenario.lambdaAsOf)
  const set = scenario.account.requestsPerSecondPerConcurrency
  const perConcurrency = typeof set === 'number' ? set : book.requestsPerSecondPerConcurrency
  const window = book.requestWindowSeconds * MICROS_PER_SECOND
  const own = ruleAt(records.rule[record]!).id === 'CC-23R'
  const fn = records.lane[record]!
  const found: RecordId[] = []
  for (let row = bisectLeft(records.time, records.time[record]! - window, 0, record); row < record; row++) {
    const kind = records.kind[row]!
    const cause = records.cause[row]!
    const begins = (kind === KIND.create || kind === KIND.handler || kind === KIND.suppressedInit) && cause !== NONE
    if (!begins || records.kind[cause] !== KIND.arrival || !isMetered(trace, cause)) continue
    if (!own || lanes.parent[records.lane[row]!] === fn) found.push(row)
  }
  return { limit: 'requestRate', allowed: concurrency * perConcurrency * book.requestWindowSeconds, records: found, window }
}
