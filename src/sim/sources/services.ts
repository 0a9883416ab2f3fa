import type { ServiceKind } from '../scenario'
import { CUSTOM_BUS, EVENTBRIDGE, SCHEDULER } from './eventbridge/retries'
import { plain } from './push/service'
import type { Service } from './push/service'
import { SNS } from './sns/retries'

/** What each service does that sends events. One line for each; only what has behaviour of its own has a folder. */
export const SERVICES: { readonly [K in ServiceKind]: Service } = {
  s3: plain('TR-04', true),
  sns: SNS,
  eventbridge: EVENTBRIDGE,
  'custom-bus': CUSTOM_BUS,
  scheduler: SCHEDULER,
  iot: plain('TR-14'),
  ses: plain('TR-16'),
  'cloudwatch-alarms': plain('TR-16'),
  'cloudwatch-logs': plain('TR-16'),
}
