import type { RuleText } from './rules.ts'

const says = (name: string, statement: string): RuleText => ({ name, statement })

/** Rules about services that call functions, and about what an event can meet on its way. */
export const triggerRules = {
  'AS-07': says('At least once', 'An event can reach the function more than once, even without an error. Order is not kept.'),
  'AS-08': says('One request id', 'All attempts of an event carry the same request id.'),
  'AS-11': says('Record of an event', 'A record says when and why an event ended, how often it was tried, what it held and what the function answered.'),
  'AS-14': says('Delivery that failed', 'What cannot be delivered to a dead-letter queue or a destination is lost; only the metrics DeadLetterErrors and DestinationDeliveryFailures tell.'),
  'AS-15': says('Records for SNS', 'An SNS topic takes records of 256 KB; a larger one cannot be delivered.'),
  'AS-18': says('Loop detection', 'After about 16 invocations in a chain through Lambda, SQS or SNS the next one is not run: its event is given up.'),
  'MO-13': says('DeadLetterErrors', 'Counts events that could not be sent to the dead-letter queue.'),
  'MO-14': says('DestinationDeliveryFailures', 'Counts records that could not be sent to a destination.'),
  'MO-17': says('RecursiveInvocationsDropped', 'Counts invocations that loop detection stopped.'),
  'SY-14': says('WebSocket API', 'A WebSocket API waits at most 29 seconds, and a message has up to 128 KB.'),
  'TR-04': says('Amazon S3', 'S3 sends notifications as events, at least once and in no order, mostly within seconds.'),
  'TR-05': says('Amazon SNS', 'SNS hands each message to every subscriber as an event of up to 256 KB. If Lambda does not take it, SNS tries again over 23 days, then its own dead-letter queue gets it.'),
  'TR-06': says('EventBridge', 'EventBridge hands events on in no order. If Lambda does not take one, it tries again for up to 24 hours and 185 times, then the dead-letter queue of the rule gets it.'),
  'TR-07': says('EventBridge Scheduler', 'The Scheduler invokes by rate, cron or once, within a window if that is flexible. If Lambda does not take the event, it tries again for up to 24 hours and 185 times.'),
  'TR-12': says('Cognito', 'Cognito waits 5 seconds for an answer and calls up to 3 times in all.'),
  'TR-13': says('CloudFront', 'CloudFront answers 503 when a Lambda@Edge function fails, and 502 when its answer is not valid.'),
  'TR-14': says('AWS IoT', 'A rule of AWS IoT sends its messages as events.'),
  'TR-15': says('Alexa', 'Alexa waits 8 seconds for the answer of a skill and does not try again.'),
  'TR-16': says('Other services', 'SES, CloudWatch alarms and CloudWatch Logs send events; what fails after that is up to Lambda.'),
  'TR-19': says('Permission to invoke', 'A service that pushes needs a permission in the policy of the function. Without it the service cannot hand anything over, and trying again does not help.'),
  'TR-20': says('EventBridge custom bus', 'A custom event bus tries a hand-over again 5 times or for 300 seconds, unless set otherwise.'),
  'MC-43': says('Back-off of EventBridge', 'AWS gives the limits of the retries, not the waits. Here: 1 second, doubled up to 8 minutes, with jitter.'),
  'MC-44': says('Duplicates', 'AWS says that duplicates occur, not how often. Here: the share that the scenario sets, a second after the first.'),
  'MC-45': says('What a handler sends', 'A handler with an output sends its messages when it has succeeded, at the end of the invocation.'),
} as const satisfies Record<string, RuleText>
