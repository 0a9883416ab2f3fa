import { describe, expect, it } from 'vitest'
import type { Scenario, SqsSource } from '../../sim/scenario.ts'
import { DEFAULT_SQS, defaultScenario, defaultSource } from '../defaults.ts'
import { fromCli, toCli } from './cli.ts'
import type { TextResult } from './result.ts'
import { fromSam } from './sam.ts'
import { toSam } from './samWrite.ts'

const queue = defaultScenario({
  traffic: [defaultSource('callers', 'orders-api'), defaultSource('orders queue', 'orders-api', { via: 'event-source', eventSource: DEFAULT_SQS })],
})
const read = (result: TextResult): Scenario => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}
const cli = (text: string, current = queue): Scenario => read(fromCli(text, current))
const mapped = ({ traffic }: Scenario, index = 1) => traffic[index]?.eventSource as SqsSource

describe('commands about sources', () => {
  it('change a mapping by the name of its source, or the only one of a function', () => {
    expect(mapped(cli("aws lambda update-event-source-mapping --uuid 'orders queue' --batch-size 3")).mapping.BatchSize).toBe(3)
    expect(mapped(cli('aws lambda update-event-source-mapping --uuid 1f --function-name orders-api --function-response-types ReportBatchItemFailures')).mapping.FunctionResponseTypes).toEqual([
      'ReportBatchItemFailures',
    ])
    expect(fromCli('aws lambda update-event-source-mapping --uuid x --function-name other --batch-size 3', queue).issues[0]?.message).toMatch(/orders queue/)
  })
  it('take a mapping away with its source', () => {
    expect(cli('aws lambda delete-event-source-mapping --uuid orders-queue').traffic.map(({ name }) => name)).toEqual(['callers'])
  })
  it('set up queues and streams', () => {
    const text = `aws sqs set-queue-attributes --queue-url https://sqs.us-east-1.amazonaws.com/123456789012/orders-queue --attributes VisibilityTimeout=60,DelaySeconds=5`
    expect(mapped(cli(text))).toMatchObject({ VisibilityTimeout: 60, DelaySeconds: 5, MessageRetentionPeriod: 345_600 })
    const stream = `aws kinesis create-stream --stream-name clicks --shard-count 4
aws lambda create-event-source-mapping --function-name orders-api --event-source-arn arn:aws:kinesis:us-east-1:123456789012:stream/clicks --starting-position LATEST --no-bisect-batch-on-function-error --destination-config OnFailure={Destination=arn:aws:sqs:us-east-1:123456789012:failed}`
    expect(cli(stream).traffic[2]).toMatchObject({ name: 'clicks', eventSource: { kind: 'kinesis', ShardCount: 4, mapping: { BisectBatchOnFunctionError: false, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' } } } } })
  })
  it('read a policy of dead letters as SQS takes it', () => {
    const text = `aws sqs create-queue --queue-name orders-queue --attributes '{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:us-east-1:123456789012:d\\",\\"maxReceiveCount\\":\\"4\\"}"}'`
    expect(mapped(cli(text)).RedrivePolicy).toEqual({ maxReceiveCount: 4 })
  })
  it('leave out a source that a whole text does not map', () => {
    const [functions = ''] = toCli(queue).split('\naws sqs')
    expect(cli(functions).traffic.map(({ name }) => name)).toEqual(['callers'])
  })
  it('tell what AWS would answer, at the line', () => {
    const wrong = toCli(queue).replace('--batch-size 10', '--batch-size 100')
    expect(fromCli(wrong, queue).issues[0]).toMatchObject({ line: expect.any(Number) as unknown, api: expect.stringMatching(/Maximum batch window/) as unknown })
  })
})

describe('a template with sources', () => {
  const template = `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: orders-api
      DeadLetterQueue: { Type: SQS, TargetArn: "arn:aws:sqs:us-east-1:123456789012:dead" }
      EventInvokeConfig:
        MaximumRetryAttempts: "1"
      Events:
        Jobs: # what waits
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:us-east-1:123456789012:jobs
            BatchSize: "5" # not more
  JobsQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
      VisibilityTimeout: 90
  Unused:
    Type: AWS::SQS::Queue
`
  const scenario = read(fromSam(template, defaultScenario()))

  it('is read with what becomes of events', () => {
    expect(scenario.functions[0]).toMatchObject({ DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' }, EventInvokeConfig: { MaximumRetryAttempts: 1 } })
    expect(scenario.traffic[1]).toMatchObject({ name: 'jobs', eventSource: { VisibilityTimeout: 90, mapping: { BatchSize: 5 } } })
    expect(fromSam(template, defaultScenario()).ignored.map(({ message }) => message)).toEqual([expect.stringMatching(/Unused/)])
  })
  it('is changed where it stands, with its comments', () => {
    const eventSource = mapped(scenario)
    const changed = { ...eventSource, VisibilityTimeout: 120, mapping: { ...eventSource.mapping, MaximumBatchingWindowInSeconds: 2 } }
    const next = { ...scenario, traffic: scenario.traffic.map((source, i) => (i === 1 ? { ...source, eventSource: changed } : source)) }
    const text = toSam(next, template)
    expect(text).toContain('# what waits')
    expect(text).toContain('# not more')
    expect(text).toContain('VisibilityTimeout: 120')
    expect(read(fromSam(text, scenario))).toEqual(next)
  })
  it('refuses mappings that stand on their own, and intrinsic functions', () => {
    const own = template.replace('AWS::SQS::Queue', 'AWS::Lambda::EventSourceMapping')
    expect(fromSam(own, defaultScenario()).issues[0]?.message).toMatch(/event of its function/)
    expect(fromSam(template.replace('Queue: arn:aws:sqs:us-east-1:123456789012:jobs', 'Queue: !GetAtt JobsQueue.Arn'), defaultScenario()).issues[0]?.message).toMatch(/!GetAtt/)
  })
})
