import { DEFAULT_SERVICE } from '../defaults.ts'
import type { FunctionConfig, Intervention, ServiceKind } from '../../sim/scenario.ts'
import { account, atOnce, events, fn, run, scenario, SECOND, type Misconception } from './build.ts'

interface Loop {
  through: ServiceKind
  count?: number
  seconds?: number
  config?: Partial<FunctionConfig>
  interventions?: readonly Intervention[]
}

/** A function whose output is what calls it. */
const of = ({ through, count = 1, seconds = 60, config = {}, interventions = [] }: Loop) =>
  scenario(
    seconds * SECOND,
    fn('resize', { initMs: 0, sendsTo: { source: 'uploads', count }, ...config }),
    { ...events('uploads', 'resize', atOnce([0, 1])), service: { ...DEFAULT_SERVICE, kind: through } },
    { interventions, ...account(5000) },
  )
const brake: Intervention = { kind: 'setting', atMs: 7.5 * SECOND, function: 'resize', set: { ReservedConcurrentExecutions: 0 } }
const allowed = { RecursiveLoop: 'Allow' } as const

export const M33: Misconception = {
  id: 'M33',
  runs: [
    run('caught', of({ through: 's3' }), 'invocations', 'looped'),
    run('unseen', of({ through: 'eventbridge' }), 'invocations', 'looped'),
    run('doubling', of({ through: 's3', count: 2, seconds: 10.5, config: allowed }), 'invocations', { answer: 'invocations', from: 10 }),
    run('brake', of({ through: 's3', count: 2, config: allowed, interventions: [brake] }), 'invocations', { answer: 'invocations', from: 10 }),
  ],
}
