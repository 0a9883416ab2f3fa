import { atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

const of = (count: number) => scenario(10 * SECOND, fn('api', { ReservedConcurrentExecutions: 50 }), source('callers', 'api', atOnce([0, count])))

export const M04: Misconception = {
  id: 'M04',
  runs: [run('fifty', of(50), 'coldStarts', 'throttles'), run('sixty', of(60), 'coldStarts', 'throttles')],
}
