import type { SqsSource } from '../../sim/scenario.ts'
import { atOnce, fn, MINUTE, queue, run, scenario, SECOND, type Misconception } from './build.ts'

interface Worked {
  reserved?: number
  backOff?: SqsSource['backOff']
  most?: number
}

const of = ({ reserved = 2, backOff = 'documented', most }: Worked) =>
  scenario(
    5 * MINUTE,
    fn('worker', { runsMs: 10 * SECOND, initMs: 0, Timeout: 20, ReservedConcurrentExecutions: reserved }),
    queue('jobs', 'worker', atOnce([0, 20]), {
      backOff,
      RedrivePolicy: { maxReceiveCount: 3 },
      mapping: { BatchSize: 1, ScalingConfig: most === undefined ? null : { MaximumConcurrency: most } },
    }),
  )
const asked = ['done', 'deadLettered', 'throttles', 'failed', 'lastDone'] as const

/** Pollers never fall below two batches: with one reserved there is always one too many. */
export const STARVED = of({ reserved: 1, backOff: 'worst-case' })

export const M15: Misconception = {
  id: 'M15',
  runs: [
    run('one', STARVED, ...asked),
    run('worst', of({ backOff: 'worst-case' }), ...asked),
    run('documented', of({}), ...asked),
    run('capped', of({ most: 2 }), ...asked),
  ],
}
