import { MAPPING_FIELDS } from './mappingFields.ts'

/** The commands that are read, and which members of their requests mean something to a simulation. */

export interface CommandSpec {
  reads: readonly string[]
  /** Members AWS knows that change nothing here. */
  ignores: readonly string[]
  needs: readonly string[]
}

/** Options of every command: they say where and how to ask, not for what. */
export const GLOBAL_OPTIONS: readonly string[] = [
  '--region', '--profile', '--output', '--query', '--endpoint-url', '--no-cli-pager', '--color', '--debug', '--no-paginate',
  '--no-verify-ssl', '--no-sign-request', '--cli-connect-timeout', '--cli-read-timeout', '--cli-binary-format', '--ca-bundle',
]

const NAME = ['FunctionName']
const SETTINGS = ['Runtime', 'MemorySize', 'Timeout', 'EphemeralStorage', 'SnapStart', 'VpcConfig', 'DeadLetterConfig']
const UNUSED = [
  'Role', 'Handler', 'Description', 'Environment', 'Layers', 'TracingConfig', 'KmsKeyArn', 'FileSystemConfigs',
  'ImageConfig', 'LoggingConfig', 'RevisionId',
]
/** Written because AWS needs them; not worth a remark. */
export const EXPECTED: readonly string[] = ['Role', 'Handler', 'Code', 'ZipFile', 'ImageUri', 'S3Bucket', 'S3Key', 'AuthType']
const CODE = ['Code', 'ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion', 'ImageUri', 'Publish', 'DryRun', 'SourceKmsKeyArn']

const spec = (reads: readonly string[], ignores: readonly string[] = [], needs: readonly string[] = NAME): CommandSpec => ({
  reads: [...new Set([...NAME, ...needs, ...reads])],
  ignores,
  needs,
})

const QUALIFIED = ['FunctionName', 'Qualifier']
const ALIAS = ['FunctionName', 'Name']
const URL = ['AuthType', 'Cors', 'InvokeMode']

const MAPPING = MAPPING_FIELDS.map(({ name }) => name)
const INVOKE = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig']

const LAMBDA: Readonly<Record<string, CommandSpec>> = {
  'create-function': spec(['Architectures', 'PackageType', ...SETTINGS], [...UNUSED, ...CODE, 'Tags', 'CodeSigningConfigArn']),
  'update-function-configuration': spec(SETTINGS, UNUSED),
  'update-function-code': spec(['Architectures'], [...CODE, 'RevisionId']),
  'delete-function': spec([]),
  'put-function-concurrency': spec([], [], ['FunctionName', 'ReservedConcurrentExecutions']),
  'delete-function-concurrency': spec([]),
  'put-function-recursion-config': spec([], [], ['FunctionName', 'RecursiveLoop']),
  'publish-version': spec([], ['CodeSha256', 'Description', 'RevisionId']),
  'create-alias': spec(['RoutingConfig'], ['Description'], [...ALIAS, 'FunctionVersion']),
  'update-alias': spec(['FunctionVersion', 'RoutingConfig'], ['Description', 'RevisionId'], ALIAS),
  'put-provisioned-concurrency-config': spec([], [], [...QUALIFIED, 'ProvisionedConcurrentExecutions']),
  'delete-provisioned-concurrency-config': spec([], [], QUALIFIED),
  'create-function-url-config': spec(['Qualifier'], URL),
  'update-function-url-config': spec(['Qualifier'], URL),
  'delete-function-url-config': spec(['Qualifier']),
  'create-event-source-mapping': spec(MAPPING),
  'update-event-source-mapping': spec(MAPPING, [], ['UUID']),
  'delete-event-source-mapping': spec([], [], ['UUID']),
  'put-function-event-invoke-config': spec(INVOKE, ['Qualifier']),
  'update-function-event-invoke-config': spec(INVOKE, ['Qualifier']),
  'delete-function-event-invoke-config': spec([], ['Qualifier']),
}

const other = (needs: readonly string[], reads: readonly string[] = [], ignores: readonly string[] = []): CommandSpec => ({ reads: [...needs, ...reads], ignores, needs })

/** By service and command. */
export const SERVICES: Readonly<Record<string, Readonly<Record<string, CommandSpec>>>> = {
  lambda: LAMBDA,
  sqs: {
    'create-queue': other(['QueueName'], ['Attributes'], ['Tags']),
    'set-queue-attributes': other(['QueueUrl', 'Attributes']),
  },
  kinesis: {
    'create-stream': other(['StreamName'], ['ShardCount'], ['StreamModeDetails', 'Tags', 'MaxRecordSizeInKiB']),
    'increase-stream-retention-period': other(['StreamName', 'RetentionPeriodHours']),
    'decrease-stream-retention-period': other(['StreamName', 'RetentionPeriodHours']),
  },
}
