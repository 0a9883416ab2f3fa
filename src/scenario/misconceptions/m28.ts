import { atOnce, fn, MINUTE, run, scenario, source, type Misconception } from './build.ts'

const of = (lambdaAsOf: string) => scenario(MINUTE, fn('api', { vpc: true, Timeout: 60 }), source('callers', 'api', atOnce([0, 1])), { lambdaAsOf })

export const M28: Misconception = {
  id: 'M28',
  runs: [run('earlier', of('2018-11-01'), 'networkMs'), run('now', of('2026-11-23'), 'networkMs')],
}
