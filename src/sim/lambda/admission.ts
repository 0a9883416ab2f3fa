import { uniform } from '../../base/random'
import { ruleIndex } from '../../rules/registry'
import { addMessage } from '../trace/messages'
import { NONE, OUTCOMES, SETTLES } from '../trace/schema'
import type { RecordId } from '../trace/schema'
import { addOutcome, appendRecord, KIND, LANE, POOL, whatOf } from '../trace/writer'
import type { Clock } from '../trace/writer'
import { routed } from './aliases'
import { answer, drawCounter, watchDeadline } from './client'
import { nextStage } from './coldStart'
import { newEnvironment, STAGE } from './environment'
import type { Environment, Streams } from './environment'
import { callOf, goOn, isPlain, settlement, startAgain, startInvocation } from './handler'
import { countArrival, countColdStart, countThrottle, levelsChanged, occupy, release, settleDown, shutDown } from './lifecycle'
import { meterArrival, meterWarm } from './meter'
import type { RateQuota } from './bucket'
import type { AccountState, Call, FunctionState, ProvisionedState, SourceState, Target, World } from './world'

const THROTTLED = OUTCOMES.indexOf('throttled')
const PAYLOAD = OUTCOMES.indexOf('payloadTooLarge')
const API_THROTTLED = OUTCOMES.indexOf('apiThrottled')
const RESTORE_TIMEOUT = OUTCOMES.indexOf('restoreTimeout')

const COLD_RULE = ruleIndex('LC-18')
const SPILLOVER_RULE = ruleIndex('CC-10')
const PROACTIVE_RULE = ruleIndex('LC-21')
const RESTORE_RULE = ruleIndex('LC-24')
const API_REFUSAL = whatOf(KIND.reject, ruleIndex('SY-15'), API_THROTTLED)
const OFF_RULE = ruleIndex('CC-06')
const RESERVED_RULE = ruleIndex('CC-04')
const ALL_PROVISIONED_RULE = ruleIndex('CC-11')
const ACCOUNT_RULE = ruleIndex('CC-02')
const ACCOUNT_RATE_RULE = ruleIndex('CC-23')
const RESERVED_RATE_RULE = ruleIndex('CC-23R')

/** No rule stands against the request. */
const ADMITTED = -1

/** What a source sends arrives: a request, or a message for whoever polls. @param counter its number in the source */
export function arrive(world: World, source: SourceState, counter: number, cause: RecordId): void {
  const { poller } = source
  if (poller === null) newRequest(world, source, counter, cause)
  else poller.sent(world, addMessage(world.messages, source.lane, poller.keyOf(counter)), { counter, cause })
}

/** A new request of a source arrives. @param counter which draws are its own @param cause an intervention, or NONE */
export function newRequest(world: World, source: SourceState, counter: number, cause: RecordId): void {
  source.fn.ordinal++
  if (source.fn.faulty && isChosen(source.fn)) choose(source.fn, world.requests)
  const { call } = world
  call.source = source
  call.lane = source.lane
  call.request = world.requests++
  call.counter = counter
  call.attempt = 0
  call.cause = cause
  attempt(world, call)
}

function choose(fn: FunctionState, request: number): void {
  fn.choosy = true
  fn.failing.set(request, 0)
}

/** An attempt reaches the front door and is refused, or placed in an environment. */
export function attempt(world: World, call: Call): void {
  const { routing } = call.source
  if (routing !== null) call.source = routed(routing, call)
  const { source } = call
  call.cause = appendRecord(world.records, call, 0, source.entry.arrival)
  countArrival(world, source.fn)
  if (source.entry.watched && turnedAway(world, call)) return
  admit(world, call)
}

/** Whether what arrives goes no farther. */
function turnedAway(world: World, call: Call): boolean {
  const { entry, invoker, apiThrottle } = call.source
  if (entry.payloadTooLarge) {
    reject(world, call, PAYLOAD, entry.payloadRefusal)
    return true
  }
  if (invoker?.arrives?.(world, call) === true) return true
  if (apiThrottle === null) return false
  if (!apiThrottle.has(world.clock)) {
    reject(world, call, API_THROTTLED, API_REFUSAL)
    return true
  }
  apiThrottle.take()
  return false
}

/** Refused before Lambda sees it. */
function reject(world: World, call: Call, outcome: number, what: number): void {
  const record = appendRecord(world.records, call, 0, what)
  if (call.source.invoker !== null) addOutcome(world.records, record, SETTLES)
  else answer(world, call, record, outcome)
}

/** Admission as Lambda does it: quota of requests, provisioned capacity, pools, idle environments, scaling rate. */
function admit(world: World, call: Call): void {
  const { fn, target, entry } = call.source
  if (fn.reserved === 0) {
    switchedOff(world, call)
    return
  }
  const quota = entry.metered ? (fn.reserved === null ? world.account.rate : fn.rate) : null
  if (quota !== null && !quota.has(world.clock)) {
    throttle(world, call, fn.reserved === null ? ACCOUNT_RATE_RULE : RESERVED_RATE_RULE)
    return
  }
  if (target.provisioned !== null && provisionedFree(target.provisioned, world.clock)) {
    placeInProvisioned(world, call, target.provisioned, quota)
    return
  }
  const full = fn.reserved === null ? accountFull(world.account) : reservedFull(world, fn)
  if (full === ADMITTED) place(world, call, quota)
  else throttle(world, call, full)
}

/** Refused, unless the rule is relaxed: then no limit is left that a reservation of nothing could mean. */
function switchedOff(world: World, call: Call): void {
  if (!world.relaxed.has('CC-06')) throttle(world, call, OFF_RULE)
  else place(world, call, null)
}

function provisionedFree(provisioned: ProvisionedState, clock: Clock): boolean {
  if (provisioned.inFlight >= provisioned.size || provisioned.idle.isEmpty()) return false
  return provisioned.rate === null || provisioned.rate.has(clock)
}

function placeInProvisioned(world: World, call: Call, { rate, idle }: ProvisionedState, quota: RateQuota | null): void {
  quota?.take()
  rate?.take()
  reuse(world, call, idle.take()!)
}

/** A free environment, or a new one where the scaling rate allows. @param quota of requests per second, from which it takes one */
function place(world: World, call: Call, quota: RateQuota | null): void {
  const idle = call.source.target.idle.take()
  if (idle === null) {
    placeInNew(world, call, quota)
    return
  }
  if (quota !== null) quota.take()
  reuse(world, call, idle)
}

function placeInNew(world: World, call: Call, quota: RateQuota | null): void {
  const { scaling } = call.source.fn
  if (scaling !== null && !scaling.has(world.clock)) {
    throttle(world, call, world.rules.scaling.rule)
    return
  }
  scaling?.take()
  quota?.take()
  openEnvironment(world, call)
}

/** The rule that refuses one more request outside reservations, or ADMITTED. */
function accountFull({ limit, carved, unreservedInFlight }: AccountState): number {
  return unreservedInFlight < limit - carved ? ADMITTED : ACCOUNT_RULE
}

/** The same within a reservation. */
function reservedFull(world: World, fn: FunctionState): number {
  const reserved = fn.reserved!
  const capacity = reserved - fn.provisionedSum
  if (fn.onDemandInFlight < capacity) return ADMITTED
  const rule = capacity <= 0 && reserved > 0 ? 'CC-11' : 'CC-04'
  if (world.relaxed.has(rule)) return ADMITTED
  return rule === 'CC-11' ? ALL_PROVISIONED_RULE : RESERVED_RULE
}

function throttle(world: World, call: Call, rule: number): void {
  const { fn } = call.source
  const { request, cause } = call
  const record = appendRecord(world.records, { lane: fn.lane, request, cause }, 0, whatOf(KIND.throttle, rule, THROTTLED))
  countThrottle(world, fn)
  if (world.meter !== null) meterArrival(world.meter, world.clock, 'throttled')
  answer(world, call, record, THROTTLED)
}

/** Warm start: an idle environment takes the request. */
function reuse(world: World, call: Call, environment: Environment): void {
  assign(environment, call, world.clock)
  occupy(world, environment)
  levelsChanged(world, environment.fn)
  if (world.meter !== null) meterWarm(world.meter)
  if (isPlain(environment)) startAgain(world, environment)
  else startInvocation(world, environment)
}

function assign(environment: Environment, call: Call, clock: Clock): void {
  const { source } = call
  environment.source = source
  environment.request = call.request
  environment.requestCounter = call.counter
  environment.draw = drawCounter(call.counter, call.attempt)
  environment.attempt = call.attempt
  environment.arrivedAt = clock.now
  environment.arrival = call.cause
  environment.cause = call.cause
  environment.waiting = NONE
  environment.resets = false
  environment.retries = false
  environment.chosenToFail = false
  if (source.fn.choosy || source.poller !== null) environment.chosenToFail = failsNow(source, call.request)
}

/** Whether the handler throws because of the request that it gets. */
function failsNow({ fn, poller }: SourceState, request: number): boolean {
  const chosen = failsAgain(fn, request)
  return (poller !== null && poller.throws(request)) || chosen
}

/** Whether a request that was chosen to fail does so this time, which is counted. */
function failsAgain({ failing, faults }: FunctionState, request: number): boolean {
  const failed = failing.get(request)
  if (failed === undefined || failed >= (faults.failAttempts ?? Infinity)) return false
  failing.set(request, failed + 1)
  return true
}

/** Whether the scenario names the function's present request as one that fails. */
function isChosen(fn: FunctionState): boolean {
  const { failRequests } = fn.faults
  if (fn.chosenFrom !== failRequests) {
    fn.chosenFrom = failRequests
    fn.chosen = new Set(failRequests)
  }
  return fn.chosen.has(fn.ordinal)
}

/** Cold start: a new environment for this request. */
function openEnvironment(world: World, call: Call): void {
  const { source } = call
  const { fn, target } = source
  const spills = target.provisioned !== null && target.provisioned.size > 0
  const rule = spills ? SPILLOVER_RULE : COLD_RULE
  const counter = drawCounter(call.counter, call.attempt)
  const environment = createEnvironment(world, { fn, target, pool: POOL['on-demand'], streams: source.streams, counter, rule })
  assign(environment, call, world.clock)
  occupy(world, environment)
  countColdStart(world, fn)
  if (world.meter !== null) meterArrival(world.meter, world.clock, 'cold')
  if (source.patience < Infinity) environment.waiting = watchDeadline(world, call, world.clock.now, call.cause)
  // "What if an environment had been there": the start costs nothing, all else is equal.
  if (world.relaxed.has(spills ? 'CC-10' : 'LC-18')) {
    levelsChanged(world, fn)
    startInvocation(world, environment)
    return
  }
  fn.initialising++
  world.initialising++
  levelsChanged(world, fn)
  openAhead(world, environment)
  advance(world, environment)
}

/** Proactive initialisation (rule LC-21): one more environment that no request waits for. */
function openAhead(world: World, because: Environment): void {
  const share = world.scenario.assumptions.proactiveInitShare
  if (share === 0 || uniform(because.streams.proactive, because.counter) >= share) return
  const { fn, target } = because
  const environment = createEnvironment(world, {
    fn, target, pool: POOL.proactive, streams: fn.streams, counter: fn.openedAhead++, rule: PROACTIVE_RULE,
  })
  environment.cause = because.arrival
  levelsChanged(world, fn)
  advance(world, environment)
}

export interface Opening {
  fn: FunctionState
  target: Target
  pool: number
  streams: Streams
  counter: number
  rule: number
}

/** Adds an environment and its lane; nothing runs in it yet. */
export function createEnvironment(world: World, opening: Opening): Environment {
  const { fn, target, pool, streams, counter } = opening
  const lane = world.lanes.add(LANE.environment, fn.lane, world.clock.now)
  world.lanes.setEnvironment(lane, pool, fn.version.number)
  const environment = newEnvironment({
    lane,
    index: world.environments.length,
    fn,
    target,
    pool,
    streams,
    counter,
    born: world.clock.now,
    lifetime: pool === POOL.provisioned ? Infinity : fn.idleLifetime(streams.lifetime, counter),
    capAt: world.clock.now + fn.lifetimeCap(streams.cap, counter),
    originRule: opening.rule,
  })
  world.environments.push(environment)
  fn.alive++
  world.alive++
  return environment
}

/** The next phase of a start; at its end the first invocation, or idleness where no request waits. */
export function advance(world: World, environment: Environment): void {
  if (!nextStage(world, environment)) {
    const fails = environment.stage === STAGE.restore && environment.resets && environment.source !== null
    if (fails) addOutcome(world.records, environment.cause, settlement(world, environment, world.rules.restoreLimitMs * 1000, RESTORE_TIMEOUT))
    return
  }
  const { fn } = environment
  if (environment.source !== null) {
    fn.initialising--
    world.initialising--
    levelsChanged(world, fn)
    if (environment.resets) abandon(world, environment)
    else startInvocation(world, environment)
  } else if (environment.pool === POOL.provisioned) fn.onInitialised?.(environment)
  else if (environment.resets) shutDown(world, environment, RESTORE_RULE)
  else settleDown(world, environment)
}

/** A restore that took too long: the request fails and the environment is lost. */
function abandon(world: World, environment: Environment): void {
  release(world, environment)
  const call = environment.retries ? callOf(environment) : null
  const record = environment.cause
  shutDown(world, environment, RESTORE_RULE)
  if (call !== null) goOn(world, environment, call, record)
}
