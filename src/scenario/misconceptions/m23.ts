import { atOnce, fn, MINUTE, run, scenario, SECOND, source, type Misconception } from './build.ts'

const slow = fn('export', { runsMs: 40 * SECOND, initMs: 0, Timeout: 60, does: { sideEffectAtMs: 35 * SECOND } })
const once = { timeoutMs: null, retryMode: 'standard' as const, maxAttempts: 2 }

export const M23: Misconception = {
  id: 'M23',
  runs: [
    run('gateway', scenario(2 * MINUTE, slow, source('browser', 'export', atOnce([0, 1]), { via: 'rest-api', client: once })), 'givenUp', 'invocations', 'handlerSeconds', 'paid'),
    run('queued', scenario(2 * MINUTE, slow, source('browser', 'export', atOnce([0, 1]), { via: 'event' })), 'givenUp', 'invocations', 'handlerSeconds', 'paid'),
  ],
}
