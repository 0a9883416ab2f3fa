import { fn, list, messages, MINUTE, queue, run, scenario, type Misconception } from './build.ts'

const of = (FunctionResponseTypes: readonly 'ReportBatchItemFailures'[]) =>
  scenario(3 * MINUTE, fn('orders'), queue('inbox', 'orders', list(messages(10, [3])), { RedrivePolicy: { maxReceiveCount: 3 }, mapping: { FunctionResponseTypes } }))
const asked = ['received', 'done', 'deadLettered', 'invocations'] as const

export const M17: Misconception = {
  id: 'M17',
  runs: [run('whole', of([]), ...asked), run('partial', of(['ReportBatchItemFailures']), ...asked)],
}
