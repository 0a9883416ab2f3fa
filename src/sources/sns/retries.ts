import { ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import type { Micros } from '../../sim/trace/schema'
import type { Service } from '../push/service'

/** How SNS tries to hand a message over to Lambda: at once, soon, ever later, then at intervals for weeks (rule TR-05). */

const number = (name: string): number => ruleNumber('TR-05', name)
const IMMEDIATE = number('immediate')
const SOON = number('soon')
const GROWING = number('growing')
const SOON_WAIT = number('soonWait') * MICROS_PER_SECOND
const LEAST = number('least') * MICROS_PER_SECOND
const MOST = number('most') * MICROS_PER_SECOND

export function snsWait(retry: number): Micros {
  if (retry < IMMEDIATE) return 0
  if (retry < IMMEDIATE + SOON) return SOON_WAIT
  const step = retry - IMMEDIATE - SOON
  return step < GROWING ? Math.min(MOST, LEAST * 2 ** step) : MOST
}

export const SNS: Service = {
  rule: 'TR-05',
  payloadKB: number('payload'),
  traced: true,
  retries: { most: IMMEDIATE + SOON + GROWING + number('last'), age: Infinity, wait: snsWait },
}
