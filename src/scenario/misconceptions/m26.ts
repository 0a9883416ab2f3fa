import { fn, regular, run, scenario, SECOND, source, type Misconception } from './build.ts'

/** One start among a hundred invocations. */
const of = (lambdaAsOf: string) =>
  scenario(99.5 * SECOND, fn('api', { runsMs: 100, MemorySize: 512 }), source('callers', 'api', regular(1)), { lambdaAsOf })

export const M26: Misconception = {
  id: 'M26',
  runs: [run('before', of('2025-07-01'), 'invocations', 'gbSeconds'), run('now', of('2026-11-23'), 'invocations', 'gbSeconds')],
}
