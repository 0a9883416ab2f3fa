import { fn, list, messages, run, scenario, SECOND, stream, type Misconception } from './build.ts'

/** A hundred records for each of two shards every second; the last of the first hundred of one shard always fails. */
const records = Array.from({ length: 30 }, (_, second) => messages(200, second === 0 ? [198] : [], second * SECOND)).flat()
const of = (mapping: { BisectBatchOnFunctionError?: boolean; MaximumRetryAttempts?: number }) =>
  scenario(30 * SECOND, fn('clicks', { runsMs: 200, initMs: 0 }), stream('site', 'clicks', list(records), { ShardCount: 2, partitionKeys: 2, mapping }))
const asked = [{ answer: 'done' as const, key: 0 }, { answer: 'done' as const, key: 1 }, { answer: 'failed' as const }, { answer: 'discarded' as const }]

export const M21: Misconception = {
  id: 'M21',
  runs: [
    run('endless', of({}), ...asked),
    run('bisect', of({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 }), ...asked),
    run('three', of({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 3 }), ...asked),
  ],
}
