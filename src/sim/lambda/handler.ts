import { uniform } from '../../base/random'
import { ruleIndex } from '../../rules/registry'
import { durationAt, durationBy } from '../kernel/ahead'
import { EVENT_CLASS, pushAfter } from '../kernel/queue'
import { NONE, OUTCOMES, SETTLES } from '../trace/schema'
import type { Faults } from '../scenario'
import type { Micros, Outcome, RecordId } from '../trace/schema'
import { appendRecord, KIND, POOL, whatOf } from '../trace/writer'
import { scheduleRetry, watchDeadline, willRetry } from './client'
import { addRecord, suppressedInit } from './coldStart'
import { STAGE } from './environment'
import type { Environment } from './environment'
import { levelsChanged, release, settleDown } from './lifecycle'
import { meterSettled } from './meter'
import { permissionOf, takeEffect } from './sideEffects'
import type { SideEffects } from './sideEffects'
import { EVENT, payloadOf } from './world'
import type { Call, FunctionState, Invoker, World } from './world'

const OUTCOME = Object.fromEntries(OUTCOMES.map((outcome, code) => [outcome, code])) as Record<(typeof OUTCOMES)[number], number>
const WARM_RULE = ruleIndex('LC-18')
const PROVISIONED_RULE = ruleIndex('CC-07')
const TIMEOUT_RULE = ruleIndex('LC-07')
const RESET_RULE = ruleIndex('LC-10')
const THROWN_RULE = ruleIndex('LC-11')
const MEMORY_RULE = ruleIndex('MEM-11')
const RESPONSE_RULE = ruleIndex('SY-07')
const SUPPRESSED_RULE = ruleIndex('LC-05')
const CONNECTION = whatOf(KIND.connectionWait, ruleIndex('MC-16'))

/** The rule by which a handler ends, by outcome. */
const END_RULES: Partial<Record<Outcome, number>> = { timeout: TIMEOUT_RULE, crash: RESET_RULE, outOfMemory: MEMORY_RULE, responseTooLarge: RESPONSE_RULE }

/** What the record of a handler says, by outcome code. @param success the rule of one that ends well */
function endsWith(success: number): readonly number[] {
  return OUTCOMES.map((outcome, code) => whatOf(KIND.handler, outcome === 'success' ? success : (END_RULES[outcome] ?? THROWN_RULE), code))
}

const ENDS = endsWith(WARM_RULE)
const ENDS_PROVISIONED = endsWith(PROVISIONED_RULE)

/** By outcome code, whether the environment is reset. */
const RESETTING = Uint8Array.from(OUTCOMES, (outcome) => (outcome === 'timeout' || outcome === 'crash' || outcome === 'outOfMemory' ? 1 : 0))

/** Whether an invocation is like most: not the first of its environment, and nothing but time decides how it ends. */
export function isPlain({ calls, needsInit, fn, source, chosenToFail }: Environment): boolean {
  return calls > 0 && !needsInit && fn.plain && !chosenToFail && source!.handlerOverrides === null
}

/** Begins a plain invocation: what `startInvocation` would do, on the shortest way. */
export function startAgain(world: World, environment: Environment): void {
  const { version } = environment
  const { laws, timeout } = version
  const source = environment.source!
  const io = durationAt(source.io, environment.draw)
  // Lengths, not times: small integers are never boxed.
  const wanted = laws.hasWork ? io + durationBy(laws.work, source.work, environment.draw) : io
  const timedOut = wanted > timeout
  const span = timedOut ? timeout : wanted
  environment.calls++
  begin(world, environment, span, timedOut ? OUTCOME.timeout : plainOutcome(environment))
  run(world, environment, span)
}

/** Begins an invocation in an environment that is ready: the handler, or first the init it still owes. */
export function startInvocation(world: World, environment: Environment): void {
  if (environment.needsInit) startSuppressedInit(world, environment)
  else startHandler(world, environment, environment.version.timeout)
}

function startSuppressedInit(world: World, environment: Environment): void {
  const { timeout } = environment.version
  const { span, outcome } = suppressedInit(environment)
  const tooLong = span >= timeout
  const failed = tooLong || outcome !== OUTCOME.success
  const used = tooLong ? timeout : span
  const end = tooLong ? OUTCOME.timeout : outcome
  const settles = failed ? settlement(world, environment, used, end) : 0
  const what = whatOf(KIND.suppressedInit, tooLong ? TIMEOUT_RULE : SUPPRESSED_RULE, failed ? end | settles : OUTCOME.none)
  addRecord(world, environment, used, what)
  environment.needsInit = failed
  if (failed) {
    environment.resets = true
    environment.calls++
    run(world, environment, used)
    return
  }
  environment.stage = STAGE.suppressedInit
  environment.budget = timeout - used
  // How the handler ends is not known yet: the caller may stop waiting before it begins.
  const patient = environment.source!.patience === Infinity || environment.waiting !== NONE
  if (!patient) environment.waiting = watchDeadline(world, callOf(environment), environment.arrivedAt, environment.arrival)
  pushAfter(world.queue, used, EVENT_CLASS.completion, payloadOf(EVENT.environment, environment.index))
}

/** @param budget what is left of the function timeout */
export function startHandler(world: World, environment: Environment, budget: Micros): void {
  const { fn } = environment
  const io = ioOf(environment)
  const work = workOf(environment)
  environment.calls++
  const wait = fn.connections === null ? 0 : fn.connections.waitAt(world.clock.now)
  if (fn.sideEffects !== null) {
    startPaying(world, environment, fn.sideEffects, { wait, io, work, budget })
    return
  }
  const wanted = wait + io + work
  const timedOut = wanted > budget
  const span = timedOut ? budget : wanted
  const outcome = timedOut ? OUTCOME.timeout : fn.faulty || environment.chosenToFail ? faultOf(environment) : plainOutcome(environment)
  const record = begin(world, environment, span, outcome)
  if (fn.connections !== null) holdConnection(world, environment, { record, wait, span: Math.min(wait + io, span) })
  run(world, environment, span)
}

/** A handler begins that will end like this. */
function begin(world: World, environment: Environment, span: Micros, outcome: number): RecordId {
  const settles = settlement(world, environment, span, outcome)
  const what = (environment.pool === POOL.provisioned ? ENDS_PROVISIONED : ENDS)[outcome]! | settles
  const record = appendRecord(world.records, environment, span, what)
  environment.cause = record
  if (RESETTING[outcome] === 1) environment.resets = true
  return record
}

/** The same where the handler makes an external call with side effects: its idempotency key may keep it from its work. */
function startPaying(world: World, environment: Environment, effects: SideEffects, parts: { wait: Micros; io: Micros; work: Micros; budget: Micros }): void {
  const { io, work, budget } = parts
  const permission = permissionOf(world, effects, environment)
  const { endsWith, overhead } = permission
  const wait = endsWith === null ? parts.wait : 0
  const wanted = endsWith === null ? wait + io + work + overhead : overhead
  const timedOut = wanted > budget
  const span = timedOut ? budget : wanted
  const ends = endsWith ?? (environment.fn.faulty || environment.chosenToFail ? faultOf(environment) : plainOutcome(environment))
  const outcome = timedOut ? OUTCOME.timeout : ends
  const record = begin(world, environment, span, outcome)
  if (environment.fn.connections !== null && endsWith === null) holdConnection(world, environment, { record, wait, span: Math.min(wait + io, span) })
  takeEffect(world, environment, permission, { record, wait, span, outcome })
  run(world, environment, span)
}

/** The duration that the scenario gives the request, or NaN. */
const givenOf = ({ requestCounter }: Environment, overrides: Float64Array): number => overrides[requestCounter] ?? NaN

/** Waiting for others, or the whole duration where the scenario gives it. */
function ioOf(environment: Environment): Micros {
  const { fn } = environment
  const source = environment.source!
  if (source.handlerOverrides !== null) {
    const given = givenOf(environment, source.handlerOverrides)
    if (given >= 0) return given
  }
  const { firstCall } = environment.version.laws
  const io = environment.calls === 0 && firstCall !== null ? firstCall(source.streams.io, environment.draw) : durationAt(source.io, environment.draw)
  return fn.faulty && fn.faults.downstreamSlowdown !== 1 ? Math.round(io * fn.faults.downstreamSlowdown) : io
}

/** Computation, and what the first invocation of an environment takes more. */
function workOf(environment: Environment): Micros {
  const { laws } = environment.version
  const first = environment.calls === 0
  if (first && laws.firstCall !== null) return 0
  const source = environment.source!
  if (source.handlerOverrides !== null && givenOf(environment, source.handlerOverrides) >= 0) return 0
  const work = laws.hasWork ? durationBy(laws.work, source.work, environment.draw) : 0
  return first ? work + laws.firstCallExtra : work
}

function plainOutcome({ version, source }: Environment): number {
  if (version.outOfMemory) return OUTCOME.outOfMemory
  return source!.entry.responseTooLarge ? OUTCOME.responseTooLarge : OUTCOME.success
}

/** One draw decides among the faults, so that raising one rate never turns another's failures into successes. */
function faultOf(environment: Environment): number {
  const { faults } = environment.fn
  if (environment.chosenToFail) return OUTCOME.functionError
  const luck = uniform(environment.source!.streams.fault, environment.draw)
  if (luck < faults.errorRate) return OUTCOME.functionError
  if (luck < faults.errorRate + faults.crashRate) return OUTCOME.crash
  if (luck < faults.errorRate + faults.crashRate + faults.outOfMemoryRate) return OUTCOME.outOfMemory
  return plainOutcome(environment)
}

function holdConnection(world: World, environment: Environment, { record: handler, wait, span }: { record: RecordId; wait: Micros; span: Micros }): void {
  const { fn } = environment
  if (wait > 0) {
    const of = { lane: fn.downstreamLane, request: environment.request, cause: handler }
    appendRecord(world.records, of, Math.min(wait, span), CONNECTION)
  }
  if (span > wait) fn.connections!.hold(world.clock.now + span)
}

/** Lets an invocation run to its end. */
function run(world: World, environment: Environment, span: Micros): void {
  environment.stage = STAGE.running
  pushAfter(world.queue, span, EVENT_CLASS.completion, payloadOf(EVENT.environment, environment.index))
}

/** Whether somebody will still be waiting at the end, and whether they try again: SETTLES, or 0 if this is not the end of the request. */
export function settlement(world: World, environment: Environment, span: Micros, outcome: number): number {
  const source = environment.source!
  if (source.invoker !== null) return settledBy(source.invoker, world, environment, { span, outcome })
  if (source.patience < Infinity && !inTime(world, environment, world.clock.now + span)) return 0
  const retries = willRetry(source, outcome, environment.attempt)
  environment.retries = retries
  return retries ? 0 : SETTLES
}

function settledBy(invoker: Invoker, world: World, environment: Environment, { span, outcome }: { span: Micros; outcome: number }): number {
  environment.outcome = outcome
  environment.retries = true
  return invoker.settles(world, environment, span, outcome)
}

function inTime(world: World, environment: Environment, end: Micros): boolean {
  const source = environment.source!
  const waiting = environment.waiting === NONE ? undefined : world.waiting.get(environment.waiting)
  const deadline = environment.arrivedAt + source.patience
  if (environment.waiting !== NONE && waiting === undefined) return false
  if (end <= deadline) {
    if (waiting !== undefined) waiting.answered = true
    return true
  }
  if (waiting === undefined) environment.waiting = watchDeadline(world, callOf(environment), environment.arrivedAt, environment.arrival)
  return false
}

export function callOf(environment: Environment): Call {
  const { request, requestCounter, attempt, arrival } = environment
  const source = environment.source!
  return { source, lane: source.lane, request, counter: requestCounter, attempt, cause: arrival }
}

/** The invocation is over: the environment is free, or reset, or out of date. */
export function endInvocation(world: World, environment: Environment): void {
  const { fn } = environment
  release(world, environment)
  if (environment.resets) environment.needsInit = true
  const call = environment.retries ? callOf(environment) : null
  const record = environment.cause
  settleDown(world, environment)
  levelsChanged(world, fn)
  if (world.meter !== null) meterSettled(world.meter, world.clock, environment)
  if (call !== null) goOn(world, environment, call, record)
}

/** Whoever called is told that an attempt is over: a client tries again. */
export function goOn(world: World, environment: Environment, call: Call, record: RecordId): void {
  const { invoker } = call.source
  if (invoker !== null) invoker.ended(world, environment, call, record)
  else scheduleRetry(world, call, record)
}

/** Notes what the faults of the day, and whom its handlers call, mean for the function. */
export function reviewFaults(fn: FunctionState): void {
  fn.faulty = isFaulty(fn.faults)
  fn.plain = !fn.faulty && fn.connections === null && fn.sideEffects === null
}

/** Whether any can strike. */
function isFaulty({ errorRate, crashRate, outOfMemoryRate, failRequests, downstreamSlowdown }: Faults): boolean {
  return errorRate > 0 || crashRate > 0 || outOfMemoryRate > 0 || failRequests.length > 0 || downstreamSlowdown !== 1
}
