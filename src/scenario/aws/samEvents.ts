import { pruned, type AwsSource, type Fields } from './eventSources.ts'
import { mappingField } from './mappingFields.ts'
import type { MappedKind } from './sourceAddress.ts'

/** Mappings as SAM has them: events of a function, with names of its own for some fields. */

/** Types of events that are mappings, and the property that holds the ARN; null: servers of one's own. */
const EVENTS: Readonly<Record<string, string | null>> = {
  SQS: 'Queue', Kinesis: 'Stream', DynamoDB: 'Stream', MSK: 'Stream', SelfManagedKafka: null, MQ: 'Broker', DocumentDB: 'Cluster',
}
const EVENT_OF: Readonly<Record<MappedKind, string>> = {
  sqs: 'SQS', kinesis: 'Kinesis', dynamodb: 'DynamoDB', msk: 'MSK', kafka: 'SelfManagedKafka', activemq: 'MQ', rabbitmq: 'MQ', documentdb: 'DocumentDB',
}
const SERVERS = 'KafkaBootstrapServers'
/** Parts of structures of the API that SAM has beside the other properties. */
const COLLECTION = ['DatabaseName', 'CollectionName', 'FullDocument']
const CONSUMER = ['ConsumerGroupId', 'SchemaRegistryConfig']
/** Of SAM's own; they give permissions. */
export const PERMISSIONS: readonly string[] = ['DynamicPolicyName', 'SecretsManagerKmsKeyId']

export const isSourceEvent = (type: string): boolean => type in EVENTS

/** CloudFormation takes numbers in quotes, too. */
export const numeric = (value: unknown): unknown => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value)

function numbersOf(name: string, value: unknown): unknown {
  const shape = mappingField(name)?.shape
  if (shape?.form === 'integer') return numeric(value)
  if (shape?.form !== 'structure' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, shape.parts[part]?.form === 'integer' ? numeric(inner) : inner]))
}

/** SAM says of a destination what kind it is; the ARN says so, too. */
export function withoutTypes(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return config
  return Object.fromEntries(Object.entries(config).flatMap(([name, value]) => (name === 'Type' ? [] : [[name, withoutTypes(value)]])))
}

const SERVICE_TYPES: Readonly<Record<string, string>> = { sqs: 'SQS', sns: 'SNS', lambda: 'Lambda', events: 'EventBridge', s3: 'S3' }
export const typed = (arn: string): { Type: string } => ({ Type: SERVICE_TYPES[arn.split(':')[2] ?? ''] ?? 'SQS' })

/** Destinations as SAM has them, with the kind of each. */
export const withTypes = (config: unknown): Fields =>
  Object.fromEntries(
    Object.entries((pruned(config) ?? {}) as Readonly<Record<string, { Destination: string }>>).map(([name, { Destination }]) => [name, { ...typed(Destination), Destination }]),
  )

/** The API's name of a property, and within which structure it has it. */
function placeOf(name: string, type: string): readonly [string, string?] {
  if (name === SERVERS) return ['SelfManagedEventSource']
  if (name === EVENTS[type]) return ['EventSourceArn']
  if (name === 'KmsKeyArn') return ['KMSKeyArn']
  if (COLLECTION.includes(name)) return ['DocumentDBEventSourceConfig', name]
  if (CONSUMER.includes(name)) return [type === 'MSK' ? 'AmazonManagedKafkaEventSourceConfig' : 'SelfManagedKafkaEventSourceConfig', name]
  return [name]
}

/** The property of an event by the API's name. */
export const apiName = (name: string, type: string): string => placeOf(name, type)[0]

/** The fields of the mapping that an event sets up, by the API's names. */
export function mappingOf(type: string, properties: Fields): Fields {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(properties)) {
    const [field, part] = placeOf(name, type)
    if (part !== undefined) fields[field] = Object.assign({}, fields[field], { [part]: value })
    else if (name === SERVERS) fields[field] = { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: value } }
    else fields[field] = field === 'DestinationConfig' ? withoutTypes(value) : numbersOf(field, value)
  }
  return fields
}

const serversOf = (value: unknown): unknown => (value as { Endpoints?: Fields }).Endpoints?.['KAFKA_BOOTSTRAP_SERVERS']

function propertiesOf(name: string, value: unknown, end: string | null): Fields {
  switch (name) {
    case 'EventSourceArn':
      return end === null ? {} : { [end]: value }
    case 'SelfManagedEventSource':
      return { [SERVERS]: serversOf(value) }
    case 'DocumentDBEventSourceConfig':
    case 'AmazonManagedKafkaEventSourceConfig':
    case 'SelfManagedKafkaEventSourceConfig':
      return value as Fields
    case 'KMSKeyArn':
      return { KmsKeyArn: value }
    default:
      return { [name]: name === 'DestinationConfig' ? withTypes(value) : value }
  }
}

export const eventProperties = ({ kind, mapping }: AwsSource): Fields =>
  Object.assign({}, ...Object.entries(mapping).map(([name, value]) => propertiesOf(name, value, EVENTS[EVENT_OF[kind]] ?? null))) as Fields

export const eventFrom = (source: AwsSource) => ({ Type: EVENT_OF[source.kind], Properties: eventProperties(source) })
