import { atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

export const M02: Misconception = {
  id: 'M02',
  runs: [run('waves', scenario(15 * SECOND, fn('api'), source('callers', 'api', atOnce([0, 10], [5 * SECOND, 10], [10 * SECOND, 30]))), 'coldStarts', 'warmStarts')],
}
