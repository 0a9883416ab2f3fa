import { atOnce, fn, MINUTE, run, scenario, SECOND, source, type Misconception } from './build.ts'

const of = (timeoutMs: number) =>
  scenario(
    5 * MINUTE,
    fn('report', { runsMs: 90 * SECOND, initMs: 0, Timeout: 120 }),
    source('script', 'report', atOnce([0, 1]), { client: { timeoutMs, retryMode: 'standard', maxAttempts: 3 } }),
  )

export const M24: Misconception = {
  id: 'M24',
  runs: [run('minute', of(60 * SECOND), 'invocations', 'givenUp', 'lastEnd'), run('patient', of(100 * SECOND), 'invocations', 'givenUp', 'lastEnd')],
}
