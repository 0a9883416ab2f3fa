import { fn, list, messages, MINUTE, queue, run, scenario, type Misconception } from './build.ts'

/** Messages go round the groups: the third of the second group is the eighth of all. */
const THIRD_OF_B = 7

export const M20: Misconception = {
  id: 'M20',
  runs: [
    run(
      'groups',
      scenario(2 * MINUTE, fn('orders', { initMs: 0 }), queue('inbox', 'orders', list(messages(60, [THIRD_OF_B])), { FifoQueue: true, messageGroups: 3, mapping: { BatchSize: 1 } })),
      { answer: 'peak' },
      { answer: 'lastDone', key: 0 },
      { answer: 'done', key: 1 },
      { answer: 'lastDone', key: 2 },
    ),
  ],
}
