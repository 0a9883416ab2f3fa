import type { Confidence, Rule, RuleSource, RuleValue } from '../rule.ts'

/** A rule without its id, which is its key in the tables. */
export type RuleBody = Omit<Rule, 'id'>

export const guide = (title: string, page: string): RuleSource => ({
  title: `AWS Lambda Developer Guide: ${title}`,
  url: `https://docs.aws.amazon.com/lambda/latest/dg/${page}.html`,
})

/** Where the rules come from. */
export const SOURCE = {
  lifecycle: guide('Execution environment lifecycle', 'lambda-runtime-environment'),
  extensions: guide('Extensions API', 'runtimes-extensions-api'),
  invokeSync: guide('Invoking a function synchronously', 'invocation-sync'),
  retries: guide('Retry behavior', 'invocation-retries'),
  scaling: guide('Function scaling', 'lambda-concurrency'),
  scalingRate: guide('Scaling behavior', 'scaling-behavior'),
  reserved: guide('Reserved concurrency', 'configuration-concurrency'),
  provisioned: guide('Provisioned concurrency', 'provisioned-concurrency'),
  monitoringConcurrency: guide('Monitoring concurrency', 'monitoring-concurrency'),
  metricTypes: guide('Types of metrics', 'monitoring-metrics-types'),
  metrics: guide('CloudWatch metrics', 'monitoring-metrics'),
  logLines: guide('Viewing CloudWatch logs', 'monitoring-cloudwatchlogs-view'),
  logGroups: guide('CloudWatch log groups', 'monitoring-cloudwatchlogs-loggroups'),
  logLevels: guide('Log-level filtering', 'monitoring-cloudwatchlogs-log-level'),
  telemetry: guide('Telemetry API event schema', 'telemetry-schema-reference'),
  quotas: guide('Lambda quotas', 'gettingstarted-limits'),
  newAccount: { title: 'GitHub: quota of concurrent executions in new accounts', url: 'https://github.com/aws-samples/one-observability-demo/issues/278' },
  invokeAsync: guide('Invoking a function asynchronously', 'invocation-async'),
  asyncErrors: guide('Errors and retries with asynchronous invocation', 'invocation-async-error-handling'),
  asyncRecords: guide('Records of asynchronous invocations', 'invocation-async-retain-records'),
  mappings: guide('Event source mappings', 'invocation-eventsourcemapping'),
  sqsScaling: guide('Scaling of Amazon SQS event sources', 'services-sqs-scaling'),
  sqsConfigure: guide('Configuring Amazon SQS event sources', 'services-sqs-configure'),
  sqsErrors: guide('Errors of Amazon SQS event sources', 'services-sqs-errorhandling'),
  sqsQuotas: { title: 'Amazon SQS Developer Guide: Quotas', url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html' },
  sqs: guide('Amazon SQS event sources', 'with-sqs'),
  filtering: guide('Event filtering', 'invocation-eventfiltering'),
  dynamodb: guide('DynamoDB event sources', 'with-ddb'),
  tumbling: guide('Windows of Kinesis event sources', 'services-kinesis-windows'),
  kafkaScaling: guide('Scaling modes of Kafka event sources', 'kafka-scaling-modes'),
  kafkaRetries: guide('Errors of Kafka event sources', 'kafka-retry-configurations'),
  mq: guide('Amazon MQ event sources', 'with-mq'),
  documentDb: guide('Amazon DocumentDB event sources', 'with-documentdb'),
  createMapping: { title: 'AWS Lambda API Reference: CreateEventSourceMapping', url: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html' },
  kinesisQuotas: { title: 'Amazon Kinesis Data Streams Developer Guide: Quotas and limits', url: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html' },
  fanOut: { title: 'Amazon Kinesis Data Streams Developer Guide: Consumers with dedicated throughput', url: 'https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html' },
  kinesis: guide('Kinesis event sources', 'with-kinesis'),
  kinesisErrors: guide('Errors of Kinesis event sources', 'services-kinesis-errors'),
  powertools: {
    title: 'Powertools for AWS Lambda (Python): Idempotency',
    url: 'https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/',
  },
  snapStart: guide('Lambda SnapStart', 'snapstart'),
  snapStartMonitoring: guide('Monitoring SnapStart', 'snapstart-monitoring'),
  states: guide('Function states', 'functions-states'),
  weightedAlias: guide('Weighted aliases', 'configuring-alias-routing'),
  vpc: guide('Access to a VPC', 'configuration-vpc'),
  runtimes: guide('Runtimes', 'lambda-runtimes'),
  memory: guide('Function memory', 'configuration-memory'),
  timeout: guide('Function timeout', 'configuration-timeout'),
  ephemeral: guide('Ephemeral storage', 'configuration-ephemeral-storage'),
  troubleshooting: guide('Troubleshooting invocations', 'troubleshooting-invocation'),
  functionUrls: guide('Function URLs', 'urls-configuration'),
  functionUrlMonitoring: guide('Monitoring function URLs', 'urls-monitoring'),
  gatewayErrors: guide('Lambda errors with an API Gateway API', 'services-apigateway-errors'),
  invokeApi: { title: 'AWS Lambda API Reference: Invoke', url: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html' },
  botocore: {
    title: 'botocore: Lambda service model',
    url: 'https://github.com/boto/botocore/blob/develop/botocore/data/lambda/2015-03-31/service-2.json',
  },
  sdkRetries: {
    title: 'AWS SDKs and Tools Reference Guide: Retry behavior',
    url: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  },
  restApi: {
    title: 'API Gateway Developer Guide: Quotas for REST APIs',
    url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  },
  httpApi: {
    title: 'API Gateway Developer Guide: Quotas for HTTP APIs',
    url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  },
  alb: {
    title: 'Elastic Load Balancing: Lambda functions as targets',
    url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
  },
  pricing: { title: 'AWS Lambda Pricing', url: 'https://aws.amazon.com/lambda/pricing/' },
  initBilling: {
    title: 'AWS Compute Blog: Lambda standardizes billing for the INIT phase',
    url: 'https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/',
  },
  vpcNetworking: {
    title: 'AWS Compute Blog: Improved VPC networking for Lambda',
    url: 'https://aws.amazon.com/blogs/compute/announcing-improved-vpc-networking-for-aws-lambda-functions/',
  },
  tenGigabytes: {
    title: "AWS What's New: 10 GB of memory and 6 vCPU cores",
    url: 'https://aws.amazon.com/about-aws/whats-new/2020/12/aws-lambda-supports-10gb-memory-6-vcpu-cores-lambda-functions/',
  },
  millisecond: {
    title: "AWS What's New: duration billing granularity from 100 ms down to 1 ms",
    url: 'https://aws.amazon.com/about-aws/whats-new/2020/12/aws-lambda-changes-duration-billing-granularity-from-100ms-to-1ms/',
  },
  history: guide('Document history', 'lambda-releases'),
  gatewayHistory: {
    title: 'API Gateway V2 API Reference: Document history',
    url: 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/doc-history.html',
  },
  containerImages: {
    title: 'AWS News Blog: Container Image Support',
    url: 'https://aws.amazon.com/blogs/aws/new-for-aws-lambda-container-image-support/',
  },
  graviton: {
    title: 'AWS News Blog: Lambda functions on AWS Graviton2',
    url: 'https://aws.amazon.com/blogs/aws/aws-lambda-functions-powered-by-aws-graviton2-processor-run-your-functions-on-arm-and-get-up-to-34-better-price-performance/',
  },
  largeStorage: {
    title: 'AWS SDK for JavaScript: support for up to 10 GB of ephemeral storage',
    url: 'https://github.com/aws/aws-sdk-js-v3/commit/d77b86b6fa2e3bd9c9226f107a6a476dd16a7d81',
  },
  functionUrlLaunch: {
    title: 'AWS News Blog: Lambda Function URLs',
    url: 'https://aws.amazon.com/blogs/aws/announcing-aws-lambda-function-urls-built-in-https-endpoints-for-single-function-microservices/',
  },
  snapStartLaunches: {
    title: 'AWS News Blog: SnapStart for Python and .NET functions',
    url: 'https://aws.amazon.com/blogs/aws/aws-lambda-snapstart-for-python-and-net-functions-is-now-generally-available/',
  },
  runtimeDates: { title: 'endoflife.date: AWS Lambda', url: 'https://endoflife.date/aws-lambda' },
  javaInit: {
    title: 'Serverless Land: Effectively running Java on Lambda',
    url: 'https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-lambda/init-heavy-lifting',
  },
  containerLoading: {
    title: 'Brooker et al., On-demand Container Loading in AWS Lambda (USENIX ATC 2023)',
    url: 'https://arxiv.org/abs/2305.13162',
  },
  freeInit: {
    title: 'L. van Donkersgoed: When is the Lambda Init Phase Free, and when is it Billed?',
    url: 'https://lucvandonkersgoed.com/2022/04/09/when-is-the-lambda-init-phase-free-and-when-is-it-billed/',
  },
  visibleCores: {
    title: 'Stack Overflow 66522916: memory and CPU of Lambda',
    url: 'https://stackoverflow.com/questions/66522916/aws-lambda-memory-vs-cpu-configuration',
  },
  coldStartIntervals: {
    title: 'M. Shilkov: When Does Cold Start Happen on AWS Lambda?',
    url: 'https://mikhail.io/serverless/coldstarts/aws/intervals/',
  },
  shilkovData: { title: 'M. Shilkov: cold start data', url: 'https://github.com/mikhailshilkov/mikhailio-hugo' },
  lambdaPerf: { title: 'maxday/lambda-perf (Apache-2.0)', url: 'https://github.com/maxday/lambda-perf' },
  cebert: {
    title: 'cebert/aws-lambda-performance-benchmarks (MIT)',
    url: 'https://github.com/cebert/aws-lambda-performance-benchmarks',
  },
  thesis: {
    title: 'meex28/aws-lambda-performance-master-thesis (figures only)',
    url: 'https://github.com/meex28/aws-lambda-performance-master-thesis',
  },
  javaFrameworks: {
    title: 'aws-samples/serverless-java-frameworks-samples (MIT-0)',
    url: 'https://github.com/aws-samples/serverless-java-frameworks-samples',
  },
  lambdabench: { title: 'PeterUlb/lambdabench (Apache-2.0)', url: 'https://github.com/PeterUlb/lambdabench' },
  rustTraces: {
    title: 'codetalkio/patterns-serverless-rust-minimal (MIT)',
    url: 'https://github.com/codetalkio/patterns-serverless-rust-minimal',
  },
  packageSize: {
    title: 'A. J. Stuyvenberg: The case for containers on Lambda (figures only)',
    url: 'https://aaronstuyvenberg.com/posts/containers-on-lambda',
  },
  fileSize: {
    title: 'A. Tanasa: Size is (almost) all that matters for optimizing AWS Lambda cold starts (figures only)',
    url: 'https://medium.com/@adtanasa/size-is-almost-all-that-matters-for-optimizing-aws-lambda-cold-starts-cad54f65cbb',
  },
  proactiveInit: {
    title: 'A. J. Stuyvenberg: Understanding proactive initialization (figures only)',
    url: 'https://aaronstuyvenberg.com/posts/understanding-proactive-initialization',
  },
} as const satisfies Record<string, RuleSource>

type Values = readonly (readonly [name: string, value: RuleValue['value'], unit: string])[]
type Span = { from?: string; to?: string }

const body =
  (confidence: Confidence) =>
  (source: RuleSource, checked: string, values: Values = [], span: Span = {}): RuleBody => ({
    values: values.map(([name, value, unit]) => ({ name, value, unit })),
    ...span,
    source,
    checked,
    confidence,
  })

export const documented = body('documented')
export const measured = body('measured')
export const assumed = body('assumed')
