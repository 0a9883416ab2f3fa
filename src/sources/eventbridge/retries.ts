import { ruleNumber } from '../../rules/registry'
import type { RuleId } from '../../rules/ids'
import { MICROS_PER_SECOND } from '../../base/units'
import type { Micros } from '../../sim/trace/schema'
import type { Service } from '../push/service'

/** Event buses try again with exponential back-off and jitter. Their limits are documented (TR-06, TR-20), the waits are assumed (MC-43). */

const FIRST = ruleNumber('MC-43', 'first') * MICROS_PER_SECOND
const CAP = ruleNumber('MC-43', 'cap') * MICROS_PER_SECOND

/** Between half and all of the back-off. */
export const backOff = (retry: number, luck: number): Micros => Math.min(CAP, FIRST * 2 ** Math.min(retry, 30)) * (0.5 + luck / 2)

const bus = (rule: Extract<RuleId, 'TR-06' | 'TR-07' | 'TR-20'>): Service => ({
  rule,
  payloadKB: ruleNumber('TR-06', 'payload'),
  traced: false,
  retries: { most: ruleNumber(rule, 'attempts'), age: ruleNumber(rule, 'age') * MICROS_PER_SECOND, wait: backOff },
})

export const EVENTBRIDGE = bus('TR-06')
export const CUSTOM_BUS = bus('TR-20')
export const SCHEDULER: Service = { ...bus('TR-07'), payloadKB: null }
