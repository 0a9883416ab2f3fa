import { expect, test } from 'vitest'
import type { FunctionConfig, PushService, TrafficSource } from '../sim/scenario'
import { DEFAULT_SERVICE, defaultFunction, defaultScenario, defaultSource } from './defaults'
import { parseScenario } from './parse'

function issuesOf(source: Partial<TrafficSource>, fn: Partial<FunctionConfig> = {}, others: readonly TrafficSource[] = []): string[] {
  const result = parseScenario(defaultScenario({ functions: [defaultFunction('fn', fn)], traffic: [defaultSource('orders', 'fn', source), ...others] }))
  return result.ok ? [] : result.issues.map(({ message }) => message)
}
const pushed = (service: Partial<PushService> & Pick<PushService, 'kind'>): Partial<TrafficSource> => ({ via: 'event', service: { ...DEFAULT_SERVICE, ...service } })
const policy = { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 300 }
const scheduled = (ScheduleExpression: string, MaximumWindowInMinutes = 0): Partial<TrafficSource> => ({ arrivals: { kind: 'expression', ScheduleExpression, MaximumWindowInMinutes } })

test('services have the settings that AWS gives them', () => {
  expect(issuesOf(pushed({ kind: 'eventbridge', RetryPolicy: policy, DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:123456789012:q' } }))).toEqual([])
  expect(issuesOf(pushed({ kind: 'sns', RetryPolicy: policy }))).toEqual(['traffic[0].service.RetryPolicy is set, but Amazon SNS has no such setting for Lambda. Allowed: null.'])
  expect(issuesOf(pushed({ kind: 's3', DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:123456789012:q' } }))[0]).toContain('Amazon S3 has no such setting')
  expect(issuesOf(pushed({ kind: 'scheduler', DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:123456789012:t' } }))).toHaveLength(1)
  expect(issuesOf({ ...pushed({ kind: 'sns' }), via: 'sdk' })[0]).toContain('via is "sdk"')
  expect(issuesOf(pushed({ kind: 'sns', handOver: { fails: 'denied', fromMs: 500, untilMs: 100 } }))).toHaveLength(1)
})

test('a schedule expression is read as AWS reads it', () => {
  expect(issuesOf(scheduled('rate(5 minutes)'))).toEqual([])
  expect(issuesOf(scheduled('rate(1 minutes)'))[0]).toContain('The unit of a rate of 1 must be minute, hour or day, not "minutes".')
  expect(issuesOf(scheduled('cron(0 12 * * *)'))[0]).toContain('six fields')
  expect(issuesOf(scheduled('cron(0 12 * * MON *)'))[0]).toContain('one of them must be ?')
  expect(issuesOf(scheduled('rate(5 minutes)', 10))[0]).toContain('Only EventBridge Scheduler')
  expect(issuesOf({ ...scheduled('rate(5 minutes)', 10), ...pushed({ kind: 'scheduler' }) })).toEqual([])
})

test('a subscriber follows a source that sends, and a handler sends to one that is there', () => {
  const same = (source: string): Partial<TrafficSource> => ({ arrivals: { kind: 'same', source } })
  expect(issuesOf(same('topic'), {}, [defaultSource('topic', 'fn')])).toEqual([])
  for (const name of ['orders', 'nobody']) expect(issuesOf(same(name))).toHaveLength(1)
  expect(issuesOf(same('topic'), {}, [defaultSource('topic', 'fn', same('orders'))])).toHaveLength(2)
  expect(issuesOf(pushed({ kind: 'sns' }), { sendsTo: { source: 'orders', count: 1 } })).toEqual([])
  expect(issuesOf(pushed({ kind: 'sns' }), { sendsTo: { source: 'nobody', count: 1 } })).toHaveLength(1)
  expect(issuesOf({}, { sendsTo: { source: 'orders', count: 1 } })[0]).toContain('waits for the answer')
})
