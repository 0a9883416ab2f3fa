import { atOnce, events, fn, HOUR, queueArn, run, scenario, type Misconception } from './build.ts'

const off = fn('audit', { ReservedConcurrentExecutions: 0, DeadLetterConfig: { TargetArn: queueArn('function-dlq') } })

export const M13: Misconception = {
  id: 'M13',
  runs: [run('off', scenario(HOUR, off, events('bus', 'audit', atOnce([0, 10]))), 'arrivals', 'invocations', 'dropped', 'delivered')],
}
