import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../sim/scenario.ts'
import { defaultFunction, defaultScenario, defaultSource, DEFAULT_SQS } from '../defaults.ts'
import { readPaste, type PasteChoice } from './paste.ts'

const scenario = defaultScenario()
const choice: PasteChoice = { fn: null, into: new Map(), reports: true }
const paste = (text: string, current: Scenario = scenario, some: Partial<PasteChoice> = {}) => readPaste(text, current, { ...choice, ...some })

function applied(text: string, current: Scenario = scenario, some: Partial<PasteChoice> = {}): Scenario {
  const { result } = paste(text, current, some)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}
const problems = (text: string) => paste(text).result.issues

/** As study notes have it: comments, a fence, account ids of three digits. */
const MAPPINGS = `\`\`\`javascript
// SQS Event Source Mapping
{
  "EventSourceArn": "arn:aws:sqs:us-east-1:123:my-queue",
  "FunctionName": "my-function",
  "BatchSize": 10,
  "MaximumBatchingWindowInSeconds": 5,
  "FunctionResponseTypes": ["ReportBatchItemFailures"],
  "ScalingConfig": {
    "MaximumConcurrency": 100
  }
}

// Kinesis Event Source Mapping
{
  "EventSourceArn": "arn:aws:kinesis:us-east-1:123:stream/my-stream",
  "FunctionName": "my-function",
  "StartingPosition": "TRIM_HORIZON",
  "BatchSize": 100,
  "ParallelizationFactor": 10,
  "MaximumRetryAttempts": 3,
  "BisectBatchOnFunctionError": true,
  "DestinationConfig": {
    "OnFailure": {
      "Destination": "arn:aws:sqs:us-east-1:123:dlq"
    }
  }
}
\`\`\``

const FAILURES = `\`\`\`javascript
// Partial batch failure (SQS/Kinesis)
exports.handler = async (event) => {
  const failedRecords = [];

  for (const record of event.Records) {
    try {
      await processRecord(record);
    } catch (error) {
      failedRecords.push({
        itemIdentifier: record.messageId  // SQS
        // or record.kinesis.sequenceNumber for Kinesis
      });
    }
  }

  return {
    batchItemFailures: failedRecords
  };
};

// Dead Letter Queue configuration
{
  "DeadLetterConfig": {
    "TargetArn": "arn:aws:sqs:us-east-1:123:my-dlq"
  }
}

// Destinations (more flexible than DLQ)
{
  "DestinationConfig": {
    "OnSuccess": {
      "Destination": "arn:aws:sqs:us-east-1:123:success-queue"
    },
    "OnFailure": {
      "Destination": "arn:aws:sqs:us-east-1:123:failure-queue"
    }
  }
}
\`\`\``

const PROVISIONED = `// Configure provisioned concurrency
aws lambda put-provisioned-concurrency-config \\
  --function-name my-function \\
  --qualifier prod \\
  --provisioned-concurrent-executions 100`

describe('configurations of a study note, as they stand there', () => {
  const sources = applied(MAPPINGS).traffic.filter(({ via }) => via === 'event-source')

  it('read the mapping of a queue', () => {
    expect(sources[0]).toMatchObject({
      name: 'my-queue',
      function: 'orders-api',
      eventSource: {
        kind: 'sqs',
        mapping: { BatchSize: 10, MaximumBatchingWindowInSeconds: 5, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 100 } },
      },
    })
  })
  it('read the mapping of a stream', () => {
    expect(sources[1]).toMatchObject({
      name: 'my-stream',
      eventSource: {
        kind: 'kinesis',
        mapping: {
          BatchSize: 100, ParallelizationFactor: 10, MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true,
          DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123:dlq' } },
        },
      },
    })
    expect(JSON.stringify(sources[1])).toContain('TRIM_HORIZON')
  })
  it('say what they read, for whom, and that an account id is short', () => {
    const { items, result, fn } = paste(MAPPINGS)
    expect(items.map(({ title }) => title)).toEqual(['SQS my-queue to orders-api', 'Kinesis my-stream to orders-api'])
    expect(items.map(({ line }) => line)).toEqual([3, 15])
    expect(items[0]?.notes.join()).toMatch(/my-function.*123 is taken/)
    expect(fn).toBe('orders-api')
    expect(result.ignored).toEqual([])
  })
  it('read the handler, the dead-letter queue and the destinations', () => {
    const [fn] = applied(FAILURES).functions
    expect(fn?.DeadLetterConfig.TargetArn).toBe('arn:aws:sqs:us-east-1:123:my-dlq')
    expect(fn?.EventInvokeConfig).toEqual({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: {
        OnSuccess: { Destination: 'arn:aws:sqs:us-east-1:123:success-queue' },
        OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123:failure-queue' },
      },
    })
    expect(paste(FAILURES).items).toHaveLength(3)
    expect(paste(FAILURES).items[0]?.notes.join(' ')).toMatch(/not run.*messageId/s)
  })
  it('read the command for provisioned concurrency, and callers follow', () => {
    const after = applied(PROVISIONED)
    expect(after.functions[0]?.provisioned).toMatchObject([{ Qualifier: 'prod', ProvisionedConcurrentExecutions: 100 }])
    expect(after.traffic[0]?.Qualifier).toBe('prod')
  })
  it('read all of them at once', () => {
    const after = applied([MAPPINGS, FAILURES, `\`\`\`\n${PROVISIONED}\n\`\`\``].join('\n\n'))
    expect(after.traffic).toHaveLength(3)
    expect(after.functions[0]?.provisioned).toHaveLength(1)
  })
})

describe('what a handler returns', () => {
  const queue = { ...DEFAULT_SQS }
  const withQueue = defaultScenario({ traffic: [defaultSource('orders', 'orders-api', { via: 'event-source', eventSource: queue })] })
  const typesOf = ({ traffic }: Scenario) => traffic[0]?.eventSource?.kind === 'sqs' && traffic[0].eventSource.mapping.FunctionResponseTypes

  it('is played for every batch, and the mapping reads it if that is wanted', () => {
    const text = '{"batchItemFailures": [{"itemIdentifier": "m2"}]}'
    expect(applied(text, withQueue).functions[0]?.handler.batchResponse).toBe('{"batchItemFailures":[{"itemIdentifier":"m2"}]}')
    expect(typesOf(applied(text, withQueue))).toEqual(['ReportBatchItemFailures'])
    expect(typesOf(applied(text, withQueue, { reports: false }))).toEqual([])
    expect(paste(text, withQueue).mayReport).toBe(true)
    expect(paste(text).mayReport).toBe(false)
  })
  it('is not looked for in code that does not return it', () => {
    expect(problems('exports.handler = async () => {\n  // batchItemFailures\n  return 1\n}')[0]?.message).toMatch(/nothing/)
  })
})

describe('where a mapping goes', () => {
  const two = defaultScenario({ functions: [defaultFunction('a'), defaultFunction('b')], traffic: [defaultSource('callers', 'a'), defaultSource('others', 'b')] })
  const mapping = (fn: string) => `{"EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:jobs", "FunctionName": "${fn}"}`

  it('is the function it names, or the one that is chosen', () => {
    expect(applied(mapping('b'), two).traffic.at(-1)).toMatchObject({ name: 'jobs', function: 'b' })
    expect(applied(mapping('c'), two, { fn: 'b' }).traffic.at(-1)).toMatchObject({ function: 'b' })
    expect(paste(mapping('b'), two).fn).toBeNull()
  })
  it('is a source that is there, if that is chosen', () => {
    const after = applied(mapping('a'), two, { into: new Map([[1, 'callers']]) })
    expect(after.traffic).toHaveLength(2)
    expect(after.traffic[0]).toMatchObject({ name: 'callers', via: 'event-source', arrivals: two.traffic[0]?.arrivals, eventSource: { kind: 'sqs' } })
  })
  it('is the same source when it is pasted again', () => {
    const once = applied(MAPPINGS)
    expect(applied(MAPPINGS, once)).toEqual(once)
  })
})

describe('what is wrong', () => {
  const sqs = (fields: string) => problems(`{\n  "EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:q",\n  ${fields}\n}`)
  it.each([
    ['"BachSize": 5', 3, /Did you mean BatchSize/, /Unknown parameter/],
    ['"ParallelizationFactor": 2', 3, /not a setting for SQS/, /Unsupported ParallelizationFactor/],
    ['"StartingPosition": "LATEST"', 3, /Kinesis/, /StartingPosition is not valid for SQS/],
    ['"BatchSize": 0', 3, /1 to 10,000/, /greater than or equal to 1/],
    ['"BatchSize": 100', 3, /MaximumBatchingWindowInSeconds/, /Maximum batch window/],
    ['"ScalingConfig": {"MaximumConcurency": 5}', 3, /Did you mean MaximumConcurrency/, /Unknown/],
    ['"ScalingConfig": {"MaximumConcurrency": 1}', 3, /2 to 1,000/, /greater than or equal to 2/],
    ['"FunctionResponseTypes": ["ReportBatchItemFailure"]', 3, /ReportBatchItemFailures/, /enum value set/],
    ['"BatchSize" 5', 3, /not JSON/, /^$/],
  ])('%s', (fields, line, message, api) => {
    const [issue] = sqs(fields)
    expect(issue?.line).toBe(line)
    expect(issue?.message).toMatch(message)
    expect(issue?.api ?? '').toMatch(api)
  })
  it('names what a stream needs', () => {
    const [issue] = problems('{"EventSourceArn": "arn:aws:kinesis:us-east-1:123456789012:stream/s"}')
    expect(issue).toMatchObject({ message: expect.stringMatching(/StartingPosition is missing/) as unknown, api: expect.stringMatching(/startingPosition/) as unknown })
  })
  it('names sources that are not played', () => {
    expect(problems('{"EventSourceArn": "arn:aws:elasticache:us-east-1:1:x"}')[0]?.message).toMatch(/not the ARN/)
  })
  it('keeps what is not played, and gives it back', async () => {
    const { toCli } = await import('./cli.ts')
    const text = '{"EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:q", "KMSKeyArn": "arn:aws:kms:us-east-1:123456789012:key/1", "MetricsConfig": {"Metrics": ["EventCount"]}}'
    const after = applied(text)
    expect(toCli(after)).toContain('--kms-key-arn arn:aws:kms')
    expect(paste(text).items[0]?.rows.map(({ name, played }) => [name, played])).toEqual([['KMSKeyArn', false], ['MetricsConfig', false]])
  })
})
