import { atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 10, readyAtStart: true }]
const aliases = [{ Name: 'live', FunctionVersion: '1', RoutingConfig: null }]
const of = (Qualifier: string | null, ReservedConcurrentExecutions: number | null) =>
  scenario(10 * SECOND, fn('api', { provisioned, aliases, ReservedConcurrentExecutions }), source('callers', 'api', atOnce([0, 15]), { Qualifier }))

export const M05: Misconception = {
  id: 'M05',
  runs: [
    run('spill', of('live', null), { answer: 'coldStarts' }),
    run('capped', of('live', 10), 'coldStarts', 'throttles'),
    run('latest', of(null, null), 'coldStarts'),
  ],
}
