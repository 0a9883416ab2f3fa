import type { RuleId } from '../../rules/ids.ts'
import { ruleNumber } from '../../rules/registry.ts'
import { DEFAULT_KAFKA } from '../defaults.ts'
import { MAPPING_LIMITS } from '../mappingLimits.ts'

/** Every field of an event source mapping that the API knows: what it holds, which sources take it, what it is when left out. */

export type Service = 'sqs' | 'kinesis' | 'dynamodb' | 'kafka' | 'mq' | 'documentdb'

/** What a value must look like. */
export type Shape =
  /** `endless`: -1 stands for no limit, and what lies between it and `least` is refused. */
  | { form: 'integer'; least: number; most: number; endless?: true }
  | { form: 'switch' }
  | { form: 'time' }
  | { form: 'text'; most?: number }
  | { form: 'choice'; values: readonly string[] }
  | { form: 'list'; of: Shape; most: number }
  | { form: 'structure'; parts: Readonly<Record<string, Shape>> }
  /** Names and values of one's own. */
  | { form: 'map'; most?: number }

export interface MappingField {
  name: string
  shape: Shape
  services: readonly Service[]
  /** Null: none. */
  initial: (service: Service) => string | number | boolean | null
  rule: RuleId
  /** Cannot be changed later. */
  fixed?: true
  /** Has to be said for these. */
  needed?: readonly Service[]
}

const ALL: readonly Service[] = ['sqs', 'kinesis', 'dynamodb', 'kafka', 'mq', 'documentdb']
const STREAMS: readonly Service[] = ['kinesis', 'dynamodb']
const RETRYING: readonly Service[] = [...STREAMS, 'kafka']
const BROKERS: readonly Service[] = ['kafka', 'mq', 'documentdb']
const FILTERED = ALL.filter((service) => service !== 'documentdb')

const integer = ({ min, max }: { min: number; max: number }): Shape => ({ form: 'integer', least: min, most: max })
const choice = (...values: readonly string[]): Shape => ({ form: 'choice', values })
const list = (of: Shape, most: number): Shape => ({ form: 'list', of, most })
const structure = (parts: Readonly<Record<string, Shape>>): Shape => ({ form: 'structure', parts })
const TEXT: Shape = { form: 'text' }

const none = () => null
const always = (value: string | number | boolean) => () => value

const access = structure({
  Type: choice(
    'BASIC_AUTH', 'VPC_SUBNET', 'VPC_SECURITY_GROUP', 'SASL_SCRAM_512_AUTH', 'SASL_SCRAM_256_AUTH', 'VIRTUAL_HOST',
    'CLIENT_CERTIFICATE_TLS_AUTH', 'SERVER_ROOT_CA_CERTIFICATE',
  ),
  URI: TEXT,
})
const kafka = structure({
  ConsumerGroupId: TEXT,
  SchemaRegistryConfig: structure({
    SchemaRegistryURI: TEXT,
    EventRecordFormat: choice('JSON', 'SOURCE'),
    AccessConfigs: list(structure({ Type: TEXT, URI: TEXT }), ruleNumber('FLD-20', 'most')),
    SchemaValidationConfigs: list(structure({ Attribute: choice('KEY', 'VALUE') }), ruleNumber('FLD-21', 'most')),
  }),
})
const one = list(TEXT, ruleNumber('FLD-19', 'items'))
const pollers: Shape = { form: 'integer', least: 1, most: MAPPING_LIMITS.sqsPollers.max }

export const MAPPING_FIELDS: readonly MappingField[] = [
  { name: 'FunctionName', shape: { form: 'text', most: ruleNumber('FLD-01', 'most') }, services: ALL, initial: none, rule: 'FLD-01' },
  { name: 'EventSourceArn', shape: TEXT, services: ALL, initial: none, rule: 'FLD-02', fixed: true },
  { name: 'Enabled', shape: { form: 'switch' }, services: ALL, initial: always(true), rule: 'FLD-03' },
  {
    name: 'BatchSize',
    shape: integer(MAPPING_LIMITS.batchSize),
    services: ALL,
    initial: (service) => ruleNumber('ES-05', service === 'sqs' ? 'sqs' : 'stream'),
    rule: 'ES-05',
  },
  { name: 'MaximumBatchingWindowInSeconds', shape: integer(MAPPING_LIMITS.batchingWindowSeconds), services: ALL, initial: (service) => (BROKERS.includes(service) ? DEFAULT_KAFKA.mapping.MaximumBatchingWindowInSeconds : 0), rule: 'ES-02' },
  {
    name: 'FilterCriteria',
    shape: structure({ Filters: list(structure({ Pattern: { form: 'text', most: ruleNumber('FLD-06', 'most') } }), ruleNumber('FLD-06', 'filters')) }),
    services: FILTERED,
    initial: none,
    rule: 'FLD-06',
  },
  { name: 'KMSKeyArn', shape: TEXT, services: FILTERED, initial: none, rule: 'FLD-07' },
  { name: 'ScalingConfig', shape: structure({ MaximumConcurrency: integer(MAPPING_LIMITS.mappingConcurrency) }), services: ['sqs'], initial: none, rule: 'SQ-04' },
  {
    name: 'ProvisionedPollerConfig',
    shape: structure({ MinimumPollers: pollers, MaximumPollers: pollers, PollerGroupName: TEXT }),
    services: ['sqs', 'kafka'],
    initial: none,
    rule: 'SQ-15',
  },
  { name: 'FunctionResponseTypes', shape: list(choice('ReportBatchItemFailures'), 1), services: ['sqs', ...RETRYING], initial: none, rule: 'FLD-17' },
  {
    name: 'StartingPosition',
    shape: choice('TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'),
    services: [...RETRYING, 'documentdb'],
    initial: none,
    rule: 'FLD-11',
    fixed: true,
    needed: [...RETRYING, 'documentdb'],
  },
  { name: 'StartingPositionTimestamp', shape: { form: 'time' }, services: ['kinesis', 'kafka', 'documentdb'], initial: none, rule: 'FLD-12', fixed: true },
  { name: 'ParallelizationFactor', shape: integer(MAPPING_LIMITS.parallelization), services: STREAMS, initial: always(1), rule: 'ST-03' },
  {
    name: 'MaximumRetryAttempts',
    shape: { form: 'integer', least: 0, most: MAPPING_LIMITS.streamRetries.max, endless: true },
    services: RETRYING,
    initial: always(-1),
    rule: 'ST-07',
  },
  {
    name: 'MaximumRecordAgeInSeconds',
    shape: { form: 'integer', least: ruleNumber('ST-08', 'least'), most: MAPPING_LIMITS.recordAgeSeconds.max, endless: true },
    services: RETRYING,
    initial: always(-1),
    rule: 'ST-08',
  },
  { name: 'BisectBatchOnFunctionError', shape: { form: 'switch' }, services: RETRYING, initial: always(false), rule: 'ST-09' },
  {
    name: 'DestinationConfig',
    shape: structure({ OnFailure: structure({ Destination: { form: 'text', most: ruleNumber('FLD-16', 'most') } }) }),
    services: RETRYING,
    initial: none,
    rule: 'FLD-16',
  },
  { name: 'TumblingWindowInSeconds', shape: integer({ min: 0, max: ruleNumber('FLD-18', 'most') }), services: STREAMS, initial: always(0), rule: 'FLD-18' },
  { name: 'Topics', shape: one, services: ['kafka'], initial: none, rule: 'FLD-19', fixed: true },
  { name: 'Queues', shape: one, services: ['mq'], initial: none, rule: 'FLD-19', fixed: true },
  { name: 'SourceAccessConfigurations', shape: list(access, ruleNumber('FLD-20', 'most')), services: ['kafka', 'mq', 'documentdb'], initial: none, rule: 'FLD-20' },
  {
    name: 'SelfManagedEventSource',
    shape: structure({ Endpoints: { form: 'map', most: ruleNumber('FLD-21', 'most') } }),
    services: ['kafka'],
    initial: none,
    rule: 'FLD-21',
    fixed: true,
  },
  { name: 'AmazonManagedKafkaEventSourceConfig', shape: kafka, services: ['kafka'], initial: none, rule: 'FLD-22' },
  { name: 'SelfManagedKafkaEventSourceConfig', shape: kafka, services: ['kafka'], initial: none, rule: 'FLD-22' },
  {
    name: 'DocumentDBEventSourceConfig',
    shape: structure({ DatabaseName: TEXT, CollectionName: TEXT, FullDocument: choice('UpdateLookup', 'Default') }),
    services: ['documentdb'],
    initial: none,
    rule: 'FLD-23',
  },
  {
    name: 'MetricsConfig',
    shape: structure({ Metrics: list(choice('EventCount', 'ErrorCount', 'KafkaMetrics'), ruleNumber('FLD-24', 'most')) }),
    services: ALL,
    initial: none,
    rule: 'FLD-24',
  },
  { name: 'LoggingConfig', shape: structure({ SystemLogLevel: choice('DEBUG', 'INFO', 'WARN') }), services: ['kafka'], initial: none, rule: 'FLD-25' },
  { name: 'Tags', shape: { form: 'map' }, services: ALL, initial: none, rule: 'FLD-26', fixed: true },
]

const BY_NAME: ReadonlyMap<string, MappingField> = new Map(MAPPING_FIELDS.map((field) => [field.name, field]))

export const mappingField = (name: string): MappingField | undefined => BY_NAME.get(name)

/** What `get-event-source-mapping` prints besides: it describes the mapping and sets nothing. */
export const PRINTED_ONLY: readonly string[] = [
  'UUID', 'FunctionArn', 'LastModified', 'LastProcessingResult', 'State', 'StateTransitionReason', 'FilterCriteriaError', 'EventSourceMappingArn', 'ResponseMetadata',
]
