/** Why something did not happen: why a request was not throttled, not cold, or met no free environment. */
import { isMetered } from '../metered'
import { ruleAt } from '../../rules/registry'
import type { RuleId } from '../../rules/registry'
import { rulebookAt } from '../../rules/rulebook'
import type { Rulebook } from '../../rules/rulebook'
import type { Scenario } from '../../sim/scenario'
import { createBucket, createRateQuota } from '../../sim/lambda/bucket'
import type { RateQuota } from '../../sim/lambda/bucket'
import { NONE } from '../../sim/trace/schema'
import type { LaneId, Micros, RecordId, Trace } from '../../sim/trace/schema'
import { KIND, POOL } from '../../sim/trace/writer'
import { inFlightBefore, limitsAt, settingsOf } from '../chain'
import { doingAt, endOf, isEnvironment, qualifierAsked, qualifierOf, recordsOf } from '../environments'
import { arrivalOf } from '../flight'

interface Run {
  trace: Trace
  scenario: Scenario
}

const { create: CREATE, handler: HANDLER, suppressedInit: SUPPRESSED, arrival: ARRIVAL } = KIND

/** Whether a record is the first thing an admitted request meets. */
function isAdmission({ records }: Trace, row: RecordId): boolean {
  const kind = records.kind[row]
  if ((kind !== CREATE && kind !== HANDLER && kind !== SUPPRESSED) || records.request[row] === NONE) return false
  const cause = records.cause[row]!
  return cause !== NONE && records.kind[cause] === ARRIVAL
}

/** The record with which the attempt that a record belongs to was let in, or NONE if it was refused. */
export function admissionOf(trace: Trace, record: RecordId): RecordId {
  const { records } = trace
  const arrival = arrivalOf(trace, record)
  if (arrival === NONE) return NONE
  for (let row = arrival + 1; row < records.length && records.time[row] === records.time[arrival]; row++) {
    if (records.cause[row] === arrival && isAdmission(trace, row)) return row
  }
  return NONE
}

export interface Allowance {
  /** What was left before this request took its share, and what there is at most. */
  left: number
  size: number
  rule: RuleId
}

export interface NotThrottled {
  admission: RecordId
  pool: 'reserved' | 'unreserved' | 'provisioned'
  /** Requests in flight in that pool before this one. */
  inFlight: readonly RecordId[]
  /** Null: the limit is ignored in this run. */
  limit: number | null
  rule: RuleId
  /** Requests that may still be let in at once; null where nothing limits them. */
  rate: Allowance | null
  /** New environments that may still be started; null for a warm start or without a limit. */
  scaling: Allowance | null
}

/** How near a request that was let in came to each limit; null for records of no such request. */
export function whyNotThrottled({ trace, scenario }: Run, record: RecordId): NotThrottled | null {
  const admission = admissionOf(trace, record)
  if (admission === NONE) return null
  const run = { trace, scenario }
  return { admission, ...poolOf(run, admission), rate: rateLeft(run, admission), scaling: scalingLeft(run, admission) }
}

function poolOf({ trace, scenario }: Run, admission: RecordId): Pick<NotThrottled, 'pool' | 'inFlight' | 'limit' | 'rule'> {
  const { records, lanes } = trace
  const lane = records.lane[admission]!
  const fn = lanes.parent[lane]!
  const config = scenario.functions[fn - 1]!
  const limits = limitsAt(scenario, records.time[admission]!)
  if (lanes.pool[lane] === POOL.provisioned) {
    const qualifier = qualifierOf(trace, scenario, lane) ?? null
    const inFlight = inFlightBefore(trace, admission, (other) => lanes.pool[other] === POOL.provisioned && lanes.parent[other] === fn && qualifierOf(trace, scenario, other) === qualifier)
    return { pool: 'provisioned', inFlight, limit: limits.provisionedOf(config, qualifier), rule: 'CC-07' }
  }
  const onDemand = (shares: (fn: LaneId) => boolean): RecordId[] =>
    inFlightBefore(trace, admission, (other) => lanes.pool[other] !== POOL.provisioned && shares(lanes.parent[other]!))
  const reserved = limits.reserved(config)
  const limitUnless = (rule: RuleId, limit: number): number | null => (scenario.relaxed.includes(rule) ? null : limit)
  if (reserved !== null) {
    const limit = Math.max(0, reserved - limits.provisioned(config))
    const rule = limit === 0 ? (reserved === 0 ? 'CC-06' : 'CC-11') : 'CC-04'
    return { pool: 'reserved', inFlight: onDemand((other) => other === fn), limit: limitUnless(rule, limit), rule }
  }
  const unreserved = (other: LaneId): boolean => limits.reserved(scenario.functions[other - 1]!) === null
  return { pool: 'unreserved', inFlight: onDemand(unreserved), limit: limitUnless('CC-02', limits.unreserved()), rule: 'CC-02' }
}

/** The allowance of new environments before a cold start took one of it. */
function scalingLeft({ trace, scenario }: Run, admission: RecordId): Allowance | null {
  const { records, lanes } = trace
  const given = scenario.account.scalingRate
  const { scaling } = rulebookAt(scenario.lambdaAsOf)
  const rule = ruleAt(scaling.rule).id
  // Without cold starts there are no records of what was taken.
  const unknown = ['LC-18', 'CC-10', 'CC-19', 'CC-21'].some((id) => scenario.relaxed.includes(id))
  if (records.kind[admission] !== CREATE || given === 'off' || unknown) return null
  const rate = given ?? scaling
  const bucket = createBucket(rate)
  const clock = { now: 0 }
  const fn = lanes.parent[records.lane[admission]!]
  for (let row = 0; row < admission; row++) {
    if (records.kind[row] !== CREATE || records.request[row] === NONE) continue
    if (scaling.scope === 'function' && lanes.parent[records.lane[row]!] !== fn) continue
    clock.now = records.time[row]!
    if (bucket.has(clock)) bucket.take()
  }
  return { left: bucket.level(records.time[admission]!), size: rate.burst, rule }
}

/** The allowance of requests per second before a request took one of it, by replaying who was let in. */
function rateLeft({ trace, scenario }: Run, admission: RecordId): Allowance | null {
  const { records, lanes } = trace
  const book = rulebookAt(scenario.lambdaAsOf)
  const given = scenario.account.requestsPerSecondPerConcurrency
  if (given === 'off' || !isMetered(trace, records.cause[admission]!)) return null
  const fn = lanes.parent[records.lane[admission]!]!
  const quotas = createQuotas(scenario, { perUnit: given ?? book.requestsPerSecondPerConcurrency, book })
  for (let row = 0; row < admission; row++) {
    if (isAdmission(trace, row) && isMetered(trace, records.cause[row]!)) quotas.admit(lanes.parent[records.lane[row]!]!, records.time[row]!)
  }
  return quotas.left(fn, records.time[admission]!)
}

interface QuotaTerms {
  perUnit: number
  book: Rulebook
}

/** The request rates of the account and of each function with a reservation, as settings change them. */
function createQuotas(scenario: Scenario, { perUnit, book }: QuotaTerms) {
  const window = book.requestWindowSeconds
  const clock = { now: 0 }
  const reserved = scenario.functions.map((config) => config.ReservedConcurrentExecutions)
  const quotaOf = (units: number): RateQuota => createRateQuota(units * perUnit, window)
  const account = { quota: quotaOf(scenario.account.ConcurrentExecutions), units: scenario.account.ConcurrentExecutions }
  const own = reserved.map((units) => (units === null ? null : quotaOf(units)))
  const settings = settingsOf(scenario)
  let next = 0

  function settle(now: Micros): void {
    for (; next < settings.length && Math.round(settings[next]!.atMs * 1000) <= now; next++) apply(settings[next]!)
    clock.now = now
  }
  function apply({ atMs, function: name, set }: (typeof settings)[number]): void {
    const at = Math.round(atMs * 1000)
    if (name === null) {
      if (set.ConcurrentExecutions === undefined) return
      account.units = set.ConcurrentExecutions
      account.quota.setRate(at, account.units * perUnit)
      return
    }
    const index = scenario.functions.findIndex((config) => config.FunctionName === name)
    const units = set.ReservedConcurrentExecutions
    if (index < 0 || units === undefined) return
    reserved[index] = units
    if (units === null) return
    const quota = own[index]
    if (quota) quota.setRate(at, units * perUnit)
    else own[index] = quotaOf(units)
  }
  const quotaAt = (index: number): RateQuota | null => (reserved[index] === null ? account.quota : (own[index] ?? null))

  return {
    admit(fn: LaneId, now: Micros): void {
      settle(now)
      const quota = quotaAt(fn - 1)
      if (quota?.has(clock)) quota.take()
    },
    left(fn: LaneId, now: Micros): Allowance | null {
      settle(now)
      const units = reserved[fn - 1] ?? null
      const rule = units === null ? 'CC-23' : 'CC-23R'
      const quota = quotaAt(fn - 1)
      if (quota === null || scenario.relaxed.includes(rule)) return null
      const size = Math.max(1, (units ?? account.units) * perUnit * window)
      // The bucket counts in millionths, which need not add up to the last digit.
      return { left: Math.min(size, quota.level(now)), size, rule }
    },
  }
}

export type NotCold =
  /** It had served before, or was initialised ahead of need, and has been free since. */
  | { kind: 'warm' | 'ahead' | 'provisioned'; lane: LaneId; idle: Micros; limit: Micros | null; free: number; alive: number }
  /** The run ignores cold starts. */
  | { kind: 'ignored'; lane: LaneId }

/** Why a request found an environment ready; null for records of no such request. */
export function whyNotCold({ trace, scenario }: Run, record: RecordId): NotCold | null {
  const { records } = trace
  const admission = admissionOf(trace, record)
  if (admission === NONE || records.kind[admission] === CREATE) return null
  const lane = records.lane[admission]!
  const own = doingAt(trace, lane, admission)
  if (own.kind !== 'free') return { kind: 'ignored', lane }
  const peers = peersAt({ trace, scenario }, admission)
  return {
    kind: readiness(trace, lane, admission),
    lane,
    idle: records.time[admission]! - own.since,
    limit: idleLimit(trace, lane),
    free: peers.free.length,
    alive: peers.free.length + peers.busy.length,
  }
}

function readiness(trace: Trace, lane: LaneId, admission: RecordId): 'warm' | 'ahead' | 'provisioned' {
  const { records, lanes } = trace
  if (lanes.pool[lane] === POOL.provisioned) return 'provisioned'
  return recordsOf(trace, lane).some((row) => row < admission && records.request[row] !== NONE) ? 'warm' : 'ahead'
}

/** How long an environment stayed idle before it was reclaimed for it; null where the run does not tell. */
function idleLimit(trace: Trace, lane: LaneId): Micros | null {
  const { records } = trace
  const own = recordsOf(trace, lane)
  const last = own.at(-1)
  if (last === undefined || own.length < 2 || records.kind[last] !== KIND.shutdown || ruleAt(records.rule[last]!).id !== 'LC-16') return null
  return records.time[last]! - endOf(trace, own.at(-2)!)
}

export interface Peers {
  /** What kept those busy that could have served the request. */
  busy: readonly RecordId[]
  /** Those that could have served it. */
  free: readonly LaneId[]
}

/** Environments of the same function, version, qualifier and pool at the moment of an admission. */
export function peersAt({ trace, scenario }: Run, admission: RecordId, provisioned?: boolean): Peers {
  const { records, lanes } = trace
  const lane = records.lane[admission]!
  const qualifier = qualifierAsked(trace, scenario, records.cause[admission]!)
  const wanted = provisioned ?? lanes.pool[lane] === POOL.provisioned
  const busy: RecordId[] = []
  const free: LaneId[] = []
  for (let other = 0; other < lanes.length; other++) {
    if (!isEnvironment(trace, other) || lanes.parent[other] !== lanes.parent[lane]) continue
    if (lanes.born[other]! > records.time[admission]! || (lanes.pool[other] === POOL.provisioned) !== wanted) continue
    const doing = doingAt(trace, other, admission)
    if (doing.kind === 'unborn' || doing.kind === 'gone') continue
    const serves = qualifierOf(trace, scenario, other)
    if (serves !== undefined && serves !== qualifier) continue
    if (doing.kind === 'busy') busy.push(doing.record)
    else if (lanes.version[other] === lanes.version[lane]) free.push(other)
  }
  return { busy, free }
}
