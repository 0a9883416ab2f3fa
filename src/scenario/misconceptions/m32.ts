import { DEFAULT_FAULTS } from '../defaults.ts'
import { atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

const faults = { ...DEFAULT_FAULTS, downstreamConnections: 100 }
const of = (ReservedConcurrentExecutions: number | null, Timeout: number) =>
  scenario(20 * SECOND, fn('orders', { runsMs: 2 * SECOND, initMs: 0, Timeout, faults, ReservedConcurrentExecutions }), source('shoppers', 'orders', atOnce([0, 250])))
const asked = ['succeeded', 'failed', 'connectionWaits', 'throttles'] as const

export const M32: Misconception = {
  id: 'M32',
  runs: [run('impatient', of(null, 3), ...asked), run('patient', of(null, 30), ...asked), run('reserved', of(80, 3), ...asked)],
}
