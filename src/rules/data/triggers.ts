import { EVENTBRIDGE_RULES } from '../../sources/eventbridge/rules.ts'
import { IOT_RULES } from '../../sources/iot/rules.ts'
import { S3_RULES } from '../../sources/s3/rules.ts'
import { SCHEDULER_RULES } from '../../sources/scheduler/rules.ts'
import { SNS_RULES } from '../../sources/sns/rules.ts'
import { assumed, documented, guide, type RuleBody } from './sources.ts'

const DECIDED = '2026-11-26'

const asyncErrors = guide('Errors and retries with asynchronous invocation', 'invocation-async-error-handling')
const asyncRecords = guide('Records of asynchronous invocations', 'invocation-async-retain-records')
const metricTypes = guide('Types of metrics', 'monitoring-metrics-types')
const services = guide('Invoking Lambda with events from other AWS services', 'lambda-services')

/** Services that call functions (TR, SY-14; those of one service stand in its folder), and what an event can meet on its way (AS, MO). */
export const TRIGGERS = {
  ...S3_RULES,
  ...SNS_RULES,
  ...EVENTBRIDGE_RULES,
  ...SCHEDULER_RULES,
  ...IOT_RULES,
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
  'TR-15': documented(
    { title: 'Alexa Skills Kit: Host a custom skill as an AWS Lambda function', url: 'https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-an-aws-lambda-function.html' },
    '2026',
    [['timeout', 8_000, 'ms']],
  ),
  'TR-16': documented(services, '2026-10'),
  'TR-19': documented(guide('Resource-based policies', 'access-control-resource-based'), '2026-10'),
  'MC-44': assumed(asyncErrors, DECIDED, [['delay', 1, 's']]),
  'MC-45': assumed(guide('Recursive loop detection', 'invocation-recursion'), DECIDED),
} as const satisfies Record<string, RuleBody>
