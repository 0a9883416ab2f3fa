/** Every source, in the order it is offered. One line for each (and its import). */
import { cloudWatchAlarms, cloudWatchLogs } from './cloudwatch/source'
import type { Fields } from './config'
import { dispatcher } from './dispatcher/source'
import { documentdb } from './documentdb/source'
import { customBus, eventBridge } from './eventbridge/source'
import { iot } from './iot/source'
import { kafka } from './kafka/source'
import { mq } from './mq/source'
import { s3 } from './s3/source'
import { scheduler } from './scheduler/source'
import { ses } from './ses/source'
import { sns } from './sns/source'
import type { Polled, Pushing, SourceOf } from './source'
import { sqs } from './sqs/source'
import { stream } from './stream/source'

/** The large ones, which much else speaks of by name. */
export { kafka, sqs, stream }

/** Services that push events. */
const PUSHING = [s3, sns, eventBridge, customBus, scheduler, iot, ses, cloudWatchAlarms, cloudWatchLogs] as const
/** Queues and streams that Lambda polls. */
const POLLED = [sqs, stream, kafka, mq, documentdb, dispatcher] as const

export type EventSource = SourceOf<(typeof POLLED)[number]>
export type ServiceKind = (typeof PUSHING)[number]['kind']
/** Services whose retries are known. */
export type RetryingKind = Extract<(typeof PUSHING)[number], { retries: string }>['kind']

/** Settings that one source alone has, and that the panel shows. */
type Knobs<D> = D extends Polled<infer _K, infer _F, infer W> ? W : never
export type SourceKnobId = Knobs<(typeof POLLED)[number]>

/** A description whichever it is. */
export type AnyPolled = Polled<EventSource['kind'], Fields>

export const SERVICE_KINDS: readonly ServiceKind[] = PUSHING.map(({ kind }) => kind)
/** What services say of themselves, by kind. */
export const SERVICE: Readonly<Record<ServiceKind, Pushing>> = Object.fromEntries(PUSHING.map((each: Pushing) => [each.kind, each])) as Record<ServiceKind, Pushing>

/** What queues and streams say of themselves, in order. */
export const SOURCES = POLLED as unknown as readonly AnyPolled[]

/** What the source of a kind says of itself. */
export function describedAs(kind: EventSource['kind']): AnyPolled {
  const found = SOURCES.find(({ kinds }) => kinds.includes(kind))
  if (found === undefined) throw new Error(`No source ${kind}`)
  return found
}
