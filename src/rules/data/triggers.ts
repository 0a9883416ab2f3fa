import { assumed, documented, type RuleBody } from './sources.ts'

const DECIDED = '2026-11-26'

const guide = (title: string, page: string) => ({ title: `AWS Lambda Developer Guide: ${title}`, url: `https://docs.aws.amazon.com/lambda/latest/dg/${page}.html` })
const asyncErrors = guide('Errors and retries with asynchronous invocation', 'invocation-async-error-handling')
const asyncRecords = guide('Records of asynchronous invocations', 'invocation-async-retain-records')
const metricTypes = guide('Types of metrics', 'monitoring-metrics-types')
const services = guide('Invoking Lambda with events from other AWS services', 'lambda-services')
const eventBridge = { title: 'Amazon EventBridge User Guide: Retrying event delivery', url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html' }
const sns = { title: 'Amazon SNS Developer Guide: Message delivery retries', url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html' }

/** Services that call functions (TR, SY-14), and what an event can meet on its way (AS, MO). */
export const TRIGGERS = {
  'AS-07': documented(asyncErrors, '2026-07'),
  'AS-08': documented(guide('Invoking a function asynchronously', 'invocation-async'), '2026-10'),
  'AS-11': documented(asyncRecords, '2026-07'),
  'AS-14': documented(asyncRecords, '2026-07'),
  'AS-15': documented(asyncRecords, '2026-07', [['sns', 256, 'KB']]),
  'AS-18': documented(guide('Recursive loop detection', 'invocation-recursion'), '2026-07', [['threshold', 16, 'invocations']]),
  'MO-13': documented(metricTypes, '2026-07'),
  'MO-14': documented(metricTypes, '2026-07'),
  'MO-17': documented(metricTypes, '2026-07'),
  'SY-14': documented(
    { title: 'API Gateway Developer Guide: Quotas for WebSocket APIs', url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html' },
    '2026-04',
    [['timeout', 29_000, 'ms'], ['request', 128, 'KB'], ['response', 128, 'KB']],
  ),
  'TR-04': documented({ title: 'Amazon S3 User Guide: Event notifications', url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html' }, '2026-04'),
  'TR-05': documented(sns, '2026', [
    ['immediate', 3, 'retries'], ['soon', 2, 'retries'], ['soonWait', 1, 's'], ['growing', 10, 'retries'], ['least', 1, 's'], ['most', 20, 's'], ['last', 100_000, 'retries'], ['payload', 256, 'KB'],
  ]),
  'TR-06': documented(eventBridge, '2026-11', [['age', 86_400, 's'], ['ageLeast', 60, 's'], ['attempts', 185, 'retries'], ['payload', 1_024, 'KB']]),
  'TR-07': documented(guide('Invoke a Lambda function on a schedule', 'with-eventbridge-scheduler'), '2026-07', [['age', 86_400, 's'], ['attempts', 185, 'retries'], ['windowMost', 1_440, 'min']]),
  'TR-12': documented(
    { title: 'Amazon Cognito Developer Guide: Customizing user pool workflows with Lambda triggers', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html' },
    '2026',
    [['timeout', 5_000, 'ms'], ['attempts', 3, 'attempts']],
  ),
  'TR-13': documented(
    { title: 'Amazon CloudFront Developer Guide: Troubleshooting error responses', url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html' },
    '2026',
    [['invalid', 502, 'HTTP'], ['failed', 503, 'HTTP']],
  ),
  'TR-14': documented(guide('Using AWS IoT with Lambda', 'services-iot'), '2026-07'),
  'TR-15': documented(
    { title: 'Alexa Skills Kit: Host a custom skill as an AWS Lambda function', url: 'https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-an-aws-lambda-function.html' },
    '2026',
    [['timeout', 8_000, 'ms']],
  ),
  'TR-16': documented(services, '2026-10'),
  'TR-19': documented(guide('Resource-based policies', 'access-control-resource-based'), '2026-10'),
  'TR-20': documented(
    { title: 'Amazon EventBridge User Guide: Retry policies and dead-letter queues of custom event buses', url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-retry.html' },
    '2026-11',
    [['age', 300, 's'], ['attempts', 5, 'retries']],
  ),
  'MC-43': assumed(eventBridge, DECIDED, [['first', 1, 's'], ['cap', 480, 's']]),
  'MC-44': assumed(asyncErrors, DECIDED, [['delay', 1, 's']]),
  'MC-45': assumed(guide('Recursive loop detection', 'invocation-recursion'), DECIDED),
} as const satisfies Record<string, RuleBody>
