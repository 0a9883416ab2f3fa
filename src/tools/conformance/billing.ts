/** Billed milliseconds and money: of a month in totals, of single invocations, of requests against a timeout. */
import { billedMs, createBilling } from '../../metrics/billing.ts'
import { monthlyCost } from '../../metrics/monthly.ts'
import { priceOfCount, priceOfMbMs, toUsd } from '../../metrics/money.ts'
import { MB_MS_PER_GB_S, PICO_USD_PER_USD } from '../../rules/prices.ts'
import { simulate } from '../../sim/simulate.ts'
import { numberOf, numberOrNull, objectsOf, requireValue } from './inputs.ts'
import { wholeAttempts } from './invocations.ts'
import { billedOf, listedRequest, requestsInOrder } from './requests.ts'
import { fixed, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import { runListed, secondsUntilServed } from './traces.ts'
import type { Adapter, Json, JsonObject } from './types.ts'

/** What a number of billed milliseconds amounts to, as far as the case states memory and prices. */
function totals(inputs: JsonObject, requests: number, billed: number): JsonObject {
  const rows: [string, Json][] = [['billed_ms_total', billed]]
  const memoryMB = numberOrNull(inputs, 'memory_mb')
  if (memoryMB === null) return Object.fromEntries(rows)
  const mbMs = BigInt(memoryMB) * BigInt(billed)
  rows.push(['gb_seconds', Number(mbMs) / MB_MS_PER_GB_S])
  const perMillion = numberOrNull(inputs, 'price_per_million_requests_usd')
  const perGbSecond = numberOrNull(inputs, 'price_per_gb_s_usd')
  if (perMillion === null || perGbSecond === null) return Object.fromEntries(rows)
  const request = priceOfCount(requests, Math.round((perMillion * PICO_USD_PER_USD) / 1e6))
  const duration = priceOfMbMs(mbMs, Math.round(perGbSecond * PICO_USD_PER_USD))
  rows.push(['request_cost_usd', toUsd(request)], ['duration_cost_usd', toUsd(duration)], ['total_usd', toUsd(request + duration)])
  return Object.fromEntries(rows)
}

/** A month in totals: a share of equal invocations is cold. */
function month(inputs: JsonObject): JsonObject {
  requireValue(inputs, 'free_tier', [false])
  const cost = monthlyCost({
    requests: numberOf(inputs, 'requests'),
    memoryMb: numberOf(inputs, 'memory_mb'),
    durationMs: numberOf(inputs, 'duration_ms'),
    coldFraction: numberOf(inputs, 'cold_fraction'),
    initMs: numberOf(inputs, 'init_ms'),
    pricePerMillionRequests: numberOf(inputs, 'price_per_million_requests_usd'),
    pricePerGbSecond: numberOf(inputs, 'price_per_gb_s_usd'),
  })
  return {
    billed_ms_total: cost.billedMs,
    gb_seconds: cost.gbSeconds,
    request_cost_usd: cost.requestUsd,
    duration_cost_usd: cost.durationUsd,
    total_usd: cost.totalUsd,
  }
}

/** Invocations that have nothing to do with one another: each gets a function of its own, called once. */
function invocations(inputs: JsonObject): JsonObject {
  const rows = objectsOf(inputs, 'invocations')
  const called = rows.map((row) => ({ atMs: 0, initMs: numberOrNull(row, 'init_ms') ?? 0, handlerMs: numberOf(row, 'duration_ms') }))
  const scenario = modelScenario({
    seed: 1,
    durationSeconds: secondsUntilServed(called, { initMs: 0, handlerMs: 0 }),
    functions: called.map(({ handlerMs, initMs }, index) => modelFunction({ name: `f${index}`, handler: fixed(handlerMs), initMs })),
    traffic: rows.map((_, index) => modelSource(`calls of f${index}`, `f${index}`, { kind: 'list', requests: [{ atMs: 0 }] })),
  })
  const trace = simulate(scenario)
  const billing = createBilling(trace, scenario)
  const billed = wholeAttempts(trace).reduce((sum, { invocation }) => sum + (invocation === null ? 0 : billedMs(trace, billing, invocation)), 0)
  return totals(inputs, rows.length, billed)
}

/** Requests cut off by the function's timeout. */
function againstTimeout(inputs: JsonObject): JsonObject {
  const run = runListed({
    requests: requestsInOrder(inputs).map(listedRequest),
    handlerMs: numberOrNull(inputs, 'duration_ms') ?? 0,
    initMs: numberOrNull(inputs, 'init_ms') ?? 0,
    idleExpiryMs: numberOrNull(inputs, 'idle_expiry_ms'),
    limit: numberOrNull(inputs, 'limit'),
    idleSelection: 'most-recently-used',
    timeoutSeconds: numberOf(inputs, 'timeout_ms') / 1000,
  })
  const billed = run.attempts.map((attempt) => billedOf(run, attempt))
  return totals(inputs, run.attempts.filter(({ end }) => end !== null).length, billed.reduce((sum, each) => sum + each, 0))
}

export const traceBilling: Adapter = (inputs) => {
  if (inputs['invocations'] !== undefined) return invocations(inputs)
  return Array.isArray(inputs['requests']) ? againstTimeout(inputs) : month(inputs)
}
