/** What came of a run, as plain JSON: for people to read and for scripts to pick from. */
import { costTable } from '../metrics/costs.ts'
import { countsAt } from '../metrics/counts.ts'
import { createDigest } from '../metrics/digest.ts'
import { isBusyKind, settlements } from '../metrics/flight.ts'
import { sumOf, toUsd } from '../metrics/money.ts'
import { ruleAt } from '../rules/registry.ts'
import { newerThanDate } from '../scenario/newer.ts'
import type { Scenario } from '../sim/scenario.ts'
import { hashTrace } from '../sim/trace/hash.ts'
import { LANE_KINDS, NONE, OUTCOMES, OUTCOME_MASK, POOLS, RECORD_KINDS, SETTLES, type LaneId, type RecordId, type Trace } from '../sim/trace/schema.ts'
import { newerText } from '../text/en/newer.ts'

const PERCENTILES = [50, 90, 95, 99, 99.9] as const

/** What the scenario uses that the day of its rules did not have. */
function noticesOf(scenario: Scenario) {
  return newerThanDate(scenario).map((newer) => ({
    message: newerText.message(newerText.feature(newer), newer.since, scenario.lambdaAsOf),
    since: newer.since,
    rule: newer.rule,
    usedBy: newer.users,
  }))
}

/** Milliseconds, null for what never happens. */
const toMs = (micros: number): number | null => (Number.isFinite(micros) ? micros / 1000 : null)

/** How requests ended and how long they took; those still waiting at the end are in none of the counts. */
function settled(trace: Trace): { outcomes: Readonly<Record<string, number>>; times: Float64Array } {
  const outcomes: Record<string, number> = {}
  const times = new Float64Array(trace.requests)
  let count = 0
  for (const settlement of settlements(trace)) {
    outcomes[settlement.outcome] = (outcomes[settlement.outcome] ?? 0) + 1
    times[count++] = settlement.settled - settlement.arrived
  }
  return { outcomes, times: times.subarray(0, count).sort() }
}

/** From the first attempt to the answer, ms; exact, by the nearest rank. @param times microseconds, ascending */
function responseTimes(times: Float64Array) {
  const count = times.length
  if (count === 0) return { count, mean: null, max: null }
  const at = (percent: number): number | null => toMs(times[Math.max(0, Math.ceil((percent / 100) * count) - 1)]!)
  return {
    count,
    mean: toMs(times.reduce((sum, time) => sum + time, 0) / count),
    ...Object.fromEntries(PERCENTILES.map((percent) => [`p${percent}`, at(percent)])),
    max: toMs(times[count - 1]!),
  }
}

/** Requests in flight, initialising included: the highest number, and the average over the run. */
function concurrency(trace: Trace): { max: number; mean: number } {
  const { records, until } = trace
  let busy = 0
  for (let row = 0; row < records.length; row++) {
    if (isBusyKind(records.kind[row]!)) busy += Math.min(until, records.time[row]! + records.span[row]!) - Math.min(until, records.time[row]!)
  }
  const account = trace.levels.busyMax[0] ?? new Int32Array(0)
  return { max: account.reduce((highest, level) => Math.max(highest, level), 0), mean: until === 0 ? 0 : busy / until }
}

function costOf(trace: Trace, scenario: Scenario) {
  const lines = costTable(trace, scenario)
  return {
    totalUsd: toUsd(sumOf(lines)),
    lines: lines.map(({ amount, rule, ...line }) => ({ ...line, usd: toUsd(amount), rule: ruleAt(rule).id })),
  }
}

/** Counts, percentiles, concurrency, cost and fingerprint of a run. */
export function summarize(trace: Trace, scenario: Scenario) {
  const digest = createDigest(trace, scenario)
  const { outcomes, times } = settled(trace)
  const counts = countsAt(digest, trace, trace.until)
  const environments = trace.lanes.kind.subarray(0, trace.lanes.length).filter((kind) => LANE_KINDS[kind] === 'environment').length
  return {
    title: scenario.title,
    engine: trace.engine,
    hash: hashTrace(trace),
    lambdaAsOf: scenario.lambdaAsOf,
    notices: noticesOf(scenario),
    seed: scenario.seed,
    durationMs: toMs(trace.until),
    stoppedAtMs: trace.stoppedAt === null ? null : toMs(trace.stoppedAt),
    requests: { sent: trace.requests, outcomes },
    attempts: {
      arrivals: counts.arrivals,
      coldStarts: counts.coldStarts,
      throttles: counts.throttles,
      throttlesByRule: Object.fromEntries([...counts.throttlesByRule].map(([rule, count]) => [ruleAt(rule).id, count])),
      rejects: counts.rejects,
      retries: counts.retries,
      gatewayTimeouts: counts.gatewayTimeouts,
      clientTimeouts: counts.clientTimeouts,
    },
    invocations: { ended: counts.invocations, errors: counts.errors, billedMs: counts.billedMs },
    responseMs: responseTimes(times),
    concurrency: concurrency(trace),
    environments: { created: environments, aliveAtEnd: counts.environments },
    cost: costOf(trace, scenario),
    records: trace.records.length,
  }
}

/** A lane in words: the function or source by name, an environment by its number within the run. */
function laneName(trace: Trace, scenario: Scenario, lane: LaneId): string {
  const { lanes } = trace
  const kind = LANE_KINDS[lanes.kind[lane]!]!
  const functions = scenario.functions.length
  if (kind === 'account') return kind
  if (kind === 'function') return `function ${scenario.functions[lane - 1]?.FunctionName}`
  if (kind === 'source') return `source ${scenario.traffic[lane - 1 - functions]?.name}`
  const owner = scenario.functions[lanes.parent[lane]! - 1]?.FunctionName
  return kind === 'downstream' ? `downstream of ${owner}` : `environment ${lane} of ${owner} (${POOLS[lanes.pool[lane]!]})`
}

const orNull = (id: number): number | null => (id === NONE ? null : id)

/** One record with names instead of codes. */
export function recordRow(trace: Trace, scenario: Scenario, row: RecordId) {
  const { records } = trace
  const outcome = records.outcome[row]!
  return {
    record: row,
    timeMs: records.time[row]! / 1000,
    spanMs: records.span[row]! / 1000,
    kind: RECORD_KINDS[records.kind[row]!],
    outcome: OUTCOMES[outcome & OUTCOME_MASK],
    settles: (outcome & SETTLES) !== 0,
    rule: ruleAt(records.rule[row]!).id,
    lane: laneName(trace, scenario, records.lane[row]!),
    request: orNull(records.request[row]!),
    cause: orNull(records.cause[row]!),
  }
}
