import { ruleIndex, ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import { retryLater } from '../../sim/lambda/client'
import type { Call, FunctionState, Invoker, World } from '../../sim/lambda/world'
import { NONE, OUTCOMES, SETTLES } from '../../sim/trace/schema'
import type { LaneId, Micros, RecordId } from '../../sim/trace/schema'
import { addOutcome, LANE } from '../../sim/trace/writer'
import { giveUp, reportSuccess } from './deliver'
import { duplicate } from './duplicates'

/**
 * The queue that Lambda keeps for asynchronous events. It answers 202 at once and calls the function itself: after a
 * function error again, up to `MaximumRetryAttempts` times; after a throttle as often as it takes, until the event
 * is too old. What it gives up goes to the dead-letter queue and the on-failure destination, or is lost.
 */

const SUCCESS = OUTCOMES.indexOf('success')
const RETRIES_EXHAUSTED = OUTCOMES.indexOf('retriesExhausted')
const TOO_OLD = OUTCOMES.indexOf('eventAgeExceeded')
const SWITCHED_OFF = OUTCOMES.indexOf('zeroReservedConcurrency')

const ERROR_RULE = ruleIndex('AS-03')
const THROTTLE_RULE = ruleIndex('AS-04')
const AGE_RULE = ruleIndex('AS-05')
const OFF_RULE = ruleIndex('AS-16')

const seconds = (id: 'AS-03' | 'AS-04', name: string): Micros => ruleNumber(id, name) * MICROS_PER_SECOND
/** Waits before the second and the third attempt after function errors. */
const ERROR_WAITS: readonly Micros[] = [seconds('AS-03', 'wait1'), seconds('AS-03', 'wait2')]
const THROTTLE_FIRST = seconds('AS-04', 'first')
const THROTTLE_CAP = seconds('AS-04', 'cap')

/** Of an event that did not succeed at once. */
interface Trouble {
  readonly queuedAt: Micros
  /** Attempts that ended in a function error, and attempts that were refused. */
  errors: number
  throttles: number
}

/** What happens next to an event: another attempt after a wait, or the end. */
interface Verdict {
  wait: Micros
  rule: number
  /** NONE, or the outcome of the drop. */
  dropped: number
}

/** Lanes for where the events of a function go; one for each target. */
export function addDestinations(fn: FunctionState, { lanes, clock }: Pick<World, 'lanes' | 'clock'>): void {
  const { EventInvokeConfig, DeadLetterConfig } = fn.version.config
  const { OnSuccess, OnFailure } = EventInvokeConfig.DestinationConfig
  const known = new Map<string, LaneId>()
  const laneOf = (arn: string | null | undefined): LaneId => {
    if (!arn) return NONE
    const lane = known.get(arn) ?? lanes.add(LANE.destination, fn.lane, clock.now)
    known.set(arn, lane)
    return lane
  }
  fn.destinations = { onSuccess: laneOf(OnSuccess?.Destination), onFailure: laneOf(OnFailure?.Destination), deadLetter: laneOf(DeadLetterConfig.TargetArn) }
}

export function createAsyncQueue(): Invoker {
  const troubles = new Map<number, Trouble>()
  const troubleOf = (request: number, queuedAt: Micros): Trouble => {
    const known = troubles.get(request)
    if (known !== undefined) return known
    const trouble = { queuedAt, errors: 0, throttles: 0 }
    troubles.set(request, trouble)
    return trouble
  }

  function drop(world: World, call: Call, { cause, verdict }: { cause: RecordId; verdict: Verdict }): void {
    troubles.delete(call.request)
    giveUp(world, call, { cause, rule: verdict.rule, outcome: verdict.dropped })
  }

  return {
    arrives(world, call) {
      duplicate(world, call)
      return false
    },
    settles(world, environment, span, outcome) {
      if (outcome === SUCCESS) return SETTLES
      const { errors, queuedAt } = troubles.get(environment.request) ?? { errors: 0, queuedAt: environment.arrivedAt }
      const { dropped } = afterError(world, environment.fn, { errors: errors + 1, queuedAt, now: world.clock.now + span })
      return dropped === NONE ? 0 : SETTLES
    },
    ended(world, environment, call, record) {
      if (environment.outcome === SUCCESS) {
        troubles.delete(call.request)
        return reportSuccess(world, call, record)
      }
      const trouble = troubleOf(call.request, environment.arrivedAt)
      trouble.errors++
      const verdict = afterError(world, call.source.fn, { ...trouble, now: world.clock.now })
      if (verdict.dropped === NONE) retryLater(world, call, { ...verdict, cause: record })
      else drop(world, call, { cause: record, verdict })
    },
    refused(world, call, record) {
      const trouble = troubleOf(call.request, world.clock.now)
      const verdict = afterThrottle(world, call.source.fn, { ...trouble, now: world.clock.now })
      trouble.throttles++
      if (verdict.dropped === NONE) retryLater(world, call, { ...verdict, cause: record })
      else {
        addOutcome(world.records, record, SETTLES)
        drop(world, call, { cause: record, verdict })
      }
    },
  }
}

function afterError(world: World, fn: FunctionState, { errors, queuedAt, now }: { errors: number; queuedAt: Micros; now: Micros }): Verdict {
  const most = world.relaxed.has('AS-03') ? 0 : fn.version.config.EventInvokeConfig.MaximumRetryAttempts
  if (errors > most) return { wait: 0, rule: ERROR_RULE, dropped: RETRIES_EXHAUSTED }
  return inTime(world, fn, { wait: ERROR_WAITS[errors - 1] ?? ERROR_WAITS.at(-1)!, rule: ERROR_RULE, queuedAt, now })
}

function afterThrottle(world: World, fn: FunctionState, { throttles, queuedAt, now }: { throttles: number; queuedAt: Micros; now: Micros }): Verdict {
  if (fn.reserved === 0 && !world.relaxed.has('AS-16')) return { wait: 0, rule: OFF_RULE, dropped: SWITCHED_OFF }
  if (world.relaxed.has('AS-04')) return { wait: 0, rule: THROTTLE_RULE, dropped: TOO_OLD }
  return inTime(world, fn, { wait: Math.min(THROTTLE_CAP, THROTTLE_FIRST * 2 ** throttles), rule: THROTTLE_RULE, queuedAt, now })
}

/** Another attempt, unless the event would be too old by then: it is given up at once, not when its time is over. */
function inTime(world: World, fn: FunctionState, { wait, rule, queuedAt, now }: { wait: Micros; rule: number; queuedAt: Micros; now: Micros }): Verdict {
  const most = fn.version.config.EventInvokeConfig.MaximumEventAgeInSeconds * MICROS_PER_SECOND
  const tooOld = now + wait - queuedAt > most && !world.relaxed.has('AS-05')
  return tooOld ? { wait: 0, rule: AGE_RULE, dropped: TOO_OLD } : { wait, rule, dropped: NONE }
}
