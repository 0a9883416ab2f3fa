import { account, atOnce, fn, regular, run, scenario, SECOND, source, type Misconception } from './build.ts'

/** Evenly over so many seconds. */
const over = (seconds: number) => ({ kind: 'rate' as const, points: [[0, 3000 / seconds], [seconds * SECOND, 3000 / seconds], [seconds * SECOND, 0]] as const, periodMs: null })
const report = fn('report', { runsMs: 30 * SECOND, Timeout: 60 })
const of = (arrivals: ReturnType<typeof over> | ReturnType<typeof regular>, lambdaAsOf = '2026-11-23') =>
  scenario(55 * SECOND, report, source('callers', 'report', arrivals), { ...account(5000), lambdaAsOf })

export const M07: Misconception = {
  id: 'M07',
  runs: [
    run('once', of(atOnce([0, 3000])), 'throttles'),
    run('ten', of(over(10)), 'throttles'),
    run('twenty', of(over(20)), 'throttles'),
    run('before', of(atOnce([0, 3000]), '2022-06-01'), 'throttles'),
  ],
}
