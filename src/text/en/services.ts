/** Services that send events, in words: what they are, who retries, order, size. */
import type { ServiceKind } from '../../sim/scenario'

interface ServiceText {
  name: string
  /** In as many words as there is room for. */
  short: readonly string[]
  /** Who tries again, and what of the order and the size of events. */
  hint: string
}

const lambdaRetries = 'Lambda retries.'

export const services: Readonly<Record<ServiceKind, ServiceText>> = {
  s3: { name: 'Amazon S3', short: ['S3 notifications', 'S3'], hint: `${lambdaRetries} No order, at least once; events hold metadata only.` },
  sns: { name: 'Amazon SNS', short: ['SNS topic', 'SNS'], hint: 'SNS retries until Lambda takes the message, then Lambda does. No order; up to 256 KB.' },
  eventbridge: { name: 'Amazon EventBridge', short: ['EventBridge rule', 'EventBridge'], hint: 'EventBridge retries until Lambda takes the event, up to 24 h, then Lambda does. No order; up to 1 MB.' },
  'custom-bus': { name: 'EventBridge custom bus', short: ['Custom event bus', 'Event bus', 'Bus'], hint: 'The bus retries 5 times or for 300 s until Lambda takes the event, then Lambda does. Up to 1 MB.' },
  scheduler: { name: 'EventBridge Scheduler', short: ['EventBridge Scheduler', 'Scheduler'], hint: 'The Scheduler retries until Lambda takes the event, up to 24 h, then Lambda does. No order.' },
  iot: { name: 'AWS IoT', short: ['IoT rule', 'IoT'], hint: `${lambdaRetries} No order.` },
  ses: { name: 'Amazon SES', short: ['SES receipt rule', 'SES'], hint: `${lambdaRetries} No order.` },
  'cloudwatch-alarms': { name: 'CloudWatch alarms', short: ['CloudWatch alarm', 'Alarm'], hint: `${lambdaRetries} No order.` },
  'cloudwatch-logs': { name: 'CloudWatch Logs', short: ['CloudWatch Logs', 'Logs'], hint: `${lambdaRetries} No order; log events come compressed, several at a time.` },
}
