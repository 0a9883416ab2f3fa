import { LAMBDA_RETRIES, pushing } from '../source'

export const cloudWatchAlarms = pushing({
  kind: 'cloudwatch-alarms',
  name: 'CloudWatch alarms',
  face: { short: ['CloudWatch alarm', 'Alarm'] },
  hint: `${LAMBDA_RETRIES} No order.`,
  rule: 'TR-16',
})

export const cloudWatchLogs = pushing({
  kind: 'cloudwatch-logs',
  name: 'CloudWatch Logs',
  face: { short: ['CloudWatch Logs', 'Logs'] },
  hint: `${LAMBDA_RETRIES} No order; log events come compressed, several at a time.`,
  rule: 'TR-16',
})
