import { run, type Misconception } from './build.ts'
import { M15 } from './m15.ts'

/** The same run as one of those about reserved concurrency: no error, no log, and messages lost to the work. */
export const M37: Misconception = {
  id: 'M37',
  runs: M15.runs.slice(0, 1).map(({ name, scenario }) => run(name, scenario, 'failed', 'throttles', 'deadLettered')),
}
