import { fixed, fn, regular, run, scenario, SECOND, source, type Misconception } from './build.ts'

/** A million invocations cost a thousand times these. */
const of = (MemorySize: number, runsMs: number) =>
  scenario(999.5 * SECOND, fn('api', { MemorySize, initMs: 0, does: { io: fixed(runsMs), firstCall: fixed(runsMs) } }), source('callers', 'api', regular(1)))

export const M36: Misconception = {
  id: 'M36',
  runs: [run('small', of(128, 100), 'invocations', 'usd'), run('large', of(1024, 1000), 'invocations', 'usd')],
}
