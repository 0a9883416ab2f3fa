import { uniform } from '../../base/random'
import { ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import { EVENT_CLASS, pushAfter } from '../../sim/kernel/queue'
import { newRequest } from '../../sim/lambda/admission'
import { EVENT, payloadOf } from '../../sim/lambda/world'
import type { Call, World } from '../../sim/lambda/world'

/** Some events reach the function twice (rule AS-07): a request of its own, which names the arrival of the first as its cause. */

const DELAY = ruleNumber('MC-44', 'delay') * MICROS_PER_SECOND
/** Numbers of copies in their source: above those of all events and their attempts. */
const COPIES = 2 ** 46

/** Sends an event that has just been queued a second time, if its luck says so. */
export function duplicate(world: World, { source, request, counter, attempt, cause }: Call): void {
  const share = world.scenario.assumptions.duplicateEventShare
  if (share === 0 || attempt > 0 || counter >= COPIES || uniform(source.streams.duplicate, counter) >= share) return
  const slot = world.extras.push(() => {
    source.fn.sideEffects?.originals.set(world.requests, request)
    newRequest(world, source, COPIES + counter, cause)
  }) - 1
  pushAfter(world.queue, DELAY, EVENT_CLASS.arrival, payloadOf(EVENT.extra, slot))
}
