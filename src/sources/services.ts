import { CUSTOM_BUS, EVENTBRIDGE, SCHEDULER } from './eventbridge/retries'
import { SERVICE, SERVICE_KINDS, type RetryingKind, type ServiceKind } from './index'
import { plain } from './push/service'
import type { Service } from './push/service'
import { SNS } from './sns/retries'

/** What services do whose retries are known. */
const RETRYING: { readonly [K in RetryingKind]: Service } = { sns: SNS, eventbridge: EVENTBRIDGE, 'custom-bus': CUSTOM_BUS, scheduler: SCHEDULER }

/** What each service does that sends events. */
export const SERVICES = Object.fromEntries(
  SERVICE_KINDS.map((kind) => [kind, kind in RETRYING ? RETRYING[kind as RetryingKind] : plain(SERVICE[kind].rule, SERVICE[kind].traced === true)]),
) as { readonly [K in ServiceKind]: Service }
