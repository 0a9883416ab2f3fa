import { fn, regular, run, scenario, SECOND, source, type Misconception } from './build.ts'

const tiny = fn('lookup', { runsMs: 50, initMs: 0, Timeout: 3 })

export const M08: Misconception = {
  id: 'M08',
  runs: [run('rate', scenario(3 * SECOND, tiny, source('callers', 'lookup', regular(20_000))), { answer: 'throttleShare', from: 2 }, { answer: 'peak', from: 2 })],
}
