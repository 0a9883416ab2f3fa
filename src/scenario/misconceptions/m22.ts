import { account, atOnce, fn, run, scenario, SECOND, stream, type Misconception } from './build.ts'

const of = (ParallelizationFactor: number, { limit = 1000, partitionKeys = 400 } = {}) =>
  scenario(
    20 * SECOND,
    fn('clicks', { runsMs: 2 * SECOND, initMs: 0 }),
    stream('site', 'clicks', atOnce([0, 42_000]), { ShardCount: 4, partitionKeys, mapping: { ParallelizationFactor } }),
    account(limit),
  )
/** From when every shard has been polled, and its first batch is done. */
const asked = [{ answer: 'donePerSecond' as const, from: 3, to: 19 }, { answer: 'peak' as const }]

export const M22: Misconception = {
  id: 'M22',
  runs: [
    run('one', of(1), ...asked),
    run('limit', of(1, { limit: 5000 }), ...asked),
    run('two', of(2), ...asked),
    run('ten', of(10), ...asked),
    run('hot', of(10, { partitionKeys: 1 }), ...asked),
  ],
}
