import { atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

export const M30: Misconception = {
  id: 'M30',
  runs: [run('counter', scenario(15 * SECOND, fn('counter'), source('callers', 'counter', atOnce([0, 2], [5 * SECOND, 1], [10 * SECOND, 2]))), 'environments', 'mostCalls')],
}
