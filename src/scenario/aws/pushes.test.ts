import { describe, expect, it } from 'vitest'
import type { Arrivals, PushService, Scenario, ServiceKind } from '../../sim/scenario.ts'
import { DEFAULT_SERVICE, defaultScenario, defaultSource } from '../defaults.ts'
import { toCli, fromCli } from './cli.ts'
import type { TextResult } from './result.ts'
import { fromSam } from './sam.ts'
import { toSam } from './samWrite.ts'

const scenario = defaultScenario()
const read = (result: TextResult): Scenario => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}
const policy = { RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 120 } }
const dead = { DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:123456789012:dead' } }
const hourly: Arrivals = { kind: 'expression', ScheduleExpression: 'rate(1 hour)', MaximumWindowInMinutes: 0 }
const pushing = (kind: ServiceKind, settings: Partial<PushService> = {}, arrivals: Arrivals = { kind: 'poisson', ratePerSecond: 3 }): Scenario =>
  defaultScenario({ traffic: [defaultSource('callers', 'orders-api'), defaultSource('new orders', 'orders-api', { via: 'event', arrivals, service: { ...DEFAULT_SERVICE, kind, ...settings } })] })

const TEMPLATE = `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: orders-api
      Events:
        Nightly: # when shops are closed
          Type: ScheduleV2
          Properties:
            ScheduleExpression: rate(1 minute)
            RetryPolicy: { MaximumRetryAttempts: "4" }
        Uploads:
          Type: S3
          Properties: { Bucket: !Ref Photos, Events: s3:ObjectCreated:* }
  Photos:
    Type: AWS::S3::Bucket
`

describe('services that push, in a template', () => {
  it.each([
    ['S3', pushing('s3'), /Type: S3[\s\S]*Ref: NewOrdersBucket[\s\S]*NewOrdersBucket:\n\s+Type: AWS::S3::Bucket/],
    ['SNS', pushing('sns', dead), /Type: SNS[\s\S]*deadLetterTargetArn/],
    ['a rule', pushing('eventbridge', { ...policy, ...dead }), /Type: EventBridgeRule[\s\S]*Pattern:/],
    ['a rule with a schedule', pushing('eventbridge', policy, hourly), /Type: Schedule\n[\s\S]*Schedule: rate\(1 hour\)/],
    ['the Scheduler', pushing('scheduler', policy, { ...hourly, MaximumWindowInMinutes: 5 }), /Type: ScheduleV2[\s\S]*MaximumWindowInMinutes: 5/],
  ])('%s', (_, before, text) => {
    expect(toSam(before)).toMatch(text)
    expect(read(fromSam(toSam(before), before))).toEqual(before)
    const { ok, ignored } = fromSam(toSam(before), before)
    expect([ok, ignored]).toEqual([true, []])
    const source = read(fromSam(toSam(before), scenario)).traffic.at(-1)
    expect(source).toMatchObject({ name: 'NewOrders', via: 'event', service: before.traffic[1]?.service })
  })
  it('become sources, with what they retry where only a part is said', () => {
    const { traffic } = read(fromSam(TEMPLATE, scenario))
    expect(traffic.map(({ name }) => name)).toEqual(['callers', 'Nightly', 'Uploads'])
    expect(traffic[1]).toMatchObject({ arrivals: { ScheduleExpression: 'rate(1 minute)' }, service: { kind: 'scheduler', RetryPolicy: { MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 86_400 } } })
  })
  it('go away with their events, and are changed where they stand', () => {
    const after = read(fromSam(TEMPLATE, scenario))
    expect(read(fromSam(TEMPLATE.replace(/ {8}Uploads[\s\S]*?\* }\n/, ''), after)).traffic.map(({ name }) => name)).toEqual(['callers', 'Nightly'])
    const changed = { ...after, traffic: after.traffic.map((source, i) => (i === 1 ? { ...source, arrivals: hourly } : source)) }
    const text = toSam(changed, TEMPLATE)
    expect(text).toContain('# when shops are closed')
    expect(text).toContain('!Ref Photos')
    expect(read(fromSam(text, after))).toEqual(changed)
  })
  it('are checked at their line', () => {
    expect(fromSam(TEMPLATE.replace('rate(1 minute)', 'rate(1 minutes)'), scenario).issues[0]).toMatchObject({ line: 7 })
    expect(fromSam(TEMPLATE.replace('RetryPolicy', 'RetryPolizy'), scenario).issues[0]?.message).toMatch(/Did you mean RetryPolicy/)
  })
})

it('commands keep them and say so', () => {
  const before = pushing('sns', dead)
  expect(read(fromCli(toCli(before), before))).toEqual(before)
  expect(fromCli(toCli(before), before).kept).toContain('services')
  expect(fromSam(toSam(before), before).kept).not.toContain('services')
})
