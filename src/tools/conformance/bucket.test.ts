import { describe, expect, test } from 'vitest'
import { runCase } from './run.ts'
import type { JsonObject } from './types.ts'

const run = (kind: string, inputs: JsonObject, effort = 1) => runCase({ id: 'a', kind, inputs }, { salt: 1, effort }).metrics

interface Quota {
  rate: number
  service: number
  limit: number
  quota: number
}

describe('requests per second, also close to a limit', () => {
  const quotaCase = ({ rate, service, limit, quota }: Quota) =>
    run('rate-quota', { rate_per_s: rate, mean_service_s: service, concurrency_limit: limit, rps_quota: quota })
  test.each([
    // Offered, served by the limit, quota: the least of the three gets through.
    [{ rate: 10_500, service: 0.05, limit: 1000, quota: 10_000 }, 10_000, 'rps quota'],
    [{ rate: 1010, service: 0.05, limit: 100, quota: 1000 }, 1000, 'rps quota'],
    [{ rate: 1001, service: 0.05, limit: 100, quota: 1000 }, 1000, 'rps quota'],
    [{ rate: 999, service: 0.05, limit: 100, quota: 1000 }, 999, 'none'],
    // 100 / 0.0999 = 1,001 a second: a full bucket would last for a quarter of an hour.
    [{ rate: 2000, service: 0.0999, limit: 100, quota: 1000 }, 1000, 'rps quota'],
    // All hundred environments end together, every half second.
    [{ rate: 2000, service: 0.5, limit: 100, quota: 1000 }, 200, 'concurrency'],
    // Services longer than the usual warm-up and window.
    [{ rate: 10, service: 200, limit: 100, quota: 1000 }, 0.5, 'concurrency'],
    [{ rate: 0.5, service: 1, limit: 100, quota: 1000 }, 0.5, 'none'],
  ] as const)('%j', (model, completed, binding) => {
    const metrics = quotaCase(model)
    const throttled = model.rate - completed
    expect(metrics['binding']).toBe(binding)
    expect(Math.abs(Number(metrics['completed_per_s']) - completed)).toBeLessThan(0.01)
    expect(Math.abs(Number(metrics['throttled_per_s']) - throttled)).toBeLessThan(0.02)
    expect(Number(metrics['throttled_fraction'])).toBeCloseTo(throttled / model.rate, 4)
    expect(Number(metrics['mean_concurrency'])).toBeCloseTo(completed * model.service, 0)
  })
})

describe('the share refused in the long run does not depend on the horizon', () => {
  const ramp = (rate: number, refill: number, burst: number, horizon: number) =>
    run('token-bucket-ramp', {
      arrival: 'deterministic, one every 1/rate s, first at t=0', refill: 'continuous', client_retries: 0, cold_start_extra_s: 0,
      rate_per_s: rate, request_duration_s: null, scaling_burst: burst, scaling_refill_per_s: refill, concurrency_limit: null,
      horizon_s_inclusive: horizon,
    })
  test.each([
    // Not refused within the horizon at all: 1,000 tokens last 1,000 s.
    [101, 100, 1000, 30, 1 / 101],
    [100.5, 100, 1000, 30, 0.5 / 100.5],
    [33.3, 7.7, 10, 5, 25.6 / 33.3],
    [90, 100, 1000, 30, 0],
    [400, 100, 1000, 1, 0.75],
  ])('%d a second against %d', (...[rate, refill, burst, horizon, share]) => {
    expect(Number(ramp(rate, refill, burst, horizon)['long_run_throttled_fraction_while_growing'])).toBeCloseTo(share, 4)
  })
})

test.each([
  // By the recursion of Erlang's loss formula: mean and variance of the number in flight.
  [300, 100, 99.507301556, 0.724860998],
  [1000, 100, 99.889162159, 0.122820536],
])('a load of %d on a limit of %d: environments that fill at once do not end at once for ever', (...[load, limit, mean, variance]) => {
  const inputs = { arrival: 'poisson', rate_per_s: load, mean_service_s: 1, concurrency_limit: limit, cold_start_extra_s: 0, retries: 0, idle_expiry_s: null }
  const metrics = run('erlang-b', inputs, 0.02) as Record<string, { mean: number; se: number }>
  const wanted = { mean_concurrency: mean, var_concurrency: variance, completed_per_s: mean }
  for (const [name, value] of Object.entries(wanted)) expect(Math.abs(metrics[name]!.mean - value), name).toBeLessThan(4 * metrics[name]!.se)
})

describe('long services are measured or refused', () => {
  // Erlang B with one server: load / (1 + load).
  test('loss at a limit', () => {
    const inputs = { arrival: 'poisson', concurrency_limit: 1, cold_start_extra_s: 0, retries: 0, idle_expiry_s: null }
    const { mean, se } = run('erlang-b', { ...inputs, rate_per_s: 0.01, mean_service_s: 150 }, 0.005)['p_reject'] as { mean: number; se: number }
    expect(Math.abs(mean - 0.6)).toBeLessThan(4 * se)
    expect(() => run('erlang-b', { ...inputs, rate_per_s: 0.0002, mean_service_s: 5000 }, 0.005)).toThrow(/2147 s/)
  })
  test('in flight: rate times duration, with a heavy tail', () => {
    const inputs = { arrival: 'poisson', rate_per_s: 0.5, service: 'lognormal, scv 16', mean_service_s: 1, concurrency_limit: null, cold_start_extra_s: 0 }
    const { mean, se } = run('little', inputs, 0.02)['mean_concurrency'] as { mean: number; se: number }
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * se)
  })
  test('an endless slope goes on beyond a thousand seconds', () => {
    const inputs = {
      arrival: 'Poisson, linear ramp 0.001*t per s (t in s)', service: 'deterministic', mean_service_s: 2, concurrency_limit: null,
      cold_start_extra_s: 0, initially: 'empty at t=0', times_s: [3000],
    }
    const { mean, se } = (run('mtginf', inputs, 0.02)['mean_concurrency_at'] as JsonObject)['3000'] as { mean: number; se: number }
    // 0.001 x t, summed from 2,998 to 3,000 s.
    expect(Math.abs(mean - 5.998)).toBeLessThan(4 * se)
  })
})
