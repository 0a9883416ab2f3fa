import { describe, expect, it } from 'vitest'
import type { EventSource, FunctionConfig, Intervention, KafkaSource, StreamSource } from '../sim/scenario.ts'
import { documentdb } from '../sources/documentdb/source.ts'
import { mq } from '../sources/mq/source.ts'
import { initialOf } from '../sources/source.ts'
import { DEFAULT_KAFKA, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from './defaults.ts'
import { parseScenario } from './parse.ts'

function problems(eventSource: EventSource, fn: Partial<FunctionConfig> = {}, interventions: readonly Intervention[] = []): readonly string[] {
  const traffic = [defaultSource('s', 'f', { via: 'event-source', eventSource })]
  const result = parseScenario(defaultScenario({ functions: [defaultFunction('f', fn)], traffic, interventions }))
  return result.ok ? [] : result.issues.map(({ path, code }) => `${code} ${path.replace('traffic[0].eventSource.', '')}`)
}
const stream = (mapping: Partial<StreamSource['mapping']>, changes: Partial<StreamSource> = {}): StreamSource => ({ ...DEFAULT_STREAM, ...changes, mapping: { ...DEFAULT_STREAM.mapping, ...mapping } })
const kafka = (mapping: Partial<KafkaSource['mapping']>): KafkaSource => ({ ...DEFAULT_KAFKA, mapping: { ...DEFAULT_KAFKA.mapping, ...mapping } })
const DAY = Date.UTC(2026, 10, 23) / 1000

describe('mappings', () => {
  it('of every kind are valid as AWS sets them up', () => {
    for (const source of [DEFAULT_SQS, DEFAULT_STREAM, DEFAULT_KAFKA, initialOf(mq), initialOf(documentdb)]) expect(problems(source)).toEqual([])
  })
  it('filter by JSON objects', () => {
    const filtered = (Pattern: string) => problems(stream({ FilterCriteria: { Filters: [{ Pattern }] } }))
    expect(filtered('{"data":{"a":[1]}}')).toEqual([])
    for (const wrong of ['', '[]', '{"data"', '"data"']) expect(filtered(wrong)).toEqual(['filterPattern mapping.FilterCriteria.Filters[0].Pattern'])
  })
  it('begin at a moment of the past, where they have one', () => {
    const at = (StartingPositionTimestamp: number | null, kind: StreamSource['kind'] = 'kinesis') =>
      problems(stream({ StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp }, { kind }))
    expect(at(DAY)).toEqual([])
    expect(at(DAY + 1)).toEqual(['startTimestamp mapping.StartingPositionTimestamp'])
    expect(at(null)).toEqual(['startTimestamp mapping.StartingPositionTimestamp'])
    expect(at(DAY, 'dynamodb')).toEqual(['startPosition mapping.StartingPosition'])
    expect(problems(stream({ StartingPositionTimestamp: DAY }))).toEqual(['startTimestamp mapping.StartingPositionTimestamp'])
  })
  it('of Kafka limit retries in provisioned mode only', () => {
    const limited = { MaximumRetryAttempts: 2, BisectBatchOnFunctionError: true }
    expect(problems(kafka(limited))).toEqual(['needsPollers mapping.MaximumRetryAttempts', 'needsPollers mapping.BisectBatchOnFunctionError'])
    expect(problems(kafka({ ...limited, ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 3 } }))).toEqual([])
    expect(problems(kafka({ ProvisionedPollerConfig: { MinimumPollers: 4, MaximumPollers: 3 } }))).toEqual(['pollers mapping.ProvisionedPollerConfig.MinimumPollers'])
  })
  it('of DynamoDB have no enhanced fan-out', () => {
    expect(problems(stream({}, { kind: 'dynamodb', enhancedFanOut: true }))).toEqual(['fanOut enhancedFanOut'])
  })
  it('of Kafka, MQ and DocumentDB take no function of 15 minutes', () => {
    for (const source of [DEFAULT_KAFKA, initialOf(mq), initialOf(documentdb)]) expect(problems(source, { Timeout: 900 })).toEqual(['mappingTimeout traffic[0].eventSource'])
    expect(problems(DEFAULT_STREAM, { Timeout: 900 })).toEqual([])
  })
})

describe('interventions', () => {
  it('do not raise a Timeout above the time that messages are hidden', () => {
    const raised = (Timeout: number): Intervention => ({ kind: 'setting', atMs: 1000, function: 'f', set: { Timeout } })
    expect(problems(DEFAULT_SQS, {}, [raised(30)])).toEqual([])
    expect(problems(DEFAULT_SQS, {}, [raised(31)])).toEqual(['visibility interventions[0].set.Timeout'])
  })
  it('split and merge shards that are there', () => {
    const reshard = (atMs: number, shard: number, change: 'split' | 'merge'): Intervention => ({ kind: 'reshard', atMs, source: 's', shard, change })
    expect(problems(DEFAULT_STREAM, {}, [reshard(1, 0, 'split'), reshard(2, 1, 'merge'), reshard(3, 3, 'split')])).toEqual([])
    expect(problems(DEFAULT_STREAM, {}, [reshard(1, 0, 'split'), reshard(2, 0, 'split')])).toEqual(['reshard interventions[1].shard'])
    expect(problems(DEFAULT_STREAM, {}, [reshard(1, 0, 'merge')])).toEqual(['reshard interventions[0].shard'])
    expect(problems(DEFAULT_SQS, {}, [reshard(1, 0, 'split')])).toEqual(['unknownSource interventions[0].source'])
  })
  it('switch mappings of queues and streams', () => {
    expect(problems(DEFAULT_SQS, {}, [{ kind: 'mapping', atMs: 1, source: 's', Enabled: false }])).toEqual([])
  })
})
