import { account, atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

const of = (checkout: number | null, report: number | null) =>
  scenario(
    40 * SECOND,
    [fn('report-job', { runsMs: 30 * SECOND, Timeout: 60, ReservedConcurrentExecutions: report }), fn('checkout', { ReservedConcurrentExecutions: checkout })],
    [source('batch', 'report-job', atOnce([0, 950])), source('shoppers', 'checkout', atOnce([SECOND, 100]))],
    account(1000),
  )
const asked = [{ answer: 'throttles' as const, fn: 'checkout' }, { answer: 'throttles' as const, fn: 'report-job' }]

export const M09: Misconception = {
  id: 'M09',
  runs: [run('shared', of(null, null), ...asked), run('floor', of(100, null), ...asked), run('ceiling', of(null, 800), ...asked)],
}
