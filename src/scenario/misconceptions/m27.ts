import { atOnce, fn, MINUTE, run, scenario, SECOND, source, type Misconception } from './build.ts'

const of = (Timeout: number) => scenario(MINUTE, fn('api', { initMs: 12 * SECOND, Timeout }), source('caller', 'api', atOnce([0, 1])))

export const M27: Misconception = {
  id: 'M27',
  runs: [run('fifteen', of(15), 'lastEnd', 'succeeded'), run('ten', of(10), 'lastEnd', 'succeeded')],
}
