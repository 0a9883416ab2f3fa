import { ruleIndex, ruleNumber } from '../../rules/registry'
import type { Call, World } from '../../sim/lambda/world'
import { NONE, OUTCOMES } from '../../sim/trace/schema'
import type { LaneId, RecordId } from '../../sim/trace/schema'
import { appendRecord, KIND, whatOf } from '../../sim/trace/writer'

/** What is sent on to a dead-letter queue or a destination, and whether it arrives there. */

const FAILED = OUTCOMES.indexOf('deliveryFailed')
const SNS_MOST_KB = ruleNumber('AS-15', 'sns')

const what = (rule: 'AS-10' | 'AS-12') => ({ arrived: whatOf(KIND.delivery, ruleIndex(rule)), failed: whatOf(KIND.delivery, ruleIndex(rule), FAILED) })
const DESTINATION = what('AS-10')
const DEAD_LETTER = what('AS-12')

type Role = 'onSuccess' | 'onFailure' | 'deadLetter'

/** Without permission nothing arrives (rule AS-14); a topic takes no large records (AS-15). */
function fails({ source }: Call, role: Role): boolean {
  const { faults, version } = source.fn
  if (faults.deliveryDenied) return true
  const { EventInvokeConfig, DeadLetterConfig } = version.config
  const { OnSuccess, OnFailure } = EventInvokeConfig.DestinationConfig
  const arn = role === 'deadLetter' ? DeadLetterConfig.TargetArn : (role === 'onFailure' ? OnFailure : OnSuccess)?.Destination
  return source.config.payloadKB > SNS_MOST_KB && arn?.split(':')[2] === 'sns'
}

function deliver(world: World, call: Call, { role, lane, cause }: { role: Role; lane: LaneId; cause: RecordId }): void {
  if (lane === NONE) return
  const { arrived, failed } = role === 'deadLetter' ? DEAD_LETTER : DESTINATION
  appendRecord(world.records, { lane, request: call.request, cause }, 0, fails(call, role) ? failed : arrived)
}

/** Lambda gives an event up: it goes to the dead-letter queue, and a record of it to the destination. */
export function giveUp(world: World, call: Call, { cause, rule, outcome }: { cause: RecordId; rule: number; outcome: number }): void {
  const { source, request } = call
  const { onFailure, deadLetter } = source.fn.destinations
  const dropped = appendRecord(world.records, { lane: source.lane, request, cause }, 0, whatOf(KIND.drop, rule, outcome))
  deliver(world, call, { role: 'deadLetter', lane: deadLetter, cause: dropped })
  deliver(world, call, { role: 'onFailure', lane: onFailure, cause: dropped })
}

/** @param cause the invocation */
export function reportSuccess(world: World, call: Call, cause: RecordId): void {
  deliver(world, call, { role: 'onSuccess', lane: call.source.fn.destinations.onSuccess, cause })
}
