import { fixed, fn, list, run, scenario, SECOND, source, type Misconception } from './build.ts'

const thousand = Array.from({ length: 1000 }, (_, at) => ({ atMs: at * SECOND }))
const of = (MemorySize: number, runsMs: number) =>
  scenario(1002 * SECOND, fn('api', { MemorySize, initMs: 0, does: { io: fixed(runsMs), firstCall: fixed(runsMs) } }), source('callers', 'api', list(thousand)))

export const M36: Misconception = {
  id: 'M36',
  runs: [run('small', of(128, 100), 'usdPerMillion'), run('large', of(1024, 1000), 'usdPerMillion')],
}
