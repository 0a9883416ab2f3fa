import { atOnce, fn, MINUTE, run, scenario, SECOND, source, type Misconception } from './build.ts'

const ping = { kind: 'schedule' as const, periodMs: 5 * MINUTE, offsetMs: 0, count: 1, jitterMs: 0 }
const of = (burstMs: number) => scenario(23 * MINUTE, fn('api'), [source('ping', 'api', ping), source('users', 'api', atOnce([burstMs, 20]))])

export const M03: Misconception = {
  id: 'M03',
  runs: [
    run('between', of(1260 * SECOND), { answer: 'coldStarts', from: 1260 }, { answer: 'warmStarts', from: 1260 }),
    run('during', of(1200 * SECOND + 500), { answer: 'coldStarts', from: 1200 }),
  ],
}
