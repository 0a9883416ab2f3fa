import { run, type Misconception } from './build.ts'
import { STARVED } from './m15.ts'

/** The same run as one of those about reserved concurrency: no error, no log, and messages lost to the work. */
export const M37: Misconception = {
  id: 'M37',
  runs: [run('worst', STARVED, 'failed', 'throttles', 'deadLettered')],
}
