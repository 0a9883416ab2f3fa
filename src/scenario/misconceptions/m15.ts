import { atOnce, fn, MINUTE, queue, run, scenario, SECOND, type Misconception } from './build.ts'

const of = (MaximumConcurrency: number | null, relaxed: readonly string[] = []) =>
  scenario(
    5 * MINUTE,
    fn('worker', { runsMs: 10 * SECOND, initMs: 0, Timeout: 20, ReservedConcurrentExecutions: 2 }),
    queue('jobs', 'worker', atOnce([0, 20]), {
      RedrivePolicy: { maxReceiveCount: 3 },
      mapping: { BatchSize: 1, ScalingConfig: MaximumConcurrency === null ? null : { MaximumConcurrency } },
    }),
    { relaxed },
  )
const asked = ['done', 'deadLettered', 'throttles', 'failed', 'lastDone'] as const

export const M15: Misconception = {
  id: 'M15',
  runs: [run('worst', of(null, ['SQ-08']), ...asked), run('documented', of(null), ...asked), run('capped', of(2), ...asked)],
}
