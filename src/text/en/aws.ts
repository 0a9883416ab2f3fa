/** Words about scenarios written as AWS CLI commands or as a SAM template. Values arrive already written out. */

/** What the text at hand cannot say and the scenario keeps. */
export type AwsKept =
  | 'account'
  | 'traffic'
  | 'apiGateways'
  | 'handler'
  | 'coldStart'
  | 'faults'
  | 'extensions'
  | 'assumptions'
  | 'interventions'
  | 'run'
  | 'osOnlyRuntime'
  | 'imageRuntime'
  | 'readyAtStart'
  | 'moreProvisioned'
  | 'relaxed'
  | 'aliases'
  | 'sourceKeys'
  | 'services'
  | 'sendsTo'

export const keptText: Readonly<Record<AwsKept, string>> = {
  account: 'Account: quota of concurrent executions, scaling rate, free tier',
  traffic: 'Traffic: when requests come, their size, how callers wait and retry',
  apiGateways: 'Which callers come through an API or a load balancer',
  handler: 'Handler: how long it waits and computes, memory it uses',
  coldStart: 'Cold start: init code, code size, own durations',
  faults: 'Faults and downstream',
  extensions: 'Extensions',
  assumptions: 'Assumptions about what AWS does not document',
  interventions: 'Interventions during the run',
  run: 'Title, date of the rules, price Region, seed and duration',
  osOnlyRuntime: 'Which language a function on an OS-only runtime is written in; AWS calls them all provided.al2023',
  imageRuntime: 'The runtime inside a container image',
  readyAtStart: 'Whether provisioned concurrency is allocated before the start',
  moreProvisioned: 'Provisioned concurrency beyond that of AutoPublishAlias',
  relaxed: 'Rules switched off',
  sourceKeys: 'Queues, streams and brokers: keys and groups of messages, how many match a filter, what waits at the start; shards of a table, partitions and retention of Kafka; where dead letters go',
  services: 'Services that send events, and what they do when Lambda takes none',
  sendsTo: 'Where a function sends messages',
  aliases: 'Aliases and how they split requests between versions',
}

export const awsText = {
  line: (line: number) => `Line ${line}`,
  /** Our own words where an issue of the scenario has no line. */
  noFunction: (where: string) => `There is no function in ${where}. A scenario needs at least one.`,
  commands: 'these commands',

  shell: (found: string) =>
    `${found} would be expanded by a shell; there is none here. Write the value itself, in single quotes where it contains $.`,
  openQuote: (quote: string) => `The quote ${quote} is not closed.`,
  notAws: (word: string) => `${word} is not an AWS CLI command for Lambda, SQS or Kinesis. Commands begin with aws lambda, aws sqs or aws kinesis.`,
  unknownCommand: (word: string, hint: string) => `There is no command ${word} here. ${hint}`,
  didYouMean: (name: string) => `Did you mean ${name}?`,
  allowedCommands: (names: string) => `Read are: ${names}.`,
  unknownOption: (option: string, hint: string) => `There is no option ${option} here. ${hint}`,
  strayWord: (word: string) => `${word} belongs to no option.`,
  missingValue: (option: string) => `${option} has no value.`,
  missing: (option: string) => `${option} is missing.`,
  badJson: (option: string) => `The value of ${option} is not JSON. Put it in single quotes.`,
  badShorthand: (option: string, example: string) => `The value of ${option} is not understood. Write it as ${example}.`,
  noSuchFunction: (name: string) => `There is no function ${name} at this point.`,
  functionExists: (name: string) => `The function ${name} is created twice.`,
  noSourceArn: 'EventSourceArn is missing. It says which queue, stream or broker is polled; for Kafka of your own SelfManagedEventSource does.',
  unrecognised: 'InvalidParameterValueException: Unrecognized event source.',
  badSourceArn: (arn: string) => `${arn} is not the ARN of a queue, stream, broker or cluster, such as arn:aws:sqs:us-east-1:123456789012:orders.`,
  shortAccount: (account: string, digits: number) => `Account ids of AWS have ${digits} digits. ${account === '' ? 'None' : account} is taken as it is.`,
  notPolled: (name: string) => `No function is called for ${name}, so it is not part of a simulation.`,
  mappingResource: (id: string) => `Write ${id} as an event of its function: Type SQS, Kinesis, DynamoDB, MSK, SelfManagedKafka, MQ or DocumentDB below Events.`,
  mappedTwice: (arn: string, name: string) => `${name} is mapped to ${arn} twice.`,
  whichMapping: (id: string, names: readonly string[]) =>
    `Which mapping is ${id}? Say --function-name, or give the name of its source as --uuid${names.length === 0 ? '; there is none here' : `: ${names.join(', ')}`}.`,
  withoutEffect: (name: string) => `${name} has no effect on a simulation.`,
  noTraffic: (name: string, door: string) => `No traffic of ${name} comes in through its ${door}. Choose the entry point of a source.`,
  door: { 'rest-api': 'REST API', 'http-api': 'HTTP API', 'function-url': 'function URL', alb: 'load balancer', websocket: 'WebSocket API', cloudfront: 'CloudFront distribution', cognito: 'Cognito user pool', alexa: 'Alexa skill', sdk: 'AWS SDK', event: 'asynchronous Invoke', 'event-source': 'event source mapping' },

  yaml: (message: string) => `This is not YAML: ${message}`,
  noResources: 'There is no AWS::Serverless::Function below Resources.',
  notAMap: (name: string) => `${name} must hold names and values.`,
  intrinsic: (name: string, where: string) => `${where} uses ${name}. Intrinsic functions are not evaluated; write the value itself.`,
  yamlAlias: (where: string) => `${where} refers to another place of the document. Write the value itself.`,
  unknownProperty: (name: string, hint: string) => `There is no property ${name} here. ${hint}`,
  ignoredResource: (id: string, type: string) => `${id} (${type}) is not part of a simulation.`,
  ignoredEvent: (id: string, type: string) => `The event ${id} (${type}) is not part of a simulation.`,
  aliasNeeded: 'ProvisionedConcurrencyConfig needs an AutoPublishAlias to belong to.',
  badType: (value: string) => `Type is ${value}. Write AWS::Serverless::Function for a function.`,
} as const

/** The answers of the service and its tools, in the form they have. */
export const apiText = {
  range: (value: string, member: string, word: 'greater' | 'less', bound: number) =>
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${word} than or equal to ${bound}`,
  oneOf: (value: string, member: string, values: readonly string[]) =>
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
  runtime: (value: string, values: readonly string[]) =>
    `Value ${value} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}] or be a valid ARN`,
  architectures: (value: string) =>
    `1 validation error detected: Value '[${value}]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64]]`,
  nameLength: (value: string, most: number) =>
    `1 validation error detected: Value '${value}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
  namePattern: (value: string) =>
    `1 validation error detected: Value '${value}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+`,
  reserved: (minimum: number) =>
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
  provisioned: (minimum: number) =>
    `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
  provisionedAboveReserved:
    'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
  provisionedOnLatest: 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
  snapStart: (runtime: string) => `${runtime} is not supported for SnapStart enabled functions.`,
  exists: (name: string) => `Function already exist: ${name}`,
  notFound: (name: string) => `Function not found: ${name}`,
  unknownOptions: (option: string) => `Unknown options: ${option}`,
  required: (option: string) => `the following arguments are required: ${option}`,
  aliasNeeded: 'To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function',
} as const
