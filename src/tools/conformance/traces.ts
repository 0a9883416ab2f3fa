/** Given arrivals and durations through the warm pool, request by request, under each choice of idle environment. */
import { ms } from '../../base/units.ts'
import type { IdleSelection, ListedRequest, Scenario } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import type { Micros, Trace } from '../../sim/trace/schema.ts'
import { numberOf, numberOrNull, numbersOf } from './inputs.ts'
import { countOutcome, environmentsCreated, expiriesUntil, outcomeLetters, wholeAttempts, type Attempt } from './invocations.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import type { Adapter } from './types.ts'

export const POLICIES: Readonly<Record<string, IdleSelection>> = {
  newest: 'newest-created',
  mru: 'most-recently-used',
  lru: 'least-recently-used',
}

export interface ListedModel {
  requests: readonly ListedRequest[]
  handlerMs: number
  initMs: number
  idleExpiryMs: number | null
  limit: number | null
  idleSelection: IdleSelection
  timeoutSeconds?: number
}

export interface ListedRun {
  scenario: Scenario
  trace: Trace
  attempts: readonly Attempt[]
  lastArrival: Micros
}

/**
 * Seconds until every request has come to its handler. An init may take its time twice: cut off at the limit of the
 * Init phase, and again inside the invocation.
 */
export function secondsUntilServed(requests: readonly ListedRequest[], { initMs, handlerMs }: { initMs: number; handlerMs: number }): number {
  const servedMs = requests.map((request) => request.atMs + 2 * (request.initMs ?? initMs) + (request.handlerMs ?? handlerMs))
  return (servedMs.reduce((latest, at) => Math.max(latest, at), 0) + 1) / 1000
}

/** Runs until every request has come to its handler, whatever waits for what. */
export function runListed(model: ListedModel): ListedRun {
  const { requests, handlerMs, initMs, limit, timeoutSeconds } = model
  const lastMs = requests.reduce((last, { atMs }) => Math.max(last, atMs), 0)
  const scenario = modelScenario({
    seed: 1,
    durationSeconds: secondsUntilServed(requests, model),
    functions: [
      modelFunction({
        name: MODEL_FUNCTION,
        handler: fixed(handlerMs),
        initMs,
        reserved: limit,
        ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      }),
    ],
    traffic: [modelSource('requests', MODEL_FUNCTION, { kind: 'list', requests })],
    idleExpirySeconds: model.idleExpiryMs === null ? null : model.idleExpiryMs / 1000,
    idleSelection: model.idleSelection,
  })
  const trace = simulate(scenario)
  return { scenario, trace, attempts: wholeAttempts(trace, timeoutSeconds !== undefined), lastArrival: ms(lastMs) }
}

export const tracePool: Adapter = (inputs) => {
  const arrivals = numbersOf(inputs, 'arrivals_us')
  const runs = numbersOf(inputs, 'run_us')
  const inits = Array.isArray(inputs['init_us']) ? numbersOf(inputs, 'init_us') : arrivals.map(() => numberOf(inputs, 'init_us'))
  const requests = arrivals.map((at, row) => ({ atMs: at / 1000, handlerMs: runs[row]! / 1000, initMs: inits[row]! / 1000 }))
  const byPolicy = Object.entries(POLICIES).map(([policy, idleSelection]) => {
    const { trace, attempts, lastArrival } = runListed({
      requests,
      handlerMs: 0,
      initMs: 0,
      idleExpiryMs: numberOf(inputs, 'idle_expiry_us') / 1000,
      limit: numberOrNull(inputs, 'concurrency_limit'),
      idleSelection,
    })
    return [
      policy,
      {
        outcomes: outcomeLetters(attempts),
        env: attempts.map((attempt) => attempt.environment),
        end_us: attempts.map((attempt) => attempt.end),
        cold: countOutcome(attempts, 'cold'),
        warm: countOutcome(attempts, 'warm'),
        rejected: countOutcome(attempts, 'throttled'),
        env_created: environmentsCreated(trace),
        expired: expiriesUntil(trace, lastArrival),
      },
    ] as const
  })
  return { by_policy: Object.fromEntries(byPolicy) }
}
