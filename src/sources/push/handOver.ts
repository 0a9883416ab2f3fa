import { uniform } from '../../base/random'
import { ruleIndex } from '../../rules/registry'
import { drawCounter, retryLater } from '../../sim/lambda/client'
import type { Call, Invoker, World } from '../../sim/lambda/world'
import type { PushService } from '../../sim/scenario'
import { NONE, OUTCOMES, SETTLES } from '../../sim/trace/schema'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { addOutcome, appendRecord, KIND, whatOf } from '../../sim/trace/writer'
import { limitsOf } from './service'
import type { RetryLaw, Service } from './service'

/**
 * A service hands events over to Lambda. As soon as Lambda has one in its queue the service is done with it, whatever
 * the function does. What Lambda does not take the service tries again, and then puts it into a dead-letter queue of
 * its own. Without permission it does not try again.
 */

const DENIED = OUTCOMES.indexOf('handOverDenied')
const FAILED = OUTCOMES.indexOf('handOverFailed')
const PERMISSION_RULE = ruleIndex('TR-19')

interface Failing {
  readonly from: Micros
  readonly until: Micros
  readonly denied: boolean
}

function failingOf({ handOver }: PushService): Failing | null {
  if (handOver === null) return null
  const { fails, fromMs, untilMs } = handOver
  return { from: Math.round(fromMs * 1000), until: untilMs === null ? Infinity : Math.round(untilMs * 1000), denied: fails === 'denied' }
}

/** What a service makes of the queue that takes its events. */
export function createHandOver(queue: Invoker, config: PushService, service: Service): Invoker {
  const failing = failingOf(config)
  const law = service.retries
  if (failing === null || law === null) return queue
  const rule = ruleIndex(service.rule)
  const limits = limitsOf(config, law)
  /** When the service first tried, and how often it tried again. */
  const tries = new Map<number, { since: Micros; retries: number }>()

  function failed(world: World, call: Call): void {
    const { request } = call
    const why = failing!.denied ? { rule: PERMISSION_RULE, outcome: DENIED } : { rule, outcome: FAILED }
    const refused = appendRecord(world.records, call, 0, whatOf(KIND.reject, why.rule, why.outcome))
    const known = tries.get(request) ?? { since: world.clock.now, retries: 0 }
    tries.set(request, known)
    const wait = nextWait(call, { law: law!, ...known })
    const late = world.clock.now + wait - known.since > limits.age
    const most = world.relaxed.has(service.rule) ? 0 : limits.most
    if (!failing!.denied && known.retries < most && !late) {
      known.retries++
      return retryLater(world, call, { wait, rule, cause: refused })
    }
    tries.delete(request)
    addOutcome(world.records, refused, SETTLES)
    leave(world, call, { ...why, cause: refused })
  }

  return {
    ...queue,
    arrives(world, call) {
      const { now } = world.clock
      // An attempt that Lambda makes itself is none of the service's business.
      const handedOver = call.attempt > 0 && !tries.has(call.request)
      if (!handedOver && now >= failing.from && now < failing.until) {
        failed(world, call)
        return true
      }
      tries.delete(call.request)
      return queue.arrives?.(world, call) ?? false
    },
  }
}

function nextWait({ source, counter, attempt }: Call, { law, retries }: { law: RetryLaw; retries: number }): Micros {
  return Math.round(law.wait(retries, uniform(source.streams.jitter, drawCounter(counter, attempt))))
}

/** The service is done with an event that Lambda never had. */
function leave(world: World, { source, request }: Call, { rule, outcome, cause }: { rule: number; outcome: number; cause: RecordId }): void {
  const dropped = appendRecord(world.records, { lane: source.lane, request, cause }, 0, whatOf(KIND.drop, rule, outcome))
  if (source.destination !== NONE) appendRecord(world.records, { lane: source.destination, request, cause: dropped }, 0, whatOf(KIND.delivery, rule))
}
