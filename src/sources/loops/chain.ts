import { ruleIndex, ruleNumber } from '../../rules/registry'
import { arrive } from '../../sim/lambda/admission'
import type { Call, Invoker, Poller, SourceState, World } from '../../sim/lambda/world'
import { NONE, OUTCOMES, SETTLES } from '../../sim/trace/schema'
import type { RecordId } from '../../sim/trace/schema'
import { appendRecord, KIND, whatOf } from '../../sim/trace/writer'
import { giveUp } from '../async/deliver'
import { isTraced } from '../traced'

/**
 * What handlers send to other sources, and the chains of invocations that come of it. A chain that comes too far is
 * stopped (rule AS-18): the invocation is not run, an event is given up, a message of a queue is received in vain.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const LOOP = OUTCOMES.indexOf('recursiveLoop')
const RULE = ruleIndex('AS-18')
const THRESHOLD = ruleNumber('AS-18', 'threshold')
const STOPPED = whatOf(KIND.reject, RULE, LOOP | SETTLES)

/** How many invocations came before a request or a message; none that are not here. */
interface Chains {
  readonly requests: Map<number, number>
  readonly messages: Map<number, number>
}
const chains = new WeakMap<World, Chains>()

function chainsOf(world: World): Chains {
  const known = chains.get(world) ?? { requests: new Map(), messages: new Map() }
  chains.set(world, known)
  return known
}

const asPoller = (invoker: Invoker): Poller | null => ('sent' in invoker ? (invoker as Poller) : null)

/** How many invocations came before this one; of a batch, before the message that comes from farthest. */
function lengthBefore(world: World, invoker: Invoker, request: number): number {
  const { requests, messages } = chainsOf(world)
  const batch = asPoller(invoker)?.messagesOf?.(request) ?? []
  return batch.reduce((most, message) => Math.max(most, messages.get(message) ?? 0), requests.get(request) ?? 0)
}

/** Sends what a handler sends: to a source and to those that get the same. */
function send(world: World, from: SourceState, { length, cause }: { length: number; cause: RecordId }): void {
  const { source, count } = from.fn.version.config.sendsTo!
  for (let n = 0; n < count; n++) {
    for (const target of world.sources) {
      if (target.config.name !== source && target.follows !== source) continue
      const outlet = world.outletOf(target)
      const { requests, messages } = chainsOf(world)
      if (target.poller === null) requests.set(world.requests, length)
      else messages.set(world.messages.messages.length, length)
      arrive(world, outlet, outlet.sequence++, cause)
    }
  }
}

/** Watches over what a source sends in a scenario whose handlers send messages themselves. */
export function inChains(invoker: Invoker, source: SourceState): Invoker {
  const traced = isTraced(source)
  const isLoop = (world: World, request: number): boolean =>
    traced && source.fn.version.config.RecursiveLoop === 'Terminate' && !world.relaxed.has('AS-18') && lengthBefore(world, invoker, request) >= THRESHOLD

  function stop(world: World, call: Call): void {
    const record = appendRecord(world.records, call, 0, STOPPED)
    if (invoker.stopped) invoker.stopped(world, call, record)
    else giveUp(world, call, { cause: record, rule: RULE, outcome: LOOP })
  }

  return {
    ...invoker,
    arrives(world, call) {
      if (!isLoop(world, call.request)) return invoker.arrives?.(world, call) ?? false
      stop(world, call)
      return true
    },
    ended(world, environment, call, record) {
      const length = lengthBefore(world, invoker, call.request) + 1
      const sends = environment.outcome === SUCCESS && source.fn.version.config.sendsTo !== null
      invoker.ended(world, environment, call, record)
      if (sends) send(world, source, { length, cause: record === NONE ? NONE : record })
    },
  }
}
