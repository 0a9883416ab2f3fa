/** Few requests whose whole course is known: every row is read from the records of the trace. */
import type { IdleSelection, ListedRequest } from '../../sim/scenario.ts'
import { billedMs, createBilling } from '../../metrics/billing.ts'
import { simulate } from '../../sim/simulate.ts'
import { isObject, numberOf, numberOrNull, objectsOf, textOf } from './inputs.ts'
import { attemptsOf, countOutcome, expiriesUntil, highestConcurrency, outcomeLetters, type Attempt } from './invocations.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import { POLICIES, runListed, type ListedRun } from './traces.ts'
import type { Adapter, Json, JsonObject } from './types.ts'

/** Requests in order of time; equal times keep the order of the list. */
export function requestsInOrder(inputs: JsonObject): readonly JsonObject[] {
  return [...objectsOf(inputs, 'requests')].sort((a, b) => numberOf(a, 't_ms') - numberOf(b, 't_ms'))
}

/** Attempts, which come in order of time, in the order of the case's list. */
function asListed(inputs: JsonObject, attempts: readonly Attempt[]): readonly Attempt[] {
  const order = requestsInOrder(inputs)
  return objectsOf(inputs, 'requests').map((request) => attempts[order.indexOf(request)]!)
}

export function listedRequest(request: JsonObject): ListedRequest {
  const handlerMs = numberOrNull(request, 'duration_ms')
  const initMs = numberOrNull(request, 'init_ms')
  return { atMs: numberOf(request, 't_ms'), ...(handlerMs === null ? {} : { handlerMs }), ...(initMs === null ? {} : { initMs }) }
}

export function billedOf({ trace, scenario }: ListedRun, { handler }: Attempt): number {
  return handler === null ? 0 : billedMs(trace, createBilling(trace, scenario), handler)
}

function requestRow(request: JsonObject, attempt: Attempt): Record<string, Json> {
  const ran = attempt.end !== null
  return {
    id: textOf(request, 'id'),
    outcome: attempt.outcome,
    start_ms: ran ? attempt.arrival / 1000 : null,
    end_ms: attempt.end === null ? null : attempt.end / 1000,
    env: ran ? attempt.environment : null,
  }
}

/** Where the choice of environment matters: what is the same whichever is reused, and what is not. */
function policyMetrics(rowsByPolicy: Readonly<Record<string, readonly Record<string, Json>[]>>): Record<string, Json> {
  const [first, ...others] = Object.values(rowsByPolicy) as [readonly Record<string, Json>[], ...(readonly Record<string, Json>[])[]]
  const metrics: Record<string, Json> = {
    requests_common: first.filter((row, index) => others.every((rows) => rows[index]!['env'] === row['env'])),
  }
  first.forEach((row, index) => {
    const id = String(row['id'])
    metrics[id] = row
    metrics[`env_of_${id}`] = Object.fromEntries(Object.entries(rowsByPolicy).map(([policy, rows]) => [policy, rows[index]!['env']!]))
  })
  return metrics
}

export const traceSync: Adapter = (inputs, context) => {
  const requests = objectsOf(inputs, 'requests')
  const run = (idleSelection: IdleSelection): ListedRun => {
    const ran = runListed({
      requests: requestsInOrder(inputs).map(listedRequest),
      handlerMs: numberOrNull(inputs, 'duration_ms') ?? 0,
      initMs: numberOf(inputs, 'init_ms'),
      idleExpiryMs: numberOrNull(inputs, 'idle_expiry_ms'),
      limit: numberOrNull(inputs, 'limit'),
      idleSelection,
    })
    return { ...ran, attempts: asListed(inputs, ran.attempts) }
  }
  const main = run('most-recently-used')
  const { trace, attempts, lastArrival } = main
  const rowsOf = (ran: ListedRun) =>
    ran.attempts.map((attempt, index) => ({ ...requestRow(requests[index]!, attempt), billed_ms: billedOf(ran, attempt) }))
  const metrics = {
    requests: rowsOf(main),
    outcomes: outcomeLetters(attempts),
    end_ms: attempts.map((attempt) => (attempt.end === null ? null : attempt.end / 1000)),
    cold: countOutcome(attempts, 'cold'),
    warm: countOutcome(attempts, 'warm'),
    throttled: countOutcome(attempts, 'throttled'),
    max_concurrency: highestConcurrency(attempts),
    billed_ms_total: attempts.reduce((sum, attempt) => sum + billedOf(main, attempt), 0),
    expiries: expiriesUntil(trace, lastArrival).map(([at, env]) => ({ env, t_ms: at / 1000 })),
  }
  if (context.asked === null || !('requests_common' in context.asked)) return metrics
  const rows = Object.entries(POLICIES).map(([policy, idleSelection]) => [policy, rowsOf(run(idleSelection))] as const)
  return { ...metrics, ...policyMetrics(Object.fromEntries(rows)) }
}

/** Long enough that every request has come to its handler. */
function untilSeconds(inputs: JsonObject, requests: readonly JsonObject[]): number {
  const last = Math.max(0, ...requests.map((request) => numberOf(request, 't_ms')))
  return (last + numberOf(inputs, 'init_ms') + numberOf(inputs, 'duration_ms') + 1) / 1000
}

const REASONS: Readonly<Record<string, string>> = {
  'CC-04': 'function reserved limit',
  'CC-05': 'function reserved limit',
  'CC-06': 'function reserved limit',
  'CC-01': 'unreserved account limit',
  'CC-02': 'unreserved account limit',
  'CC-09': 'unreserved account limit',
}

/** Splits attempts by the lane of their source, in the order of the sources. */
function bySource(attempts: readonly Attempt[], sources: number): readonly (readonly Attempt[])[] {
  const lanes = [...new Set(attempts.map((attempt) => attempt.source))].sort((a, b) => a - b)
  return Array.from({ length: sources }, (_, index) => attempts.filter((attempt) => attempt.source === lanes[index]))
}

export const traceLimits: Adapter = (inputs) => {
  const configured = inputs['functions']
  const functions = isObject(configured) ? Object.entries(configured) : []
  const requests = requestsInOrder(inputs)
  const named = functions.map(([name]) => requests.filter((request) => textOf(request, 'fn') === name))
  // Every function has a source, and every source at least one request, so that lanes and functions match.
  const called = functions.filter((_, index) => named[index]!.length > 0)
  const accountLimit = numberOf(inputs, 'account_limit')
  const reservedOf = (config: Json): number | null => (isObject(config) ? numberOrNull(config, 'reserved') : null)
  const trace = simulate(
    modelScenario({
      seed: 1,
      durationSeconds: untilSeconds(inputs, requests),
      accountLimit,
      functions: functions.map(([name, config]) =>
        modelFunction({ name, handler: fixed(numberOf(inputs, 'duration_ms')), initMs: numberOf(inputs, 'init_ms'), reserved: reservedOf(config) }),
      ),
      traffic: called.map(([name]) =>
        modelSource(`calls of ${name}`, name, {
          kind: 'list',
          requests: requests.filter((request) => textOf(request, 'fn') === name).map(listedRequest),
        }),
      ),
      idleExpirySeconds: numberOf(inputs, 'idle_expiry_ms') / 1000,
    }),
  )
  const attempts = bySource(attemptsOf(trace), called.length)
  const reserved = functions.reduce((sum, [, config]) => sum + (reservedOf(config) ?? 0), 0)
  const reasons = called.flatMap(([name], index): (readonly [string, string])[] => {
    const rule = attempts[index]!.find((attempt) => attempt.throttledBy !== null)?.throttledBy
    return rule === undefined || rule === null ? [] : [[name, REASONS[rule] ?? rule]]
  })
  return {
    outcomes: Object.fromEntries(called.map(([name], index) => [name, outcomeLetters(attempts[index]!)])),
    unreserved_pool: accountLimit - reserved,
    throttle_reason: Object.fromEntries(reasons),
  }
}

/** "version 1" and "1" name the same; "$LATEST" is what nothing names. */
function qualifierOf(value: Json | undefined, otherwise: string | null): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return otherwise
  const name = String(value).replace(/^version /, '')
  return name === '$LATEST' ? null : name
}

export const traceProvisioned: Adapter = (inputs) => {
  const listed = objectsOf(inputs, 'requests')
  const requests = requestsInOrder(inputs)
  const on = inputs['provisioned_on']
  const version = qualifierOf(on, '1') ?? '1'
  // Where the case says which version is provisioned, requests that name none go to $LATEST.
  const qualifiers = requests.map((request) => qualifierOf(request['qualifier'], on === undefined ? version : null))
  const sources = [...new Set(qualifiers)]
  const trace = simulate(
    modelScenario({
      seed: 1,
      durationSeconds: untilSeconds(inputs, requests),
      functions: [
        modelFunction({
          name: MODEL_FUNCTION,
          handler: fixed(numberOf(inputs, 'duration_ms')),
          initMs: numberOf(inputs, 'init_ms'),
          reserved: numberOrNull(inputs, 'limit'),
          provisioned: [{ Qualifier: version, ProvisionedConcurrentExecutions: numberOf(inputs, 'provisioned'), readyAtStart: true }],
        }),
      ],
      traffic: sources.map((qualifier) =>
        modelSource(
          `calls of ${qualifier ?? '$LATEST'}`,
          MODEL_FUNCTION,
          { kind: 'list', requests: requests.filter((_, index) => qualifiers[index] === qualifier).map(listedRequest) },
          qualifier,
        ),
      ),
      idleExpirySeconds: numberOf(inputs, 'idle_expiry_ms') / 1000,
    }),
  )
  const queues = bySource(attemptsOf(trace), sources.length).map((attempts) => [...attempts])
  const inOrder = requests.map((_, index) => queues[sources.indexOf(qualifiers[index]!)]!.shift()!)
  const ran = inOrder.filter((attempt) => attempt.end !== null)
  const provisioned = ran.filter((attempt) => attempt.pool === 'provisioned').length
  const spilled = ran.filter((attempt) => qualifiers[inOrder.indexOf(attempt)] === version && attempt.pool !== 'provisioned').length
  return {
    requests: asListed(inputs, inOrder).map((attempt, index) => {
      const { id, outcome, start_ms, end_ms } = requestRow(listed[index]!, attempt) as Record<'id' | 'outcome' | 'start_ms' | 'end_ms', Json>
      return { id, type: attempt.end === null ? null : attempt.pool === 'provisioned' ? 'provisioned' : 'on-demand', outcome, start_ms, end_ms }
    }),
    cold: countOutcome(inOrder, 'cold'),
    spillover: spilled,
    provisioned_invocations: provisioned,
  }
}
