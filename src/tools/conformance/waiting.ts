/** Queues in front of a limit: an ideal dispatcher serves one line, and what each message waited is read from the trace. */
import type { Distribution } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import { MESSAGE } from '../../sim/trace/messages.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { ratio, share } from './estimate.ts'
import { numberOf, numberOrNull, requireValue, textOf } from './inputs.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import type { Adapter, Estimate, JsonObject, RunContext } from './types.ts'

const SECONDS = 1e6
/** Messages in all, and runs that share them. */
const MESSAGES = 2_400_000
const RUNS = 48
/** Of a run: before and after what is measured. */
const WARM_UP = 0.15
const COOL_DOWN = 0.1

/** What the messages of one run saw that were sent in its window. */
interface Window {
  seconds: number
  waits: Float64Array
  waited: number
  waitSum: number
  serviceSum: number
}

function serviceOf(inputs: JsonObject): Distribution {
  const mean = numberOf(inputs, 'mean_service_s') * 1000
  const scv = numberOrNull(inputs, 'service_scv') ?? 1
  switch (textOf(inputs, 'service')) {
    case 'deterministic':
      return fixed(mean)
    case 'exponential':
      return { kind: 'exponential', mean }
    case 'erlang-2':
      return { kind: 'erlang', mean, shape: 2 }
    case 'hyperexponential-2 (balanced means)':
      return { kind: 'hyperexponential', mean, scv }
    case 'lognormal':
      return { kind: 'lognormal', median: mean / Math.sqrt(1 + scv), sigma: Math.sqrt(Math.log(1 + scv)) }
    default:
      throw new Error(TOOLS_TEXT.unknownValue('service', inputs['service'], ['deterministic', 'exponential', 'erlang-2', 'hyperexponential-2 (balanced means)', 'lognormal']))
  }
}

function windowOf({ messageEvents, messages }: Trace, from: number, to: number): Window {
  const sent = new Float64Array(messages.length)
  const received = new Float64Array(messages.length)
  const window: Window = { seconds: (to - from) / SECONDS, waits: new Float64Array(messages.length), waited: 0, waitSum: 0, serviceSum: 0 }
  let count = 0
  for (let row = 0; row < messageEvents.length; row++) {
    const message = messageEvents.message[row]!
    const time = messageEvents.time[row]!
    const kind = messageEvents.kind[row]!
    if (kind === MESSAGE.sent) sent[message] = time
    else if (sent[message]! < from || sent[message]! >= to) continue
    else if (kind === MESSAGE.received) {
      received[message] = time
      const wait = (time - sent[message]!) / SECONDS
      window.waits[count++] = wait
      window.waitSum += wait
      if (wait > 0) window.waited++
    } else if (kind === MESSAGE.deleted) window.serviceSum += (time - received[message]!) / SECONDS
  }
  window.waits = window.waits.subarray(0, count).sort()
  return window
}

function windowsOf(inputs: JsonObject, context: RunContext): Window[] {
  requireValue(inputs, 'arrival', ['poisson'])
  requireValue(inputs, 'cold_start_extra_s', [0])
  requireValue(inputs, 'queue', ['infinite FIFO, ideal', 'infinite FIFO, work-conserving, no polling delay, no back-off'])
  const ratePerSecond = numberOf(inputs, 'rate_per_s')
  const servers = numberOf(inputs, 'concurrency_limit')
  const handler = serviceOf(inputs)
  const seconds = Math.max((MESSAGES * context.effort) / RUNS / ratePerSecond, 200 * numberOf(inputs, 'mean_service_s'))
  return Array.from({ length: RUNS }, (_, run) => {
    const trace = simulate(
      modelScenario({
        seed: context.seed(run),
        durationSeconds: seconds,
        functions: [modelFunction({ name: MODEL_FUNCTION, handler })],
        traffic: [{ ...modelSource('line', MODEL_FUNCTION, { kind: 'poisson', ratePerSecond }), via: 'event-source', eventSource: { kind: 'dispatcher', servers } }],
      }),
    )
    return windowOf(trace, WARM_UP * seconds * SECONDS, (1 - COOL_DOWN) * seconds * SECONDS)
  })
}

function metricsOf(windows: readonly Window[]) {
  const looks = windows.reduce((sum, { waits }) => sum + waits.length, 0)
  return {
    p_wait: share(windows.map(({ waited, waits }) => [waited, waits.length] as const), looks),
    mean_wait_s: ratio(windows.map(({ waitSum, waits }) => [waitSum, waits.length] as const)),
    mean_wait_given_wait_s: ratio(windows.map(({ waitSum, waited }) => [waitSum, waited] as const)),
    mean_queue_length: ratio(windows.map(({ waitSum, seconds }) => [waitSum, seconds] as const)),
    mean_response_s: ratio(windows.map(({ waitSum, serviceSum, waits }) => [waitSum + serviceSum, waits.length] as const)),
    mean_concurrency: ratio(windows.map(({ serviceSum, seconds }) => [serviceSum, seconds] as const)),
  }
}

/** Index of the first value above `value` in ascending values. */
function countUpTo(values: Float64Array, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * A quantile of all runs together. Its error is how far the quantile moves within the error of its probability: at
 * the edge of the atom at 0 it may be 0 or not.
 */
function quantiles(windows: readonly Window[]): (probability: number) => Estimate {
  const pooled = new Float64Array(windows.reduce((sum, { waits }) => sum + waits.length, 0))
  let at = 0
  for (const { waits } of windows) {
    pooled.set(waits, at)
    at += waits.length
  }
  pooled.sort()
  const valueAt = (probability: number): number => pooled[Math.min(pooled.length - 1, Math.max(0, Math.floor(probability * pooled.length)))] ?? 0
  return (probability) => {
    const mean = valueAt(probability)
    const { se } = ratio(windows.map(({ waits }) => [countUpTo(waits, mean), waits.length] as const))
    return { mean, se: (valueAt(probability + 2 * se) - valueAt(probability - 2 * se)) / 4 }
  }
}

export const erlangC: Adapter = (inputs, context) => {
  const windows = windowsOf(inputs, context)
  const quantile = quantiles(windows)
  return { ...metricsOf(windows), wait_p50_s: quantile(0.5), wait_p95_s: quantile(0.95), wait_p99_s: quantile(0.99) }
}

/** Of any law of service: mean values alone are known. */
export const meanWait: Adapter = (inputs, context) => {
  const { mean_wait_given_wait_s: _, ...metrics } = metricsOf(windowsOf(inputs, context))
  return metrics
}
