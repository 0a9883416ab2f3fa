import { fn, regular, run, scenario, SECOND, source, type Misconception } from './build.ts'

const of = (runsMs: number) => scenario(10 * SECOND, fn('api', { runsMs, initMs: 500 }), source('callers', 'api', regular(100)))

export const M01: Misconception = {
  id: 'M01',
  runs: [run('short', of(200), { answer: 'peak', to: 2 }, { answer: 'peak', from: 5 }), run('long', of(2000), { answer: 'peak', to: 5 }, { answer: 'peak', from: 6 })],
}
