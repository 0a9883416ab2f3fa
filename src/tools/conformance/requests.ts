/** Few requests whose whole course is known: every row is read from the records of the trace. */
import { ms } from '../../base/units.ts'
import type { IdleSelection, ListedRequest, TrafficSource } from '../../sim/scenario.ts'
import { billedMs, createBilling } from '../../metrics/billing.ts'
import { simulate } from '../../sim/simulate.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { isObject, numberOf, numberOrNull, objectsOf, textOf } from './inputs.ts'
import { countOutcome, expiriesUntil, highestConcurrency, outcomeLetters, wholeAttempts, type Attempt } from './invocations.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import { POLICIES, runListed, secondsUntilServed, type ListedRun } from './traces.ts'
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

export function billedOf({ trace, scenario }: ListedRun, { invocation }: Attempt): number {
  return invocation === null ? 0 : billedMs(trace, createBilling(trace, scenario), invocation)
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

const REASONS: Readonly<Record<string, string>> = {
  'CC-04': 'function reserved limit',
  'CC-05': 'function reserved limit',
  'CC-06': 'function reserved limit',
  'CC-01': 'unreserved account limit',
  'CC-02': 'unreserved account limit',
  'CC-09': 'unreserved account limit',
}

interface Called {
  request: JsonObject
  fn: string
  qualifier: string | null
}

/**
 * Sources that send requests in the order of the list. Of several sources with a request at one instant the first
 * listed sends first, so the n-th request of an instant belongs to the n-th sources, one for each target.
 */
function sourcesInOrder(calls: readonly Called[]): readonly TrafficSource[] {
  const sent = new Map<number, number>()
  const groups = new Map<string, { rank: number; calls: Called[] }>()
  for (const call of calls) {
    const at = ms(numberOf(call.request, 't_ms'))
    const rank = sent.get(at) ?? 0
    sent.set(at, rank + 1)
    const key = JSON.stringify([rank, call.fn, call.qualifier])
    const group = groups.get(key) ?? { rank, calls: [] }
    groups.set(key, group)
    group.calls.push(call)
  }
  return [...groups]
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([key, group]) => {
      const { fn, qualifier } = group.calls[0]!
      return modelSource(key, fn, { kind: 'list', requests: group.calls.map(({ request }) => listedRequest(request)) }, qualifier)
    })
}

/** Durations in ms where requests bring none of their own. */
function durationsOf(inputs: JsonObject): { initMs: number; handlerMs: number } {
  return { initMs: numberOf(inputs, 'init_ms'), handlerMs: numberOf(inputs, 'duration_ms') }
}

export const traceLimits: Adapter = (inputs) => {
  const configured = inputs['functions']
  const functions = isObject(configured) ? Object.entries(configured) : []
  const names = functions.map(([name]) => name)
  const calls = requestsInOrder(inputs).map((request): Called => ({ request, fn: oneOf(textOf(request, 'fn'), names), qualifier: null }))
  const accountLimit = numberOf(inputs, 'account_limit')
  const durations = durationsOf(inputs)
  const reservedOf = (config: Json): number | null => (isObject(config) ? numberOrNull(config, 'reserved') : null)
  const trace = simulate(
    modelScenario({
      seed: 1,
      durationSeconds: secondsUntilServed(calls.map(({ request }) => listedRequest(request)), durations),
      accountLimit,
      functions: functions.map(([name, config]) =>
        modelFunction({ name, handler: fixed(durations.handlerMs), initMs: durations.initMs, reserved: reservedOf(config) }),
      ),
      traffic: sourcesInOrder(calls),
      idleExpirySeconds: numberOf(inputs, 'idle_expiry_ms') / 1000,
    }),
  )
  const attempts = wholeAttempts(trace)
  const called = names
    .map((name) => [name, attempts.filter((_, index) => calls[index]!.fn === name)] as const)
    .filter(([, own]) => own.length > 0)
  const reserved = functions.reduce((sum, [, config]) => sum + (reservedOf(config) ?? 0), 0)
  const reasons = called.flatMap(([name, own]): (readonly [string, string])[] => {
    const rule = own.find((attempt) => attempt.throttledBy !== null)?.throttledBy
    return rule === undefined || rule === null ? [] : [[name, REASONS[rule] ?? rule]]
  })
  return {
    outcomes: Object.fromEntries(called.map(([name, own]) => [name, outcomeLetters(own)])),
    unreserved_pool: accountLimit - reserved,
    throttle_reason: Object.fromEntries(reasons),
  }
}

function oneOf(name: string, known: readonly string[]): string {
  if (!known.includes(name)) throw new Error(TOOLS_TEXT.unknownValue('fn', name, known))
  return name
}

/** "version 1" and "1" name the same; "$LATEST" is what nothing names. */
function qualifierOf(value: Json | undefined, otherwise: string | null): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return otherwise
  const name = String(value).replace(/^version /, '')
  return name === '$LATEST' ? null : name
}

export const traceProvisioned: Adapter = (inputs) => {
  const listed = objectsOf(inputs, 'requests')
  const on = inputs['provisioned_on']
  const version = qualifierOf(on, '1') ?? '1'
  // Where the case says which version is provisioned, requests that name none go to $LATEST.
  const calls = requestsInOrder(inputs).map(
    (request): Called => ({ request, fn: MODEL_FUNCTION, qualifier: qualifierOf(request['qualifier'], on === undefined ? version : null) }),
  )
  const durations = durationsOf(inputs)
  const trace = simulate(
    modelScenario({
      seed: 1,
      durationSeconds: secondsUntilServed(calls.map(({ request }) => listedRequest(request)), durations),
      functions: [
        modelFunction({
          name: MODEL_FUNCTION,
          handler: fixed(durations.handlerMs),
          initMs: durations.initMs,
          reserved: numberOrNull(inputs, 'limit'),
          provisioned: [{ Qualifier: version, ProvisionedConcurrentExecutions: numberOf(inputs, 'provisioned'), readyAtStart: true }],
        }),
      ],
      traffic: sourcesInOrder(calls),
      idleExpirySeconds: numberOf(inputs, 'idle_expiry_ms') / 1000,
    }),
  )
  const attempts = wholeAttempts(trace)
  const ran = attempts.map((attempt, index) => ({ ...attempt, ...calls[index]! })).filter(({ end }) => end !== null)
  return {
    requests: asListed(inputs, attempts).map((attempt, index) => {
      const { id, outcome, start_ms, end_ms } = requestRow(listed[index]!, attempt) as Record<'id' | 'outcome' | 'start_ms' | 'end_ms', Json>
      return { id, type: attempt.end === null ? null : attempt.pool === 'provisioned' ? 'provisioned' : 'on-demand', outcome, start_ms, end_ms }
    }),
    cold: countOutcome(attempts, 'cold'),
    spillover: ran.filter(({ pool, qualifier }) => qualifier === version && pool !== 'provisioned').length,
    provisioned_invocations: ran.filter(({ pool }) => pool === 'provisioned').length,
  }
}
