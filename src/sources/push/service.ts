import type { RuleId } from '../../rules/ids'
import { MICROS_PER_SECOND } from '../../base/units'
import type { PushService } from '../../sim/scenario'
import { SERVICE } from '../index'
import type { Micros } from '../../sim/trace/schema'

/** What is particular to a service that sends events: how large they may be, and what it does when Lambda takes none. */
export interface Service {
  /** The rule that says what it does. */
  readonly rule: RuleId
  /** Largest event, KB; null: what Lambda takes. */
  readonly payloadKB: number | null
  /** Whether loop detection follows messages through it (rule AS-18). */
  readonly traced: boolean
  /** How it tries to hand an event over again; null: it is not documented, and its hand-over never fails here. */
  readonly retries: RetryLaw | null
}

export interface RetryLaw {
  /** Its own defaults: retries, and age of an event, microseconds. */
  readonly most: number
  readonly age: Micros
  /** Wait before a retry, microseconds. @param retry counted from 0 @param luck uniform between 0 and 1 */
  wait(retry: number, luck: number): Micros
}

/** A service with nothing of its own: Lambda's queue does the rest. */
export const plain = (rule: RuleId, traced = false): Service => ({ rule, payloadKB: null, traced, retries: null })

/** The limits that hold for a source: what it sets, or what its service does. */
export function limitsOf({ kind, RetryPolicy }: PushService, law: RetryLaw): { most: number; age: Micros } {
  if (SERVICE[kind].retries !== 'adjustable' || RetryPolicy === null) return law
  return { most: RetryPolicy.MaximumRetryAttempts, age: RetryPolicy.MaximumEventAgeInSeconds * MICROS_PER_SECOND }
}
