/** Queues, streams and services whose events reach a function: part of a scenario. What each may say is in its folder. */
import type { ServiceKind } from '../sources'

export type { EventSource, ServiceKind } from '../sources'
export type { KafkaSource } from '../sources/kafka/source'
export type { SqsSource } from '../sources/sqs/source'
export type { StreamSource } from '../sources/stream/source'

/** A service of AWS that sends events to a function. */
export interface PushService {
  kind: ServiceKind
  /** How often it tries to hand an event over that Lambda does not take; of EventBridge and its Scheduler. Null: their defaults. */
  RetryPolicy: { MaximumRetryAttempts: number; MaximumEventAgeInSeconds: number } | null
  /** Where it puts what Lambda did not take, and nothing else; of SNS, EventBridge and its Scheduler. */
  DeadLetterConfig: { Arn: string | null }
  /** When Lambda takes nothing from it. Null: it always does. */
  handOver: { fails: 'denied' | 'unavailable'; fromMs: number; untilMs: number | null } | null
}
