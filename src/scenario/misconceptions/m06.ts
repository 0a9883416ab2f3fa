import { account, atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

export const M06: Misconception = {
  id: 'M06',
  runs: [
    run(
      'idle',
      scenario(10 * SECOND, [fn('idle-one', { ReservedConcurrentExecutions: 400 }), fn('busy-one')], source('callers', 'busy-one', atOnce([0, 700])), account(1000)),
      { answer: 'throttles', fn: 'busy-one' },
      { answer: 'peak', fn: 'idle-one' },
    ),
  ],
}
