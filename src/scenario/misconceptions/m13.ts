import { DEFAULT_SERVICE } from '../defaults.ts'
import type { FunctionConfig, PushService } from '../../sim/scenario.ts'
import { atOnce, events, fn, HOUR, MINUTE, queueArn, run, scenario, type Misconception } from './build.ts'

/** Ten events, a dead-letter queue at either end. */
const of = (service: Partial<PushService>, config: Partial<FunctionConfig> = {}) =>
  scenario(HOUR, fn('audit', { DeadLetterConfig: { TargetArn: queueArn('function-dlq') }, ...config }), {
    ...events('rule', 'audit', atOnce([0, 10])),
    service: { ...DEFAULT_SERVICE, kind: 'eventbridge', DeadLetterConfig: { Arn: queueArn('rule-dlq') }, ...service },
  })
const outage = { fails: 'unavailable' as const, fromMs: 0, untilMs: 10 * MINUTE }
const asked = ['invocations', 'delivered', 'deliveredByService'] as const

export const M13: Misconception = {
  id: 'M13',
  runs: [
    run('off', of({}, { ReservedConcurrentExecutions: 0 }), ...asked),
    run('denied', of({ handOver: { fails: 'denied', fromMs: 0, untilMs: null } }), ...asked),
    run('outage', of({ handOver: outage }), ...asked),
    run('custom', of({ kind: 'custom-bus', handOver: outage }), ...asked),
  ],
}
