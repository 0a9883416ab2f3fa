import type { FunctionConfig } from '../../sim/scenario.ts'
import { DEFAULT_EVENT_INVOKE } from '../defaults.ts'
import { atOnce, events, fn, HOUR, queueArn, run, scenario, SECOND, type Misconception } from './build.ts'

const of = (EventInvokeConfig: FunctionConfig['EventInvokeConfig']) =>
  scenario(6 * HOUR, fn('mailer', { runsMs: 2 * SECOND, ReservedConcurrentExecutions: 5, EventInvokeConfig }), events('shop', 'mailer', atOnce([0, 100])))
const young = { ...DEFAULT_EVENT_INVOKE, MaximumEventAgeInSeconds: 60 }

export const M10: Misconception = {
  id: 'M10',
  runs: [
    run('default', of(DEFAULT_EVENT_INVOKE), 'succeeded', { answer: 'succeeded', to: 60 }, 'dropped', 'lastStart'),
    run('young', of(young), 'succeeded', 'dropped', 'delivered'),
    run('kept', of({ ...young, DestinationConfig: { OnSuccess: null, OnFailure: { Destination: queueArn('too-old') } } }), 'dropped', 'delivered'),
  ],
}
