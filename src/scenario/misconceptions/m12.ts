import type { Idempotency } from '../../sim/scenario.ts'
import { atOnce, events, failsAlways, fn, MINUTE, run, scenario, SECOND, type Misconception } from './build.ts'

/** Charges a card at half a second, and throws at one. */
const of = (idempotency: Idempotency) =>
  scenario(5 * MINUTE, fn('charge', { faults: failsAlways, initMs: 0, does: { sideEffectAtMs: SECOND / 2, idempotency } }), events('checkout', 'charge', atOnce([0, 1])))
const asked = ['paid', 'paidAgain', 'alreadyDone'] as const

export const M12: Misconception = {
  id: 'M12',
  runs: [run('plain', of('off'), ...asked), run('call', of('call'), ...asked), run('handler', of('handler'), ...asked)],
}
