import { DEFAULT_FAULTS } from '../defaults.ts'
import { fn, list, messages, queue, run, scenario, SECOND, type Misconception } from './build.ts'

/** Two of ten fail; what differs is what the handler returns. */
const of = (batchResponse: string | null, errorRate = 0) =>
  scenario(
    20 * SECOND,
    fn('orders', { does: { batchResponse }, faults: { ...DEFAULT_FAULTS, errorRate } }),
    queue('inbox', 'orders', list(messages(10, [2, 5])), { mapping: { FunctionResponseTypes: ['ReportBatchItemFailures'] } }),
  )

export const M18: Misconception = {
  id: 'M18',
  runs: [
    run('empty', of('{}'), 'done'),
    run('typo', of('{"batchItemFailures":[{"itemIdentifier":"m3x"},{"itemIdentifier":"m6"}]}'), 'done'),
    run('throws', of(null, 1), 'done'),
    run('correct', of('{"batchItemFailures":[{"itemIdentifier":"m3"},{"itemIdentifier":"m6"}]}'), 'done'),
  ],
}
