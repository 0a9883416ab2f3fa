import { atOnce, fn, MINUTE, queue, run, scenario, SECOND, type Misconception } from './build.ts'

const windowed = (VisibilityTimeout: number) =>
  scenario(
    2 * MINUTE,
    fn('worker', { runsMs: 28 * SECOND, initMs: 0, Timeout: 30 }),
    queue('jobs', 'worker', atOnce([0, 1]), { VisibilityTimeout, mapping: { BatchSize: 10, MaximumBatchingWindowInSeconds: 5 } }),
  )
/** A batch that is throttled first begins late, and outlasts the visibility timeout. */
const throttled = (VisibilityTimeout: number) =>
  scenario(
    2 * MINUTE,
    fn('worker', { runsMs: 14 * SECOND, initMs: 0, Timeout: 20, ReservedConcurrentExecutions: 1 }),
    queue('jobs', 'worker', atOnce([0, 2]), { VisibilityTimeout, mapping: { BatchSize: 1 } }),
  )

export const M16: Misconception = {
  id: 'M16',
  runs: [
    run('window', windowed(30), 'invocations'),
    run('sixfold', windowed(180), 'invocations'),
    run('throttled', throttled(20), 'invocations', 'done'),
    run('patient', throttled(120), 'invocations', 'done'),
  ],
}
