import { describe, expect, it } from 'vitest'
import type { EventSource, Scenario } from '../../sim/scenario.ts'
import { DEFAULT_KAFKA, defaultFunction, defaultScenario, defaultSource } from '../defaults.ts'
import { documentdb } from '../../sources/documentdb/source.ts'
import { mq } from '../../sources/mq/source.ts'
import { initialOf } from '../../sources/source.ts'
import { fromCli, toCli } from './cli.ts'
import { readPaste } from './paste.ts'
import type { TextResult } from './result.ts'
import { fromSam } from './sam.ts'
import { toSam } from './samWrite.ts'

const scenario = defaultScenario()
const read = (result: TextResult): Scenario => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}
const polling = (eventSource: EventSource) => defaultScenario({ traffic: [defaultSource('orders', 'orders-api', { via: 'event-source', eventSource })] })
const create = (options: string): Scenario => read(fromCli(`aws lambda create-event-source-mapping --function-name orders-api ${options}`, scenario))
const added = ({ traffic }: Scenario) => traffic[1]

const MSK = 'arn:aws:kafka:us-east-1:123456789012:cluster/shop/6cc0432b-8618-4f44-bccc-e1fbd8fb7c4d-2'
const SERVERS = `--self-managed-event-source '{"Endpoints":{"KAFKA_BOOTSTRAP_SERVERS":["a.example.com:9092","b.example.com:9092"]}}'`
const BROKER = 'arn:aws:mq:us-east-1:123456789012:broker:shop:b-24cacbb4-b295-49b7-8543-7ce7ce9dfb98'
const LOGIN = '--source-access-configurations Type=BASIC_AUTH,URI=arn:aws:secretsmanager:us-east-1:123456789012:secret:mq'

describe('mappings of brokers as commands', () => {
  it('Kafka of AWS, with one bound of its pollers', () => {
    expect(added(create(`--event-source-arn ${MSK} --topics orders --starting-position LATEST --provisioned-poller-config MinimumPollers=3`))).toMatchObject({
      name: 'orders',
      eventSource: { kind: 'msk', mapping: { StartingPosition: 'LATEST', MaximumBatchingWindowInSeconds: 0.5, ProvisionedPollerConfig: { MinimumPollers: 3, MaximumPollers: 200 } } },
    })
  })
  it('Kafka of one’s own has servers in place of an ARN', () => {
    const after = create(`${SERVERS} --topics orders --starting-position TRIM_HORIZON`)
    expect(added(after)).toMatchObject({ name: 'orders', eventSource: { kind: 'kafka' } })
    expect(toCli(after)).toContain('b.example.com:9092')
    expect(read(fromCli(toCli(after), scenario)).traffic.at(-1)).toEqual(added(after))
  })
  it('two topics of a cluster are two sources', () => {
    const one = (topic: string) => `aws lambda create-event-source-mapping --function-name orders-api --event-source-arn ${MSK} --topics ${topic} --starting-position LATEST`
    expect(read(fromCli([one('a'), one('b')].join('\n'), scenario)).traffic.map(({ name }) => name)).toEqual(['callers', 'a', 'b'])
    expect(fromCli([one('a'), one('a')].join('\n'), scenario).issues[0]?.message).toMatch(/twice/)
  })
  it('a virtual host makes a broker RabbitMQ', () => {
    expect(added(create(`--event-source-arn ${BROKER} --queues jobs ${LOGIN}`))?.eventSource?.kind).toBe('activemq')
    expect(added(create(`--event-source-arn ${BROKER} --queues jobs ${LOGIN} Type=VIRTUAL_HOST,URI=/`))?.eventSource?.kind).toBe('rabbitmq')
  })
  it('DocumentDB, from a time that is said as text', () => {
    const options = `--event-source-arn arn:aws:rds:us-east-1:123456789012:cluster:shop --document-db-event-source-config DatabaseName=shop,CollectionName=orders --starting-position AT_TIMESTAMP --starting-position-timestamp 2026-11-01T12:00:00Z`
    expect(added(create(options))).toMatchObject({ name: 'shop.orders', eventSource: { kind: 'documentdb', mapping: { StartingPositionTimestamp: Date.parse('2026-11-01T12:00:00Z') / 1000 } } })
  })
  it('an update changes what it names', () => {
    const before = polling({ ...DEFAULT_KAFKA, mapping: { ...DEFAULT_KAFKA.mapping, ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 9 } } })
    const after = read(fromCli('aws lambda update-event-source-mapping --uuid orders --no-enabled --provisioned-poller-config MaximumPollers=5', before))
    expect(after.traffic[0]?.eventSource).toMatchObject({ kind: 'msk', mapping: { Enabled: false, ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 5 } } })
  })
  it('what is not played of pollers comes back', () => {
    const after = create(`--event-source-arn ${MSK} --topics orders --starting-position LATEST --provisioned-poller-config MinimumPollers=1,MaximumPollers=2,PollerGroupName=shared`)
    expect(toCli(after)).toContain('"PollerGroupName":"shared"')
    expect(toSam(after)).toContain('PollerGroupName: shared')
  })
})

describe('mappings of brokers in a template', () => {
  it.each([
    ['MSK', DEFAULT_KAFKA, /Type: MSK\n\s+Properties:\n\s+Stream: arn:aws:kafka/],
    ['SelfManagedKafka', { ...DEFAULT_KAFKA, kind: 'kafka' as const }, /KafkaBootstrapServers:/],
    ['MQ', initialOf(mq), /Broker: arn:aws:mq/],
    ['RabbitMQ', { ...initialOf(mq), kind: 'rabbitmq' as const }, /VIRTUAL_HOST/],
    ['DocumentDB', initialOf(documentdb), /Cluster: arn:aws:rds[\s\S]*DatabaseName: orders/],
  ])('%s', (_, source, text) => {
    const before = polling(source)
    expect(toSam(before)).toMatch(text)
    expect(read(fromSam(toSam(before), before))).toEqual(before)
    expect(read(fromSam(toSam(before), scenario)).traffic.at(-1)?.eventSource).toEqual(source)
  })
})

it('loop detection', () => {
  const allowed = defaultScenario({ functions: [defaultFunction('orders-api', { RecursiveLoop: 'Allow' })] })
  expect(toCli(allowed)).toContain('put-function-recursion-config')
  expect(read(fromCli('aws lambda put-function-recursion-config --function-name orders-api --recursive-loop Allow', scenario))).toEqual(allowed)
  expect(toSam(allowed)).toContain('RecursiveLoop: Allow')
})

describe('the paste box', () => {
  const paste = (value: unknown) => readPaste(JSON.stringify(value, null, 2), scenario, { fn: null, into: new Map(), reports: true })

  it('reads the body of a request for a broker, and marks what a run plays', () => {
    const { items, result } = paste({ EventSourceArn: MSK, FunctionName: 'orders-api', Topics: ['orders'], StartingPosition: 'TRIM_HORIZON', LoggingConfig: { SystemLogLevel: 'INFO' } })
    expect(items[0]?.title).toBe('Kafka orders to orders-api')
    expect(items[0]?.rows.map(({ name, played }) => [name, played])).toEqual([['Topics', true], ['StartingPosition', true], ['LoggingConfig', false]])
    expect(result.ok).toBe(true)
  })
  it('takes Kafka of one’s own', () => {
    const { items, result } = paste({ SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['a:9092'] } }, Topics: ['clicks'], StartingPosition: 'LATEST' })
    expect(items[0]?.title).toBe('Kafka clicks to orders-api')
    expect(items[0]?.notes.join()).not.toMatch(/Account/)
    expect(result.ok).toBe(true)
  })
  it('refuses what a broker does not take, as AWS would', () => {
    expect(paste({ EventSourceArn: BROKER, Queues: ['jobs'], ParallelizationFactor: 2 }).result.issues[0]?.message).toMatch(/not a setting for Amazon MQ/)
    expect(paste({ EventSourceArn: MSK, Topics: ['t'], StartingPosition: 'LATEST', BisectBatchOnFunctionError: true }).result.issues[0]?.message).toMatch(/ProvisionedPollerConfig|provisioned/i)
  })
})
