/** Which adapter runs which kind. */
import { rateQuota, tokenBucketRamp, tokenBucketStep } from './bucket.ts'
import { traceAsync } from './async.ts'
import { traceBilling } from './billing.ts'
import { erlangB, infiniteServers, little } from './loss.ts'
import { coldFromEmpty, mruPool, simfaas, simfaasTransient, singleEnvironment } from './pool.ts'
import { tracePool } from './traces.ts'
import { traceSqs, traceSqsResponse } from './sqs.ts'
import { traceLimits, traceProvisioned, traceSync } from './requests.ts'
import { streamCapacity, traceStream } from './stream.ts'
import { erlangC, meanWait } from './waiting.ts'
import type { Adapter } from './types.ts'

export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  simfaas,
  'simfaas-transient': simfaasTransient,
  'mru-pool': mruPool,
  'single-env': singleEnvironment,
  'cold-from-empty': coldFromEmpty,
  'erlang-b': erlangB,
  little,
  mtginf: infiniteServers,
  'token-bucket-step': tokenBucketStep,
  'token-bucket-ramp': tokenBucketRamp,
  'rate-quota': rateQuota,
  'trace-pool': tracePool,
  'trace-sync': traceSync,
  'trace-pool-limits': traceLimits,
  'trace-provisioned': traceProvisioned,
  'trace-billing': traceBilling,
  'trace-async': traceAsync,
  'trace-stream': traceStream,
  'stream-capacity': streamCapacity,
  'erlang-c': erlangC,
  mg1: meanWait,
  mdc: meanWait,
  'trace-sqs': traceSqs,
  'trace-sqs-response': traceSqsResponse,
}

/** Facts recorded on AWS: tests of their own hold them. */
export const LATER_KINDS: ReadonlySet<string> = new Set([
  'aws-recorded',
  'aws-replay',
])

/** Kinds whose metrics are estimates from many random requests; the others are exact. */
export const STATISTICAL_KINDS: ReadonlySet<string> = new Set([
  'simfaas',
  'simfaas-transient',
  'mru-pool',
  'single-env',
  'cold-from-empty',
  'erlang-b',
  'little',
  'erlang-c',
  'mdc',
  'mg1',
  'mtginf',
])
