import { atOnce, fn, MINUTE, queue, run, scenario, type Misconception } from './build.ts'

const of = (BatchSize: number) => scenario(6 * MINUTE, fn('worker', { initMs: 0 }), queue('jobs', 'worker', atOnce([0, 60_000]), { VisibilityTimeout: 180, mapping: { BatchSize } }))
const asked = [{ answer: 'lastDone' as const }, { answer: 'peak' as const, to: 59 }, { answer: 'peak' as const }]

export const M19: Misconception = {
  id: 'M19',
  runs: [run('one', of(1), ...asked), run('ten', of(10), ...asked)],
}
